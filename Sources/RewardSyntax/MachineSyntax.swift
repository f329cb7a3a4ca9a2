/// What a `machine` says.
public struct MachineSyntax: Sendable {
  /// `start -[c]-> found pays 0.1`
  public struct Edge: Sendable {
    /// The state it leaves, or `any`.
    public var from: Name
    /// The condition in brackets.
    public var condition: SyntaxNode?
    /// The state it enters.
    public var to: Name
    /// What it pays each time it is taken, after `pays`.
    public var pays: SyntaxNode?
    /// The whole edge.
    public var range: SourceRange
  }

  /// The name after `machine`.
  public var name: Name
  /// The grain after `over`: one step for each of its elements.
  public var over: Name
  /// In file order.
  public var edges: [Edge]

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.machine) != nil, let name = own.take(.identifier), own.take(.over) != nil,
      let over = own.takeDottedName()
    else { return nil }
    self.name = name
    self.over = over
    edges = node.children.filter { $0.kind == .machineEdge }.compactMap(Edge.init)
  }
}

extension MachineSyntax.Edge {
  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard let from = own.take(.identifier), own.take(.minus) != nil, own.take(.leftBracket) != nil,
      own.take(.rightBracket) != nil, own.take(.arrow) != nil, let to = own.take(.identifier)
    else { return nil }
    self.from = from
    self.to = to
    condition = node.child(where: \.isExpression)
    pays = node.clauseValue(.pays)
    range = node.range
  }
}
