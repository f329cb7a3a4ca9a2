import Testing

@testable import RewardSemantics

/// Reductions that choose or list elements, in element order or in the order of keys.
@Suite struct OrderTests {
  private let groups = [0, 0, 0, 0]

  /// A reduction over one group of four, ordered by the columns `k` and `t` if they are given.
  private func reduce(
    _ reduction: Reduction, _ values: [Value], by keys: [Value]? = nil, then ties: [Value]? = nil,
    where isGood: [Value]? = nil, at place: Value? = nil
  ) -> Value {
    var spec = SpecBuilder()
    let order = [keys.map { _ in spec.input("k") }, ties.map { _ in spec.input("t", .text) }].compactMap { $0 }
    let result = spec.aggregate(
      reduction, spec.input("x"), over: .group, where: isGood.map { _ in spec.input("good", .bool) },
      extra: place.map { spec.constant($0) }, order: order)
    var columns = ["x": values]
    columns["k"] = keys
    columns["t"] = ties
    columns["good"] = isGood
    return spec.evaluate(result, groups: values.map { _ in 0 }, columns)[0]
  }

  @Test func keysSortTheElements() {
    let values: [Value] = [1, 2, 3, 4]
    #expect(reduce(.first, values, by: [9, 7, 8, 7]) == 2)
    #expect(reduce(.last, values, by: [9, 7, 9, 7]) == 3)
    #expect(reduce(.collect, values, by: [9, 7, 8, 7]) == [2, 4, 3, 1])
    #expect(reduce(.collect, values, by: [1, 0, 1, 0], then: ["b", "a", "a", "a"]) == [2, 4, 3, 1])
  }

  @Test func anElementWithoutAKeyIsLeftOut() {
    #expect(reduce(.collect, [1, .failed, 3], by: [2, .abstained, 1]) == [3, 1])
    #expect(reduce(.first, [1, 2], by: [.failed, .failed]) == .missing(.noElement))
    #expect(reduce(.pick, [1, 2, 3], by: [1, .failed, 0], at: 1) == 1)
    #expect(reduce(.pick, [1, 2, 3], by: [1, .failed, 0], at: 2) == .missing(.noElement))
  }

  @Test func firstAndLastSkipWhatIsMissing() {
    #expect(reduce(.first, [1, .failed, 3], by: [2, 0, 1]) == 3)
    #expect(reduce(.last, [1, .failed, 3], by: [1, 9, 0]) == 1)
  }

  @Test func pickCountsThePresentElements() {
    let values: [Value] = [10, .failed, 30, 40]
    #expect(reduce(.pick, values, at: 0) == 10)
    #expect(reduce(.pick, values, at: 1) == 30)
    #expect(reduce(.pick, values, where: [false, true, .abstained, true], at: 0) == 40)
    #expect(reduce(.pick, [.caused(1)], at: 0) == 1)
  }

  @Test func pickHasNothingBeyondItsElements() {
    for place in [3, -1, 0.5, 1e300] as [Value] {
      #expect(reduce(.pick, [10, .failed, 30, 40], at: place) == .missing(.noElement))
    }
    #expect(reduce(.pick, [1], at: .failed) == .failed)
    #expect(reduce(.pick, [.failed], at: 0) == .missing(.noElement))
  }

  /// Each rollout picks the score of the one whose place it names.
  @Test func thePlaceMayDifferBetweenTheElements() {
    var spec = SpecBuilder()
    let pick = spec.aggregate(.pick, spec.input("x"), over: .group, extra: spec.input("i"))
    let columns: [String: [Value]] = ["x": [1, 2, 3, 4, 5], "i": [1, 1, 0, .abstained, 2]]
    #expect(spec.grain(of: pick) == .rollout)
    #expect(
      spec.evaluate(pick, groups: [0, 1, 0, 1, 0], columns) == [3, 4, 1, .abstained, 5])
  }

  @Test func thePlaceCountsInTheClassOfTheElement() {
    var spec = SpecBuilder()
    let pick = spec.aggregate(
      .pick, spec.input("x"), over: .group, by: spec.input("k", .text), extra: spec.constant(1))
    let columns: [String: [Value]] = ["x": [1, 2, 3, 4], "k": ["a", "b", "a", .abstained]]
    #expect(
      spec.evaluate(pick, groups: groups, columns)
        == [3, .missing(.noElement), 3, .missing(.noElement)])
  }

  @Test func collectListsEveryElement() {
    #expect(reduce(.collect, [1, .caused(2)]) == [1, 2])
    #expect(reduce(.collect, [1, .abstained, .failed]) == .failed)
    #expect(reduce(.collect, [1, .failed], where: [true, false]) == [1])
    #expect(reduce(.collect, [1], where: [false]) == [])
  }

  @Test func concatenateJoinsLists() {
    #expect(reduce(.concatenate, [[1, 2], [], [3]]) == [1, 2, 3])
    #expect(reduce(.concatenate, [[1], [2]], by: [1, 0]) == [2, 1])
    #expect(reduce(.concatenate, [[1], .abstained]) == .abstained)
    #expect(reduce(.concatenate, [[1]], where: [false]) == [])
  }

  @Test func keysMayBeTextsOrLists() {
    #expect(reduce(.collect, [1, 2, 3], by: ["b", "a", "ab"]) == [2, 3, 1])
    #expect(reduce(.collect, [1, 2, 3], by: [[1, 2], [1], [0, 9]]) == [3, 2, 1])
  }
}
