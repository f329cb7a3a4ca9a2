extension GoldenBindings {
  static let cooper = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      rows(of: golden, [("rm_logits", "rm_logit"), ("rule", "rule_verdict"), ("prompt", "group_id")]).enumerated().map {
        index, row in
        var row = row
        let negative = golden.inputs["negatives"]?[row["group_id"]?.literal ?? ""]
        row["negative_logit"] = negative?["logit"] ?? .null
        row["verified_wrong"] = negative?["verified_wrong"] ?? .null
        row["id"] = id(index, holding: row["group_id"] ?? .null)
        return row
      }
    },
    output: { name, scored in
      switch name {
      case "advantages": return advantages(scored)
      case "rewards": return scores("verified", scored)
      case "pairs":
        return .list(
          groups(scored).map { rows in
            .object([
              "prompt": held(by: rows[0]), "positive": score("positive", of: rows[0]),
              "valid": condition(score("valid", of: rows[0])), "margin": score("margin", of: rows[0]),
            ])
          })
      default: return scored.first.map { score(name, of: $0) } ?? .null
      }
    })
}
