import RewardSemantics
import Testing

@testable import RewardRules

import Glibc

struct LogSoftmaxTests {
  @Test func `the exponentials add up to 1`() throws {
    let values = try Builtin.logSoftmax.call(.numbers([1, 2, -3, 0])).numbers
    #expect(values.count == 4)
    #expect(abs(values.reduce(0) { $0 + exp($1) } - 1) < 1e-15)
    #expect(abs(values[1] - values[0] - 1) < 1e-15)
  }

  @Test func `nothing overflows that need not`() throws {
    #expect(try Builtin.logSoftmax.call(.numbers([1e4, 0])) == .numbers([0, -1e4]))
    #expect(try Builtin.logSoftmax.call(.numbers([-1e300])) == .numbers([0]))
    #expect(try Builtin.logSoftmax.call(.numbers([1e308, -1e308])) == .missing(.notFinite))
    #expect(try Builtin.logSoftmax.call([]) == .numbers([]))
  }
}
