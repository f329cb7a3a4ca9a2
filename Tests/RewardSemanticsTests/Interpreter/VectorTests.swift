import Testing

@testable import RewardSemantics

/// Sums and means of lists of numbers.
@Suite struct VectorTests {
  private func reduce(_ reduction: Reduction, _ vectors: [Value], weights: [Value]? = nil) -> Value {
    var spec = SpecBuilder()
    let result = spec.aggregate(
      reduction, spec.input("v", ValueType(.list(.real))), over: .group,
      where: spec.input("good", .bool), weight: weights.map { _ in spec.input("w") })
    var columns = ["v": vectors, "good": vectors.map { _ in true }]
    columns["w"] = weights
    if vectors.isEmpty { columns = ["v": [[1]], "good": [false]] }
    return spec.evaluate(result, groups: vectors.isEmpty ? [0] : vectors.map { _ in 0 }, columns)[0]
  }

  @Test func areTakenComponentByComponent() {
    #expect(reduce(.sum, [[1, 10], [2, 20]]) == [3, 30])
    #expect(reduce(.mean, [[1, 10], [2, 20]]) == [1.5, 15])
    #expect(reduce(.sum, [[], []]) == [])
  }

  @Test func aMissingVectorIsTreatedAsAMissingNumber() {
    #expect(reduce(.sum, [[1], .abstained]) == .abstained)
    #expect(reduce(.mean, [[1], .failed, [3]]) == [2])
    #expect(reduce(.mean, [.failed]) == .missing(.noElement))
  }

  @Test func withoutVectors() {
    #expect(reduce(.sum, []) == [])
    #expect(reduce(.mean, []) == .missing(.noElement))
  }

  @Test func unequalLengthsHaveFailed() {
    #expect(reduce(.sum, [[1], [1, 2]]) == .missing(.lengthsDiffer))
    #expect(reduce(.mean, [[1], [1, 2]]) == .missing(.lengthsDiffer))
    #expect(reduce(.sum, [[1], [1, 2], .abstained]) == .abstained)
  }

  @Test func weightsAreFrequencies() {
    #expect(reduce(.sum, [[1, 2], [10, 20]], weights: [2, 1]) == [12, 24])
    #expect(reduce(.mean, [[1, 2], [5, 6]], weights: [3, 1]) == [2, 3])
    #expect(reduce(.mean, [[1], [5, 6]], weights: [0, 1]) == [5, 6])
    #expect(reduce(.sum, [[1]], weights: [.failed]) == .failed)
  }

  @Test func anOverflowHasFailed() {
    #expect(reduce(.sum, [[0, 1e308], [0, 1e308]]) == .missing(.notFinite))
  }

  @Test func theSumIsCarriedUpLikeThatOfNumbers() {
    let terms = [0.1, 1e17, 0.2, -0.3, 3e17, 0.7, -4e17, 1e-9]
    let groups = [0, 1, 0, 1, 1, 0, 0, 1]
    var spec = SpecBuilder()
    let number = spec.aggregate(.sum, spec.input("x"), over: .batch)
    let vector = spec.aggregate(.sum, spec.input("v", ValueType(.list(.real))), over: .batch)
    let columns: [String: [Value]] = [
      "x": terms.map { Value($0) }, "v": terms.map { Value(list: [Value($0)]) },
    ]
    let sums = [
      spec.evaluate(number, groups: groups, columns)[0].number,
      spec.evaluate(vector, groups: groups, columns)[0].list[0].number,
    ]
    #expect(sums[0].bitPattern == sums[1].bitPattern)
  }

  @Test func operandsOfOneElementFollowTheSameRules() {
    var spec = SpecBuilder()
    let vectors = [[1, 2], [3, 4]].map { (vector: Value) in
      spec.add(.constant(vector), [], ValueType(.list(.real)))
    }
    let sum = spec.add(.reduce(.sum), vectors)
    #expect(spec.evaluate(sum, groups: [0], [:]) == [[4, 6]])
  }
}
