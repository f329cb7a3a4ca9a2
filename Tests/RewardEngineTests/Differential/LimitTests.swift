import RewardGraph
import Testing

@testable import RewardEngine
@testable import RewardSemantics

/// A response that goes over a limit is not left out of what is counted of it: its score takes the low end.
@Suite("What a response goes over by itself is counted as caused, in both evaluators") struct LimitTests {
  private static func row(_ words: Int, group: String = "a") -> String {
    let response = (0..<words).map { "w\($0)" }.joined(separator: " ")
    return "{\"response\": \"\(response)\", \"group_id\": \"\(group)\"}"
  }

  @Test("items beside items: beyond 2^20 of one rollout its score is caused, and the others keep theirs")
  func items() throws {
    let outputs = try agree(
      """
      input response: text
      let words = extract_all(response, /\\w+/)
      let repeated = words.count(w => words.count(v => v == w) > 1)
      reward varied: -1..1 = when { repeated == 0 -> 1, else -> 0 }
      metric how_many = repeated
      metric unbounded = words.sum(w => words.mean(v => when { v == w -> 1, else -> 0 }) ?? 2) * (number("-1") ?? 1) + 1
      metric mean_of_group = mean(varied over group)
      metric pairs_of_group = sum(words.sum(w => words.count(v => v == w)) over group)
      """, [Self.row(3), Self.row(1025)])
    #expect(outputs["varied"] == [Value(1), Value(-1, status: .caused)])
    #expect(outputs["how_many"] == [Value(0), Value(0, status: .caused)])
    #expect(outputs["unbounded"] == [Value(0), Value(missing: .itemLimit)])
    #expect(outputs["mean_of_group"] == [Value(0), Value(0)])
    #expect(outputs["pairs_of_group"]?.allSatisfy { $0.status.isMissing || $0.status == .caused } == true)
  }

  @Test("a turn, an item or a condition over its limit makes what is counted of the rollout limited")
  func elements() throws {
    let outputs = try agree(
      """
      input notes: text <= 3 char per turn
      input pace: real per turn
      let bad = notes contains "x"
      metric bad_turns = count(bad over rollout)
      metric clean: 0..1 = mean(when { bad -> 0, else -> 1 } over rollout) ?? 0
      metric turns_of_bad = count(turn over rollout where bad)
      metric slow: 0..9 = clamp(sum(pace over rollout where not bad), 0, 9)
      metric one_is: {0, 1} = any(bad over rollout)
      metric by_kind = max(count(turn over rollout where bad) over group) ?? 9
      """,
      [
        #"{"response": "a", "group_id": "a", "notes": ["x", "y"], "pace": [1, 2]}"#,
        #"{"response": "b", "group_id": "a", "notes": ["longer", "x"], "pace": [1, 2]}"#,
        #"{"response": "c", "group_id": "a", "notes": ["longer", "y"], "pace": [1, 2]}"#,
      ])
    let caused = Value(0, status: .caused)
    #expect(outputs["bad_turns"] == [Value(1), caused, caused])
    #expect(outputs["clean"] == [Value(0.5), caused, caused])
    #expect(outputs["turns_of_bad"] == [Value(1), caused, caused])
    #expect(outputs["slow"] == [Value(2), caused, caused])
    #expect(outputs["one_is"] == [Value(true), Value(true), caused])
    // Among rollouts a limited one is left out, as any missing one.
    #expect(outputs["by_kind"] == [Value(1), Value(1), Value(1)])
  }

  @Test("the lists of `cumulative` are limited where a rollout's have more than 2^20 items together")
  func appended() throws {
    func row(_ turns: Int) -> String {
      "{\"response\": \"a\", \"pace\": [\(Array(repeating: "1", count: turns).joined(separator: ","))]}"
    }
    let outputs = try agree(
      """
      input pace: real per turn
      let seen = cumulative(pace over rollout, with: append)
      metric longest = last(seen.count over rollout) ?? 0
      metric held = count(turn over rollout where failed(seen) or present(seen))
      metric before = count(turn over batch where present(seen.count))
      """, [row(1447), row(1448)])
    #expect(outputs["longest"] == [Value(1447), Value(0, status: .caused)])
    #expect(outputs["held"] == [Value(1447), Value(0)])
    #expect(outputs["before"] == [Value(1447), Value(1447)])
  }

