import Testing

@testable import RewardSemantics

/// Partitions: members with equal keys make one part.
@Suite struct PartitionTests {
  private let groups = [0, 1, 0, 1, 2]

  @Test func partsAreNumberedByFirstAppearance() {
    var spec = SpecBuilder()
    let source = spec.input("source", .text)
    let domain = spec.partition("domain", by: source)
    let number = spec.spec.derivedGrains[0]
    let columns: [String: [Value]] = ["source": ["b", "a", "b", "c", "a"]]
    #expect(spec.evaluate(number, groups: groups, columns) == [0, 1, 0, 2, 1])
    let parts = spec.interpreter(groups: groups, columns).elements(of: domain)
    #expect(parts.map(\.grain) == [domain, domain, domain])
    let position = spec.add(.position, [], per: domain)
    #expect(spec.evaluate(position, groups: groups, columns) == [0, 1, 2])
  }

  @Test func severalKeysMustAllBeEqual() {
    var spec = SpecBuilder()
    _ = spec.partition("cell", by: spec.input("source", .text), spec.input("k", per: .group))
    let columns: [String: [Value]] = ["source": ["a", "a", "a", "b", "a"], "k": [1, 1, 1, 1, 2]]
    #expect(spec.evaluate(spec.spec.derivedGrains[0], groups: groups, columns) == [0, 0, 0, 1, 2])
  }

