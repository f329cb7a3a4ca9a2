extension GoldenBindings {
  static let adora = GoldenBinding(
    spec: nil, parameters: { parameters($0, renamed: ["variant": "like", "singleton": "lone"]) },
    rows: { golden in
      rows(of: golden, [("rewards", "reward"), ("lengths", "length"), ("group", "group_id")]).enumerated().map {
        index, row in
        row.merging(["id": id(index, holding: row["group_id"] ?? .null)]) { own, _ in own }
      }
    },
    output: { name, scored in
      switch name {
      case "advantages": return advantages(scored)
      case "weights": return scores("weight", scored)
      default:
        return .list(
          groups(scored).map { rows in
            .object([
              "group": held(by: rows[0]), "max_correct_len": score("longest_right", of: rows[0]),
              "mean_wrong_len": score("mean_wrong", of: rows[0]), "success_rate": score("success_rate", of: rows[0]),
              "advantageous": condition(score("advantageous", of: rows[0])),
            ])
          })
      }
    })
}
