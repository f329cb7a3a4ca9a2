/// Declarations of one line.
extension Parser {
  mutating func parseFile() {
    while stream.kinds[position] != .endOfFile { parseDeclaration() }
    finishFile()
  }

  private mutating func parseDeclaration() {
    let start = mark()
    itemStart = position
    newlinesMatter = true
    let kind = parseDeclarationBody(start)
    endDeclaration()
    finish(kind, start)
  }

  private mutating func parseDeclarationBody(_ start: Mark) -> SyntaxKind {
    guard let word else { return failDeclaration() }
    switch word {
    case .edition: return parseEdition()
    case .spec: return parseSpec()
    case .import: return parseImport()
    case .input: return parseInput()
    case .rows: return parseRows()
    case .param: return parseParameter()
    case .let, .rule, .reward, .metric, .advantage, .objective: return parseValue(word)
    case .func: return parseFunction()
    case .test: return parseTest()
    case .gate: return parseGate()
    case .partition: return parsePartition()
    case .state: return parseState()
    case .emit: return parseEmit()
    case .optimize: return parseOptimize()
    case .machine: return parseMachine()
    case .rubric: return parseRubric()
    case .invariant: return parseInvariant()
    case .audit: return parseAudit()
    case .judge: return parseJudge()
    case .request: return parseRequest()
    case .hindsight: return parseHindsight()
    case .def, .function, .fn: return parseForeignKeyword(write: "func") { $0.parseFunction() }
    case .var, .const: return parseForeignKeyword(write: "let") { $0.parseValue(.let) }
    case .resample: return parseResample()
    default: return failDeclaration()
    }
  }

  /// A keyword of another language. What else is foreign in its declaration follows from it.
  private mutating func parseForeignKeyword(
    write keyword: String, then parse: (inout Parser) -> SyntaxKind
  ) -> SyntaxKind {
    guard nextKind == .identifier else { return failDeclaration() }
    let written = range(from: position, to: position + 1)
    reportForeign("`\(source.text(in: written))` does not begin a declaration", at: written, write: keyword)
    isMuted = true
    return parse(&self)
  }

  private mutating func failDeclaration() -> SyntaxKind {
    let here = range(from: position, to: position + 1)
    if kind.isCloser {
      fail(.strayBracket, "`\(source.text(in: here))` closes nothing", at: here, "no bracket is open here")
      advance()
      return .errorDeclaration
    }
    let written = source.text(in: here)
    let near = kind == .identifier ? Word.nearestDeclaration(to: written) : nil
    fail(
      .expectedDeclaration, "expected a declaration, found \(found)", at: here, "no declaration begins like this",
      notes: near == nil ? ["a declaration begins with a word such as `input`, `let`, `rule` or `reward`"] : [],
      fix: near.map { .init("write `\($0)`", range: here, replacement: $0) })
    advance()
    return .errorDeclaration
  }

  /// Sees to it that the declaration ends here, and goes on to where the next one begins.
  private mutating func endDeclaration() {
    newlinesMatter = true
    isInArmValue = false
    host = .plain
    if !isPanicking, kind != .newline, kind != .endOfFile { failBehindDeclaration() }
    if isPanicking { skip(to: nextDeclaration()) }
    isPanicking = false
    isMuted = false
    isTooDeep = false
  }

  private func nextDeclaration() -> Int {
    var next = position
    while stream.kinds[next] != .endOfFile {
      if next > itemStart, stream.declares[next] || beginsNamelessDeclaration(next) { break }
      if let partner = stream.partners[next], partner > next { next = partner }
      next += 1
    }
    return next
  }

  /// `reward = 1`: a declaration all the same.
  private func beginsNamelessDeclaration(_ position: Int) -> Bool {
    beginsItem(position) && stream.kinds[position + 1] == .equals
  }

  private mutating func failBehindDeclaration() {
    let here = range(from: position, to: position + 1)
    if kind.isCloser {
      fail(.strayBracket, "`\(source.text(in: here))` closes nothing", at: here, "no bracket is open here")
    } else if let word, word.isDeclaration, nextKind == .identifier {
      let gap = SourceRange(file: file, start: previousEnd, end: here.start)
      fail(
        .unexpectedToken, "a declaration begins on a line of its own", at: here, "this begins a declaration",
        fix: .init("begin a new line", range: gap, replacement: "\n"))
    } else {
      failBehindExpression("the end of the line")
    }
  }

  // MARK: File and module

  private mutating func parseEdition() -> SyntaxKind {
    advance()
    if kind == .number { advance() } else { failExpected(.expectedToken, "a year") }
    return .editionDeclaration
  }

