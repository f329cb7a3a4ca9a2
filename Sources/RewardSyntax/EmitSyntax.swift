/// What an `emit` says.
public struct EmitSyntax: Sendable {
  /// The name after `emit`.
  public var name: Name
  /// The grain after `per`.
  public var per: Name?
  /// The condition after `where`.
  public var condition: SyntaxNode?
  /// How many records, after `at most`.
  public var limit: SyntaxNode?
  /// By which records come first, after `order:`.
  public var order: SyntaxNode?
  /// The fields of a record, in order.
  public var fields: [(name: Name, value: SyntaxNode)]

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.emit) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    per = own.take(.per) != nil ? own.takeDottedName() : nil
    condition = node.clauseValue(.where)
    limit = node.clauseValue(.at)
    order = node.clauseValue(.order)
    fields = node.children.filter { $0.kind == .emitField }.compactMap(\.namedValue)
  }
}
