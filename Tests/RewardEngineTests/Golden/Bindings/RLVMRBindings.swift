extension GoldenBindings {
  /// RLVMR: one row for each trajectory, its steps as turns.
  static let rlvmr = GoldenBinding(
    spec: nil,
    parameters: { golden in
      var parameters = literals(golden.params)
      for (name, own) in [("singleton", "lone"), ("alpha", "a"), ("format_penalty", "penalty")] {
        if let value = parameters.removeValue(forKey: name) { parameters[own] = value }
      }
      if let combine = parameters["combine"], combine != "add" { parameters["combine"] = "mix" }
      if let mode = parameters["mode"], mode != "mean" { parameters["mode"] = "mean_std" }
      if let weighting = parameters["weighting"], weighting != "step" { parameters["weighting"] = "rollout" }
      return parameters
    },
    rows: { golden in
      (golden.inputs["trajectories"]?.list ?? []).map { trajectory in
        let steps = trajectory["steps"]?.list ?? []
        func column(_ name: String, _ absent: JSONValue) -> JSONValue { .list(steps.map { $0[name] ?? absent }) }
        return [
          "group_id": trajectory["group"] ?? .null, "outcome": trajectory["outcome"] ?? .null,
          "text": column("text", .text("")), "valid": column("valid", .bool(true)),
          "available": column("available", .bool(true)),
        ]
      }
    },
    output: { name, scored in
      .list(
        scored.map { row in
          switch name {
          case "tags":
            .list(
              zip(score("plans", of: row).list, zip(score("explores", of: row).list, score("reflects", of: row).list))
                .map { step in
                  let tags = [(step.0, "planning"), (step.1.0, "explore"), (step.1.1, "reflection")]
                  return .text(tags.first { condition($0.0) == .bool(true) }?.1 ?? "none")
                })
          case "step_rewards": score("step", of: row)
          case "format_rewards": score("format", of: row)
          case "outcome_advantage": zeroWhereMissing(score("of_outcome", of: row))
          case "meta_advantage": zeroWhereMissing(score("of_step", of: row))
          case "advantages": row["advantage"] ?? .null
          default: .null
          }
        })
    })
}
