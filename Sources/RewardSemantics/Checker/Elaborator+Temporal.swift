import RewardSyntax

/// `always`, `eventually`, `until`, `next` over turns: linear temporal logic over finite traces (LTLf). Inside one
/// another they have a value at each turn, that of the trajectory from there on; the outermost is that of the first turn.
extension Elaborator {
  func temporal(
    _ form: CoreFunction.TemporalForm, _ core: CoreFunction, _ call: CallSyntax, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    let wanted = form == .until ? 2 : 1
    guard call.over == nil, call.comprehension == nil, call.arguments.count == wanted,
      call.arguments.allSatisfy({ $0.label == nil })
    else {
      report(
        .missingArgument, "`\(core.name)` takes \(count(wanted, "condition"))", at: range, notes: [core.signature])
      return poison(at: range)
    }
    temporalDepth += 1
    let operands = call.arguments.map { condition($0.value, in: scope) }
    temporalDepth -= 1
    if operands.contains(where: isPoison) { return poison(at: range) }
    for (id, argument) in zip(operands, call.arguments) where !Grain.turn.refines(type(of: id).grain) {
      report(
        .mixedGrains, "`\(core.name)` goes over turns, and this is finer", at: argument.value.range,
        label: "one value for each \(type(of: id).grain.name)")
      return poison(at: range)
    }
    func perTurn(_ id: ExpressionID) -> ExpressionID {
      var type = type(of: id)
      if type.grain == .turn { return id }
      type.grain = .turn
      return append(.lift, [id], type, at: range)
    }
    let yes = truth(true, at: range)
    switch form {
    case .until: return first(until(perTurn(operands[0]), perTurn(operands[1]), at: range), at: range)
    case .eventually: return first(until(perTurn(yes), perTurn(operands[0]), at: range), at: range)
    case .always:
      // Not: some time not.
      let broken = until(perTurn(yes), perTurn(not(operands[0], at: range)), at: range)
      return not(first(broken, at: range), at: range)
    case .next:
      let edge = truth(false, at: range)
      let type = ExpressionType(.bool, per: .turn, absence: type(of: operands[0]).absence)
      return first(
        append(.window(Window(.next, over: .rollout, hasExtra: true)), [perTurn(operands[0]), edge], type, at: range),
        at: range)
    }
  }

  private func until(_ hold: ExpressionID, _ goal: ExpressionID, at range: SourceRange) -> ExpressionID {
    let absence = type(of: hold).absence.union(type(of: goal).absence)
    return append(
      .window(Window(.until, over: .rollout, values: 2)), [hold, goal],
      ExpressionType(.bool, per: .turn, absence: absence), at: range)
  }

  /// The value at the first turn; false without one. Inside another operator the value itself.
  private func first(_ value: ExpressionID, at range: SourceRange) -> ExpressionID {
    guard temporalDepth == 0 else { return value }
    let place = append(
      .position, [], ExpressionType(ValueType(.int, domain: .count), per: .turn), at: range)
    let isFirst = arithmetic(.equal, [place, constant(0, .int, at: range)], at: range)
    let both = logic(true, isFirst, value, at: range)
    return append(
      .aggregate(Aggregate(.any, over: .rollout, population: .turn)), [both],
      ExpressionType(.bool, per: .rollout, absence: type(of: value).absence), at: range)
  }
}
