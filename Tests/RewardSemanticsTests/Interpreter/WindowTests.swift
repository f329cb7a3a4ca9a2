import Testing

@testable import RewardSemantics

/// Windows keep the grain of their operand.
@Suite struct WindowTests {
  /// A window over the turns of one rollout for each list.
  private func window(_ kind: Window.Kind, extra: Value? = nil, _ rollouts: [Value]...) -> [Value] {
    var spec = SpecBuilder()
    let result = spec.window(
      kind, spec.input("x", per: .turn), over: .rollout, extra: extra.map { spec.constant($0) })
    let columns = ["x": rollouts.map { Value(list: $0) }]
    return spec.evaluate(result, groups: rollouts.map { _ in 0 }, columns)
  }

  @Test func discountedSumsWhatIsStillToCome() {
    #expect(window(.discounted, extra: 0.5, [1, 2, 4], [8]) == [3, 4, 4, 8])
  }

  @Test func aMissingElementLeavesWhatComesAfterIt() {
    #expect(window(.discounted, extra: 1, [1, .abstained, 4]) == [.abstained, .abstained, 4])
    #expect(window(.discounted, extra: 1, [.failed, .abstained, 4]) == [.failed, .abstained, 4])
    #expect(window(.discounted, extra: .failed, [1]) == [.failed])
  }

  @Test func discountedIsAPlainRecursion() {
    let values = [0.1, 0.2, 0.3]
    let last = values[2] + 0.9 * 0
    let middle = values[1] + 0.9 * last
    let first = values[0] + 0.9 * middle
    #expect(window(.discounted, extra: 0.9, values.map { Value($0) }) == [Value(first), Value(middle), Value(last)])
  }

  @Test func neighboursStandInTheSameContainer() {
    #expect(window(.previous, [1, 2, 3], [4]) == [.missing(.noElement), 1, 2, .missing(.noElement)])
    #expect(window(.next, [1, 2, 3], [4]) == [2, 3, .missing(.noElement), .missing(.noElement)])
    #expect(window(.previous, extra: 0, [1, 2], [4]) == [0, 1, 0])
    #expect(window(.next, extra: .failed, [1, 2]) == [2, .failed])
    #expect(window(.next, [1, .abstained, .caused(3)]) == [.abstained, 3, .missing(.noElement)])
  }

  @Test func cumulativeIsAPrefixSum() {
    #expect(window(.cumulative(.sum, exclusive: false), [1, 2, 4], [8]) == [1, 3, 7, 8])
    #expect(window(.cumulative(.sum, exclusive: true), [1, 2, 4], [8]) == [0, 1, 3, 0])
    #expect(window(.cumulative(.sum, exclusive: false), [1, .abstained, 4]) == [1, .abstained, .abstained])
    #expect(window(.cumulative(.sum, exclusive: true), [1, .abstained, 4]) == [0, 1, .abstained])
    #expect(window(.cumulative(.sum, exclusive: false), [1, 1e100, 1, -1e100]) == [1, 1e100, 1e100, 2])
  }

  @Test func rankCountsTheElementsBefore() {
    #expect(window(.rank(.position), [30, 10, 20], [5]) == [2, 0, 1, 0])
    #expect(window(.rank(.position), [1, 1, 0]) == [1, 2, 0])
    #expect(window(.rank(.position), [2, .missing(.noMatch), 1]) == [1, .missing(.noMatch), 0])
    #expect(window(.rank(.position), ["b", "a", "ab"]) == [2, 0, 1])
    #expect(window(.rank(.position), [[1, 2], [0, 9], [1, 1]]) == [2, 0, 1])
  }

  @Test func softmaxIsAStatistic() {
    #expect(window(.softmax, [1000, 1000], [3]) == [0.5, 0.5, 1])
    #expect(window(.softmax, [0, .abstained, 0]) == [0.5, .abstained, 0.5])
    #expect(window(.softmax, [.failed]) == [.failed])
  }

  @Test func aCausedElementMakesPlainResults() {
    #expect(window(.discounted, extra: 1, [.caused(1)]) == [1])
    #expect(window(.cumulative(.sum, exclusive: false), [.caused(1)]) == [1])
    #expect(window(.rank(.position), [.caused(1)]) == [0])
  }

  @Test func theContainerMayBeAnyCoarserGrain() {
    var spec = SpecBuilder()
    let score = spec.input("r")
    let rank = spec.window(.rank(.position), score, over: .group)
    let all = spec.window(.rank(.position), score, over: .batch)
    let columns: [String: [Value]] = ["r": [3, 1, 2]]
    #expect(spec.evaluate(rank, groups: [0, 1, 0], columns) == [1, 0, 0])
    #expect(spec.evaluate(all, groups: [0, 1, 0], columns) == [2, 0, 1])
  }

  @Test func theTokensOfSeveralTurnsLieInNoWindowOverTurns() {
    var spec = SpecBuilder()
    let rank = spec.window(.rank(.position), spec.input("logp", per: .token), over: .turn)
    #expect(spec.evaluate(rank, groups: [0, 0], ["logp": [[5, 4], [3]]], turns: [1, 2]) == [1, 0, .failed])
  }
}
