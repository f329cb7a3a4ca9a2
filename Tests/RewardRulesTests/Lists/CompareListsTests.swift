import RewardSemantics
import Testing

@testable import RewardRules

struct CompareListsTests {
  @Test func `set_equal takes no notice of order and repeats`() throws {
    #expect(try Builtin.setEqual.call(["a", "b"], ["b", "a", "a"]) == .yes)
    #expect(try Builtin.setEqual.call(["a"], ["a", "b"]) == .no)
    #expect(try Builtin.setEqual.call([], []) == .yes)
    #expect(try Builtin.setEqual.call([], [""]) == .no)
  }

  @Test func `list_equal does`() throws {
    #expect(try Builtin.listEqual.call(["a", "b"], ["a", "b"]) == .yes)
    #expect(try Builtin.listEqual.call(["a", "b"], ["b", "a"]) == .no)
    #expect(try Builtin.listEqual.call(["a"], ["a", "a"]) == .no)
    #expect(try Builtin.listEqual.call([], []) == .yes)
  }

  @Test func `includes_all and includes_any`() throws {
    #expect(try Builtin.includesAll.call(["a", "b"], ["b"]) == .yes)
    #expect(try Builtin.includesAll.call(["a"], ["a", "b"]) == .no)
    #expect(try Builtin.includesAll.call([], []) == .yes)
    #expect(try Builtin.includesAny.call(["a", "b"], ["x", "b"]) == .yes)
    #expect(try Builtin.includesAny.call(["a"], ["x"]) == .no)
    #expect(try Builtin.includesAny.call(["a"], []) == .no)
  }

  @Test func `overlap is the share of b that is in a`() throws {
    #expect(try Builtin.overlap.call(["a", "b", "x"], ["a", "c"]) == .number(0.5))
    #expect(try Builtin.overlap.call(["a"], ["a", "a", "b"]) == .number(0.5))
    #expect(try Builtin.overlap.call([], ["a"]) == .number(0))
    #expect(try Builtin.overlap.call(["a"], []) == .number(1))
  }

  @Test func `jaccard is intersection over union`() throws {
    #expect(try Builtin.jaccard.call(["a", "b"], ["b", "c", "d"]) == .number(0.25))
    #expect(try Builtin.jaccard.call(["a", "a"], ["a"]) == .number(1))
    #expect(try Builtin.jaccard.call([], ["a"]) == .number(0))
    #expect(try Builtin.jaccard.call([], []) == .number(1))
  }

  @Test func `in_list`() throws {
    #expect(try Builtin.inList.call("b", ["a", "b"]) == .yes)
    #expect(try Builtin.inList.call("B", ["a", "b"]) == .no)
    #expect(try Builtin.inList.call("", ["a", ""]) == .yes)
    #expect(try Builtin.inList.call("", []) == .no)
  }

  @Test func `lists of numbers are compared alike`() throws {
    #expect(try Builtin.setEqual.call(.numbers([1, 2]), .numbers([2, 1, 1])) == .yes)
    #expect(try Builtin.listEqual.call(.numbers([1, 2]), .numbers([2, 1])) == .no)
    #expect(try Builtin.listEqual.call(.numbers([0, 2]), .numbers([-0.0, 2])) == .yes)
    #expect(try Builtin.includesAll.call(.numbers([1, 2]), .numbers([2])) == .yes)
    #expect(try Builtin.includesAny.call(.numbers([1, 2]), .numbers([3])) == .no)
    #expect(try Builtin.overlap.call(.numbers([1, 2]), .numbers([2, 3])) == .number(0.5))
    #expect(try Builtin.jaccard.call(.numbers([1, 2]), .numbers([2, 3, 4])) == .number(0.25))
    #expect(try Builtin.inList.call(2.0, .numbers([1, 2])) == .yes)
    #expect(try Builtin.inList.call(3.0, .numbers([1, 2])) == .no)
  }

  @Test func `a number is no text, and the empty list is of either kind`() throws {
    #expect(try Builtin.inList.call(1.0, ["1"]) == .no)
    #expect(try Builtin.inList.call("1", .numbers([1])) == .no)
    #expect(try Builtin.setEqual.call(["1"], .numbers([1])) == .no)
    #expect(try Builtin.listEqual.call([], .numbers([])) == .yes)
    #expect(try Builtin.includesAll.call(.numbers([1]), []) == .yes)
  }

  @Test func `texts are compared byte by byte`() throws {
    #expect(try Builtin.setEqual.call(["é"], ["e\u{301}"]) == .no)
    #expect(try Builtin.inList.call("é", ["e\u{301}"]) == .no)
  }
}
