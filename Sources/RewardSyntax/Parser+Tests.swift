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
    parseItems(open, expecting: "`with`, `stub`, `group`, `expect` or `}`") { parser in
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
        let here = parser.range(from: parser.position, to: parser.position + 1)
        parser.fail(
          .expectedToken, "expected `with`, `stub`, `group` or `expect`, found \(parser.found)", at: here,
          "no part of a test begins like this")
      }
    }
    return .testDeclaration
  }

  /// Items in braces, each on a line of its own or separated by commas. A mistake costs its item only.
  private mutating func parseItems(_ open: Int, expecting what: String, _ parse: (inout Parser) -> Void) {
    advance()
    let outer = newlinesMatter
    newlinesMatter = true
    while stream.kinds[position] != .endOfFile {
      itemStart = position
      if stream.kinds[position] == .rightBrace || stream.declares[position] { break }
      if take(.comma) { continue }
      let before = position
      parse(&self)
      if !isPanicking, kind != .newline, kind != .comma, kind != .rightBrace, kind != .endOfFile,
        kind != .identifier
      {
        failBehindExpression("the end of the line")
      }
      if isPanicking, let next = nextItem(from: max(position, before), in: open) {
        skip(to: next)
        isPanicking = false
      }
      if isPanicking { break }
    }
    // The token here, perhaps on a new line, begins no further item.
    itemStart = open
    close(open, expecting: what)
    newlinesMatter = outer
  }

  /// The next line of the braces that are open at `open`, or their end.
  private func nextItem(from start: Int, in open: Int) -> Int? {
    guard let end = stream.partners[open] else { return nil }
    var next = start
    while next < end {
      if next > itemStart, stream.endsLine[next] { return next }
      if let partner = stream.partners[next], partner > next { next = partner }
      next += 1
    }
    return end
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
    parseItems(position, expecting: "`}`") { $0.parseMember() }
  }

  /// The colon between a name and its value.
  private mutating func takeColon() {
    guard !isPanicking, !take(.colon) else { return }
    guard kind == .equals else { return failExpected(.expectedToken, "`:`") }
    reportForeign(
      "rollouts and their inputs are named with `:`", at: range(from: position, to: position + 1), write: ":")
    advance()
  }

  /// `a: "a response"` or `a: { response: "..", n: 3 }`
  private mutating func parseMember() {
    let member = mark()
    takeName("the name of a rollout")
    takeColon()
    if !isPanicking {
      if kind == .leftBrace {
        parseItems(position, expecting: "`}`") { parser in
          let field = parser.mark()
          parser.takeName("the name of an input")
          parser.takeColon()
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
