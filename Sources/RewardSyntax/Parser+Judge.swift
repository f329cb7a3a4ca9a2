extension ItemForm {
  static let judge = ItemForm(
    separation: .loose,
    starts: [.model, .prompt, .answers, .samples, .given, .fault, .timeout, .swap, .onLimit])
}

/// `judge`
extension Parser {
  mutating func parseJudge() -> SyntaxKind {
    advance()
    takeName("the name of the judge")
    if !isPanicking, take(.colon) { parseType() }
    if !isPanicking, word == .per { takePer() }
    if !isPanicking, take(.jointly) {
      takeWord(.over, "`over` and a grain such as `group`")
      if !isPanicking { takeGrain("`group`") }
    }
    var seen: [Word: SourceRange] = [:]
    let clauses = ItemForm.judge.starts.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    parseBlock(
      .judge, of: "what is asked", heads: [.per, .jointly], expecting: "a clause of the judge or `}`"
    ) { parser in
      guard let word = parser.word, ItemForm.judge.starts.contains(word) else {
        return parser.failItem(.judge, "a clause (\(clauses))", of: "a judge")
      }
      parser.parseClause(word, after: &seen) { $0.parseJudgeClause($1) }
    }
    return .judgeDeclaration
  }

  /// What follows the word of a clause.
  private mutating func parseJudgeClause(_ word: Word) {
    switch word {
    case .model: takePlainText("the name of a model in quotes")
    case .prompt: takePlainText("what is asked, in quotes")
    case .answers: parseAnswers()
    case .samples:
      takeNumber("how many times it is asked")
      if !isPanicking, take(.reduce) { takeName("how the answers become one, such as `median`") }
    case .given:
      parseBinary(.or)
      guard !isPanicking, take(.else) else { return }
      if !take(.abstain) { parseExpression() }
    case .fault:
      if take(.retry) {
        takeNumber("how many times it is tried again")
        takeWord(.then, "`then` and what happens after that")
      }
      if !isPanicking { takeName("`drop`, `abstain` or `stop`") }
    case .timeout:
      takeNumber("how long an answer may take")
      if !isPanicking, kind == .identifier, let unit = self.word, unit.isUnit { advance() }
    case .onLimit: takeSignedNumber()
    default: break
    }
  }

  /// `1..5`, `expectation 1..5`, `expectation yes_no`, `label(good: 1, poor: 0)`, `yes_no`, `json "{...}"`
  private mutating func parseAnswers() {
    if kind == .number || kind == .minus { return parseScale() }
    if take(.expectation), kind != .identifier { return parseScale() }
    takeName("how the answer is read, such as `1..5` or `yes_no`")
    if !isPanicking, kind == .text || kind == .textBlock { return takePlainText("the schema of the answer in quotes") }
    guard !isPanicking, kind == .leftParenthesis else { return }
    let open = position
    advance()
    inBrackets { parser in
      while !parser.isPanicking, parser.kind != .rightParenthesis, parser.kind != .endOfFile {
        let label = parser.mark()
        if !parser.take(.text) { parser.takeName("a label such as `good`") }
        parser.takeColon("what a label is worth is given with `:`")
        if !parser.isPanicking { parser.takeSignedNumber() }
        parser.finish(.judgeLabel, label)
        guard !parser.isPanicking, parser.take(.comma) else { break }
      }
    }
    closeInside(open, expecting: "`,` or `)`")
  }

  /// `1..5`
  private mutating func parseScale() {
    takeSignedNumber()
    if !isPanicking, !take(.range) { return failExpected(.expectedToken, "`..` and the other end of the scale") }
    takeSignedNumber()
  }

  private mutating func takeSignedNumber() {
    guard !isPanicking else { return }
    _ = take(.minus)
    takeNumber("a number")
  }

  private mutating func takeNumber(_ what: String) {
    guard !isPanicking, !take(.number) else { return }
    failExpected(.expectedToken, what)
  }
}
