import RewardSyntax

/// `invariant`: a property of the spec for all rollouts.
extension Elaborator {
  /// As many rollouts may be named: what is proved of them must be found out for all they can be together.
  private static let rolloutLimit = 4

  func invariant(_ syntax: InvariantSyntax, in module: Module) -> TypedInvariant? {
    guard let node = syntax.conclusion else { return nil }
    for (index, name) in syntax.rollouts.enumerated() {
      if let earlier = syntax.rollouts[..<index].first(where: { $0.text == name.text }) {
        report(
          .duplicateName, "two rollouts are named `\(name.text)`", at: name.range,
          because: [.init(earlier.range, "the first")])
        return nil
      }
    }
    if syntax.rollouts.count > Self.rolloutLimit {
      report(
        .badInvariant, "an invariant is about \(Self.rolloutLimit) rollouts at most",
        at: syntax.rollouts[Self.rolloutLimit].range)
      return nil
    }
    let scope = Scope(module: module)
    let labels: [String?] = syntax.rollouts.isEmpty ? [nil] : syntax.rollouts.map(\.text)
    scope.probed = ProbedRollouts(labels: labels, readers: .invariant)
    for rollout in syntax.rollouts { introduce(rollout, .rollout, in: scope) }
    let hypothesis = syntax.hypothesis.map { property($0, in: scope) }
    guard let conclusion = property(node, in: scope), hypothesis != .some(nil) else { return nil }
    let isConstant = ([conclusion] + [hypothesis ?? nil].compactMap { $0 }).allSatisfy { !readsProbe($0) }
    if isConstant {
      report(.badInvariant, "this invariant depends on nothing the spec computes", at: node.range)
      return nil
    }
    return TypedInvariant(
      name: syntax.name.text, nameRange: syntax.name.range, rollouts: labels, hypothesis: hypothesis ?? nil,
      conclusion: conclusion, range: (syntax.hypothesis?.range ?? node.range).union(node.range))
  }

  /// One condition for the rollouts together; nil after a report.
  private func property(_ node: SyntaxNode, in scope: Scope) -> ExpressionID? {
    let id = condition(node, in: scope)
    if isPoison(id) { return nil }
    guard type(of: id).grain == .run else {
      report(
        .badInvariant, "an invariant is one condition, and this has one for each \(type(of: id).grain.name)",
        at: node.range)
      return nil
    }
    return id
  }
}
