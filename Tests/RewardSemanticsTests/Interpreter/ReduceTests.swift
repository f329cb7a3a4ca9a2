import Testing

@testable import RewardSemantics

/// The same reductions over the operands of one element.
@Suite struct ReduceTests {
  private func reduce(_ reduction: Reduction, _ operands: [Value]) -> Value {
    var spec = SpecBuilder()
    let ids = operands.map { spec.constant($0) }
    let result = spec.add(.reduce(reduction), ids)
    return spec.evaluate(result, groups: [0], [:])[0]
  }

  @Test func followsTheRulesOfTheAggregate() {
    #expect(reduce(.sum, [1, 2, 3]) == 6)
    #expect(reduce(.sum, []) == 0)
    #expect(reduce(.sum, [1, .abstained]) == .abstained)
    #expect(reduce(.product, [2, 3]) == 6)
    #expect(reduce(.mean, [1, .failed, 3]) == 2)
    #expect(reduce(.mean, []) == .missing(.noElement))
    #expect(reduce(.maximum, [1, 3, 2]) == 3)
    #expect(reduce(.any, [false, .failed]) == .failed)
    #expect(reduce(.all, [false, .failed]) == false)
    #expect(reduce(.countTrue, [true, .failed, true]) == 2)
  }

  @Test func theLevelOfAQuantileIsTheLastOperand() {
    #expect(reduce(.quantile(lower: false), [4, 1, 2, 0.5]) == 2)
  }

  @Test func aCausedOperandMakesACausedResult() {
    #expect(reduce(.sum, [.caused(1), 2]) == .caused(3))
    #expect(reduce(.mean, [.caused(1), .failed, 3]) == .caused(2))
    #expect(reduce(.sum, [.caused(1), .failed]) == .failed)
  }
}
