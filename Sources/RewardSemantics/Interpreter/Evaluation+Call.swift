extension Evaluation {
  /// Calls an elementwise builtin, which is made ready once for all elements.
  ///
  /// - Parameters:
  ///   - statics: By parameter.
  ///   - present: By parameter, whether a dynamic argument is an operand; false where it was left out.
  func call(
    _ id: ExpressionID, _ builtin: Builtin, _ statics: [StaticValue?], _ present: [Bool], _ operands: [ExpressionID],
    at element: Element
  ) -> Value {
    guard let function = function(of: id, builtin, statics) else { return Value(missing: .failed) }
    let values = operands.map { value(of: $0, at: element) }
    var status = Status.present
    for value in values where builtin.missing == .propagates || !value.isMissing {
      status = status.joined(value.status)
    }
    if status.isMissing { return Value(missing: status) }

    let arguments = arguments(of: builtin, values, operands.map { spec.expressions[$0].type.value.base }, present)
    let result = Argument.withOperands(arguments) { Value(function($0), arguments: arguments) }
    return result.isMissing ? result : result.with(status)
  }

  /// The parts of a text argument that a call found, as ranges of its bytes, and the operand that is that text; nil where
  /// it looks for nothing, or has no value.
  func places(_ id: ExpressionID, at element: Element) -> (operand: ExpressionID, ranges: [Range<Int>])? {
    let expression = spec.expressions[id]
    guard case .call(let builtin, let statics, let present) = expression.operation else { return nil }
    let called = spec.builtins[builtin]
    guard let function = try? called.locate?(statics) ?? called.prepare(statics) else { return nil }
    let values = expression.operands.map { value(of: $0, at: element) }
    guard !values.contains(where: \.isMissing) else { return nil }
    let types = expression.operands.map { spec.expressions[$0].type.value.base }
    let found = Argument.withOperands(arguments(of: called, values, types, present)) {
      arguments -> (Int, [Range<Int>])? in
      switch function(arguments) {
      case .slice(let argument, let range): (argument, [range])
      case .slices(let argument, let ranges): (argument, ranges)
      default: nil
      }
    }
    guard let (argument, ranges) = found, argument < expression.operands.count else { return nil }
    return (expression.operands[argument], ranges)
  }

  /// The dynamic arguments in parameter order. One that was left out has no value; the last parameter of a variadic
  /// builtin takes all that remain.
  private func arguments(
    of builtin: Builtin, _ values: [Value], _ types: [BaseType], _ present: [Bool]
  ) -> [Argument] {
    var given = zip(values, types).map { Argument($0, type: $1) }[...]
    var arguments: [Argument] = []
    for (parameter, isPresent) in zip(builtin.parameters, present) where !parameter.isStatic {
      if isPresent, let next = given.popFirst() {
        arguments.append(next)
      } else {
        arguments.append(Argument(Value(missing: .noValue), type: .poison))
      }
    }
    return arguments + given
  }

  private func function(of id: ExpressionID, _ builtin: Builtin, _ statics: [StaticValue?]) -> ElementFunction? {
    if let known = functions[id] { return known }
    let function = try? builtin.prepare(statics)
    functions[id] = .some(function)
    return function
  }
}
