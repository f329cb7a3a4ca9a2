extension ItemForm {
  static let level = ItemForm(
    separation: .lines, starts: [.level], clauses: [.worth, .else, .passes, .in, .missing])
}

/// `gate`
extension Parser {
  mutating func parseGate() -> SyntaxKind {
    advance()
    takeName("the name of the gate")
    if !isPanicking, take(.colon) {
      if kind == .leftBrace, nextWord == .level, stream.kinds[position + 2] == .identifier {
        // The braces are those of the gate, no set of symbols.
        report(.expectedType, "expected a type, found \(found)", at: place, "expected a type")
      } else {
        parseType()
      }
    }
    if !isPanicking, word == .per { takePer() }
    if !isPanicking { _ = take(.normalized) }
    parseBlock(.level, of: "the levels of the gate", heads: [.normalized], expecting: "`level` or `}`") { parser in
      let level = parser.mark()
      guard parser.word == .level else { return parser.failItem(.level, "`level`", of: "a gate") }
      parser.parseLevel()
      parser.finish(.gateLevel, level)
    }
    return .gateDeclaration
  }

  /// `level NAME = score` and its clauses.
  private mutating func parseLevel() {
    advance()
    takeName("the name of the level")
    host = .level
    takeValue("`=` and the score of the level")
    parseClauses(ItemForm.level.clauses) { parser, word in
      switch word {
      case .passes:
        parser.takeWord(.at, "`at` and the threshold", isLost: true)
        if !parser.isPanicking { parser.parseExpression() }
      case .in: parser.parseBand()
      case .missing: parser.parseMissing()
      default:
        parser.parseExpression()
        guard word == .worth, !parser.isPanicking, parser.word == .if, parser.nextWord == .passed else { return }
        parser.advance()
        parser.advance()
      }
    }
    if !isPanicking, word == .if, nextWord == .passed {
      fail(
        .misplacedClause, "`if passed` stands right behind the value of `worth`",
        at: range(from: position, to: position + 2), "not expected here",
        notes: ["for example `worth 1 if passed else -1`"])
    }
    host = .plain
  }

  /// `0.3..0.7` behind `in`
  private mutating func parseBand() {
    let notes = ["a band is written `in 0.3..0.7`; that a list holds the score is tested in parentheses: `(x in list)`"]
    for isUpper in [false, true] {
      if isUpper, !take(.range) { return failExpected(.expectedToken, "`..`", notes: notes) }
      _ = take(.minus)
      if !take(.number) { return failExpected(.expectedToken, "a number", notes: notes) }
    }
  }

  /// `fail` or `skip` behind `missing`
  private mutating func parseMissing() {
    _ = take(.colon)
    guard !take(.fail), !take(.skip) else { return }
    failExpected(
      .expectedToken, "`fail` or `skip`", among: [.fail, .skip],
      notes: ["`fail`: a missing score does not pass; `skip`: the gate goes on without the level"])
  }
}
