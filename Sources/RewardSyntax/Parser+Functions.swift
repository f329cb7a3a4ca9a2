/// `func`
extension Parser {
  mutating func parseFunction() -> SyntaxKind {
    advance()
    takeName("the name of the function")
    if !isPanicking {
      if kind == .leftParenthesis {
        parseFunctionParameters()
      } else {
        failExpected(.expectedToken, "`(`", notes: ["a function without parameters is written `name()`, or use `let`"])
      }
    }
    if !isPanicking, take(.arrow) { parseType() }
    guard !isPanicking else { return .functionDeclaration }
    if kind == .leftBrace { parseFunctionBody() } else { takeValue("`=` and a value, or a body in braces") }
    return .functionDeclaration
  }

  private mutating func parseFunctionParameters() {
    let open = position
    advance()
    newlinesMatter = false
    while !isPanicking, kind != .rightParenthesis, kind != .endOfFile, kind != .newline {
      let parameter = mark()
      takeName("the name of a parameter")
      takeType(of: "a parameter", example: "x: real")
      if !isPanicking, take(.equals) { parseExpression() }
      finish(.functionParameter, parameter)
      guard !isPanicking, take(.comma) else { break }
    }
    close(open, expecting: "`,` or `)`")
    newlinesMatter = true
  }

  /// `{ let a = ..  let b = ..  expression }`
  private mutating func parseFunctionBody() {
    let body = mark()
    let open = position
    advance()
    var result: SourceRange?
    while stream.kinds[position] != .endOfFile {
      itemStart = position
      if kind == .rightBrace || (stream.declares[position] && word != .let) { break }
      let item = position
      if word == .let, nextKind == .identifier {
        parseLocal()
      } else {
        if word == .return {
          let written = range(from: position, to: position + 1)
          report(
            .foreignSpelling, "the last expression of a body is its value", at: written, "not needed",
            fix: .init("remove it", range: written, replacement: ""))
          advance()
        }
        if let result {
          fail(
            .unexpectedToken, "a body has one value", at: range(from: position, to: position + 1),
            "a second expression begins here", because: [.init(result, "this is the value")])
        } else {
          parseExpression()
          result = range(from: item, to: position)
        }
      }
      if !isPanicking, kind != .newline, kind != .rightBrace, kind != .endOfFile, result == nil {
        failBehindExpression("the end of the line")
      }
      if isPanicking { break }
    }
    // The token here, perhaps on a new line, begins no further item.
    itemStart = open
    if !isPanicking, result == nil, stream.kinds[position] == .rightBrace {
      report(
        .expectedExpression, "the body has no value", at: place, "expected an expression before this brace",
        notes: ["a line that begins with an operator continues the line above it"])
    }
    close(open, expecting: "`}`")
    finish(.functionBody, body)
  }

  private mutating func parseLocal() {
    let local = mark()
    advance()
    takeName("a name")
    if !isPanicking, kind == .colon {
      fail(
        .misplacedClause, "a `let` inside a function has no type", at: place, "expected `=`",
        notes: ["its type is that of its value"])
    }
    takeValue("`=` and a value")
    finish(.localDeclaration, local)
  }
}
