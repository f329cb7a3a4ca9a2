/// What a `rubric` says.
public struct RubricSyntax: Sendable {
  /// One criterion.
  public struct Criterion: Sendable {
    /// What it asks for; the range is that of the text, quotes included.
    public var text: Name
    /// The weight after `weight`.
    public var weight: SyntaxNode?
    /// The list after `tags`.
    public var tags: SyntaxNode?
    /// The text after `id`.
    public var id: Name?
    /// The whole criterion.
    public var range: SourceRange
  }

  /// The name after `rubric`.
  public var name: Name
  /// In file order.
  public var criteria: [Criterion]

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.rubric) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    criteria = node.children.filter { $0.kind == .rubricCriterion }.compactMap(Criterion.init)
  }
}

extension RubricSyntax.Criterion {
  init?(_ node: SyntaxNode) {
    guard let text = node.textChild else { return nil }
    self.text = text
    weight = node.clauseValue(.weight)
    tags = node.clauseValue(.tags)
    id = node.clause(.id)?.textChild
    range = node.range
  }
}
