import RewardSemantics
import Testing

@testable import RewardRules

struct KendallTauTests {
  private func tau(_ a: [Double], _ b: [Double], _ pairs: String = "all") throws -> Result {
    try Builtin.kendallTau.call(.numbers(a), .numbers(b), statics: ["pairs": .symbol(pairs)])
  }

  /// The rankings of the golden vectors of URPO (arXiv 2507.17515).
  @Test(
    arguments: [
      ([9, 2, 5], [3, 1, 2], 1), ([5, 5, 5], [3, 1, 2], 0), ([1, 8, 4], [3, 1, 2], -1),
      ([8, 7, 6, 5], [4, 3, 2, 1], 1), ([8, 7, 5, 6], [4, 3, 2, 1], 2 / 3.0), ([5, 6, 7, 8], [4, 3, 2, 1], -1),
      ([8, 8, 5, 5], [4, 3, 2, 1], 2 / 3.0), ([7, 9, 9, 1], [4, 3, 2, 1], 1 / 6.0),
    ] as [([Double], [Double], Double)])
  func `agreement of two rankings`(a: [Double], b: [Double], expected: Double) throws {
    #expect(try tau(a, b) == .number(expected))
    // Without ties in the ground truth both ways to count are one.
    #expect(try tau(a, b, "ordered") == .number(expected))
    #expect(try tau(b, a) == .number(expected))
  }

  @Test func `ties of the ground truth`() throws {
    #expect(try tau([2, 1, 5], [1, 1, 2]) == .number(2 / 3.0))
    #expect(try tau([2, 1, 5], [1, 1, 2], "ordered") == .number(1))
    #expect(try tau([2, 1], [1, 1], "ordered") == .missing(.noElement))
    #expect(try tau([2, 1], [1, 1]) == .number(0))
  }

  @Test func `no pair, or no partner`() throws {
    #expect(try tau([], []) == .missing(.noElement))
    #expect(try tau([1], [1]) == .missing(.noElement))
    #expect(try tau([1, 2], [1]) == .missing(.lengthsDiffer))
  }

  @Test func `all pairs counted one by one`() throws {
    var generator = SystemRandomNumberGenerator()
    for length in 2..<40 {
      let a = (0..<length).map { _ in Double(Int.random(in: 0..<9, using: &generator)) }
      let b = (0..<length).map { _ in Double(Int.random(in: 0..<9, using: &generator)) }
      var (balance, ordered) = (0, 0)
      for i in 0..<length {
        for j in 0..<i {
          if b[i] != b[j] { ordered += 1 }
          let product = (a[i] - a[j]) * (b[i] - b[j])
          balance += product > 0 ? 1 : product < 0 ? -1 : 0
        }
      }
      #expect(try tau(a, b) == .number(Double(balance) / Double(length * (length - 1) / 2)), "\(a) \(b)")
      if ordered > 0 { #expect(try tau(a, b, "ordered") == .number(Double(balance) / Double(ordered)), "\(a) \(b)") }
    }
  }

  @Test func `a long list`() throws {
    let numbers = (0..<200_000).map(Double.init)
    #expect(try tau(numbers, numbers.reversed()) == .number(-1))
  }
}
