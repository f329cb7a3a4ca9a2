/// `invariant`
extension Parser {
  /// `invariant NAME: for a, b: condition implies condition`
  mutating func parseInvariant() -> SyntaxKind {
    advance()
    takeName("the name of the invariant")
    takeColon("an invariant is a name, `:` and a condition")
    if !isPanicking, take(.for) {
      repeat { takeName("the name of a rollout") } while !isPanicking && take(.comma)
      takeColon("the rollouts of an invariant end with `:`")
    }
    guard !isPanicking else { return .invariantDeclaration }
    parseExpression()
    if !isPanicking, take(.implies) { parseExpression() }
    return .invariantDeclaration
  }
}
