import RewardSemantics
import Testing

@testable import RewardRules

struct UnionAndIntersectTests {
  @Test func `union keeps the order of first appearance`() throws {
    #expect(try Builtin.union.call(["b", "a", "b"], ["c", "a"]) == .texts(["b", "a", "c"]))
    #expect(try Builtin.union.call(.numbers([2, 1]), .numbers([1, 3, 3])) == .numbers([2, 1, 3]))
    #expect(try Builtin.union.call([], .numbers([1, 1])) == .numbers([1]))
    #expect(try Builtin.union.call(["a"], .numbers([1])) == .missing(.badValue))
  }

  @Test func `intersect keeps the order of the first list`() throws {
    #expect(try Builtin.intersect.call(["b", "a", "b", "x"], ["a", "b"]) == .texts(["b", "a"]))
    #expect(try Builtin.intersect.call(.numbers([3, 2, 1]), .numbers([1, 3])) == .numbers([3, 1]))
    #expect(try Builtin.intersect.call(["a"], []) == .texts([]))
    #expect(try Builtin.intersect.call(["a"], .numbers([1])) == .numbers([]))
  }

  @Test func `texts are compared byte by byte, zeros by value`() throws {
    #expect(try Builtin.intersect.call(["é"], ["e\u{301}"]) == .texts([]))
    #expect(try Builtin.union.call(.numbers([0]), .numbers([-0.0])) == .numbers([0]))
  }

  @Test func `the types`() {
    let small = ValueType(.list(.int), domain: Domain(low: 0, high: 1))
    let large = ValueType(.list(.int), domain: Domain(low: 0, high: 9))
    #expect(Builtin.union.result([small, large], [nil, nil]) == large)
    #expect(Builtin.intersect.result([small, large], [nil, nil]) == small)
  }
}
