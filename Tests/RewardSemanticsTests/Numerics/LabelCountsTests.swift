import RewardSemantics
import Testing

@Suite struct LabelCountsTests {
  private func entropy(_ counts: [Int], base: Double) -> Double? { LabelCounts.entropy(counts.span, base: base) }
  private func mode(_ counts: [Int]) -> Int? { LabelCounts.mode(counts.span) }

  @Test func entropyOfEqualShares() throws {
    #expect(entropy([3, 3], base: 2) == 1)
    #expect(abs(try #require(entropy([1, 1, 1, 1], base: 2)) - 2) < 1e-15)
    #expect(abs(try #require(entropy([1, 1], base: 2.718281828459045)) - 0.6931471805599453) < 1e-15)
  }

  @Test func oneLabelHasNoEntropy() {
    #expect(entropy([5], base: 2) == 0)
    #expect(entropy([5, 0], base: 2) == 0)
  }

  @Test func modeIsTheFirstOfTheMostFrequent() {
    #expect(mode([1, 2, 2]) == 1)
  }

  @Test func nothingHasNeither() {
    #expect(entropy([], base: 2) == nil)
    #expect(mode([]) == nil)
  }
}
