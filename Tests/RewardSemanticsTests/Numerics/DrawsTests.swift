import Testing

@testable import RewardSemantics

/// Draws by the inverse of a distribution.
@Suite struct DrawsTests {
  private func drawn(_ weights: [Double], at levels: Double...) -> [Int?] {
    let draws = Draws(of: weights.span)
    return levels.map { draws.element(at: $0) }
  }

  @Test func theFirstElementWhoseShareExceedsTheLevelIsDrawn() {
    #expect(drawn([1, 2, 1], at: 0, 0.24, 0.25, 0.74, 0.75, 0.99) == [0, 0, 1, 1, 2, 2])
  }

  @Test func anElementWithoutWeightIsNeverDrawn() {
    #expect(drawn([0, 1, 0, 1, 0], at: 0, 0.5, 0.999) == [1, 3, 3])
    #expect(drawn([0, 1], at: -0.5) == [1])
  }

  @Test func withoutAnyWeightNothingIsDrawn() {
    #expect(drawn([0, 0], at: 0, 0.5) == [nil, nil])
    #expect(drawn([], at: 0.5) == [nil])
    #expect(Draws(of: [0].span).status == .present)
  }

  @Test func atOneNothingIsDrawn() {
    #expect(drawn([1, 1], at: 1, 2) == [nil, nil])
  }

  /// Ten shares of a tenth add up to a little less than 1.
  @Test func whatRoundingLeavesOutBelongsToTheLastShare() {
    let draws = Draws(of: [Double](repeating: 0.1, count: 10).span)
    let last = draws.shares[9]
    #expect(last < 1)
    #expect(draws.element(at: last) == 9)
    let zeroBehind = Draws(of: ([Double](repeating: 0.1, count: 10) + [0]).span)
    #expect(zeroBehind.element(at: last) == 9)
  }

  @Test func aNegativeWeightOrAnOverflowFails() {
    #expect(Draws(of: [2, -1].span).status == .badValue)
    #expect(Draws(of: [2, -1].span).element(at: 0) == nil)
    #expect(Draws(of: [1e308, 1e308].span).status == .notFinite)
  }
}
