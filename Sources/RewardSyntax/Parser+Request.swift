extension ItemForm {
  static let request = ItemForm(separation: .loose, starts: [.prompt, .answers])
  static let hindsight = ItemForm(
    separation: .loose, starts: [.score, .verdicts, .when, .from, .prompt, .answers, .bonus, .mix])
  static let resample = ItemForm(separation: .loose, starts: [.when, .rungs, .of, .prompt])
}

/// `request`, `hindsight`, `resample`
extension Parser {
  mutating func parseRequest() -> SyntaxKind {
    advance()
    takeName("the name of the request")
    if !isPanicking, word == .per { takePer() }
    parseClauses([.where]) { parser, _ in parser.parseExpression() }
    parseClauseBlock(.request, of: "what is asked for", heads: [.per, .where], owner: "a request") { parser, word in
      parser.parseRequestClause(word)
    }
    return .requestDeclaration
  }

  mutating func parseHindsight() -> SyntaxKind {
    advance()
    takeName("the name of the hindsight")
    parseClauseBlock(.hindsight, of: "what is revised", heads: [], owner: "a hindsight") { parser, word in
      switch word {
      case .from: parser.parseCandidates()
      case .mix: parser.parseMix()
      case .prompt, .answers: parser.parseRequestClause(word)
      default: parser.parseExpression()
      }
    }
    return .hindsightDeclaration
  }

  mutating func parseResample() -> SyntaxKind {
    advance()
    takeName("the name of the resample")
    parseClauseBlock(.resample, of: "which groups are sampled again", heads: [], owner: "a resample") { parser, word in
      if word == .prompt { parser.parseRequestClause(word) } else { parser.parseExpression() }
    }
    return .resampleDeclaration
  }

  /// Braces that hold clauses, each at most once.
  private mutating func parseClauseBlock(
    _ form: ItemForm, of what: String, heads: [Word], owner: String, _ parse: (inout Parser, Word) -> Void
  ) {
    var seen: [Word: SourceRange] = [:]
    let clauses = form.starts.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    parseBlock(form, of: what, heads: heads, expecting: "a clause or `}`") { parser in
      guard let word = parser.word, form.starts.contains(word) else {
        return parser.failItem(form, "a clause (\(clauses))", of: owner)
      }
      parser.parseClause(word, after: &seen, parse)
    }
  }

  /// What follows `prompt` and `answers`.
  private mutating func parseRequestClause(_ word: Word) {
    if word == .prompt { return takePlainText("what is asked, in quotes") }
    parseExpression()
  }

  /// `best ties at most 16, most met first`
  private mutating func parseCandidates() {
    takeWord(.best)
    takeWord(.ties)
    if !isPanicking, take(.at) {
      takeWord(.most, "`most` and a number", isLost: true)
      if !isPanicking { parseExpression() }
    }
    guard !isPanicking, kind == .comma, nextWord == .most else { return }
    advance()
    takeWord(.most)
    takeWord(.met)
    takeWord(.first)
  }

  /// `top 1 into a random slot, else copy best`
  private mutating func parseMix() {
    takeWord(.top, "`top` and a number", isLost: true)
    if !isPanicking { parseExpression() }
    takeWord(.into)
    takeWord(.a)
    takeWord(.random)
    takeWord(.slot)
    guard !isPanicking, kind == .comma, nextWord == .else else { return }
    advance()
    advance()
    takeWord(.copy)
    takeWord(.best)
  }
}
