extension ItemForm {
  static let edge = ItemForm(separation: .lines, clauses: [.pays])
}

/// `machine`
extension Parser {
  mutating func parseMachine() -> SyntaxKind {
    advance()
    takeName("the name of the machine")
    takeWord(.over, "`over` and a grain such as `turn`")
    if !isPanicking { takeGrain("`turn`") }
    parseBlock(.edge, of: "the edges of the machine", expecting: "an edge or `}`") { parser in
      let edge = parser.mark()
      parser.parseEdge()
      parser.finish(.machineEdge, edge)
    }
    return .machineDeclaration
  }

  /// `start -[c]-> found pays 0.1`
  private mutating func parseEdge() {
    let notes = ["an edge is written `start -[condition]-> found pays 0.1`"]
    takeName("the name of a state, or `any`")
    guard !isPanicking else { return }
    guard kind == .minus, nextKind == .leftBracket else {
      return failExpected(.expectedToken, "`-[` and a condition", notes: notes)
    }
    advance()
    let open = position
    advance()
    inBrackets { $0.parseExpression() }
    closeInside(open, expecting: "`]->`")
    guard !isPanicking else { return }
    guard take(.arrow) else { return failExpected(.expectedToken, "`->` and a state", notes: notes) }
    takeName("the name of a state")
    parseClauses([.pays]) { parser, _ in parser.parseExpression() }
  }
}
