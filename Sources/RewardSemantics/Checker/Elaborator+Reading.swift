/// What a value is computed from.
extension Elaborator {
  /// The first thing that `find` sees among a value and what it is computed from, through declarations; each expression is
  /// looked at once, however many read it.
  ///
  /// - Parameter next: where to go on from an expression in which nothing was found; its operands by default.
  func firstRead<Found>(
    from root: ExpressionID, next: (TypedExpression) -> [ExpressionID] = { $0.operands },
    _ find: (ExpressionID) -> Found?
  ) -> Found? {
    var seen: Set<ExpressionID> = []
    var pending = [root]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      if let found = find(id) { return found }
      if case .reference(let declaration) = expressions[id].operation {
        pending.append(declarations[declaration].value)
      } else {
        pending += next(expressions[id]).reversed()
      }
    }
    return nil
  }
}
