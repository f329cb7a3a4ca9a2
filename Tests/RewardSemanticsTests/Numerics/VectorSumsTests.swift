import Testing

@testable import RewardSemantics

/// Sums and means of vectors.
@Suite struct VectorSumsTests {
  private func sum(_ vectors: [Double]...) -> VectorSum {
    var sum = VectorSum()
    for vector in vectors { sum.add(vector.span) }
    return sum
  }

  private func moments(_ vectors: (vector: [Double], weight: Double)...) -> VectorMoments {
    var moments = VectorMoments()
    for (vector, weight) in vectors { moments.add(vector.span, weight: weight) }
    return moments
  }

  @Test func eachComponentIsACompensatedSum() {
    let result = sum([1, 1], [1e100, 2], [1, 3], [-1e100, 4]).result
    #expect(result.values == [2, 10])
    #expect(result.status == .present)
  }

  @Test func aWeightMultipliesEachComponent() {
    var sum = VectorSum()
    sum.add([1, 2].span, weight: 3)
    sum.add([10, 20].span, weight: 0.5)
    #expect(sum.result.values == [8, 16])
  }

  @Test func withoutVectorsTheSumIsEmptyAndThereIsNoMean() {
    #expect(sum().result == ([], .present))
    #expect(sum([], []).result == ([], .present))
    #expect(moments().result == ([], .noElement))
    #expect(moments(([], 1)).result == ([], .present))
  }

  @Test func vectorsOfUnequalLengthHaveNeither() {
    #expect(sum([1, 2], [1]).result == ([], .lengthsDiffer))
    #expect(sum([], [1]).result == ([], .lengthsDiffer))
    #expect(moments(([1, 2], 1), ([1], 1)).result == ([], .lengthsDiffer))
    #expect(moments(([1, 2], 1), ([1], 0)).result == ([1, 2], .present))
  }

  @Test func anOverflowIsNotFinite() {
    #expect(sum([0, 1e308], [0, 1e308]).result == ([], .notFinite))
    #expect(moments(([1e308], 1), ([1.5e308], 1)).result == ([], .notFinite))
  }

  @Test func theMeanOfEachComponentLiesAmongItsValues() {
    #expect(moments(([1, 10], 1), ([3, 20], 1)).result == ([2, 15], .present))
    #expect(moments(([1, 10], 3), ([5, 20], 1)).result == ([2, 12.5], .present))
    #expect(moments(([0.003], 1), ([0.003], 1), ([0.003], 1)).result == ([0.003], .present))
    #expect(moments(([1], 0)).result == ([], .noElement))
    #expect(moments(([1], 1), ([2], -1)).result == ([], .negativeWeight))
    #expect(moments(([], 1), ([], -1)).result == ([], .negativeWeight))
  }

  @Test func childrenAreAddedWhole() {
    let terms = [0.1, 1e17, 0.2, -0.3, 3e17, 0.7]
    var expected = CompensatedSum()
    var whole = VectorSum()
    for child in [terms[..<3], terms[3...]] {
      var number = CompensatedSum()
      var vector = VectorSum()
      for term in child {
        number.add(term)
        vector.add([term, 0].span)
      }
      expected.add(number)
      whole.merge(vector)
    }
    whole.merge(VectorSum())
    #expect(whole.result.values[0].bitPattern == expected.value.bitPattern)

    var mean = moments(([1, 2], 1))
    mean.merge(moments(([4, 5], 2)))
    mean.merge(moments())
    #expect(mean.result == ([3, 4], .present))
  }

  @Test func aChildOfAnotherLengthHasNoPlace() {
    var total = sum([1])
    total.merge(sum([1, 2]))
    #expect(total.result.status == .lengthsDiffer)
    var outer = sum()
    outer.merge(sum([1], [1, 2]))
    #expect(outer.result.status == .lengthsDiffer)
    var mean = moments(([1], 1))
    mean.merge(moments(([1, 2], 1)))
    #expect(mean.result.status == .lengthsDiffer)
    var outerMean = moments()
    outerMean.merge(moments(([1], 1), ([1, 2], 1)))
    #expect(outerMean.result.status == .lengthsDiffer)
  }
}
