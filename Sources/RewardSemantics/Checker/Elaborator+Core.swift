import RewardSyntax

/// Calls of core functions by their form.
extension Elaborator {
  func core(_ core: CoreFunction, _ name: Name, _ call: CallSyntax, at range: SourceRange, in scope: Scope)
    -> ExpressionID
  {
    switch core.form {
    case .arithmetic(let operation, let labels):
      guard let operands = positional(core, call, labels: labels, at: range, in: scope) else {
        return poison(at: range)
      }
      if operation == .clamp, let low = constantNumber(operands[1]), let high = constantNumber(operands[2]), low > high
      {
        report(.outOfRange, "a range ascends: \(low) is above \(high)", at: expressions[operands[1]].range)
        return poison(at: range)
      }
      return arithmetic(operation, operands, at: range)
    case .present, .failed:
      guard let operands = positional(core, call, labels: [nil], at: range, in: scope), !isPoison(operands[0]) else {
        return poison(at: range)
      }
      let type = ExpressionType(.bool, per: type(of: operands[0]).grain)
      if case .present = core.form { return append(.isPresent, operands, type, at: range) }
      return append(.isFailed, operands, type, at: range)
    case .detach:
      guard let operands = positional(core, call, labels: [nil], at: range, in: scope), !isPoison(operands[0]) else {
        return poison(at: range)
      }
      // A constant has no derivative anyway, and stays known.
      if constantValue(operands[0]) != nil { return operands[0] }
      return append(.detach, operands, type(of: operands[0]), at: range)
    case .position:
      guard call.arguments.count == 1 else {
        report(.missingArgument, "`position` takes one grain", at: range)
        return poison(at: range)
      }
      guard let grain = grain(call.arguments[0].value, in: scope) else { return poison(at: range) }
      guard require(grain, at: range) else { return poison(at: range) }
      return append(.position, [], ExpressionType(ValueType(.int, domain: .count), per: grain), at: range)
    case .temporal(let form):
      return temporal(form, core, call, at: range, in: scope)
    case .swap:
      return swap(call, at: range, in: scope)
    case .random:
      return random(call, at: range, in: scope)
    case .aggregate(let form):
      return aggregate(form, core, call, at: range, in: scope)
    case .window(let form):
      return window(form, core, call, at: range, in: scope)
    }
  }

  /// The arguments of a core function by place or label; nil after a report.
  private func positional(
    _ core: CoreFunction, _ call: CallSyntax, labels: [String?], at range: SourceRange, in scope: Scope
  ) -> [ExpressionID]? {
    var slots = [ExpressionID?](repeating: nil, count: labels.count)
    var next = 0
    for argument in call.arguments {
      let index = argument.label.map { label in labels.firstIndex(of: label.text) } ?? next
      if let index, index < slots.count, slots[index] != nil {
        report(
          .duplicateArgument, "this argument of `\(core.name)` is given twice",
          at: argument.label?.range ?? argument.value.range, notes: [core.signature])
        return nil
      }
      if argument.label == nil, next >= slots.count {
        report(
          .tooManyArguments, "`\(core.name)` takes \(count(labels.count, "argument"))", at: argument.value.range,
          notes: [core.signature])
        return nil
      }
      guard let index, index < slots.count else {
        report(
          .unknownArgument, "`\(core.name)` has no such argument", at: argument.label?.range ?? argument.value.range,
          notes: [core.signature])
        return nil
      }
      if argument.label == nil { next = index + 1 }
      slots[index] = expression(argument.value, in: scope)
    }
    let operands = slots.compactMap { $0 }
    guard operands.count == labels.count else {
      report(
        .missingArgument, "`\(core.name)` needs \(count(labels.count, "argument"))", at: range, notes: [core.signature])
      return nil
    }
    return operands
  }
}
