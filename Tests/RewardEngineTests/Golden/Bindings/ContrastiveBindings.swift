extension GoldenBindings {
  static let dcpoContrastive = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      rows(of: golden, [("rewards", "reward"), ("lengths", "length")]).map {
        $0.merging(["group_id": .text("one")]) { own, _ in own }
      }
    },
    output: { name, scored in
      switch name {
      case "advantages": return scores("normalized", scored)
      case "selected":
        return .list(scored.indices.filter { score("role", of: scored[$0]) != .number(0) }.map { .number(Double($0)) })
      default: return scores(name, scored)
      }
    })
}
