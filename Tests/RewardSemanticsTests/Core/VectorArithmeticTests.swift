import Testing

@testable import RewardSemantics

@Suite struct VectorArithmeticTests {
  /// Calls the operation on operands that are numbers or lists of numbers, as far as they are given.
  private func apply(_ operation: Arithmetic, _ arguments: [Value]) throws -> Value {
    let function = try Builtin.vectorArithmetic.prepare([.symbol(operation.name), nil, nil, nil])
    var all = arguments.map { Argument($0, type: .list(.real)) }
    while all.count < 3 { all.append(Argument(Value(missing: .noValue), type: .poison)) }
    return Argument.withOperands(all) { Value(function($0), arguments: all) }
  }

  private func vector(_ numbers: Double...) -> Value { Value(list: numbers.map { Value($0) }) }

  @Test func `two vectors go element by element`() throws {
    #expect(try apply(.add, [vector(1, 2), vector(10, 20)]) == vector(11, 22))
    #expect(try apply(.minimum, [vector(1, 20), vector(10, 2)]) == vector(1, 2))
    #expect(try apply(.less, [vector(1, 20), vector(10, 2)]) == vector(1, 0))
    #expect(try apply(.add, [vector(), vector()]) == vector())
  }

  @Test func `a plain number goes with every element`() throws {
    #expect(try apply(.subtract, [vector(1, 2), Value(1)]) == vector(0, 1))
    #expect(try apply(.subtract, [Value(1), vector(1, 2)]) == vector(0, -1))
    #expect(try apply(.clamp, [vector(-3, 0.5, 3), Value(0), vector(1, 1, 2)]) == vector(0, 0.5, 2))
    #expect(try apply(.divideOr, [vector(1, 2), vector(2, 0), Value(7)]) == vector(0.5, 7))
    #expect(try apply(.negate, [vector(1, -2)]) == vector(-1, 2))
  }

  @Test func `vectors of unequal length fail`() throws {
    #expect(try apply(.add, [vector(1, 2), vector(1)]) == Value(missing: .lengthsDiffer))
    #expect(try apply(.clamp, [Value(1), vector(1), vector()]) == Value(missing: .lengthsDiffer))
  }

  @Test func `an element that is not finite fails the vector`() throws {
    #expect(try apply(.divide, [vector(1, 2), vector(1, 0)]) == Value(missing: .notFinite))
    #expect(try apply(.logarithm, [vector(0)]) == Value(missing: .notFinite))
    #expect(try apply(.multiply, [vector(1e200), Value(1e200)]) == Value(missing: .notFinite))
  }

  @Test func `what is no vector fails`() throws {
    #expect(try apply(.add, [vector(1), Value(text: "1")]) == Value(missing: .badValue))
    #expect(try apply(.add, [vector(1)]) == Value(missing: .badValue))
    #expect(try apply(.add, [Value(1), Value(2)]) == Value(missing: .badValue))
  }

  @Test(arguments: Arithmetic.vectorOperations)
  func `every operation is what it is on one number`(operation: Arithmetic) throws {
    let arguments: [Double] = [0.75, 0.5, 2]
    let expected = operation.apply(arguments[0], arguments[1], arguments[2])
    let operands = arguments.prefix(operation.operandCount).map { Value(list: [Value($0)]) }
    #expect(try apply(operation, operands) == vector(expected))
  }

  /// The name is part of a score's digest.
  @Test func `an operation is named as its case`() {
    for operation in Arithmetic.vectorOperations { #expect(operation.name == "\(operation)") }
  }

  @Test func `texts are not compared element by element`() {
    for name in [Arithmetic.sameText.name, Arithmetic.differentText.name, "none"] {
      #expect(throws: PreparationError.self) { try Builtin.vectorArithmetic.prepare([.symbol(name), nil, nil, nil]) }
    }
  }
}
