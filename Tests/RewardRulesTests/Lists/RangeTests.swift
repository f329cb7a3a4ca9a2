import RewardSemantics
import Testing

@testable import RewardRules

struct RangeTests {
  @Test func `from 0 up to and without n`() throws {
    #expect(try Builtin.range.call(3.0) == .numbers([0, 1, 2]))
    #expect(try Builtin.range.call(0.0) == .numbers([]))
    #expect(try Builtin.range.call(-1e300) == .numbers([]))
    #expect(try Builtin.range.call(100_000.0).numbers.count == 100_000)
  }

  @Test(arguments: [100_001, 1e300, 0.5]) func `what is no length`(n: Double) throws {
    #expect(try Builtin.range.call(.number(n)) == .missing(.badValue))
  }

  @Test func `the numbers are below n`() {
    let five = ValueType(.int, domain: Domain(low: 0, high: 5))
    #expect(Builtin.range.result([five], [nil]) == ValueType(.list(.int), domain: Domain(low: 0, high: 4)))
    #expect(Builtin.range.result([.real], [nil]).domain == Domain(low: 0, high: 99_999))
  }
}
