/// `state`
extension Parser {
  mutating func parseState() -> SyntaxKind {
    advance()
    takeName("the name of the state")
    if !isPanicking, take(.colon) { parseType() }
    if !isPanicking, word == .per {
      takePer()
      if !isPanicking { parseKey() }
    }
    takeValue("`=` and the value before the first step")
    guard !isPanicking else { return .stateDeclaration }
    guard nextClause(of: [.then]) != nil else {
      failExpected(
        .expectedToken, "`then` and the value that a step leaves", among: [.then],
        notes: ["for example `state steps = 0 then steps + 1`"])
      return .stateDeclaration
    }
    let update = mark()
    advance()
    // What is left open by `then` may follow on the next line.
    if kind == .newline, !stream.declares[position] { itemStart = position }
    parseExpression()
    finish(.clause, update)
    return .stateDeclaration
  }

  /// `key caption`
  private mutating func parseKey() {
    let key = mark()
    takeWord(
      .key, "`key` and a text",
      notes: ["elements come and go; a text that stays the same over the steps tells which value belongs to which"])
    if !isPanicking { parseExpression(in: .stateKey) }
    finish(.clause, key)
  }
}
