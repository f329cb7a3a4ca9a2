extension GoldenBindings {
  /// One step: a state is a group and its actions are the rollouts.
  static let policyCliff = GoldenBinding(
    spec: nil, parameters: { parameters($0, renamed: ["tie_tol": "ties"]) },
    rows: { golden in
      // Rewards are written by component, state and action, weights by state and component.
      let parts = golden.inputs["rewards"]?.list ?? []
      let changed = golden.inputs["rewards2"]?.list ?? parts
      let weights = golden.inputs["weights"]?.list ?? []
      let weights2 = golden.inputs["weights2"]?.list ?? weights
      let states = parts.first?.list ?? []
      return states.indices.flatMap { state in
        states[state].list.indices.map { action in
          [
            "group_id": .text("s\(state)"), "id": id(state, holding: .number(Double(action))),
            "parts": .list(parts.map { $0.list[state].list[action] }),
            "parts2": .list(changed.map { $0.list[state].list[action] }),
            "weights": weights[state], "weights2": weights2[state],
          ]
        }
      }
    },
    output: { name, scored in
      func chosen(_ name: String) -> JSONValue {
        .list(
          groups(scored).map { rows in
            .list(rows.filter { score(name, of: $0) == .number(1) }.map { held(by: $0) })
          })
      }
      switch name {
      case "effective_reward", "q": return .list(groups(scored).map { scores("effective", $0) })
      case "optimal_actions": return chosen("optimal")
      case "optimal_actions2": return chosen("optimal2")
      case "soft_policy", "soft_policy2": return .list(groups(scored).map { scores(name, $0) })
      case "degenerate", "certified_stable", "cliff": return .list(groupScores(name, scored).list.map(condition))
      case "reward_shift", "soft_tv_bound": return scored.first.map { score(name, of: $0) } ?? .null
      default: return groupScores(name, scored)
      }
    }, covers: { $0.inputs["P"] == nil })
}
