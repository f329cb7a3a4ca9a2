import Testing

@testable import RewardSemantics

/// Reductions over the elements of a container.
@Suite struct AggregateTests {
  /// A reduction over one group.
  private func reduce(_ reduction: Reduction, _ values: [Value], extra: Value? = nil) -> Value {
    var spec = SpecBuilder()
    let input = spec.input("x")
    let result = spec.aggregate(reduction, input, over: .group, extra: extra.map { spec.constant($0) })
    return spec.evaluate(result, groups: [Int](repeating: 0, count: values.count), ["x": values])[0]
  }

  /// A reduction over a group none of whose rollouts is counted.
  private func reduceNothing(_ reduction: Reduction, extra: Value? = nil) -> Value {
    var spec = SpecBuilder()
    let never = spec.constant(false)
    let result = spec.aggregate(
      reduction, spec.input("x"), over: .group, where: never, extra: extra.map { spec.constant($0) })
    return spec.evaluate(result, groups: [0], ["x": [1]])[0]
  }

  @Test func sumAndProductAreMissingIfOneElementIs() {
    #expect(reduce(.sum, [1, 2, 4]) == 7)
    #expect(reduce(.product, [2, 3, 4]) == 24)
    #expect(reduce(.sum, [1, .missing(.noMatch), .missing(.noValue)]) == .missing(.noMatch))
    #expect(reduce(.sum, [.abstained, 1, .failed]) == .failed)
    #expect(reduce(.product, [0, .abstained]) == .abstained)
  }

  @Test func statisticsLeaveMissingElementsOut() {
    let values: [Value] = [4, .failed, 1, .abstained, 1]
    #expect(reduce(.mean, values) == 2)
    #expect(reduce(.variance(ddof: 1), values) == 3)
    #expect(reduce(.deviation(ddof: 1), values) == Value(3.0.squareRoot()))
    #expect(reduce(.minimum, values) == 1)
    #expect(reduce(.maximum, values) == 4)
    #expect(reduce(.first, values) == 4)
    #expect(reduce(.last, values) == 1)
    #expect(reduce(.mode, values) == 1)
    #expect(reduce(.quantile(lower: false), values, extra: 0.5) == 1)
    #expect(reduce(.quantile(lower: true), values, extra: 1) == 4)
    #expect(reduce(.entropy(base: 2), [1, 1, .failed, 2, 2]) == 1)
    #expect(reduce(.logSumExp, [0, .abstained]) == 0)
  }

  @Test func aStatisticOfMissingElementsHasNoElement() {
    for reduction in [
      .mean, .variance(ddof: 1), .deviation(ddof: 0), .minimum, .maximum, .first, .last, .mode, .entropy(base: 2),
      .logSumExp, .quantile(lower: false), .quantile(lower: true),
    ] as [Reduction] {
      #expect(reduce(reduction, [.failed, .failed]) == .missing(.noElement), "\(reduction)")
      #expect(reduceNothing(reduction) == .missing(.noElement), "\(reduction)")
    }
  }

  @Test func noElementAtAll() {
    #expect(reduceNothing(.sum) == 0)
    #expect(reduceNothing(.product) == 1)
    #expect(reduceNothing(.countTrue) == 0)
    #expect(reduceNothing(.any) == false)
    #expect(reduceNothing(.all) == true)
    #expect(reduceNothing(.logSumExp, extra: -2) == -2)
  }

  @Test func anyAndAllAreDecidedByOneElement() {
    #expect(reduce(.any, [false, .failed, true]) == true)
    #expect(reduce(.any, [false, false]) == false)
    #expect(reduce(.any, [false, .abstained, .failed]) == .failed)
    #expect(reduce(.all, [.failed, false]) == false)
    #expect(reduce(.all, [true, true]) == true)
    #expect(reduce(.all, [true, .abstained]) == .abstained)
    #expect(reduce(.countTrue, [true, .failed, true, false]) == 2)
  }

  @Test func oneElement() {
    #expect(reduce(.mean, [3]) == 3)
    #expect(reduce(.deviation(ddof: 1), [3]) == 0)
  }

  @Test func aConstantColumnHasNoSpread() {
    let column: [Value] = [0.003, 0.003, 0.003]
    #expect(reduce(.mean, column) == 0.003)
    #expect(reduce(.variance(ddof: 0), column) == 0)
  }

