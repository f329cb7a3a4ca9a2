/// What a `partition` says.
public struct PartitionSyntax: Sendable {
  /// How it divides.
  public enum Form: Sendable {
    /// `chunks of 5 groups`: the unit is `groups` or `rollouts`; `whole` is that word if it is written.
    case chunks(size: SyntaxNode, unit: Name, whole: Name?)
    /// `by bundle, position(rollout) where c`: at least one key.
    case keys([SyntaxNode], condition: SyntaxNode?)
  }

  /// The name after `partition`.
  public var name: Name
  /// How it divides.
  public var form: Form

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.partition) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    let parts = node.children.filter(\.kind.isExpression)
    if own.take(.equals) != nil {
      let whole = own.take(.whole)
      _ = own.take(.chunks)
      _ = own.take(.of)
      guard let size = parts.first, let unit = own.take(.groups) ?? own.take(.rollouts) else { return nil }
      form = .chunks(size: size, unit: unit, whole: whole)
    } else {
      guard !parts.isEmpty else { return nil }
      form = .keys(parts, condition: node.clauseValue(.where))
    }
  }
}
