/// What an `invariant` says.
public struct InvariantSyntax: Sendable {
  /// The name after `invariant`.
  public var name: Name
  /// The rollouts that `for` names; empty where it is about any one rollout.
  public var rollouts: [Name]
  /// What stands before `implies`.
  public var hypothesis: SyntaxNode?
  /// What must hold.
  public var conclusion: SyntaxNode?

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.invariant) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    _ = own.take(.colon)
    rollouts = []
    if own.take(.for) != nil {
      while let rollout = own.take(.identifier) {
        rollouts.append(rollout)
        guard own.take(.comma) != nil else { break }
      }
      _ = own.take(.colon)
    }
    let parts = node.children.filter(\.kind.isExpression)
    hypothesis = own.take(.implies) != nil && parts.count > 1 ? parts.first : nil
    conclusion = hypothesis == nil ? parts.first : parts[1]
  }
}
