extension GoldenBindings {
  static let brpo = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      (golden.inputs["votes"]?.list ?? []).map { votes in
        [
          "group_id": .text("one"), "reference": golden.inputs["ref_index"] ?? .null,
          // A failed judgement is an empty pair.
          "votes": .list(votes.list.map { $0 == .null ? .list([]) : $0 }),
        ]
      }
    },
    output: { name, scored in
      switch name {
      case "advantages": return advantages(scored)
      case "rewards": return scores("beats", scored)
      case "skew": return scored.first.map { score(name, of: $0) } ?? .null
      case "keep": return scored.first.map { condition(score(name, of: $0)) } ?? .null
      default: return scores(name, scored)
      }
    })
}
