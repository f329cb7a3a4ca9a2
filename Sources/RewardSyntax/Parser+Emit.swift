extension ItemForm {
  static let field = ItemForm(separation: .commas)
}

/// `emit`
extension Parser {
  mutating func parseEmit() -> SyntaxKind {
    advance()
    takeName("the name of the records")
    if !isPanicking, word == .per { takePer() }
    parseEmitHead()
    parseBlock(
      .field, of: "the fields of a record", heads: [.where, .order],
      notes: ["`per`, `where`, `at most` and `order:` may stand before it"], expecting: "`,` or `}`"
    ) { parser in
      let field = parser.mark()
      parser.takeName("the name of a field")
      parser.takeColon("the fields of a record are given with `:`")
      if !parser.isPanicking { parser.parseExpression() }
      parser.finish(.emitField, field)
    }
    return .emitDeclaration
  }

  /// `where c at most 32, order: u`
  private mutating func parseEmitHead() {
    var seen: [Word: SourceRange] = [:]
    while !isPanicking {
      if kind == .comma, nextWord == .order { advance() }
      guard let word = nextClause(of: [.where, .at, .order]) else { return }
      parseClause(word, after: &seen) { parser, word in
        if word == .at { parser.takeWord(.most, "`most` and a number", isLost: true) }
        if word == .order { parser.takeColon("the order of the records is given with `:`") }
        if !parser.isPanicking { parser.parseExpression(in: .emitHead) }
      }
    }
  }

  /// Whether `at` is no lift to a grain but begins `at most 3` in the head of an `emit`.
  var beginsLimit: Bool {
    guard host == .emitHead, nextWord == .most, position + 2 < stream.kinds.count else { return false }
    switch stream.kinds[position + 2] {
    case .number, .text, .leftParenthesis, .error: return true
    case .identifier:
      guard let word = stream.words[position + 2] else { return true }
      return !word.continuesExpression && word != .order
    default: return false
    }
  }
}
