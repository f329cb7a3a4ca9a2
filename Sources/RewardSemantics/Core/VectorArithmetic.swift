/// Arithmetic on vectors. It is a call in the graph, so that a score's digest covers it, but it has no name that a spec
/// could call.
extension Builtin {
  /// One operation of ``Arithmetic``, element by element, on up to three numbers or lists of numbers, one of them at
  /// least a list. A plain number goes with every element.
  ///
  /// Failed where lists are of unequal length, and where an element of the result is not finite. The static argument
  /// is ``Arithmetic/name``.
  static let vectorArithmetic = Builtin(
    "vector_arithmetic",
    parameters: [
      Parameter("operation", .symbol(Arithmetic.vectorOperations.map(\.name)), isStatic: true),
      Parameter("a", .any), Parameter("b", .any, isOptional: true), Parameter("c", .any, isOptional: true),
    ],
    result: { _, _ in ValueType(.list(.real)) }, absence: .fail,
    summary: "An operation of arithmetic on each element of vectors.", examples: []
  ) { statics throws(PreparationError) in
    let name = statics.first?.flatMap(\.symbol)
    guard let operation = Arithmetic.vectorOperations.first(where: { $0.name == name }) else {
      throw PreparationError("an operation on numbers is needed", parameter: "operation")
    }
    return { operands in apply(operation, operands) }
  }.differentiable(by: "a", "b", "c")

  private static func apply(_ operation: Arithmetic, _ operands: UnsafeBufferPointer<Operand>) -> Outcome {
    let used = operands.prefix(operation.operandCount)
    var length: Int?
    for operand in used {
      switch operand {
      case .numbers(let values):
        guard length == nil || length == values.count else { return .missing(.lengthsDiffer) }
        length = values.count
      case .texts(let texts) where texts.isEmpty:
        // An empty list literal, which is of any kind.
        guard length == nil || length == 0 else { return .missing(.lengthsDiffer) }
        length = 0
      case .number: break
      case .missing, .text, .texts, .lists: return .missing(.badValue)
      }
    }
    guard let length, used.count == operation.operandCount else { return .missing(.badValue) }
    func value(_ operand: Int, _ index: Int) -> Double {
      guard operand < used.count else { return 0 }
      if case .numbers(let values) = used[operand] { return values[index] }
      return used[operand].number
    }
    var result: [Double] = []
    result.reserveCapacity(length)
    for index in 0..<length {
      let element = operation.apply(value(0, index), value(1, index), value(2, index))
      guard element.isFinite else { return .missing(.notFinite) }
      result.append(element)
    }
    return .numbers(result)
  }
}

extension Arithmetic {
  /// What may be done with each element of a vector: everything but comparing texts.
  static let vectorOperations: [Arithmetic] = [
    .add, .subtract, .multiply, .divide, .power, .negate, .equal, .notEqual, .less, .lessOrEqual, .greater,
    .greaterOrEqual, .minimum, .maximum, .clamp, .absolute, .sign, .floor, .round, .squareRoot, .exponential,
    .logarithm, .sigmoid, .softplus, .logSigmoid, .divideOr,
  ]

  /// The operation as digests name it: never changed, whatever becomes of the case.
  var name: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .power: "power"
    case .negate: "negate"
    case .equal: "equal"
    case .notEqual: "notEqual"
    case .less: "less"
    case .lessOrEqual: "lessOrEqual"
    case .greater: "greater"
    case .greaterOrEqual: "greaterOrEqual"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .clamp: "clamp"
    case .absolute: "absolute"
    case .sign: "sign"
    case .floor: "floor"
    case .round: "round"
    case .squareRoot: "squareRoot"
    case .exponential: "exponential"
    case .logarithm: "logarithm"
    case .sigmoid: "sigmoid"
    case .softplus: "softplus"
    case .logSigmoid: "logSigmoid"
    case .divideOr: "divideOr"
    case .sameText: "sameText"
    case .differentText: "differentText"
    }
  }
}
