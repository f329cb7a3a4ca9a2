import RewardSemantics
import Testing

@testable import RewardRules

struct ProductsTests {
  @Test func `dot`() throws {
    #expect(try Builtin.dot.call(.numbers([1, 2, 3]), .numbers([4, -5, 6])) == .number(12))
    #expect(try Builtin.dot.call([], .numbers([])) == .number(0))
    #expect(try Builtin.dot.call(.numbers([1]), .numbers([1, 2])) == .missing(.lengthsDiffer))
    #expect(try Builtin.dot.call(.numbers([1e200, 1]), .numbers([1e200, 1])) == .missing(.notFinite))
  }

  @Test func `what rounding loses is added again`() throws {
    #expect(try Builtin.dot.call(.numbers([1e16, 1, -1e16]), .numbers([1, 1, 1])) == .number(1))
  }

  @Test func `norm`() throws {
    #expect(try Builtin.norm.call(.numbers([3, -4])) == .number(5))
    #expect(try Builtin.norm.call([]) == .number(0))
    #expect(try Builtin.norm.call(.numbers([0, 0])) == .number(0))
  }

  @Test(arguments: [Double.leastNonzeroMagnitude, 1e-200, 1e200, 1e308])
  func `a length is found where the square is out of range`(x: Double)
    throws
  {
    #expect(try Builtin.norm.call(.numbers([x])) == .number(x))
    #expect(try Builtin.cosine.call(.numbers([x, 0]), .numbers([x, 0])) == .number(1))
  }

  @Test func `a length beyond the largest double is failed`() throws {
    #expect(try Builtin.norm.call(.numbers([1.7e308, 1.7e308])) == .missing(.notFinite))
  }

  @Test func `cosine`() throws {
    #expect(try Builtin.cosine.call(.numbers([1, 2]), .numbers([2, 4])) == .number(1))
    #expect(try Builtin.cosine.call(.numbers([1, 0]), .numbers([-3, 0])) == .number(-1))
    #expect(try Builtin.cosine.call(.numbers([1, 0]), .numbers([0, 1])) == .number(0))
    let value = try #require(try Builtin.cosine.call(.numbers([1, 0]), .numbers([1, 1])).number)
    #expect(abs(value - 0.5.squareRoot()) < 1e-15)
    #expect(try Builtin.cosine.call(.numbers([1]), .numbers([1, 2])) == .missing(.lengthsDiffer))
  }

  @Test func `the cosine with a zero vector is 0`() throws {
    #expect(try Builtin.cosine.call(.numbers([0, 0]), .numbers([1, 2])) == .number(0))
    #expect(try Builtin.cosine.call([], []) == .number(0))
  }

  @Test func `a vector has the cosine 1 with itself, exactly`() throws {
    for length in 1..<50 {
      let vector = Argument.numbers((0..<length).map { 1 / Double($0 + 3) })
      #expect(try Builtin.cosine.call(vector, vector) == .number(1))
    }
  }

  @Test func `outer goes row by row`() throws {
    #expect(try Builtin.outer.call(.numbers([1, 2]), .numbers([3, 4, 5])) == .numbers([3, 4, 5, 6, 8, 10]))
    #expect(try Builtin.outer.call(.numbers([1]), []) == .numbers([]))
    #expect(try Builtin.outer.call([], .numbers([1])) == .numbers([]))
    #expect(try Builtin.outer.call(.numbers([1e200]), .numbers([1e200])) == .missing(.notFinite))
  }

  @Test func `outer has a bound`() throws {
    let vector = [Double](repeating: 1, count: 1000)
    #expect(try Builtin.outer.call(.numbers(vector), .numbers(vector)).numbers.count == 1_000_000)
    #expect(try Builtin.outer.call(.numbers(vector), .numbers(vector + [1])) == .missing(.badValue))
  }

  @Test func `the types`() {
    let seconds = ValueType(.list(.real), unit: "s")
    #expect(Builtin.norm.result([seconds], [nil]) == ValueType(.real, domain: .count, unit: "s"))
    #expect(Builtin.cosine.result([nil, nil], [nil, nil]).domain == Domain(low: -1, high: 1))
  }
}
