import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct ArithmeticKernelTests {
  private func operand(_ values: [Double], _ status: [Status]? = nil, isScalar: Bool = false) -> NumberOperand {
    let status = status ?? values.map { _ in .present }
    let raw = status.map(\.rawValue)
    return NumberOperand(Column(.numbers(values), status: raw), isPlain: raw.isAllPresent, isScalar: isScalar)
  }
  private func apply(_ operation: Arithmetic, _ operands: NumberOperand..., count: Int) -> [Value] {
    let column = ArithmeticKernel.apply(operation, operands, count: count)
    return (0..<count).map { column.value($0) }
  }

  @Test("columns and single values mix in any place")
  func scalars() {
    let (x, two) = (operand([1, 5, 9]), operand([2], isScalar: true))
    #expect(apply(.subtract, x, two, count: 3) == [Value(-1), Value(3), Value(7)])
    #expect(apply(.subtract, two, x, count: 3) == [Value(1), Value(-3), Value(-7)])
    #expect(apply(.subtract, two, two, count: 3) == [Value(0), Value(0), Value(0)])
    #expect(apply(.negate, two, count: 2) == [Value(-2), Value(-2)])
    #expect(apply(.clamp, x, two, operand([8], isScalar: true), count: 3) == [Value(2), Value(5), Value(8)])
  }

  @Test("failed beats limited beats abstained, and the first reason of a class is kept")
  func status() {
    let a = operand([0, 0, 0, 1], [.noMatch, .noMatch, .notFinite, .caused])
    let b = operand([0, 0, 0, 2], [.closed, .stepLimit, .failed, .present])
    #expect(
      apply(.add, a, b, count: 4)
        == [
          Value(missing: .noMatch), Value(missing: .stepLimit), Value(missing: .notFinite), Value(3, status: .caused),
        ])
  }

  @Test("a result that is not finite fails; a missing element is not looked at")
  func notFinite() {
    let (one, zero) = (operand([1, 1], [.present, .noValue]), operand([0], isScalar: true))
    #expect(apply(.divide, one, zero, count: 2) == [Value(missing: .notFinite), Value(missing: .noValue)])
    #expect(apply(.multiply, operand([1e300]), operand([1e300]), count: 1) == [Value(missing: .notFinite)])
  }

  @Test("a missing element holds 0")
  func missingHoldsZero() {
    let column = ArithmeticKernel.apply(.add, [operand([0], [.noValue]), operand([5])], count: 1)
    guard case .numbers(let values) = column.storage else { return #expect(Bool(false)) }
    #expect(values == [0])
  }

  @Test("of equal arguments the first is taken", arguments: [Arithmetic.minimum, .maximum])
  func ties(operation: Arithmetic) {
    #expect(apply(operation, operand([-0.0]), operand([0]), count: 1)[0].number.sign == .minus)
  }
}
