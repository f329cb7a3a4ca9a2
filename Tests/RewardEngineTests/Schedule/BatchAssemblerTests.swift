import RewardEngine
@testable import RewardSemantics
import Testing

@Suite struct BatchAssemblerTests {
  private typealias Row = TestRows.Row

  /// Scores the number of rows of the batch, and an answer that belongs to the group.
  private func scorer(batchGroups: Int? = nil, threads: Int = 1) -> Scorer {
    var b = SpecBuilder()
    let answer = b.input("answer", .text, per: .group)
    b.declare("rows", b.add(.elements(of: .rollout, hasWhere: false), per: .batch))
    b.declare("present", b.apply(.isPresent, [answer], .bool))
    return b.scorer(ScorerOptions(threads: threads, batchGroups: batchGroups))
  }

  @Test("rows with one step are a batch", arguments: [1, 2, 100])
  func steps(chunkRows: Int) {
    let rows = TestRows([Row("a", step: "1"), Row("b", step: "1"), Row("a", step: "2"), Row("a"), Row("b")])
    let result = rows.scored(by: scorer(), chunkRows: chunkRows)
    #expect(result.batches.map(\.lines) == [[1, 2], [3], [4, 5]])
    #expect(result.batches.map { $0.numbers("rows") } == [[2, 2], [1], [2, 2]])
    #expect(result.totals.rows == 5 && result.totals.batches == 3 && result.totals.lines == 5)
  }

  @Test("a step that comes back stops the run; what was complete before is delivered")
  func splitStep() {
    let rows = TestRows([Row("a", step: "1"), Row("a", step: "2"), Row("a", step: "1")])
    let result = rows.scored(by: scorer())
    #expect(result.error == .splitStep(step: "1", line: 3, closedBefore: 2))
    #expect(result.batches.map(\.lines) == [[1], [2]])
  }

  @Test("without steps a batch closes before one group too many; members of a group may lie apart")
  func batchGroups() {
    let rows = TestRows([Row("a"), Row("b"), Row("a"), Row("c"), Row("d")])
    let result = rows.scored(by: scorer(batchGroups: 2))
    #expect(result.batches.map(\.lines) == [[1, 2, 3], [4, 5]])
    #expect(result.batches[0].groups == [0, 1, 0])
    #expect(result.batches[0].groupNames == ["a", "b"])
  }

