/// `when { condition -> value  else -> value }`
extension Parser {
  mutating func parseWhen() {
    let start = mark()
    let keyword = range(from: position, to: position + 1)
    guard enter() else { return finish(.errorExpression, start) }
    defer { leave() }
    advance()
    guard kind == .leftBrace else {
      failExpected(.expectedToken, "`{`", notes: ["it is written `when { condition -> value  else -> value }`"])
      return finish(.whenExpression, start)
    }
    let open = position
    advance()
    let outer = (newlinesMatter, isInArmValue, host)
    (newlinesMatter, host) = (true, .plain)
    let elseRange = parseArms()
    (newlinesMatter, isInArmValue, host) = outer
    // The token here, perhaps on a new line, begins no further arm.
    itemStart = open
    if !isPanicking, elseRange == nil, kind == .rightBrace {
      report(
        .missingElse, "this `when` has no `else`", at: keyword, "no value where no condition is true",
        because: [.init(range(from: position, to: position + 1), "expected `else -> value` before this")])
    }
    close(open, expecting: "`}`")
    finish(.whenExpression, start)
  }

  /// All arms up to the brace; the place of the `else`.
  private mutating func parseArms() -> SourceRange? {
    var elseRange: SourceRange?
    while !isPanicking, stream.kinds[position] != .endOfFile {
      itemStart = position
      if stream.kinds[position] == .rightBrace || stream.declares[position] { break }
      let here = range(from: position, to: position + 1)
      if let elseRange {
        fail(
          .misplacedClause, "`else` is the last arm of a `when`", at: here, "another arm",
          because: [.init(elseRange, "the arms end here")])
        break
      }
      if parseArm() { elseRange = here }
      if !isPanicking { _ = take(.comma) }
    }
    return elseRange
  }

  /// Whether it is the `else` arm.
  private mutating func parseArm() -> Bool {
    let start = mark()
    let here = range(from: position, to: position + 1)
    let isForeignElse = [.underscore, .default, .otherwise].contains(word) && nextKind == .arrow
    let isElse = word == .else || isForeignElse
    isInArmValue = false
    if word == .elif {
      report(
        .foreignSpelling, "the arms of a `when` need no `elif`", at: here, "not needed",
        fix: .init("remove it", range: here, replacement: ""))
      advance()
    }
    if isElse {
      if isForeignElse { reportForeign("the last arm begins with `else`", at: here, write: "else") }
      advance()
    } else {
      parseBinary(.or)
    }
    takeArrow(afterElse: isElse)
    if !isPanicking {
      isInArmValue = true
      parseExpression()
      isInArmValue = false
      if !isPanicking, kind == .arrow {
        fail(
          .misplacedClause, "this `->` has no condition of its own", at: range(from: position, to: position + 1),
          "what stands before it belongs to the value of the arm before",
          notes: ["put every arm on a line of its own, or its condition in parentheses"])
      }
    }
    finish(isElse ? .elseArm : .whenArm, start)
    return isElse
  }

  private mutating func takeArrow(afterElse isElse: Bool) {
    guard !isPanicking else { return }
    let written = range(from: position, to: position + 1)
    switch kind {
    case .arrow: advance()
    case .doubleArrow, .colon:
      reportForeign("the value of an arm follows `->`", at: written, write: "->")
      advance()
    default:
      failExpected(.expectedToken, isElse ? "`->` after `else`" : "`->` after the condition")
    }
  }
}
