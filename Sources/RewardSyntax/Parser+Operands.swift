/// Operands: literals, names, brackets, and what follows them without a blank in between.
extension Parser {
  /// An operand with its `.name`, `[i]`, `( )` and `at GRAIN`.
  mutating func parsePostfix() {
    let start = mark()
    parsePrimary()
    var count = 0
    while !isPanicking {
      switch kind {
      case .dot:
        advance()
        if !take(.identifier) { failExpected(.expectedName, "a name behind the dot") }
        finish(.memberExpression, start)
      case .leftBracket where records.last?.kind.isIndexable ?? false:
        let open = position
        advance()
        inBrackets { $0.parseExpression() }
        close(open, expecting: "`]`")
        finish(.indexExpression, start)
      case .leftParenthesis where records.last?.kind.isCallable ?? false:
        parseArguments()
        finish(.callExpression, start)
      case .identifier where word == .at && !beginsLimit:
        advance()
        takeGrain("`token` or `turn`")
        finish(.atExpression, start)
      default: return
      }
      count += 1
      if !isPanicking, count > Self.chainLimit { failTooLong() }
    }
  }

  /// Parses inside parentheses or square brackets, where newlines mean nothing.
  mutating func inBrackets(_ parse: (inout Parser) -> Void) {
    let outer = (newlinesMatter, isInArmValue, host)
    (newlinesMatter, isInArmValue, host) = (false, false, .plain)
    parse(&self)
    (newlinesMatter, isInArmValue, host) = outer
  }

  private mutating func parsePrimary() {
    let start = mark()
    switch kind {
    case .number:
      checkNumber()
      advance()
      takeUnit()
      finish(.numberExpression, start)
    case .text, .textBlock:
      advance()
      finish(.textExpression, start)
    case .regex:
      advance()
      finish(.regexExpression, start)
    case .leftParenthesis: parseParenthesized()
    case .leftBracket: parseList()
    case .identifier: parseWord()
    case .error:
      advance()
      finish(.errorExpression, start)
    default:
      failOperand()
      finish(.errorExpression, start)
    }
  }

  private mutating func failOperand() {
    var notes: [String] = []
    switch kind {
    case .leftBrace: notes = ["a list of values is written `[a, b]`"]
    case .range: notes = ["`..` makes a type; a value is tested with `x >= 0 and x <= 1`"]
    case .dot where nextKind == .number: notes = ["a number begins with a digit: `0.5`"]
    case .slash: notes = ["a pattern is written `/.../`"]
    default: break
    }
    failExpected(.expectedExpression, "an expression", notes: notes)
  }

  private mutating func parseWord() {
    let start = mark()
    switch word {
    case .when: parseWhen()
    case .true, .false:
      advance()
      finish(.booleanExpression, start)
    case .pythonTrue, .pythonFalse, .null, .undefined, .nilWord, .pythonNone, .if: parseForeignOperand()
    case .contains where nextKind == .leftParenthesis, .matches where nextKind == .leftParenthesis:
      // `contains(a, b)`: no operator can stand where an operand is expected.
      advance()
      finish(.nameExpression, start)
    case .some(let word) where word.isReserved:
      failExpected(.expectedExpression, "an expression", notes: ["`\(word.rawValue)` cannot be a name"])
      finish(.errorExpression, start)
    default:
      advance()
      finish(.nameExpression, start)
    }
  }

  // MARK: Numbers

  private mutating func checkNumber() {
    let written = range(from: position, to: position + 1)
    if NumberLiteral(source.text(in: written)) == nil {
      report(
        .invalidNumber, "this number is too large", at: written, "does not fit a real",
        notes: ["the largest is about 1.8e308"])
    }
  }

  /// A unit stands at most one blank behind its number. In the value of a `when` arm, where a next condition may follow
  /// on the same line, a word is no unit if it looks like the beginning of one.
  private mutating func takeUnit() {
    guard let word, word.isUnit, token.start - previousEnd <= 1 else { return }
    if isInArmValue {
      switch nextKind {
      case .leftParenthesis, .leftBracket, .dot, .arrow: return
      case .identifier where nextWord == .in || nextWord == .matches || nextWord == .contains: return
      default: if nextKind.isComparison { return }
      }
    }
    advance()
  }

  // MARK: Brackets

  /// `(a)`, `(a, b)`
  private mutating func parseParenthesized() {
    let start = mark()
    let open = position
    advance()
    var isTuple = false
    inBrackets { parser in
      parser.parseExpression()
      while !parser.isPanicking, parser.take(.comma) {
        isTuple = true
        if parser.kind == .rightParenthesis { break }
        parser.parseExpression()
      }
    }
    closeInside(open, expecting: isTuple ? "`,` or `)`" : "`)`")
    finish(isTuple ? .tupleExpression : .parenthesizedExpression, start)
  }

  /// `[a, b]`, `[f(x) for x in xs where c]`
  private mutating func parseList() {
    let start = mark()
    let open = position
    advance()
    var count = 0
    var isComprehension = false
    inBrackets { parser in
      while !parser.isPanicking, parser.kind != .rightBracket, parser.kind != .newline, parser.kind != .endOfFile {
        parser.parseExpression()
        count += 1
        if !parser.isPanicking, count == 1, parser.word == .for {
          isComprehension = true
          parser.parseFor()
          break
        }
        guard !parser.isPanicking, parser.take(.comma) else { break }
      }
    }
    closeInside(open, expecting: isComprehension ? "`]`" : "`,` or `]`")
    finish(isComprehension ? .comprehensionExpression : .listExpression, start)
  }

  /// Closes a parenthesis or square bracket; a line break before the closing one means nothing.
  mutating func closeInside(_ open: Int, expecting what: String) {
    let outer = newlinesMatter
    newlinesMatter = false
    close(open, expecting: what)
    newlinesMatter = outer
  }
}

extension SyntaxKind {
  /// Only what has a name can be called, so `-> 0 (a or b) -> 1` is a value and the next condition.
  var isCallable: Bool { self == .nameExpression || self == .memberExpression }

  var isIndexable: Bool {
    switch self {
    case .numberExpression, .textExpression, .regexExpression, .booleanExpression, .whenExpression: false
    default: true
    }
  }
}
