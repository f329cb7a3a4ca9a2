import RewardSyntax

/// `swap(x)`: a value of a pair of rollouts with the roles exchanged.
extension Elaborator {
  func swap(_ call: CallSyntax, at range: SourceRange, in scope: Scope) -> ExpressionID {
    guard call.arguments.count == 1, call.arguments[0].label == nil, call.over == nil else {
      report(.missingArgument, "`swap` takes one value of a pair of rollouts", at: range)
      return poison(at: range)
    }
    let node = call.arguments[0].value
    let id = expression(node, in: scope)
    if isPoison(id) { return id }
    guard type(of: id).grain == .pair else {
      report(
        .mixedGrains, "`swap` exchanges the two rollouts of a pair, and this is per \(type(of: id).grain.name)",
        at: node.range, notes: ["a value of a pair names `other.x`"])
      return poison(at: range)
    }
    var type = type(of: id)
    if type.absence.contains(.otherLimit) { type.absence.insert(.limit) }
    return append(.swap, [id], type, at: range)
  }
}
