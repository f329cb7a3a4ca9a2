import RewardSemantics
import Testing

@testable import RewardRules

/// Functions of lists on lists whose elements are lists.
struct ListsOfListsTests {
  private let paths = Argument.lists([.numbers([1, 2]), .numbers([]), .numbers([1, 2]), .numbers([-0.0])])
  private let names = Argument.lists([["a", "b"], ["a"]])

  @Test func `runs of elements`() throws {
    #expect(try Builtin.take.call(paths, 2.0) == .lists([.numbers([1, 2]), .numbers([])]))
    #expect(try Builtin.drop.call(names, 1.0) == .lists([.texts(["a"])]))
    #expect(try Builtin.takeLast.call(paths, 1.0) == .lists([.numbers([0])]))
    #expect(try Builtin.reverse.call(names) == .lists([.texts(["a"]), .texts(["a", "b"])]))
    #expect(try Builtin.element.call(names, 1.0) == .texts(["a"]))
    #expect(try Builtin.element.call(names, 2.0) == .missing(.noElement))
    #expect(try Builtin.listCount.call(paths) == .number(4))
  }

  @Test func `lists are equal element by element`() throws {
    #expect(try Builtin.distinct.call(paths) == .lists([.numbers([1, 2]), .numbers([]), .numbers([0])]))
    #expect(
      try Builtin.union.call(names, .lists([["b"], ["a"]])) == .lists([["a", "b"], ["a"], ["b"]].map { .texts($0) }))
    #expect(try Builtin.intersect.call(paths, .lists([.numbers([0])])) == .lists([.numbers([0])]))
    #expect(try Builtin.inList.call(.numbers([1, 2]), paths) == .yes)
    #expect(try Builtin.inList.call(.numbers([2, 1]), paths) == .no)
    #expect(try Builtin.inList.call([], paths) == .yes, "an empty list is one of any kind")
    #expect(try Builtin.inList.call([], names) == .no)
    #expect(try Builtin.listEqual.call(names, names) == .yes)
    #expect(try Builtin.setEqual.call(names, .lists([["a"], ["a", "b"]])) == .yes)
    #expect(try Builtin.overlap.call(paths, .lists([.numbers([1, 2]), .numbers([3])])) == .number(0.5))
  }

  @Test func `one list after the other`() throws {
    #expect(try Builtin.concat.call(names, .lists([["c"]])) == .lists([["a", "b"], ["a"], ["c"]].map { .texts($0) }))
    #expect(try Builtin.concat.call([], names) == .lists([["a", "b"], ["a"]].map { .texts($0) }))
    #expect(try Builtin.concat.call(names, ["a"]) == .missing(.badValue))
  }

  @Test func `what is in the lists counts where a list is built`() throws {
    let long = Argument.lists([.numbers(Array(repeating: 1, count: 600_000))])
    #expect(try Builtin.concat.call(long, long) == .missing(.overLength))
    #expect(try Builtin.union.call(long, long) != .missing(.overLength))
  }

  @Test func `the type holds both lists`() {
    func type(_ a: BaseType, _ b: BaseType) -> BaseType {
      Builtin.concat.result([ValueType(a), ValueType(b)], [nil, nil]).base
    }
    #expect(type(.list(.list(.int)), .list(.list(.real))) == .list(.list(.real)))
    #expect(type(.list(.list(.text)), .list(.list(.text))) == .list(.list(.text)))
    // `[]` and `[[]]` are lists of texts to the checker.
    #expect(type(.list(.text), .list(.list(.int))) == .list(.list(.int)))
    #expect(type(.list(.list(.text)), .list(.list(.int))) == .list(.list(.int)))
  }
}
