extension GoldenBindings {
  static let urpo = GoldenBinding(
    spec: nil,
    parameters: { golden in
      var values = parameters(golden, renamed: ["scale": nil])
      if let scale = golden.params["scale"]?.list, scale.count == 2 {
        values["low"] = scale[0].literal
        values["high"] = scale[1].literal
      }
      return values
    },
    rows: { golden in
      (golden.inputs["groups"]?.list ?? []).enumerated().flatMap { number, group in
        (group["scores"] ?? group["correct"] ?? group["self_scores"] ?? .null).list.map { rollout in
          var row = ["group_id": .text("g\(number)"), "kind": group["kind"] ?? .null, "truth": group["truth"] ?? .null]
          if group["scores"] != nil {
            // A ranking with a gap cannot be read.
            row["scores"] = rollout.list.contains(.null) ? .null : rollout
          } else if group["correct"] != nil {
            row["correct"] = rollout
          } else {
            row["votes"] = .list(rollout.list.filter { $0 != .null })
          }
          return row
        }
      }
    },
    output: { name, scored in
      .list(groups(scored).map { name == "advantages" ? advantages($0) : scores("paid", $0) })
    })
}
