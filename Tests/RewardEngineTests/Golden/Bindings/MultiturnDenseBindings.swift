extension GoldenBindings {
  /// Turn rewards of verified environments: one row for each trajectory.
  static let multiturnDense = GoldenBinding(
    spec: nil,
    parameters: { golden in
      var parameters = literals(golden.params)
      parameters["estimator"] = parameters.removeValue(forKey: "group")
      return parameters
    },
    rows: { golden in
      (golden.inputs["trajectories"]?.list ?? []).map { trajectory in
        var row = trajectory.members
        row["group_id"] = row.removeValue(forKey: "group")
        return row
      }
    },
    output: { name, scored in
      .list(
        scored.map { row in
          switch name {
          case "turn_rewards": return score("turn_reward", of: row)
          case "token_rewards":
            let placed = zip(score("placed_at", of: row).list, score("turn_reward", of: row).list)
            return .object(
              Dictionary(
                placed.compactMap { position, reward in reward.number == 0 ? nil : (position.literal, reward) },
                uniquingKeysWith: { _, last in last }))
          case "totals": return score("total", of: row)
          case "advantages": return row["advantage"] ?? .null
          default: return score(name, of: row)
          }
        })
    })
}
