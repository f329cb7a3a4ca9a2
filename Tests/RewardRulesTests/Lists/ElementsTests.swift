import RewardSemantics
import Testing

@testable import RewardRules

struct ElementsTests {
  @Test func `element counts from 0 and abstains where there is none`() throws {
    #expect(try Builtin.element.call(["a", "b"], 1.0) == .text("b"))
    #expect(try Builtin.element.call(.numbers([3, 5]), 0.0) == .number(3))
    for place in [2.0, -1, 0.5, 1e300] {
      #expect(try Builtin.element.call(["a", "b"], .number(place)) == .missing(.noElement))
      #expect(try Builtin.element.call(.numbers([3, 5]), .number(place)) == .missing(.noElement))
    }
    #expect(try Builtin.element.call([], 0.0) == .missing(.noElement))
  }

  @Test func `an element has the type of the list's elements`() {
    let numbers = ValueType(.list(.int), domain: Domain(low: 0, high: 9), unit: "tok")
    #expect(
      Builtin.element.result([numbers, .real], [nil, nil])
        == ValueType(.int, domain: Domain(low: 0, high: 9), unit: "tok"))
    #expect(Builtin.element.result([.textList, .real], [nil, nil]) == .text)
    #expect(Builtin.element.result([.poison, .real], [nil, nil]) == .poison)
    #expect(Builtin.distinct.result([numbers], [nil]) == numbers)
  }

  @Test func `list_count`() throws {
    #expect(try Builtin.listCount.call(["a", "a"]) == .number(2))
    #expect(try Builtin.listCount.call(.numbers([1, 2, 3])) == .number(3))
    #expect(try Builtin.listCount.call([]) == .number(0))
  }

  @Test func `distinct keeps the first of each`() throws {
    #expect(try Builtin.distinct.call(["b", "a", "b", ""]) == .texts(["b", "a", ""]))
    #expect(try Builtin.distinct.call(.numbers([2, 1, 2])) == .numbers([2, 1]))
    #expect(try Builtin.distinct.call([]) == .texts([]))
  }
}
