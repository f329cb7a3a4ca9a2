import RewardSemantics
import Testing

@Suite struct MomentsTests {
  private func moments(_ values: [Double]) -> Moments {
    var moments = Moments()
    for value in values { moments.add(value) }
    return moments
  }

  private func variance(_ values: [Double], ddof: Int) -> Double? {
    let moments = moments(values)
    guard let mean = moments.mean else { return nil }
    var deviations = SquaredDeviations(around: mean)
    for value in values { deviations.add(value) }
    return deviations.variance(of: moments, ddof: ddof)
  }

  @Test func meanOfNothingDoesNotExist() {
    #expect(Moments().mean == nil)
  }

  @Test func aConstantColumnHasItselfAsMeanAndNoVariance() {
    let column = [0.003, 0.003, 0.003]
    #expect(moments(column).sum.value / 3 != 0.003)
    #expect(moments(column).mean == 0.003)
    #expect(variance(column, ddof: 1) == 0)
  }

  @Test func varianceDividesByTheDegreesOfFreedom() {
    #expect(variance([1, 2, 3, 4], ddof: 1) == 5.0 / 3)
    #expect(variance([1, 2, 3, 4], ddof: 0) == 1.25)
  }

  @Test func noMoreElementsThanDdofIsZero() {
    #expect(variance([3], ddof: 1) == 0)
    #expect(variance([3, 5], ddof: 2) == 0)
  }

  @Test func weightsAreFrequencies() {
    var weighted = Moments()
    for (value, weight) in [(1.0, 3.0), (5, 1), (100, 0)] { weighted.add(value, weight: weight) }
    #expect(weighted == moments([1, 1, 1, 5]))

    var deviations = SquaredDeviations(around: 2)
    for (value, weight) in [(1.0, 3.0), (5, 1), (100, 0)] { deviations.add(value, weight: weight) }
    #expect(deviations.variance(of: weighted, ddof: 1) == 4)
    #expect(deviations.deviation(of: weighted, ddof: 1) == 2)
  }

  @Test func weightsThatAddUpToZeroHaveNoMean() {
    var weighted = Moments()
    weighted.add(1, weight: 0)
    #expect(weighted.mean == nil)
  }

  @Test func noWeightIsBelowZero() {
    var (weighted, child) = (Moments(), Moments())
    for value in [1.0, 1] { weighted.add(value, weight: 2) }
    #expect(weighted.mean == 1 && weighted.reason == .noElement)
    child.add(1, weight: -1)
    weighted.merge(child)
    #expect(weighted.mean == nil && weighted.reason == .negativeWeight)
    var zero = Moments()
    zero.add(1, weight: -0.0)
    #expect(zero.reason == .noElement)
  }

  @Test func aSmallTotalWeightHasNoVariance() {
    var weighted = Moments()
    for value in [1.0, 2] { weighted.add(value, weight: 0.5) }
    var deviations = SquaredDeviations(around: 1.5)
    for value in [1.0, 2] { deviations.add(value, weight: 0.5) }
    #expect(deviations.variance(of: weighted, ddof: 1) == 0)
  }

  @Test func childrenMerge() {
    var parent = moments([4])
    parent.merge(moments([1, 7]))
    #expect(parent.mean == 4)
    #expect(parent.minimum == 1 && parent.maximum == 7)

    var deviations = SquaredDeviations(around: 4)
    deviations.add(4)
    var child = SquaredDeviations(around: 4)
    child.add(1)
    child.add(7)
    deviations.merge(child)
    #expect(deviations.variance(of: parent, ddof: 1) == 9)
  }
}