  private mutating func parseSpec() -> SyntaxKind {
    advance()
    takeDottedName("the name of the spec")
    if kind == .minus {
      let written = range(from: position, to: position + 1)
      fail(
        .expectedName, "a name has no `-`", at: written, "not part of a name",
        fix: .init("write `_`", range: written, replacement: "_"))
    } else if kind == .number {
      let written = range(from: position, to: position + 1)
      let text = source.text(in: written)
      let mended = text.utf8.contains(UInt8(ascii: ".")) ? text + ".0" : text + ".0.0"
      report(
        .expectedToken, "a version has three numbers", at: written, "expected a version",
        fix: .init("write `\(mended)`", range: written, replacement: mended))
      advance()
    } else {
      _ = take(.version)
    }
    return .specDeclaration
  }

  private mutating func parseImport() -> SyntaxKind {
    advance()
    if !take(.text) { takeDottedName("a module such as `std.advantage`, or a file in quotes") }
    if !isPanicking, take(.as) { takeName("a name") }
    guard !isPanicking, take(.with) else { return .importDeclaration }
    repeat {
      let setting = mark()
      takeName("the name of a parameter")
      takeColon("the values of parameters are given with `:`")
      if !isPanicking { parseExpression() }
      finish(.importSetting, setting)
    } while !isPanicking && take(.comma)
    return .importDeclaration
  }

  /// Any word may stand behind a dot.
  mutating func takeDottedName(_ what: String) {
    takeName(what)
    while !isPanicking, take(.dot) {
      if !take(.identifier) { failExpected(.expectedName, "a name behind the dot") }
    }
  }

  /// A word that is free to be a name.
  mutating func takeName(_ what: String) {
    guard kind == .identifier else { return failExpected(.expectedName, what) }
    if let word, word.isReserved {
      fail(
        .expectedName, "`\(word.rawValue)` cannot be a name", at: range(from: position, to: position + 1),
        "a word of the language", notes: ["expected \(what)"])
      return
    }
    advance()
  }

  // MARK: Inputs and parameters

  private mutating func parseInput() -> SyntaxKind {
    advance()
    if kind == .leftBrace {
      fail(
        .inputBlock, "inputs are declared one by one", at: range(from: position, to: position + 1),
        "`input` has no block",
        notes: ["write a line such as `input answer: text per group` for each of them"])
      return .inputDeclaration
    }
    takeName("the name of the input")
    takeType(of: "an input", example: "input answer: text")
    while !isPanicking {
      switch word {
      case .per:
        takePer()
      case .from:
        advance()
        if !take(.text) { failExpected(.expectedToken, "the path in quotes") }
      case .selects:
        advance()
        takeName("the grain it selects")
      case .trained: advance()
      default: return .inputDeclaration
      }
    }
    return .inputDeclaration
  }

  /// `: type`, which must be there.
  mutating func takeType(of what: String, example: String) {
    guard !isPanicking else { return }
    guard take(.colon) else {
      failExpected(.expectedToken, "`:` and a type", notes: ["the type of \(what) is written out: `\(example)`"])
      return
    }
    parseType()
  }

  mutating func takePer() {
    advance()
    takeGrain("`rollout` or `group`")
  }

  /// `group`, `common.bundle`
  mutating func takeGrain(_ examples: String) { takeDottedName("a grain such as \(examples)") }

  private mutating func parseRows() -> SyntaxKind {
    advance()
    if word == .per { takePer() } else { failExpected(.expectedToken, "`per`") }
    return .rowsDeclaration
  }

  private mutating func parseParameter() -> SyntaxKind {
    advance()
    takeName("the name of the parameter")
    takeType(of: "a parameter", example: "param weight: 0..1 = 0.4")
    takeValue("`=` and the value that holds unless another is set")
    return .parameterDeclaration
  }

  private mutating func parseValue(_ keyword: Word) -> SyntaxKind {
    let keywordRange = range(from: position, to: position + 1)
    advance()
    if keyword == .advantage || keyword == .objective {
      if kind == .identifier, word != .per, nextKind == .equals || nextKind == .colon || nextWord == .per {
        let name = range(from: position, to: position + 1)
        fail(
          .expectedToken, "an \(keyword.rawValue) has no name", at: name, "expected `=`",
          because: [.init(keywordRange, "a spec has one \(keyword.rawValue)")],
          fix: .init(
            "remove the name", range: SourceRange(file: file, start: keywordRange.end, end: name.end), replacement: ""))
      }
    } else {
      takeName("the name of the \(keyword.rawValue)")
    }
    if !isPanicking, take(.colon) { parseType() }
    if !isPanicking, word == .per { takePer() }
    takeValue("`=` and a value")
    return .valueDeclaration
  }

  /// `= expression`
  mutating func takeValue(_ what: String) {
    guard !isPanicking else { return }
    if kind == .foreignAssignment || kind == .equal {
      let written = range(from: position, to: position + 1)
      reportForeign("a value is given with `=`", at: written, write: "=")
      advance()
    } else if !take(.equals) {
      failExpected(.expectedToken, what)
      return
    }
    parseExpression()
  }

  /// Whether a line that begins with any declaration keyword begins here.
  private func beginsItem(_ position: Int) -> Bool {
    stream.isFirstOnLine[position] && (stream.words[position]?.isDeclaration ?? false)
  }
}
