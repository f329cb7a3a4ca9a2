extension GoldenBindings {
  /// The number of models is structure: the spec's text is written from it.
  static let imageCotPairs = GoldenBinding(
    spec: { golden in
      let models = golden.inputs["scores"]?.list.indices ?? 0..<0
      let weights = golden.params["weights"]?.list.map(\.literal) ?? []
      let normalize = golden.params["normalize"]?.literal ?? "zscore"
      let combine = golden.params["combine"]?.literal ?? "mean"
      let margin = golden.params["margin"]?.literal ?? "0"
      let eps = golden.params["eps"]?.literal ?? "1e-4"
      var text = "spec ensemble_case 1.0.0\n"
      for model in models {
        text += "input s\(model): real?\nreward part\(model) = ensemble_part(s\(model), how: \(normalize))\n"
      }
      let parts = models.map { "part\($0): \(weights.isEmpty ? "1" : weights[$0])" }.joined(separator: ", ")
      return text + """
        reward total = ensemble(\(parts), how: \(combine))
        metric chosen = rank(-total over group) == 0 and spread(total) > \(margin)
        metric rejected = rank(total over group) == 0 and spread(total) > \(margin)
        advantage = grpo(total, eps: \(eps))
        """
    },
    parameters: { _ in [:] },
    rows: { golden in
      let models = golden.inputs["scores"]?.list ?? []
      return (models.first?.list ?? []).indices.map { candidate in
        var row: [String: JSONValue] = ["group_id": .text("one")]
        for (model, scores) in models.enumerated() { row["s\(model)"] = scores.list[candidate] }
        return row
      }
    },
    output: { name, scored in
      switch name {
      case "advantages": return advantages(scored)
      case "pair":
        return .list(
          ["chosen", "rejected"].flatMap { role in
            scored.indices.filter { score(role, of: scored[$0]) == .number(1) }.map { JSONValue.number(Double($0)) }
          })
      default: return scores("total", scored)
      }
    })
}
