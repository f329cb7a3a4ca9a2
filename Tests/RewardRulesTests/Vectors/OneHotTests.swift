import RewardSemantics
import Testing

@testable import RewardRules

struct OneHotTests {
  @Test func `a 1 at the index`() throws {
    #expect(try Builtin.oneHot.call(0.0, 1.0) == .numbers([1]))
    #expect(try Builtin.oneHot.call(2.0, 4.0) == .numbers([0, 0, 1, 0]))
  }

  @Test(
    arguments: [(2, 2), (-1, 2), (0.5, 2), (0, 0), (0, 1.5), (0, 1_000_001), (0, 1e300), (0, -1)] as [(Double, Double)])
  func `no such vector`(index: Double, size: Double) throws {
    #expect(try Builtin.oneHot.call(.number(index), .number(size)) == .missing(.badValue))
  }
}
