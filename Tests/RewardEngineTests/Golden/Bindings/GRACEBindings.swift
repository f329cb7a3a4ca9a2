extension GoldenBindings {
  static let graceReward = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      (golden.inputs["items"]?.list ?? []).enumerated().flatMap { number, item in
        (item["positives"]?.list ?? []).enumerated().map { index, rationale in
          let truncated = item["truncated"]?.list
          return [
            "group_id": .text("item\(number)"), "query": item["query"] ?? .null,
            "negatives": item["negatives"] ?? .list([]),
            "rationale": rationale, "truncated": truncated?[index] ?? .bool(false),
          ]
        }
      }
    },
    output: { name, scored in
      .list(
        groups(scored).map { rows in
          switch name {
          case "advantages": return advantages(rows)
          case "rewards": return scores("total", rows)
          default:
            return .list(rows.map { row in .list(["contrast", "consistency", "hard"].map { score($0, of: row) }) })
          }
        })
    })
}
