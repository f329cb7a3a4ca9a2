import Testing

@testable import RewardSemantics

/// `sample`: how often each element of a container is drawn.
@Suite struct SampleTests {
  private func sample(_ weights: [Value], at levels: Value, groups: [Int]? = nil) -> [Value] {
    var spec = SpecBuilder()
    let result = spec.window(
      .sample, spec.input("w"), over: .group, extra: spec.input("u", per: .group, ValueType(.list(.real))))
    let groups = groups ?? weights.map { _ in 0 }
    return spec.evaluate(result, groups: groups, ["w": weights, "u": weights.map { _ in levels }])
  }

  @Test func eachLevelDrawsOneElement() {
    #expect(sample([1, 2, 1], at: 0.3) == [0, 1, 0])
    #expect(sample([1, 2, 1], at: [0, 0.3, 0.7, 0.9]) == [1, 2, 1])
    #expect(sample([1, 3], at: []) == [0, 0])
  }

  @Test func everyContainerDrawsForItself() {
    #expect(sample([1, 1, 1, 3], at: [0.25, 0.75], groups: [0, 1, 0, 1]) == [1, 0, 1, 2])
  }

  @Test func withoutAWeightAnElementIsNotDrawn() {
    #expect(sample([.failed, 1, 0], at: [0, 0.99]) == [0, 2, 0])
    #expect(sample([0, 0], at: 0.5) == [0, 0])
    #expect(sample([.abstained], at: 0.5) == [0])
  }

  @Test func aNegativeWeightFailsTheContainer() {
    #expect(sample([1, -1], at: 0.5) == [.missing(.badValue), .missing(.badValue)])
    #expect(sample([1e308, 1e308], at: 0.5) == [.missing(.notFinite), .missing(.notFinite)])
  }

  @Test func aMissingLevelDrawsNothing() {
    #expect(sample([1, 1], at: .abstained) == [.abstained, .abstained])
    #expect(sample([1, 1], at: [0.5, .failed]) == [.failed, .failed])
  }
}
