import Testing

@testable import RewardSemantics

/// `by` and `where` of windows: classes of a container, and elements that are none.
@Suite struct WindowClauseTests {
  /// A window over the turns of one rollout, with `by` and `where` if their columns are given.
  private func window(
    _ kind: Window.Kind, _ values: [Value], by keys: [Value]? = nil, where isGood: [Value]? = nil,
    extra: Value? = nil
  ) -> [Value] {
    var spec = SpecBuilder()
    let result = spec.window(
      kind, spec.input("x", per: .turn), over: .rollout, by: keys.map { _ in spec.input("k", per: .turn) },
      where: isGood.map { _ in spec.input("good", per: .turn, .bool) }, extra: extra.map { spec.constant($0) })
    var columns = ["x": [Value(list: values)]]
    columns["k"] = keys.map { [Value(list: $0)] }
    columns["good"] = isGood.map { [Value(list: $0)] }
    return spec.evaluate(result, groups: [0], columns)
  }

  private let none = Value.missing(.noElement)

  @Test func everyKeyHasItsOwnContainer() {
    let keys: [Value] = ["a", "b", "a", "b", "a"]
    let values: [Value] = [1, 10, 2, 20, 4]
    #expect(window(.cumulative(.sum, exclusive: false), values, by: keys) == [1, 10, 3, 30, 7])
    #expect(window(.discounted, values, by: keys, extra: 1) == [7, 30, 6, 20, 4])
    #expect(window(.rank(.position), values, by: keys) == [0, 0, 1, 1, 2])
    #expect(window(.previous, values, by: keys) == [none, none, 1, 10, 2])
    #expect(window(.next, values, by: keys, extra: 0) == [2, 20, 4, 0, 0])
    #expect(window(.softmax, [0, 5, 0, .failed, .failed], by: keys) == [0.5, 1, 0.5, .failed, .failed])
    #expect(window(.sample, values, by: keys, extra: [0, 0.5]) == [1, 1, 0, 1, 1])
  }

  @Test func anElementWithoutAKeyAbstains() {
    let keys: [Value] = [0, .failed, 0]
    for kind in [
      .discounted, .previous, .next, .cumulative(.sum, exclusive: false), .rank(.position), .softmax, .sample,
    ] as [Window.Kind] {
      #expect(window(kind, [1, 2, 4], by: keys, extra: 0.5)[1] == none, "\(kind)")
    }
    #expect(window(.cumulative(.sum, exclusive: false), [1, .failed, 4], by: keys) == [1, none, 5])
  }

  @Test func anElementOutsideReadsWhatStandsAroundIt() {
    let isGood: [Value] = [false, true, .abstained, true, false]
    let values: [Value] = [.failed, 1, .failed, 2, .failed]
    #expect(window(.discounted, values, where: isGood, extra: 0.5) == [2, 2, 2, 2, 0])
    #expect(window(.previous, values, where: isGood) == [none, none, 1, 1, 2])
    #expect(window(.next, values, where: isGood, extra: 9) == [1, 2, 2, 9, 9])
    #expect(window(.cumulative(.sum, exclusive: false), values, where: isGood) == [0, 1, 1, 3, 3])
    #expect(window(.cumulative(.sum, exclusive: true), values, where: isGood) == [0, 0, 1, 1, 3])
  }

  @Test func anElementOutsideHasNoRankAndNoShare() {
    let isGood: [Value] = [true, false, true]
    #expect(window(.rank(.position), [5, 1, 3], where: isGood) == [1, none, 0])
    #expect(window(.softmax, [5, 1, 5], where: isGood) == [0.5, none, 0.5])
    #expect(window(.rank(.position), [5, .failed, 3], where: isGood) == [1, none, 0])
    #expect(window(.sample, [1, 8, 1], where: isGood, extra: [0, 0.5, 0.7]) == [1, 0, 2])
  }

  @Test func aMissingElementOutsideIsNotSeen() {
    #expect(window(.discounted, [1, .failed], where: [true, false], extra: 1) == [1, 0])
    #expect(window(.cumulative(.sum, exclusive: false), [.failed, 2], where: [false, true]) == [0, 2])
  }

  @Test func bothClausesTogether() {
    let keys: [Value] = [0, 1, 0, 1, 0]
    let isGood: [Value] = [true, true, false, true, true]
    #expect(
      window(.cumulative(.sum, exclusive: false), [1, 10, 2, 20, 4], by: keys, where: isGood) == [1, 10, 1, 30, 5])
    #expect(window(.previous, [1, 10, 2, 20, 4], by: keys, where: isGood, extra: 0) == [0, 0, 1, 10, 1])
  }

  @Test func neighboursDemandNothingElse() {
    var spec = SpecBuilder()
    let x = spec.input("x", per: .turn)
    let next = spec.window(.next, x, over: .rollout)
    let interpreter = spec.interpreter(groups: [0], ["x": [[1, 2, 3]]])
    #expect(interpreter.value(ofExpression: next, at: .turn(rollout: 0, position: 0)) == 2)
    #expect(interpreter.knownValue(ofExpression: x, at: .turn(rollout: 0, position: 2)) == nil)
  }

  @Test func elementsOutsideEveryPartHaveNoWindow() {
    var spec = SpecBuilder()
    let x = spec.input("x")
    let domain = spec.partition("domain", by: spec.input("source", .text))
    let rank = spec.window(.rank(.position), x, over: domain)
    let previous = spec.window(.previous, x, over: domain, extra: spec.constant(0))
    let columns: [String: [Value]] = ["x": [3, 1, 2], "source": ["a", .abstained, "a"]]
    #expect(spec.evaluate(rank, groups: [0, 0, 1], columns) == [1, none, 0])
    #expect(spec.evaluate(previous, groups: [0, 0, 1], columns) == [0, none, 3])
  }
}
