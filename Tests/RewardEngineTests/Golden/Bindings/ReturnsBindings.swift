extension GoldenBindings {
  /// Rollouts are the example; actions with a distribution of returns are written from the library's functions.
  static let distributionalDP = GoldenBinding(
    spec: { golden in
      guard golden.inputs["actions"] != nil else { return example("distributional_dp", setting: [:]) }
      let utility = golden.params["utility"]?.literal ?? "identity"
      return """
        spec arms_case 1.0.0
        input atoms: list<real>
        input probs: list<real>
        input stock: real per group
        metric action_value = dot(probs, atoms.map(a => utility_of(stock + a, form: \(utility))))
        metric greedy = pick(position(rollout) over group, 0, order: -action_value)
        advantage = action_value
        """
    },
    parameters: { golden in
      if golden.inputs["actions"] != nil { return [:] }
      var values = parameters(golden)
      if let start = golden.inputs["c0"] { values["c0"] = start.literal }
      return values
    },
    rows: { golden in
      if let actions = golden.inputs["actions"]?.list {
        return actions.map { action in
          [
            "group_id": .text("state"), "atoms": action["atoms"] ?? .null, "probs": action["probs"] ?? .null,
            "stock": golden.inputs["stock"] ?? .number(0),
          ]
        }
      }
      return rows(of: golden, [("rewards", "rewards")]).enumerated().map { index, row in
        row.merging(["group_id": .text("\(index)")]) { own, _ in own }
      }
    },
    output: { name, scored in
      switch name {
      case "stock":
        return .list(
          scored.map { row in
            let after = score(name, of: row).list
            return after.contains(.null) ? .null : .list([score("start", of: row)] + after)
          })
      case "returns", "action_value": return scores(name, scored)
      case "utility": return scores("utilities", scored)
      case "tail_weight": return scores("weight", scored)
      case "objective": return scored.first.map { score("expected_utility", of: $0) } ?? .null
      case "mean": return scored.first.map { score("mean_return", of: $0) } ?? .null
      default: return scored.first.map { score(name, of: $0) } ?? .null
      }
    })
}
