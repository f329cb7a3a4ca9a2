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
    var known: [ExpressionID: ExpressionID] = [:]
    return swapped(id, &known, at: range) ?? poison(at: range)
  }

  /// The same expression with x for `other.x` and `other.x` for x; nil after a report.
  private func swapped(_ id: ExpressionID, _ known: inout [ExpressionID: ExpressionID], at range: SourceRange)
    -> ExpressionID?
  {
    if let result = known[id] { return result }
    let expression = expressions[id]
    let result: ExpressionID
    if expression.type.grain != .pair {
      // What the group shares is the same for both.
      result =
        Grain.group.refines(expression.type.grain)
        ? id
        : append(
          .other, [lifted(id, to: .rollout, at: range)],
          ExpressionType(expression.type.value, per: .pair, absence: expression.type.absence), at: range)
    } else {
      switch expression.operation {
      case .other: result = lifted(expression.operands[0], to: .pair, at: range)
      case .reference(let declaration):
        guard let value = swapped(declarations[declaration].value, &known, at: range) else { return nil }
        result = value
      case .window, .aggregate, .position, .random, .input, .state, .elements:
        report(
          .mixedGrains, "`swap` cannot turn this round: it depends on the place of the pair",
          at: expression.range.file == range.file ? expression.range : range)
        return nil
      default:
        var operands: [ExpressionID] = []
        for operand in expression.operands {
          guard let turned = swapped(operand, &known, at: range) else { return nil }
          operands.append(turned)
        }
        result = append(expression.operation, operands, expression.type, at: range)
      }
    }
    known[id] = result
    return result
  }
}
