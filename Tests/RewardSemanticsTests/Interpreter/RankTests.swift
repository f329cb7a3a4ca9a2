import Testing

@testable import RewardSemantics

/// `rank` with several keys and with ties.
@Suite struct RankTests {
  private func ranks(_ first: [Value], _ second: [Value]? = nil, ties: Window.Ties = .position) -> [Value] {
    var spec = SpecBuilder()
    let a = spec.input("a")
    let columns: [String: [Value]]
    let rank: ExpressionID
    if let second {
      columns = ["a": first, "b": second]
      rank = spec.window(.rank(ties), a, spec.input("b"), over: .group)
    } else {
      columns = ["a": first]
      rank = spec.window(.rank(ties), a, over: .group)
    }
    return spec.evaluate(rank, groups: first.map { _ in 0 }, columns)
  }

  @Test func keysAreComparedFromLeftToRight() {
    #expect(ranks([1, 0, 1, 0], [5, 9, 4, 9]) == [3, 0, 2, 1])
    #expect(ranks([1, 1], ["b", "a"]) == [1, 0])
  }

  @Test func equalKeysKeepTheirOrderOrShare() {
    let keys: [Value] = [2, 1, 2, 0, 2]
    #expect(ranks(keys, ties: .position) == [2, 1, 3, 0, 4])
    #expect(ranks(keys, ties: .average) == [3, 1, 3, 0, 3])
    #expect(ranks(keys, ties: .min) == [2, 1, 2, 0, 2])
    #expect(ranks([1, 1], ties: .average) == [0.5, 0.5])
  }

  @Test func allKeysMustBeEqualToTie() {
    #expect(ranks([1, 1, 1], [0, 1, 0], ties: .min) == [0, 2, 0])
  }

  @Test func oneMissingKeyMakesItMissing() {
    #expect(ranks([1, 0, 2], [.abstained, 1, 1]) == [.abstained, 0, 1])
    #expect(ranks([.abstained, 0], [.failed, 1]) == [.failed, 0])
    #expect(ranks([.failed, .failed], ties: .average) == [.failed, .failed])
  }

  @Test func zeroHasNoSign() {
    #expect(ranks([0, -0.0], ties: .min) == [0, 0])
  }

  @Test func theFinestKeyGivesTheGrain() {
    var spec = SpecBuilder()
    let rank = spec.window(.rank(.position), spec.input("g", per: .group), spec.input("r"), over: .batch)
    let columns: [String: [Value]] = ["g": [2, 1, 2], "r": [0, 5, 1]]
    #expect(spec.grain(of: rank) == .rollout)
    #expect(spec.evaluate(rank, groups: [0, 1, 0], columns) == [1, 0, 2])
  }
}
