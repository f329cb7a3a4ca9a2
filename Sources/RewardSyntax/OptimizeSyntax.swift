/// What an `optimize` says.
public struct OptimizeSyntax: Sendable {
  /// One line of it.
  public enum Item: Sendable {
    /// `keep groups where c until n within k rounds`: `what` is `groups` or what is written there; `range` is the whole
    /// item.
    case keep(
      what: Name, condition: SyntaxNode?, until: SyntaxNode?, within: SyntaxNode?, range: SourceRange)
    /// `with embedded(policy: tiny)`
    case with(SyntaxNode)
  }

  /// In file order.
  public var items: [Item]

  init(_ node: SyntaxNode) {
    items = node.children.compactMap { child in
      var own = OwnTokens(child)
      switch child.kind {
      case .optimizeKeep:
        guard own.take(.keep) != nil, let what = own.take(.identifier) else { return nil }
        return .keep(
          what: what, condition: child.clauseValue(.where), until: child.clauseValue(.until),
          within: child.clauseValue(.within), range: child.range)
      case .optimizeWith: return child.child(where: \.isExpression).map { .with($0) }
      default: return nil
      }
    }
  }
}
