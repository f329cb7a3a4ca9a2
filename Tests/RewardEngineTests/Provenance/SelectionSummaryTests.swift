import RewardSemantics
import RewardSyntax
import Testing

@testable import RewardEngine
@testable import RewardSemantics

@Suite struct SelectionSummaryTests {
  private func summary(target: Int?, rounds: Int? = nil) -> SelectionSummary {
    SelectionSummary(
      TypedSelection(
        kept: 0, target: target, rounds: rounds, range: SourceRange(file: FileID(0), start: 0, end: 0)))
  }

  private func batch(kept: [Double?], wanted: [Double?]? = nil) -> ScoredBatch {
    var batch = ScoredBatch.of(groups: Array(kept.indices), outputs: [])
    batch.kept = .numbers(kept)
    batch.wanted = wanted.map { .numbers($0) }
    return batch
  }

  @Test func `groups are kept, dropped or surplus`() {
    var summary = summary(target: nil)
    summary.add(batch(kept: [1, 0, nil], wanted: [1, 0, nil]), round: nil)
    summary.add(batch(kept: [1, 0, 0], wanted: [1, 1, 0]), round: nil)
    #expect(summary.kept == 2 && summary.dropped == 3 && summary.surplus == 1)
    #expect(summary.readiness == nil)
  }

  @Test(
    arguments: [
      ([1, 1, 0], 1.0, SelectionSummary.Readiness.ready), ([1, 1, 0], 3, .ready), ([1, 0, 0], 1, .more),
      ([1, 0, 0], 3, .exhausted), ([1, 0, 0], 4, .exhausted), ([1, 0, 0], nil, .more),
    ] as [([Double?], Double?, SelectionSummary.Readiness)])
  func `a target is reached, missed so far, or given up`(
    kept: [Double?], round: Double?, expected: SelectionSummary.Readiness
  ) {
    var summary = summary(target: 2, rounds: 3)
    summary.add(batch(kept: kept), round: round)
    #expect(summary.readiness == expected)
  }

  @Test func `the last batch says whether there are enough`() {
    var summary = summary(target: 1)
    summary.add(batch(kept: [0]), round: nil)
    #expect(summary.readiness == .more)
    summary.add(batch(kept: [1]), round: nil)
    #expect(summary.readiness == .ready)
    summary.add(batch(kept: [0]), round: 100)
    #expect(summary.readiness == .more)
  }
}
