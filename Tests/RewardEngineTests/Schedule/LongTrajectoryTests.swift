@testable import RewardEngine
@testable import RewardSemantics
import Testing

/// One group of long trajectories: what looks at every turn or token takes time in proportion to their number. The
/// limit is far above that, and far below what comparing each with each would take.
@Suite struct LongTrajectoryTests {
  private let turns = 10_000
  private let tokens = 1_000_000

  /// One rollout.
  private func chunk(_ schema: RowSchema) -> RowChunk {
    let columns = schema.fields.map { field -> Column in
      let count = field.grain == .token ? tokens : turns
      let values: [Double] = (0..<count).map { element in
        field.name == "turn_of" ? Double(element / (tokens / turns)) : Double((element * 7919) % 1000)
      }
      return Column(.numbers(values), status: Array(repeating: 0, count: count))
    }
    let one = { (text: String) in RandomRows.texts([Value(text: text)]) }
    return RowChunk(
      count: 1, lines: [1], columns: columns, tokenOffsets: [0, tokens], turnOffsets: [0, turns], turns: nil,
      ids: one("1"), groups: one("g"), steps: RandomRows.texts([Value(missing: .noValue)]), problems: [], lineCount: 1)
  }

  private func score(_ b: SpecBuilder) -> ScoredBatch? {
    let scorer = b.scorer()
    return try? scorer.score(rows: chunk(scorer.schema))
  }

  @Test("windows, classes and partitions of turns", .timeLimit(.minutes(1)))
  func ofTurns() throws {
    var b = SpecBuilder()
    let x = b.input("x", per: .turn)
    // A key that no two turns share, and one that a tenth of them do.
    let (own, tenth) = (b.add(.position, per: .turn), b.apply(.floor, b.apply(.divide, x, b.constant(100))))
    let isLow = b.apply(.arithmetic(.less), [x, b.constant(500)], .bool)
    b.declare("before", b.window(.previous, x, over: .group, by: tenth, where: isLow))
    b.declare("rank", b.window(.rank(.average), tenth, x, over: .group, by: tenth, .real))
    b.declare("sum", b.window(.cumulative(.sum, exclusive: true), x, over: .group, by: own))
    b.declare("mode", b.aggregate(.mode, x, over: .group, by: tenth))
    b.declare("first", b.aggregate(.first, x, over: .group, by: tenth, where: isLow))
    b.declare("median", b.aggregate(.quantile(lower: false), x, over: .group, by: tenth, extra: b.constant(0.5)))
    b.declare("pick", b.aggregate(.pick, x, over: .group, extra: own, order: [x]))
    b.declare(
      "drawn",
      b.window(.sample, x, over: .group, extra: b.aggregate(.collect, x, over: .group, ValueType(.list(.real)))))
    let part = b.parts(of: .turn, by: [tenth], "part")
    b.declare("part", b.apply(.add, x, b.aggregate(.mean, x, over: part)))
    let (item, value) = b.items(of: b.aggregate(.collect, x, over: .rollout, ValueType(.list(.real))), "item")
    b.declare("items", b.aggregate(.sum, value, over: .group))
    b.declare("count", b.add(.elements(of: item, hasWhere: false), per: .group))
    b.declare("there", b.add(.gather, [x, own], per: .turn))
    let batch = try #require(score(b))
    #expect(batch.numbers("count") == [Double(turns)])
    #expect(batch.values("there")[turns - 1] == Value(Double(((turns - 1) * 7919) % 1000)))
    #expect(batch.numbers("pick").first == 0)
  }

  @Test("tokens of turns, and scans over them", .timeLimit(.minutes(2)))
  func ofTokens() throws {
    var b = SpecBuilder()
    let (logp, x) = (b.input("logp", per: .token), b.input("x", per: .turn))
    let turnOf = b.input("turn_of", per: .token, selects: .turn)
    b.declare("ahead", b.window(.discounted, logp, over: .turn, extra: b.constant(0.5)))
    b.declare("share", b.apply(.divide, logp, b.aggregate(.sum, logp, over: .turn)))
    b.declare("reward", b.apply(.add, logp, x))
    b.declare("seen", b.window(.cumulative(.max, exclusive: false), logp, over: .rollout, by: turnOf))
    let count = b.add(.elements(of: .token, hasWhere: false), per: .turn)
    b.declare("length", count)
    let batch = try #require(score(b))
    #expect(Set(batch.numbers("length")) == [Double(tokens / turns)])
  }
}
