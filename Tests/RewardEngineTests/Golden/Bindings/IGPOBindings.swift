extension GoldenBindings {
  /// IGPO: the rollouts of one group.
  static let igpo = GoldenBinding(
    spec: nil,
    parameters: { literals($0.params) },
    rows: { golden in
      (golden.inputs["rollouts"]?.list ?? []).map { rollout in
        var row = rollout.members
        row["group_id"] = .text("g")
        return row
      }
    },
    output: { name, scored in
      let plain = ["probabilities": "probability", "turn_rewards": "turn_reward"][name] ?? name
      return .list(scored.map { row in name == "advantages" ? row["advantage"] ?? .null : score(plain, of: row) })
    })
}
