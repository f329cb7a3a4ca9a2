extension GoldenBindings {
  /// Preferences within one group; the self-play game is a world to solve.
  static let spo = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      rows(of: golden, [("prefs", "prefs")]).map { row in row.merging(["group_id": .text("one")]) { own, _ in own } }
    },
    output: { name, scored in
      switch name {
      case "rewards": return scores("win_rate", scored)
      case "antisymmetric": return scored.first.map { condition(score(name, of: $0)) } ?? .null
      default: return scores(name, scored)
      }
    }, covers: { $0.inputs["game"] == nil })
}
