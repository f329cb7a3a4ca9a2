extension GoldenBindings {
  /// The example, and beside how often each rollout is drawn the rollout of each draw.
  static let pfPPO = GoldenBinding(
    spec: { golden in
      var text = example("pf_ppo", setting: [:])
      text += "\nlet shares = cumulative(probability over batch)\n"
      for draw in 0..<(golden.inputs["uniforms"]?.list.count ?? 0) {
        text += "metric sampled_\(draw) = count(shares <= uniforms[\(draw)] over batch)\n"
      }
      return text
    },
    parameters: { parameters($0, renamed: ["scope": "within"]).mapValues { $0 == "prompt" ? "group" : $0 } },
    rows: { golden in
      let fields = [("rewards", "reward"), ("groups", "group_id"), ("actual", "actual")]
      return rows(of: golden, fields, shared: [("uniforms", "uniforms")]).map { row in
        row.merging(["uniforms": .list([]), "group_id": .text("all")]) { own, _ in own }
      }
    },
    output: { name, scored in
      switch name {
      case "weights": return scores("weight", scored)
      case "probabilities": return scores("probability", scored)
      case "sampled":
        guard let first = scored.first, scored.contains(where: { score("weight", of: $0) != .number(0) }) else {
          return .list([])
        }
        var draws: [JSONValue] = []
        while let draw = first["scores"]?["sampled_\(draws.count)"] { draws.append(draw) }
        return .list(draws)
      default: return scored.first.map { score(name, of: $0) } ?? .null
      }
    })
}