  /// `sum(r over paper)`, `count(rollout over paper)` and the sum as the rollouts read it, where the third rollout has
  /// no key and the fourth fails the condition.
  @Test func whatIsLeftOutLiesInNoPart() {
    var spec = SpecBuilder()
    let score = spec.input("r")
    let paper = spec.partition("paper", by: spec.input("k"), where: spec.input("good", .bool))
    let sum = spec.aggregate(.sum, score, over: paper)
    let count = spec.add(.elements(of: .rollout, hasWhere: false), [], per: paper)
    let share = spec.add(.arithmetic(.divide), [score, sum], per: .rollout)
    let columns: [String: [Value]] = [
      "r": [1, 2, 4, 8, 16], "k": [7, 7, .failed, 7, 5], "good": [true, true, true, .abstained, true],
    ]
    #expect(spec.evaluate(sum, groups: groups, columns) == [3, 16])
    #expect(spec.evaluate(count, groups: groups, columns) == [2, 1])
    #expect(
      spec.evaluate(share, groups: groups, columns)
        == [Value(1.0 / 3), Value(2.0 / 3), .missing(.noElement), .missing(.noElement), 1])
    #expect(
      spec.evaluate(sum, per: .rollout, groups: groups, columns)
        == [3, 3, .missing(.noElement), .missing(.noElement), 16])
  }

  @Test func withoutAnyMemberThereIsNoPart() {
    var spec = SpecBuilder()
    let domain = spec.partition("domain", by: spec.input("source", .text))
    let sum = spec.aggregate(.sum, spec.input("r"), over: domain)
    let total = spec.aggregate(.mean, sum, over: .batch)
    #expect(spec.evaluate(sum, groups: [0], ["r": [1]]).isEmpty)
    #expect(spec.evaluate(total, groups: [0], ["r": [1]]) == [.missing(.noElement)])
    #expect(spec.evaluate(sum, per: .rollout, groups: [0], ["r": [1]]) == [.missing(.noElement)])
  }

  /// Bundles of groups, and papers that take one rollout of each group of a bundle.
  @Test func partsLieInPartsAndCutAcrossGroups() {
    var spec = SpecBuilder()
    let score = spec.input("r")
    let bundle = spec.partition("bundle", by: spec.input("chunk", per: .group))
    let position = spec.add(.position, [], per: .rollout)
    let paper = spec.partition("paper", by: spec.spec.derivedGrains[0], position, in: [bundle])
    let sum = spec.aggregate(.sum, score, over: paper)
    let best = spec.aggregate(.maximum, sum, over: bundle)
    let margin = spec.add(.arithmetic(.subtract), [sum, best], per: paper)
    let rank = spec.window(.rank(.position), sum, over: bundle)
    let papers = spec.add(.elements(of: paper, hasWhere: false), [], per: bundle)
    let byGroup = spec.aggregate(.mean, score, over: .group, by: spec.add(.lift, [sum], per: .rollout))
    let columns: [String: [Value]] = ["r": [1, 10, 2, 20, 100], "chunk": [0, 0, 0, 0, 1]]
    #expect(spec.evaluate(sum, groups: groups, columns) == [11, 22, 100])
    #expect(spec.evaluate(best, groups: groups, columns) == [22, 100])
    #expect(spec.evaluate(margin, groups: groups, columns) == [-11, 0, 0])
    #expect(spec.evaluate(rank, groups: groups, columns) == [0, 1, 0])
    #expect(spec.evaluate(papers, groups: groups, columns) == [2, 1])
    #expect(spec.evaluate(byGroup, groups: groups, columns) == [1, 10, 2, 20, 100])
    #expect(spec.evaluate(best, per: .rollout, groups: groups, columns) == [22, 22, 22, 22, 100])
  }

  @Test func tokensReadThePartOfTheirRollout() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    let domain = spec.partition("domain", by: spec.input("source", .text))
    let sum = spec.aggregate(.sum, logp, over: domain)
    let columns: [String: [Value]] = [
      "logp": [[1, 2], [4], [8]], "source": ["a", "b", .missing(.noValue)],
    ]
    #expect(spec.evaluate(sum, groups: [0, 0, 0], columns) == [3, 4])
    #expect(spec.evaluate(sum, per: .token, groups: [0, 0, 0], columns) == [3, 3, 4, .missing(.noElement)])
  }

  @Test func partsMayBeMadeOfTurns() {
    var spec = SpecBuilder()
    let reward = spec.input("reward", per: .turn)
    let phase = spec.partition("phase", by: spec.input("phase", per: .turn, .text))
    let mean = spec.aggregate(.mean, reward, over: phase)
    let tokens = spec.add(.elements(of: .token, hasWhere: false), [], per: phase)
    let columns: [String: [Value]] = [
      "reward": [[1, 2], [6]], "phase": [["plan", "act"], ["act"]], "logp": [[0], [0, 0]],
    ]
    #expect(spec.evaluate(mean, groups: [0, 0], columns) == [1, 4])
    #expect(spec.evaluate(mean, per: .turn, groups: [0, 0], columns) == [1, 4, 4])
    #expect(spec.evaluate(mean, per: .rollout, groups: [0, 0], columns) == [.failed, .failed])
    _ = spec.input("logp", per: .token)
    // In which turn the token of the first rollout lies is not known.
    #expect(spec.evaluate(tokens, groups: [0, 0], columns) == [.failed, .failed])
    #expect(spec.evaluate(mean, per: .token, groups: [0, 0], columns) == [.failed, 4, 4])
  }

  /// The groups of a bundle stand mixed: each is summed first.
  @Test func sumsOverPartsOfGroupsAreCarriedUpByGroup() {
    let terms = [0.1, 1e17, 0.2, -0.3, 3e17, 0.7, -4e17, 1e-9]
    let groups = [0, 1, 0, 1, 1, 0, 0, 1]
    var byGroup = CompensatedSum()
    for group in [0, 1] {
      var child = CompensatedSum()
      for (term, its) in zip(terms, groups) where its == group { child.add(term) }
      byGroup.add(child)
    }
    var flat = CompensatedSum()
    for term in terms { flat.add(term) }
    #expect(byGroup.value.bitPattern != flat.value.bitPattern)

    var spec = SpecBuilder()
    let score = spec.input("r")
    let one = spec.constant(1)
    let bundle = spec.partition("bundle", by: spec.add(.lift, [one], per: .group))
    let domain = spec.partition("domain", by: spec.add(.lift, [one], per: .rollout))
    let sums = [spec.aggregate(.sum, score, over: bundle), spec.aggregate(.sum, score, over: domain)]
    let columns = ["r": terms.map { Value($0) }]
    let values = sums.map { spec.evaluate($0, groups: groups, columns)[0].number }
    #expect(values[0].bitPattern == byGroup.value.bitPattern)
    #expect(values[1].bitPattern == flat.value.bitPattern)
  }
}
