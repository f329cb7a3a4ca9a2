import RewardSemantics
import Testing

@testable import RewardRules

struct ModTests {
  @Test(
    arguments: [
      (7, 3, 1), (-1, 3, 2), (1, -3, -2), (-7, -3, -1), (6, 3, 0), (-6, 3, 0), (5.5, 2, 1.5), (1e300, 7, 1), (0, 5, 0),
    ] as [(Double, Double, Double)])
  func `the rest has the sign of the divisor`(a: Double, b: Double, expected: Double) throws {
    #expect(try Builtin.mod.call(.number(a), .number(b)) == .number(expected))
  }

  @Test func `by 0 there is none`() throws {
    #expect(try Builtin.mod.call(1.0, 0.0) == .missing(.notFinite))
    #expect(try Builtin.mod.call(0.0, -0.0) == .missing(.notFinite))
  }

  @Test func `the type`() {
    func type(_ a: ValueType, _ low: Double, _ high: Double) -> ValueType {
      Builtin.mod.result([a, ValueType(.int, domain: Domain(low: low, high: high))], [nil, nil])
    }
    #expect(type(ValueType(.int, unit: "tok"), 3, 3) == ValueType(.int, domain: Domain(low: 0, high: 3), unit: "tok"))
    #expect(type(.real, -3, -1) == ValueType(.real, domain: Domain(low: -3, high: 0)))
    #expect(type(.real, -1, 1) == .real)
  }
}
