import RewardSemantics
import Testing

@testable import RewardRules

struct ConcatTests {
  @Test func `one list after the other`() throws {
    #expect(try Builtin.concat.call(["a", ""], ["b", "a"]) == .texts(["a", "", "b", "a"]))
    #expect(try Builtin.concat.call(.numbers([1, 2]), .numbers([2])) == .numbers([1, 2, 2]))
    #expect(try Builtin.concat.call([], []) == .texts([]))
  }

  @Test func `the empty list takes the kind of the other`() throws {
    #expect(try Builtin.concat.call([], .numbers([1])) == .numbers([1]))
    #expect(try Builtin.concat.call(.numbers([]), []) == .numbers([]))
    #expect(try Builtin.concat.call(["a"], .numbers([])) == .missing(.badValue))
    #expect(try Builtin.concat.call(.numbers([1]), ["a"]) == .missing(.badValue))
  }

  @Test func `the type holds both lists`() {
    func type(_ a: ValueType, _ b: ValueType) -> ValueType { Builtin.concat.result([a, b], [nil, nil]) }
    let counts = ValueType(.list(.int), domain: Domain(low: 0, high: 5), unit: "tok")
    let shares = ValueType(.list(.real), domain: Domain(low: -1, high: 1))
    #expect(type(counts, counts) == counts)
    #expect(type(counts, shares) == ValueType(.list(.real), domain: Domain(low: -1, high: 5)))
    #expect(type(ValueType(.list(.bool), domain: .boolean), counts).base == .list(.int))
    let few = ValueType(.list(.int), domain: Domain(values: [1, 3]))
    #expect(type(few, ValueType(.list(.int), domain: Domain(values: [2]))).domain == Domain(values: [1, 2, 3]))
    // `[]` is a list of texts to the checker.
    #expect(type(.textList, counts) == counts && type(counts, .textList) == counts)
    #expect(type(ValueType(.list(.symbol(["a"]))), ValueType(.list(.symbol(["b"])))) == .textList)
    #expect(type(.poison, counts) == .poison)
  }

  @Test func `a list may not multiply without bound`() throws {
    let long = Argument.numbers([Double](repeating: 1, count: 600_000))
    #expect(try Builtin.concat.call(long, long) == .missing(.overLength))
    let large = Argument.texts([String](repeating: String(repeating: "x", count: 1_000_000), count: 9))
    #expect(try Builtin.concat.call(large, large) == .missing(.overLength))
  }
}
