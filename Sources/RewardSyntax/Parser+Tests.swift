extension ItemForm {
  static let test = ItemForm(separation: .loose, starts: [.with, .stub, .group, .expect])
  static let member = ItemForm(separation: .loose)
}

/// `test`
extension Parser {
  mutating func parseTest() -> SyntaxKind {
    advance()
    guard take(.text) else {
      failExpected(.expectedToken, "what the test shows, in quotes")
      return .testDeclaration
    }
    guard kind == .leftBrace else {
      failExpected(.expectedToken, "`{`")
      return .testDeclaration
    }
    let open = position
    parseItems(open, .test, expecting: "`with`, `stub`, `group`, `expect` or `}`") { parser in
      let item = parser.mark()
      switch parser.word {
      case .with, .stub:
        let kind: SyntaxKind = parser.word == .with ? .testWith : .testStub
        parser.advance()
        parser.parseAssignments(kind, item)
      case .group:
        parser.parseGroup()
        parser.finish(.testGroup, item)
      case .expect:
        parser.advance()
        parser.parseExpression()
        parser.finish(.testExpect, item)
      default:
        parser.failItem(.test, "`with`, `stub`, `group` or `expect`", of: "a test")
      }
    }
    return .testDeclaration
  }

  /// `a = 1, b.c = 2` behind `with` or `stub`: a node for each.
  private mutating func parseAssignments(_ kind: SyntaxKind, _ first: Mark) {
    var item = first
    while true {
      takeDottedName("a name")
      takeValue("`=` and a value")
      finish(kind, item)
      guard !isPanicking, self.kind == .comma, nextKind == .identifier, position + 2 < stream.kinds.count,
        [.equals, .dot].contains(stream.kinds[position + 2])
      else { return }
      advance()
      item = mark()
    }
  }

  /// `group answer "4", difficulty 3 { a: "..." }`
  private mutating func parseGroup() {
    advance()
    while !isPanicking, kind == .identifier {
      let binding = mark()
      takeName("the name of an input")
      if !isPanicking, kind == .equals || kind == .colon {
        let written = range(from: position, to: position + 1)
        report(
          .misplacedClause, "what a group has in common is written without `\(source.text(in: written))`", at: written,
          "not needed", notes: ["for example `group answer \"4\" { ... }`"],
          fix: .init("remove it", range: written, replacement: ""))
        advance()
      }
      if !isPanicking { parseExpression() }
      finish(.groupBinding, binding)
      if !isPanicking { _ = take(.comma) }
    }
    guard !isPanicking else { return }
    guard kind == .leftBrace else { return failExpected(.expectedToken, "`{` and the rollouts of the group") }
    parseItems(position, .member, expecting: "`}`") { $0.parseMember() }
  }

  /// `a: "a response"` or `a: { response: "..", n: 3 }`; an answer to a request about it is `revise a: "..."`
  private mutating func parseMember() {
    let member = mark()
    takeName("the name of a rollout")
    if !isPanicking, kind == .identifier { takeName("the name of the rollout that this is an answer for") }
    takeColon("rollouts and their inputs are named with `:`")
    if !isPanicking {
      if kind == .leftBrace {
        parseItems(position, .member, expecting: "`}`") { parser in
          let field = parser.mark()
          parser.takeDottedName("the name of an input")
          parser.takeColon("rollouts and their inputs are named with `:`")
          if !parser.isPanicking { parser.parseExpression() }
          parser.finish(.memberField, field)
        }
      } else {
        parseExpression()
      }
    }
    finish(.groupMember, member)
  }
}