  @Test("of many short lines, too: what counts is the rollout")
  func appendedByKey() throws {
    func row(_ lines: Int) -> String {
      let kinds = (0..<lines).flatMap { Array(repeating: $0, count: 400) }
      return "{\"response\": \"a\", \"kind\": \(kinds), \"names\": \(kinds.map { [$0, $0 + 1] })}"
    }
    let outputs = try agree(
      """
      input kind: int per turn
      input names: list<real> per turn
      let seen = cumulative(kind over rollout by kind, with: append)
      metric longest = max(seen.count over rollout) ?? 0
      metric united = max(cumulative(names over rollout by kind, with: union).count over rollout) ?? 0
      """, [row(2), row(14)])
    // 400 * 401 / 2 items a line: 13 lines are below 2^20. A union may have twice as many.
    #expect(outputs["longest"] == [Value(400), Value(0, status: .caused)])
    #expect(outputs["united"] == [Value(2), Value(0, status: .caused)])
  }

  @Test("lists that are made of a rollout's lists have at most 2^20 items")
  func listsOfLists() throws {
    let outputs = try agree(
      """
      input response: text
      let words = extract_all(response, /\\w+/)
      metric all = words.flat_map(w => words).count
      metric nested = words.map(w => words).count
      metric some = words.flat_map(w => words.filter(v => v == w)).count
      """, [Self.row(20), Self.row(1025)])
    let caused = Value(0, status: .caused)
    #expect(outputs["all"] == [Value(400), caused])
    #expect(outputs["nested"] == [Value(20), caused])
    #expect(outputs["some"] == [Value(20), caused])
  }

  @Test("a score that reads them takes its low end, whatever the lists come from")
  func listsOfRows() throws {
    func row(_ items: Int) -> String { "{\"response\": \"a\", \"xs\": \(Array(0..<items))}" }
    let outputs = try agree(
      """
      input xs: list<int>
      let all = xs.flat_map(x => xs)
      reward long: -1..1 = when { all.count > 0 -> 1, else -> 0 }
      reward wide: -1..1 = clamp(xs.map(x => xs).count, 0, 1)
      """, [row(2), row(1025)])
    let caused = Value(-1, status: .caused)
    #expect(outputs["long"] == [Value(1), caused])
    #expect(outputs["wide"] == [Value(1), caused])
  }

  @Test("of a pair only the response that goes over a limit is limited, also the other way round")
  func pairs() throws {
    func row(_ response: String) -> String { "{\"group_id\": \"g\", \"response\": \"\(response)\"}" }
    let outputs = try agree(
      """
      input response: text <= 4 word
      let n = count_matches(response, /\\w+/)
      reward win: 0..1 = mean(n > other.n over others) ?? 0.5
      reward lose: 0..1 = mean(swap(n > other.n) over others) ?? 0.5
      metric compared = count(present(n > other.n) over others)
      """, [row("a"), row("a b"), row("a b c"), row("a b c d e f")])
    let caused = Value(0, status: .caused)
    #expect(outputs["win"] == [Value(0), Value(0.5), Value(1), caused])
    // Which of the two it was is not known any more: nobody is paid for it.
    #expect(outputs["lose"] == [caused, caused, caused, caused])
    #expect(outputs["compared"] == [Value(2), Value(2), Value(2), Value(0)])
  }

  @Test("rows whose lists have too many items together are scored in parts")
  func parts() throws {
    let text = GeneratedSpec(declarations: [
      "input response: text", #"let words = extract_all(response, /\w+/)"#,
      "metric same = words.sum(w => words.count(v => v == w))",
      "metric all = sum(words.sum(w => words.count) over batch)",
    ])
    let checked = DifferentialCase(spec: text, batches: [], showsLets: false).checked()
    let spec = try #require(checked.spec, "\(checked.errors)")
    let plan = Plan(Graph(lowering: spec))
    func scored(itemLimit: Int) throws -> [[Value]] {
      var options = ScorerOptions()
      options.itemLimit = itemLimit
      let scorer = Scorer(spec: spec, plan: plan, options: options)
      let rows = (0..<9).map { Self.row(3 + $0 % 4, group: "g\($0 % 2)") }
      var chunks = [RowParser(schema: scorer.schema).parse(DifferentialCase.block(rows, firstLine: 1))]
      var batches: [ScoredBatch] = []
      let totals = try scorer.score(chunks: { chunks.popLast() }, sink: { batches.append($0) })
      #expect(totals.lines == 9 && totals.rows == 9)
      return batches.flatMap { batch in batch.outputs.map { output in (0..<9).map { output.column.value($0) } } }
    }
    let whole = try scored(itemLimit: Frame.itemLimit)
    #expect(try scored(itemLimit: 40) == whole)
    #expect(throws: ScorerError.tooManyItems(grain: "w x v", line: 4)) { try scored(itemLimit: 30) }
  }
}
