import RewardSyntax

/// Arithmetic on vectors: element by element, a plain number with each of them.
extension Elaborator {
  func vectorArithmetic(_ operation: Arithmetic, _ operands: [ExpressionID], at range: SourceRange) -> ExpressionID {
    for id in operands {
      let base = type(of: id).value.base
      guard base.isNumeric || base.isNumericList else {
        report(
          .wrongType, "a number or a vector is needed here, and this is \(describe(type(of: id).value))",
          at: expressions[id].range)
        return poison(at: range)
      }
    }
    switch operation {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .sameText, .differentText:
      report(
        .wrongType, "vectors are not compared element by element", at: range,
        notes: ["go through the elements: `v.any(x => x > 0)`"])
      return poison(at: range)
    default: break
    }
    guard let grain = meet(operands, at: range) else { return poison(at: range) }
    var absence = Absence.fail
    for id in operands { absence.formUnion(type(of: id).absence) }
    let builtin = Builtin.vectorArithmetic
    var statics = [StaticValue?](repeating: nil, count: builtin.parameters.count)
    statics[0] = .symbol("\(operation)")
    let present = builtin.parameters.indices.map { $0 > 0 && $0 <= operands.count }
    return append(
      .call(builtin: index(of: builtin), statics: statics, present: present), operands,
      ExpressionType(ValueType(.list(.real)), per: grain, absence: absence), at: range)
  }
}
