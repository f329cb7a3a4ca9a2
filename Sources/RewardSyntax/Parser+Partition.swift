/// `partition`
extension Parser {
  mutating func parsePartition() -> SyntaxKind {
    advance()
    takeName("the name of the partition")
    guard !isPanicking else { return .partitionDeclaration }
    if take(.equals) {
      parseChunks()
    } else if take(.by) {
      repeat { parseExpression() } while !isPanicking && take(.comma)
      parseClauses([.where]) { parser, _ in parser.parseExpression() }
    } else {
      failExpected(
        .expectedToken, "`by` and keys, or `=` and chunks",
        notes: ["for example `partition paper by bundle, position(rollout)`, `partition bundle = chunks of 5 groups`"])
    }
    return .partitionDeclaration
  }

  /// `whole chunks of 5 groups`
  private mutating func parseChunks() {
    if !take(.whole), word != .chunks {
      return failExpected(
        .expectedToken, "`chunks of` or `whole chunks of`", among: [.chunks, .whole],
        notes: ["elements with equal keys are put together by `partition NAME by KEY`"])
    }
    takeWord(.chunks)
    takeWord(.of, "`of` and a number", isLost: true)
    guard !isPanicking else { return }
    parseExpression()
    guard !isPanicking, !take(.groups), !take(.rollouts) else { return }
    if stream.words[position - 1] == .rollout {
      // Read as the unit of the number.
      let written = range(from: position - 1, to: position)
      return fail(
        .expectedToken, "expected `groups` or `rollouts`, found `rollout`", at: written, "expected `rollouts`",
        fix: .init("write `rollouts`", range: written, replacement: "rollouts"))
    }
    failExpected(.expectedToken, "`groups` or `rollouts`", among: [.groups, .rollouts])
  }
}
