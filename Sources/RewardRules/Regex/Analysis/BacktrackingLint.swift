import RewardSemantics

/// What the builtins that take a pattern say of one that some text makes slow.
enum BacktrackingLint {
  /// Their `inspect`: nothing, or one warning.
  static func inspect(_ statics: [StaticValue?]) -> [Builtin.Finding] {
    for case .pattern(let pattern)? in statics { return Backtracking(of: pattern).map { [finding($0)] } ?? [] }
    return []
  }

  private static func finding(_ found: Backtracking) -> Builtin.Finding {
    let count = found.growth.repetitions
    let attack =
      "\(found.attack.description(count)), about \(found.growth.bytes) bytes, takes more than the "
      + "\(StepBudget().metered / 1_000_000) million steps that a search may take"
    switch found.kind {
    case .exponential:
      return Builtin.Finding(
        .exponentialTime, "a text can make this pattern take exponential time", parameter: "pattern",
        bytes: found.source, label: "can match a text in exponentially many ways",
        notes: [
          attack,
          "let a round match in one way only: end it with what it cannot hold otherwise, or do not let it be tried again: "
            + "`(?>...)`",
        ])
    case .polynomial(let degree):
      return Builtin.Finding(
        .polynomialTime, "a text of n bytes can make this pattern take n^\(degree) steps", parameter: "pattern",
        bytes: found.source, label: "can share a text in n^\(degree - 1) ways",
        notes: [
          attack,
          "let neighbours match different characters (`[^<]*` for `.*?`), let one give nothing back (`\\s*+`), or take "
            + "blanks off with `trim` afterwards",
        ])
    }
  }
}
