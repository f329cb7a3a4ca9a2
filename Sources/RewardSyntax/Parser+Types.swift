/// Types.
extension Parser {
  /// Appends one type node.
  mutating func parseType() {
    let start = mark()
    guard enter() else { return finish(.errorType, start) }
    defer { leave() }
    parsePlainType()
    while !isPanicking {
      if take(.question) {
        finish(.optionalType, start)
      } else if let word, word.isUnit, records.last?.kind == .nameType {
        advance()
        finish(.unitType, start)
      } else if take(.lessOrEqual) {
        if take(.number) {
          takeTypeUnit()
        } else {
          failExpected(.expectedType, "the bound, a number")
        }
        finish(.boundedType, start)
      } else {
        return
      }
    }
  }

  private mutating func takeTypeUnit() {
    if let word, word.isUnit { advance() }
  }

  private mutating func parsePlainType() {
    let start = mark()
    switch kind {
    case .number, .minus:
      takeSignedNumber()
      if !isPanicking {
        if take(.range) {
          takeSignedNumber()
        } else {
          failExpected(.expectedType, "`..`", notes: ["a range of numbers is written `0..1`, a set `{0, 1}`"])
        }
      }
      if !isPanicking { takeTypeUnit() }
      finish(.rangeType, start)
    case .leftBrace: parseSetType()
    case .identifier:
      if word == .list || word == .table, nextKind == .less {
        let isTable = word == .table
        advance()
        advance()
        parseType()
        if !isPanicking, !take(.greater) { failExpected(.expectedToken, "`>`") }
        finish(isTable ? .tableType : .listType, start)
      } else {
        takeName("a type")
        finish(isPanicking ? .errorType : .nameType, start)
      }
    default:
      failExpected(
        .expectedType, "a type", notes: ["for example `real`, `text`, `0..1`, `{0, 1}` or `list<text>`"])
      if kind == .error { advance() }
      finish(.errorType, start)
    }
  }

  private mutating func takeSignedNumber() {
    _ = take(.minus)
    if !take(.number) { failExpected(.expectedType, "a number") }
  }

  /// `{0, 0.5, 1}`, `{sigmoid, ipo}`
  private mutating func parseSetType() {
    let start = mark()
    let open = position
    advance()
    let outer = newlinesMatter
    newlinesMatter = false
    let isOfSymbols = kind == .identifier
    repeat {
      if isOfSymbols { takeName("a symbol") } else { takeSignedNumber() }
    } while !isPanicking && take(.comma)
    close(open, expecting: "`,` or `}`")
    newlinesMatter = outer
    finish(isOfSymbols ? .symbolsType : .numbersType, start)
  }
}
