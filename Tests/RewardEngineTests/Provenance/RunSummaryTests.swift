import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct RunSummaryTests {
  static func summary(_ batches: ScoredBatch...) -> RunSummary {
    var summary = RunSummary()
    for batch in batches { summary.add(batch) }
    return summary
  }

  @Test func `statistics leave missing values out and count their causes`() throws {
    let score = try #require(
      Self.summary(
        .of(groups: [0, 0, 0], outputs: [.rule("r", .numbers([1, nil, 4], caused: [2]))]),
        .of(groups: [0, 0, 0], outputs: [.rule("r", .numbers([nil, 4, nil], missing: .failed))])
      ).scores.first)
    #expect(score.count == 3 && score.causedCount == 1)
    #expect(score.mean == 3)
    #expect(score.standardDeviation == 3.0.squareRoot())
    #expect(score.minimum == 1 && score.maximum == 4)
    #expect(score.distinctCount == 2)
    #expect(score.missing == [.noMatch: 1, .failed: 2])
  }

  @Test func `a constant score has exactly no deviation`() {
    let column = Column.numbers(Array(repeating: 0.1, count: 1000))
    let score = Self.summary(.of(groups: Array(repeating: 0, count: 1000), outputs: [.rule("r", column)])).scores[0]
    #expect(score.mean == 0.1 && score.standardDeviation == 0)
    let one = Self.summary(.of(groups: [0], outputs: [.rule("r", .numbers([1]))])).scores[0]
    #expect(one.standardDeviation == nil)
    let none = Self.summary(.of(groups: [0], outputs: [.rule("r", .numbers([nil]))])).scores[0]
    #expect(none.mean == nil && none.minimum == nil && none.count == 0)
  }

  @Test func `dead groups are those whose present values are all the same`() {
    let score = Self.summary(
      .of(
        groups: [0, 1, 0, 1, 2, 2, 3, 3, 3],
        outputs: [.rule("r", .numbers([1, 1, 1, 0, nil, 1, 0, nil, 0]))])
    ).scores[0]
    #expect(score.deadGroups == 2)
    #expect(score.liveGroups == 1)
    #expect(score.smallGroups == 1)
  }

  /// Two rollouts with two binary rewards each: all 16 combinations, as one group each.
  static func combinations(_ value: (_ first: Double, _ second: Double) -> Double) -> [Double] {
    let rewards = [value(0, 0), value(0, 1), value(1, 0), value(1, 1)]
    return rewards.flatMap { mine in rewards.flatMap { [mine, $0] } }
  }

  @Test func `groups are told apart by their unordered values`() {
    let outputs: [ScoredBatch.Output] = [
      .output("sum", .reward, .numbers(Self.combinations { $0 + $1 })),
      .output("pair", .reward, .numbers(Self.combinations { $0 + 10 * $1 })),
      .output("constant", .reward, .numbers(Self.combinations { _, _ in 1 })),
    ]
    let score = Self.summary(.of(groups: (0..<32).map { $0 / 2 }, outputs: outputs)).scores
    // Multisets of two out of {0, 1, 2} and out of {0, 1, 10, 11}.
    #expect(score[0].distinctGroups == [2: 6])
    #expect(score[1].distinctGroups == [2: 10])
    #expect(score[2].distinctGroups == [2: 1])
  }

  @Test func `residues of rounding do not make two groups of one`() {
    let score = Self.summary(
      .of(
        groups: [0, 0, 1, 1, 2, 2, 3, 3],
        outputs: [
          .rule("r", .numbers([1, 1.0 / 3, 1.0000000000000002, 0.3333333333333334, 1, 0, 0.9999999999999999, 1e-17]))
        ])
    ).scores[0]
    #expect(score.distinctGroups == [2: 2])
    let scales = Self.summary(
      .of(groups: [0, 0, 1, 1, 2, 2], outputs: [.rule("r", .numbers([1, 2, 2, 4, 1, 2 + 1e-6]))])
    ).scores[0]
    #expect(scales.distinctGroups == [2: 3])
  }

  @Test func `counts of distinct values end at their limit`() {
    let limit = ScoreSummary.distinctLimit
    func summary(_ count: Int) -> RunSummary {
      let values = (0..<count).flatMap { [Double($0), Double($0)] }
      return Self.summary(
        .of(groups: (0..<2 * count).map { $0 / 2 }, outputs: [.rule("r", .numbers(values))]))
    }
    #expect(summary(limit).scores[0].distinctCount == limit)
    #expect(summary(limit).scores[0].distinctGroups == [2: limit])
    #expect(summary(limit + 1).scores[0].distinctCount == nil)
    #expect(summary(limit + 1).scores[0].distinctGroups == [2: nil])
    let json = String(decoding: summary(limit + 1).json(), as: UTF8.self)
    #expect(json.contains(#""distinct":">10000""#))
    #expect(json.contains(#""distinct":{"2":">10000"}"#))
  }

  static let example: RunSummary = {
    var summary = Self.summary(
      .of(
        groups: [0, 0, 1, 1],
        outputs: [
          .rule("correct", .numbers([1, 0, 1, 1])),
          .output("progress", .reward, per: .turn, .numbers([0.5, 1.0 / 3], missing: .closed)),
          .output("label", .metric, .texts(["a", nil, "b", "c"])),
          .output("advantage", .advantage, .numbers([0.70710678, -0.70710678, nil, nil], missing: .noElement)),
        ], turnOffsets: [0, 1, 2, 2, 2],
        laziness: [
          .init(label: "matches in correct", called: 3, skipped: 1), .init(label: "x", called: 4, skipped: 0),
        ]),
      .of(
        groups: [0], outputs: [.rule("correct", .numbers([0]))],
        laziness: [.init(label: "matches in correct", called: 1, skipped: 0)]))
    summary.add(badRows: 2)
    return summary
  }()

  @Test func `the summary as JSON`() {
    #expect(
      String(decoding: Self.example.json(), as: UTF8.self)
        == #"{"rows":5,"groups":3,"batches":2,"bad_rows":2,"scores":{"#
        + #""correct":{"kind":"rule","grain":"rollout","n":5,"mean":0.6,"std":0.5477225575051662,"min":0,"max":1,"#
        + #""distinct":2,"caused":0,"missing":{},"groups":{"dead":1,"live":1,"small":1,"distinct":{"2":2}}},"#
        + #""progress":{"kind":"reward","grain":"turn","n":2,"mean":0.41666666666666663,"std":0.11785113019775792,"#
        + #""min":0.3333333333333333,"max":0.5,"distinct":2,"caused":0,"missing":{}},"#
        + #""label":{"kind":"metric","grain":"rollout","n":3,"mean":null,"std":null,"min":null,"max":null,"#
        + #""distinct":null,"caused":0,"missing":{"abstained: no value in the row":1}},"#
        + #""advantage":{"kind":"advantage","grain":"rollout","n":2,"mean":0,"std":0.9999999983219684,"#
        + #""min":-0.70710678,"max":0.70710678,"distinct":2,"caused":0,"missing":{"abstained: no element":2},"#
        + #""groups":{"dead":0,"live":1,"small":1,"distinct":{"2":1}}}},"#
        + #""laziness":[{"label":"matches in correct","called":4,"skipped":1},{"label":"x","called":4,"skipped":0}]}"#)
  }

  @Test func `the summary as a table`() {
    #expect(
      Self.example.text(columns: 100) == """
        5 rollouts, 3 groups, 2 batches, 2 rows left out

        score      kind             n    mean     std      min     max  missing  dead  caused  distinct
        correct    rule             5     0.6  0.5477        0       1        0   1/2       0         2
        progress   reward per turn  2  0.4167  0.1179   0.3333     0.5        0     -       0         2
        label      metric           3       -       -        -       -        1     -       0         -
        advantage  advantage        2       0       1  -0.7071  0.7071        2   0/1       0         2

        distinct groups of values, by group size
          advantage  2: 1

        missing values
          label: 1 abstained: no value in the row
          advantage: 2 abstained: no element

        calls spared
          matches in correct: 1 of 5

        """)
  }

  @Test(arguments: [1, 10, 30, 40, 60, 80])
  func `a narrow terminal gets fewer columns`(_ columns: Int) {
    let lines = Self.example.text(columns: columns).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= columns })
    #expect(columns < 40 || lines.contains { $0.hasPrefix("correct    rule             5") })
  }

  @Test func `four significant digits`() {
    #expect(
      [0, -0.5, 1234.56, 0.00012345, 1e9, 2.0 / 3].map { RunSummary.shown($0) }
        == ["0", "-0.5", "1235", "0.0001234", "1e+09", "0.6667"])
    #expect(RunSummary.shown(nil) == "-")
  }

  @Test func `a run without rows`() {
    #expect(RunSummary().text(columns: 80) == "0 rollouts, 0 groups, 0 batches\n")
    #expect(
      String(decoding: RunSummary().json(), as: UTF8.self)
        == #"{"rows":0,"groups":0,"batches":0,"bad_rows":0,"scores":{},"laziness":[]}"#)
  }
}
