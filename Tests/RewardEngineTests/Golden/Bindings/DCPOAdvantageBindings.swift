extension GoldenBindings {
  static let dcpoAdvantage = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      rows(
        of: golden,
        [
          ("rewards", "reward"), ("group", "group_id"), ("logits", "logits"), ("tokens", "token_id"), ("mask", "mask"),
        ], shared: [("entropy", "entropy")]
      ).map(masked)
    },
    output: { name, scored in
      switch name {
      case "advantages": return advantages(scored)
      case "rho": return scores(name, scored)
      default: return scored.first.map { score(name, of: $0) } ?? .null
      }
    })
}