  @Test("a group that comes back in a later batch stops the run, naming both lines")
  func splitGroup() {
    let rows = TestRows([Row("a"), Row("b"), Row("c"), Row("a")])
    let result = rows.scored(by: scorer(batchGroups: 1))
    #expect(result.error == .splitGroup(name: "a", line: 4, earlierLine: 1))
    #expect(
      result.error?.message
        == "line 4: group a was already scored in an earlier batch (line 1); a group must not be split over two batches"
    )
  }

  @Test("a group with more pairs than memory holds is refused where rollouts are compared")
  func tooManyPairs() {
    let rows = TestRows((0..<6_000).map { Row($0 == 0 ? "small" : "large") })
    var b = SpecBuilder()
    let other = b.add(.other, [b.input("score", per: .rollout)], per: .pair)
    let mean = Aggregate(.mean, over: .rollout, population: .pair)
    b.declare("m", b.add(.aggregate(mean), [other], per: .rollout))
    let result = rows.scored(by: b.scorer())
    #expect(result.error == .tooManyPairs(name: "large", line: 2, rollouts: 5_999))
    #expect(result.batches.isEmpty)
  }

  @Test("otherwise the whole input is one batch", arguments: [1, 2, 3])
  func whole(threads: Int) {
    let rows = TestRows((0..<50).map { Row("g\($0 % 7)") })
    let result = rows.scored(by: scorer(threads: threads), chunkRows: 3)
    #expect(result.batches.map(\.count) == [50])
    #expect(result.batches[0].lines == Array(1...50))
  }

  @Test("a row whose group input differs is left out, naming both lines", arguments: [1, 2, 100])
  func conflict(chunkRows: Int) {
    let rows = TestRows([
      Row("a", ["answer": Value(text: "4")]), Row("b", ["answer": Value(text: "5")]),
      Row("a", ["answer": Value(text: "5")]), Row("a", ["answer": Value(text: "4")]),
    ])
    let result = rows.scored(by: scorer(), chunkRows: chunkRows)
    let message = "`answer` differs from line 1, a row of the same group"
    #expect(result.problems == [RunProblem(isLeftOut: true, problem: RowProblem(line: 3, message: message))])
    #expect(result.batches[0].lines == [1, 2, 4])
    #expect(result.batches[0].numbers("rows") == [3, 3, 3])
    #expect(result.totals.leftOut == 1)
  }

  @Test("an id twice in a batch is a warning, the row is scored")
  func duplicateIDs() {
    let rows = TestRows([Row("a", id: "7"), Row("a", id: "8"), Row("b", id: "7")])
    let result = rows.scored(by: scorer())
    let message = "line 1 has the same id"
    #expect(result.problems == [RunProblem(isLeftOut: false, problem: RowProblem(line: 3, message: message))])
    #expect(result.batches[0].count == 3)
  }

  @Test("a row with neither group nor prompt is a group of its own")
  func noGroup() {
    let result = TestRows([Row(nil), Row("a"), Row(nil)]).scored(by: scorer())
    #expect(result.batches[0].groups == [0, 1, 2])
    #expect(result.batches[0].groupNames == ["line 1", "a", "line 3"])
  }

  @Test("a second line with the same group is left out whole, unless it is of another step")
  func groupOnTwoLines() throws {
    var b = SpecBuilder()
    b.rowGrain = .group
    b.declare("rows", b.add(.elements(of: .rollout, hasWhere: false), per: .batch))
    let scorer = b.scorer()
    let chunk = RowParser(schema: scorer.schema).parse(
      LineBlock(
        bytes: Array(
          """
          {"group_id": "g", "step": 1, "id": "x", "responses": ["a", "b"]}
          {"group_id": "h", "step": 1, "id": ["y", "y"], "responses": ["c", "d"]}
          {"group_id": "g", "step": 1, "id": "z", "responses": ["e", "f"]}
          {"group_id": "g", "step": 2, "id": "x", "responses": ["g"]}
          {"step": 2, "id": "x", "responses": ["h", "i"]}
          """.utf8)))
    var chunks = [chunk].makeIterator()
    var batches: [ScoredBatch] = []
    var problems: [RunProblem] = []
    try scorer.score(chunks: { chunks.next() }, onProblems: { problems += $0 }, sink: { batches.append($0) })
    #expect(batches.map(\.lines) == [[1, 1, 2, 2], [4, 5, 5]])
    #expect(batches.map(\.rollouts) == [[0, 1, 0, 1], [0, 0, 1]])
    #expect(batches.map(\.groups) == [[0, 0, 1, 1], [0, 1, 1]])
    #expect(batches.map(\.groupNames) == [["g", "h"], ["g", "line 5"]])
    let message = "line 1 has the same group g; a row per group has all rollouts of its group"
    #expect(
      problems == [
        RunProblem(isLeftOut: true, problem: RowProblem(line: 3, message: message)),
        // Rollouts of one line may share an id, those of two lines should not.
        RunProblem(isLeftOut: false, problem: RowProblem(line: 5, message: "line 4 has the same id")),
      ])
  }

  @Test("without rows there is no batch")
  func empty() {
    let result = TestRows([]).scored(by: scorer())
    #expect(result.batches.isEmpty && result.error == nil)
  }

  @Test("a chunk without good rows changes nothing but its problems")
  func emptyChunk() throws {
    let scorer = scorer()
    let rows = TestRows([Row("a"), Row("b")])
    var bad = rows.chunk(1..<1, scorer.schema)
    bad.problems = [RowProblem(line: 2, message: "the row is not JSON")]
    bad.lineCount = 1
    var chunks = [rows.chunk(0..<1, scorer.schema), bad, rows.chunk(1..<2, scorer.schema)].makeIterator()
    var batches: [ScoredBatch] = []
    let totals = try scorer.score(chunks: { chunks.next() }, sink: { batches.append($0) })
    #expect(batches.map { $0.numbers("rows") } == [[2, 2]])
    #expect(totals.leftOut == 1 && totals.lines == 3)
  }

  @Test("an error of the reader ends the run")
  func readerFails() {
    struct Broken: Error {}
    for threads in 1...2 {
      #expect(throws: Broken.self) {
        try scorer(threads: threads).score(jobs: { { throw Broken() } }, sink: { _ in })
      }
    }
  }
}
