import Testing

@testable import RewardSemantics

/// What equal keys are given.
@Suite struct RanksTests {
  @Test func equalKeysKeepTheirPlacesOrShareThem() {
    func ranks(_ ties: Window.Ties) -> [Double] { (2..<5).map { Ranks.rank(at: $0, among: 2..<5, ties: ties) } }
    #expect(ranks(.position) == [2, 3, 4])
    #expect(ranks(.average) == [3, 3, 3])
    #expect(ranks(.min) == [2, 2, 2])
    #expect(Ranks.rank(at: 1, among: 0..<2, ties: .average) == 0.5)
  }

  @Test func aloneEveryRuleGivesThePlace() {
    for ties in Window.Ties.allCases { #expect(Ranks.rank(at: 7, among: 7..<8, ties: ties) == 7) }
  }
}