  @Test func labelsMayBeTexts() {
    #expect(reduce(.mode, ["b", "a", "a", "b"]) == "b")
    #expect(reduce(.first, [.missing(.noMatch), "x", "y"]) == "x")
    #expect(reduce(.entropy(base: 2), ["a", "b", "c", "d"]) == 2)
  }

  @Test func aConstantTermOrLevelIsDemanded() {
    #expect(reduce(.logSumExp, [3], extra: 3) == Value(3 + Scalar.softplus(0)))
    #expect(reduce(.logSumExp, [3], extra: .abstained) == .abstained)
    #expect(reduce(.quantile(lower: false), [3], extra: .failed) == .failed)
  }

  @Test func aCausedElementMakesAPlainResult() {
    #expect(reduce(.sum, [.caused(1), 2]) == 3)
    #expect(reduce(.first, [.caused(1)]) == 1)
  }

  @Test func anOverflowHasFailed() {
    #expect(reduce(.sum, [1e308, 1e308]) == .missing(.notFinite))
    #expect(reduce(.mean, [1e308, 1e308, 1]) == .missing(.notFinite))
    #expect(reduce(.product, [1e308, 1e308]) == .missing(.notFinite))
  }

  @Test func eachContainerHasItsOwnElements() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    let rollout = spec.aggregate(.sum, logp, over: .rollout)
    let group = spec.aggregate(.mean, logp, over: .group)
    let batch = spec.aggregate(.maximum, rollout, over: .batch)
    let run = spec.aggregate(.sum, rollout, over: .run)
    let columns: [String: [Value]] = ["logp": [[1, 2], [10], [], [6]]]
    let groups = [0, 1, 1, 0]
    #expect(spec.evaluate(rollout, groups: groups, columns) == [3, 10, 0, 6])
    #expect(spec.evaluate(group, groups: groups, columns) == [3, 10])
    #expect(spec.evaluate(batch, groups: groups, columns) == [10])
    #expect(spec.evaluate(run, groups: groups, columns) == [19])
  }

  @Test func thePopulationDecidesWhatIsCounted() {
    var spec = SpecBuilder()
    _ = spec.input("logp", per: .token)
    let score = spec.input("r")
    let byRollout = spec.aggregate(.mean, score, over: .batch)
    let byToken = spec.aggregate(.mean, spec.add(.lift, [score], per: .token), over: .batch)
    let columns: [String: [Value]] = ["r": [1, 5], "logp": [[0, 0, 0], [0]]]
    #expect(spec.evaluate(byRollout, groups: [0, 1], columns) == [3])
    #expect(spec.evaluate(byToken, groups: [0, 1], columns) == [2])
  }

  /// The rollouts of two groups stand mixed. In row order the sum would be 0 + 1 - 1e16 ..., along the tree each
  /// group is summed first.
  @Test func sumsAreTreesAlongTheChain() {
    let terms = [0.1, 1e17, 0.2, -0.3, 3e17, 0.7, -4e17, 1e-9]
    let groups = [0, 1, 0, 1, 1, 0, 0, 1]
    var expected = CompensatedSum()
    for group in [0, 1] {
      var child = CompensatedSum()
      for (term, its) in zip(terms, groups) where its == group { child.add(term) }
      expected.add(child)
    }
    var flat = CompensatedSum()
    for term in terms { flat.add(term) }
    #expect(expected.value.bitPattern != flat.value.bitPattern)

    var spec = SpecBuilder()
    let sum = spec.aggregate(.sum, spec.input("r"), over: .batch)
    let value = spec.evaluate(sum, groups: groups, ["r": terms.map { Value($0) }])[0]
    #expect(value.number.bitPattern == expected.value.bitPattern)
  }

  /// The first rollout is left out, so the first that is counted belongs to the second group.
  @Test func groupsAreAddedInTheirOrder() {
    let terms = [1e17, 7e33, 1, -7e33, -1e16, 1e16, 0.2, -0.7, 1e-9]
    let groups = [0, 1, 2, 0, 2, 1, 0, 1, 2]
    func sum(_ order: [Int]) -> Double {
      var sum = CompensatedSum()
      for group in order {
        var child = CompensatedSum()
        for (term, its) in zip(terms, groups).dropFirst() where its == group { child.add(term) }
        sum.add(child)
      }
      return sum.value
    }
    #expect(Set([sum([0, 1, 2]), sum([1, 2, 0]), sum([2, 1, 0])]).count == 3)

    var spec = SpecBuilder()
    let score = spec.input("r")
    let good = spec.input("good", .bool)
    let plain = spec.aggregate(.sum, score, over: .batch, where: good)
    let classes = spec.aggregate(.sum, score, over: .batch, by: spec.input("k"), where: good)
    let columns: [String: [Value]] = [
      "r": terms.map { Value($0) }, "good": [false] + [Value](repeating: true, count: 8), "k": terms.map { _ in 0 },
    ]
    #expect(spec.evaluate(plain, groups: groups, columns) == [Value(sum([0, 1, 2]))])
    #expect(spec.evaluate(classes, groups: groups, columns)[0] == Value(sum([0, 1, 2])))
  }

  @Test func byMakesAContainerOfEachKey() {
    var spec = SpecBuilder()
    let score = spec.input("r")
    let source = spec.input("source", .text)
    let mean = spec.aggregate(.mean, score, over: .batch, by: source)
    let columns: [String: [Value]] = ["r": [1, 10, 3, 20], "source": ["a", "b", "a", .missing(.noValue)]]
    #expect(spec.evaluate(mean, groups: [0, 0, 1, 1], columns) == [2, 10, 2, .missing(.noElement)])
  }

  @Test func aClassLiesInItsContainer() {
    var spec = SpecBuilder()
    let mean = spec.aggregate(
      .mean, spec.input("r"), over: .group, by: spec.input("k"), where: spec.input("good", .bool))
    let columns: [String: [Value]] = [
      "r": [1, 2, 4, 8, 16], "k": [0, 0, 0, 1, 0], "good": [true, true, true, false, .abstained],
    ]
    #expect(
      spec.evaluate(mean, groups: [0, 0, 1, 1, 1], columns) == [1.5, 1.5, 4, .missing(.noElement), 4])
  }

  @Test func theKeyMayBeCoarserThanThePopulation() {
    var spec = SpecBuilder()
    let sum = spec.aggregate(.sum, spec.input("r"), over: .batch, by: spec.input("domain", per: .group, .text))
    let columns: [String: [Value]] = ["r": [1, 2, 4], "domain": ["x", "x", "y"]]
    #expect(spec.evaluate(sum, groups: [0, 1, 2], columns) == [3, 3, 4])
  }

  @Test func weightsAreFrequencies() {
    var spec = SpecBuilder()
    let value = spec.input("x")
    let weight = spec.input("w")
    func weighted(_ reduction: Reduction, _ weights: [Value]) -> Value {
      var spec = spec
      let result = spec.aggregate(reduction, value, over: .group, weight: weight)
      return spec.evaluate(result, groups: [0, 0], ["x": [1, 5], "w": weights])[0]
    }
    #expect(weighted(.sum, [3, 1]) == 8)
    #expect(weighted(.product, [3, 2]) == 25)
    #expect(weighted(.mean, [3, 1]) == 2)
    #expect(weighted(.variance(ddof: 1), [3, 1]) == 4)
    #expect(weighted(.variance(ddof: 1), [0.5, 0.5]) == 0)
    #expect(weighted(.mean, [0, 0]) == .missing(.noElement))
    #expect(weighted(.mean, [.failed, 1]) == 5)
    #expect(weighted(.sum, [.failed, 1]) == .failed)
  }

  @Test func pairsReduceToTheirOwnRollout() {
    var spec = SpecBuilder()
    let score = spec.input("r")
    let other = spec.add(.other, [score], per: .pair)
    let baseline = spec.aggregate(.mean, other, over: .rollout)
    let wins = spec.aggregate(.countTrue, spec.add(.arithmetic(.greater), [score, other]), over: .group)
    let columns: [String: [Value]] = ["r": [1, 2, 6, 9]]
    #expect(spec.evaluate(baseline, groups: [0, 0, 0, 1], columns) == [4, 3.5, 1.5, .missing(.noElement)])
    #expect(spec.evaluate(wins, groups: [0, 0, 0, 1], columns) == [3, 0])
  }
}
