import RewardSemantics
import Testing

@testable import RewardRules

struct ReverseTests {
  @Test func `from the last to the first`() throws {
    #expect(try Builtin.reverse.call(["a", "b", "b"]) == .texts(["b", "b", "a"]))
    #expect(try Builtin.reverse.call(.numbers([1, 2, 3])) == .numbers([3, 2, 1]))
    #expect(try Builtin.reverse.call([]) == .texts([]))
  }
}
