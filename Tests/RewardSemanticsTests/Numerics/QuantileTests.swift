import RewardSemantics
import Testing

@Suite struct QuantileTests {
  private func linear(_ sorted: [Double], _ level: Double) -> Double? { Quantile.linear(sorted.span, level: level) }
  private func lower(_ sorted: [Double], _ level: Double) -> Double? { Quantile.lower(sorted.span, level: level) }

  @Test(arguments: [(0.0, 1.0), (0.25, 1.75), (0.5, 2.5), (1, 4), (-1, 1), (2, 4)])
  func linearInterpolates(level: Double, value: Double) {
    #expect(linear([1, 2, 3, 4], level) == value)
  }

  @Test func aConstantColumnIsItself() {
    #expect(linear([0.1, 0.1, 0.1], 0.37) == 0.1)
  }

  @Test(arguments: [(0.0, 10.0), (0.2, 10), (0.21, 20), (0.6, 30), (1, 50)])
  func lowerIsTheInverseDistribution(level: Double, value: Double) {
    #expect(lower([10, 20, 30, 40, 50], level) == value)
  }

  @Test func aProductThatRoundsUpIsForgiven() {
    #expect(0.1 * 3 * 10 > 3)
    #expect(lower([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.1 * 3) == 3)
  }

  @Test func nothingHasNoQuantile() {
    #expect(linear([], 0.5) == nil)
    #expect(lower([], 0.5) == nil)
  }
}
