/// Pieces in a row.
extension LayoutBuilder {
  /// Pieces with the blanks that go between them; lines break inside expressions only.
  mutating func inline(_ pieces: some Sequence<Piece>) {
    var isFirst = true
    for piece in pieces {
      if !isFirst, needsBlank(before: firstToken(of: piece)) { blank() }
      isFirst = false
      write(piece)
    }
  }

  /// The same, but each clause may begin a line, and what follows a comma.
  mutating func clauses(_ pieces: some Sequence<Piece>) {
    var isFirst = true
    for piece in pieces {
      let first = firstToken(of: piece)
      if !isFirst, beginsClause(piece) {
        indented { builder in
          // A line that began with the keyword of a declaration might begin one.
          if builder.word(first)?.isDeclaration ?? false { builder.blank() } else { builder.line() }
          builder.write(piece)
        }
      } else {
        if !isFirst, needsBlank(before: first) { blank() }
        write(piece)
      }
      isFirst = false
    }
  }

  private func beginsClause(_ piece: Piece) -> Bool {
    switch piece {
    case .node(let node): return node.kind == .clause || lastIsComma
    case .token(let index):
      guard let word = word(index), let last, kind(last) != .dot else { return false }
      return word == .by || word == .where
    }
  }

  /// One piece, whatever it is.
  mutating func write(_ piece: Piece) {
    switch piece {
    case .token(let index):
      if kind(index).isCloser { indented { $0.writeComments(before: index) } }
      token(index)
    case .node(let node): write(node)
    }
  }

  mutating func write(_ node: SyntaxNode) {
    switch node.kind {
    case _ where node.kind.isExpression: expression(node)
    case _ where node.kind.isType: type(node)
    default: inline(node.pieces)
    }
  }

  /// Whether a blank stands between the last token and this one, outside expressions and types: `-` is a sign there.
  func needsBlank(before token: Int) -> Bool {
    switch kind(token) {
    case .comma, .colon, .dot, .range: return false
    default: break
    }
    switch last.map(kind) {
    case .dot, .minus, .range: return false
    default: return true
    }
  }

  // MARK: Types

  /// A type, which never breaks.
  mutating func type(_ node: SyntaxNode) {
    let record = tree.records[node.index]
    var previous: TokenKind?
    for index in Int(record.firstToken)..<Int(record.endToken) where !kind(index).isTrivia {
      if let previous, typeNeedsBlank(previous, kind(index)) { blank() }
      token(index)
      previous = kind(index)
    }
  }

  private func typeNeedsBlank(_ left: TokenKind, _ right: TokenKind) -> Bool {
    switch (left, right) {
    case (_, .comma): false
    // Two question marks side by side would be one token.
    case (.comma, _), (.lessOrEqual, _), (_, .lessOrEqual), (.question, .question): true
    case (.leftBrace, _), (.less, _), (.minus, _): false
    // A unit.
    default: right == .identifier
    }
  }
}
