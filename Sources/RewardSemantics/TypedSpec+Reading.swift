extension TypedSpec {
  /// The expressions that declarations are computed from, in their order; those of scores, records and states if none are
  /// named.
  func expressionsRead(from roots: Range<DeclarationID>? = nil) -> [ExpressionID] {
    var seen = Array(repeating: false, count: expressions.count)
    var pending = (roots ?? declarations.indices).filter { roots != nil || declarations[$0].kind != .let }
      .map { declarations[$0].value }
    while let id = pending.popLast() {
      guard !seen[id] else { continue }
      seen[id] = true
      pending += expressions[id].operands
      if case .reference(let declaration) = expressions[id].operation {
        pending.append(declarations[declaration].value)
      }
    }
    return expressions.indices.filter { seen[$0] }
  }
}
