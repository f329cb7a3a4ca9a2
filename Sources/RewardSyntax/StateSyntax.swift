/// What a `state` says.
public struct StateSyntax: Sendable {
  /// The name after `state`.
  public var name: Name
  /// The type after the colon.
  public var type: SyntaxNode?
  /// The grain after `per`, of a state with a value for each key.
  public var per: Name?
  /// The key after `key`.
  public var key: SyntaxNode?
  /// The value before the first step, after `=`.
  public var initial: SyntaxNode?
  /// The value that a step leaves, after `then`.
  public var update: SyntaxNode?

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.state) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    type = node.child(where: \.isType)
    _ = own.take(.colon)
    per = own.take(.per) != nil ? own.takeDottedName() : nil
    key = node.clauseValue(.key)
    initial = node.child(where: \.isExpression)
    update = node.clauseValue(.then)
  }
}
