extension GoldenBindings {
  /// Prompts are groups of rollouts with a verifier's reward, judged items groups of verdicts.
  static let spark = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      var rows: [[String: JSONValue]] = []
      for (number, rewards) in (golden.inputs["rewards"]?.list ?? []).enumerated() {
        let answered = golden.inputs["answered"]?.list[number].list ?? []
        let draws = golden.inputs["draws"]?.list[number].members ?? [:]
        for (reward, isAnswered) in zip(rewards.list, answered) {
          var row = draws
          row["pick_right"] = draws["pick"]
          row["pick_wrong"] = draws["neg"]
          row["group_id"] = .text("p\(number)")
          row["correct"] = reward
          row["answer"] = isAnswered == .bool(true) ? .text("4") : .null
          rows.append(row)
        }
      }
      for (number, item) in (golden.inputs["judged"]?.list ?? []).enumerated() {
        for verdict in item["verdicts"]?.list ?? [] {
          rows.append(["group_id": .text("j\(number)"), "label": item["label"] ?? .null, "verdict": verdict])
        }
      }
      return rows
    },
    output: { name, scored in
      .list(groups(scored).map { name == "judge_rewards" ? scores("verified", $0) : advantages($0) })
    },
    recorded: { name, records in
      switch name {
      case "judge_items":
        .list(
          (records[name] ?? []).map { record in
            let isPair = record["pairwise"] == .number(1)
            let label = record["label"] ?? .null
            return .object([
              "prompt": record["place"] ?? .null, "kind": .text(isPair ? "pairwise" : "pointwise"),
              "rollouts": .list([record["first"], record["second"]].compactMap { $0 == .null ? nil : $0 }),
              "label": ["Yes": .number(1), "No": .number(0)][label.literal] ?? label,
            ])
          })
      case "reflection_items":
        .list(
          (records[name] ?? []).map { record in
            .object([
              "prompt": record["place"] ?? .null, "rollout": record["rollout"] ?? .null,
              "mode": .text(record["whole_reasoning"] == .number(1) ? "reasoning" : "answer"),
            ])
          })
      default: nil
      }
    })
}
