extension SyntaxNode {
  /// The first clause that begins with this word.
  func clause(_ word: Word) -> SyntaxNode? {
    children.first { child in
      guard child.kind == .clause else { return false }
      var own = OwnTokens(child)
      return own.take(word) != nil
    }
  }

  /// The expression of that clause.
  func clauseValue(_ word: Word) -> SyntaxNode? { clause(word)?.child(where: \.isExpression) }

  /// The text of a child, resolved, at its place.
  var textChild: Name? {
    guard let text = children.first(where: { $0.kind == .textExpression }) else { return nil }
    return Name(String(decoding: tree.textValue(at: text.range), as: UTF8.self), text.range)
  }

  /// `answer "4"`, `n: 3`
  var namedValue: (name: Name, value: SyntaxNode)? {
    var own = OwnTokens(self)
    guard let name = own.takeDottedName(), let value = child(where: \.isExpression) else { return nil }
    return (name, value)
  }
}
