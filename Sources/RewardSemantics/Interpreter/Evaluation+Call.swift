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
