extension GoldenBindings {
  static let copoLoss = GoldenBinding(
    spec: nil,
    parameters: { golden in
      parameters(golden).mapValues { Double($0) == nil ? $0.replacing("-", with: "_") : $0 }
    },
    rows: { golden in
      rows(
        of: golden,
        [
          ("rewards", "reward"), ("group", "group_id"), ("answers", "answer"), ("logp", "logp"),
          ("old_logp", "old_logp"), ("mask", "mask"),
        ]
      ).map(masked)
    },
    output: { name, scored in
      switch name {
      case "entropy": return groupScores("answer_entropy", scored)
      case "global_reward": return groupScores(name, scored)
      case "loss": return scored.first.map { score(name, of: $0) } ?? .number(0)
      default: return scores(name, scored)
      }
    }, gradients: ["grad"])
}
