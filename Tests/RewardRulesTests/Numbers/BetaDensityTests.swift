import RewardSemantics
import Testing

@testable import RewardRules

struct BetaDensityTests {
  private func density(_ p: Double, _ a: Double, _ b: Double) throws -> Result {
    try Builtin.betaDensity.call(.number(p), .number(a), .number(b))
  }

  @Test(
    arguments: [
      (0.3, 1, 1, 1), (0.5, 2, 2, 1.5), (0.25, 3, 1, 0.1875), (0.25, 1, 3, 1.6875), (0.5, 0.5, 0.5, 0.6366197723675814),
      (0.2, 4.5, 7, 1.3325823713694667),
    ] as [(Double, Double, Double, Double)])
  func `the density`(p: Double, a: Double, b: Double, expected: Double) throws {
    let value = try #require(try density(p, a, b).number)
    #expect(abs(value - expected) < 1e-13 * expected, "\(value)")
  }

  @Test func `the edges`() throws {
    #expect(try density(0, 1, 1) == .number(1))
    #expect(try density(1, 1, 1) == .number(1))
    #expect(try density(0, 2, 1) == .number(0))
    #expect(try density(1, 1, 2) == .number(0))
    #expect(try density(0, 0.5, 1) == .missing(.notFinite))
    #expect(try density(1, 1, 0.5) == .missing(.notFinite))
    let atZero = try #require(try density(0, 1, 3).number)
    #expect(abs(atZero - 3) < 1e-14)
  }

  @Test func `outside and underflow are 0, a shape is above 0`() throws {
    #expect(try density(-0.1, 0.5, 1) == .number(0))
    #expect(try density(1.1, 1, 0.5) == .number(0))
    #expect(try density(0.9, 1e6, 1e9) == .number(0))
    #expect(try density(0.5, 0, 1) == .missing(.badValue))
    #expect(try density(0.5, 1, -1) == .missing(.badValue))
  }
}
