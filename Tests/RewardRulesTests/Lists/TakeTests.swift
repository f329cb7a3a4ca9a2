import RewardSemantics
import Testing

@testable import RewardRules

struct TakeTests {
  @Test(
    arguments: [
      (0.0, [], ["a", "b", "c"], []), (1, ["a"], ["b", "c"], ["c"]), (3, ["a", "b", "c"], [], ["a", "b", "c"]),
      (9, ["a", "b", "c"], [], ["a", "b", "c"]), (1e300, ["a", "b", "c"], [], ["a", "b", "c"]),
      (-1, [], ["a", "b", "c"], []), (-1e300, [], ["a", "b", "c"], []),
    ] as [(Double, [String], [String], [String])])
  func `take, drop and take_last`(n: Double, taken: [String], rest: [String], last: [String]) throws {
    #expect(try Builtin.take.call(["a", "b", "c"], .number(n)) == .texts(taken))
    #expect(try Builtin.drop.call(["a", "b", "c"], .number(n)) == .texts(rest))
    #expect(try Builtin.takeLast.call(["a", "b", "c"], .number(n)) == .texts(last))
  }

  @Test func `lists of numbers`() throws {
    #expect(try Builtin.take.call(.numbers([3, 5, 7]), 2.0) == .numbers([3, 5]))
    #expect(try Builtin.drop.call(.numbers([3, 5, 7]), 2.0) == .numbers([7]))
    #expect(try Builtin.takeLast.call(.numbers([3, 5, 7]), 2.0) == .numbers([5, 7]))
    #expect(try Builtin.take.call(.numbers([]), 2.0) == .numbers([]))
  }

  @Test func `a part of an element there is none`() throws {
    for builtin in [Builtin.take, .drop, .takeLast] {
      #expect(try builtin.call(["a", "b"], 0.5) == .missing(.badValue))
    }
  }

  @Test func `the type is that of the list`() {
    let numbers = ValueType(.list(.int), domain: Domain(low: 0, high: 9), unit: "tok")
    for builtin in [Builtin.take, .drop, .takeLast] {
      #expect(builtin.result([numbers, .real], [nil, nil]) == numbers)
    }
  }
}
