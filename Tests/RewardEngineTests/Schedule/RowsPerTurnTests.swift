import RewardEngine
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Testing

/// Rows that are turns, from the bytes of the spec to those of the scored rows.
@Suite struct RowsPerTurnTests {
  private static let declarations = """
    input answer: text per group
    input outcome: real
    input pace: real per turn
    input logp: real per token
    metric turns = count(turn over rollout)
    metric words = count_matches(turn.text, /\\w+/)
    metric came_back = turn.observation contains "ok"
    metric certainty = mean(logp over turn)
    metric to_go = discounted(pace over rollout, gamma: 0.5)
    reward total = outcome + mean(pace over rollout)
    advantage = (total - mean(total over group)) at token
    """
  private static let turns = """
    {"rollout_id": "a0", "group_id": "a", "answer": "x", "response": "go on", "observation": "ok", "pace": 1, "logp": [-1, -3]}
    {"rollout_id": "a0", "group_id": "a", "answer": "x", "response": "stop", "pace": 3, "logp": [-5], "outcome": 2}
    {"rollout_id": "a1", "group_id": "a", "answer": "x", "messages": [{"role": "user", "content": "q"}, \
    {"role": "assistant", "content": "a b c"}, {"role": "tool", "content": "ok"}], "pace": 0, "logp": [], "outcome": 4}
    """
  private static let rollouts = """
    {"rollout_id": "a0", "group_id": "a", "answer": "x", "outcome": 2, "pace": [1, 3], "logp": [-1, -3, -5], \
    "turn_index": [0, 0, 1], "messages": [{"role": "assistant", "content": "go on"}, {"role": "tool", "content": "ok"}, \
    {"role": "assistant", "content": "stop"}]}
    {"rollout_id": "a1", "group_id": "a", "answer": "x", "outcome": 4, "pace": [0], "logp": [], "turn_index": [], \
    "messages": [{"role": "assistant", "content": "a b c"}, {"role": "tool", "content": "ok"}]}
    """

  private func spec(_ rows: String) throws -> TypedSpec {
    let file = SourceFile(name: "rows.reward", text: "spec rows 1.0.0\n" + rows + Self.declarations)
    let result = Checker.check(file, registry: Registry(RewardRules.builtins))
    return try #require(result.spec, "\(result.diagnostics)")
  }

  private func scored(
    _ rows: String, _ input: String, threads: Int = 1, blockSize: Int = 64
  ) throws -> (text: String, problems: [String], report: ScoringRun.Report) {
    let spec = try spec(rows)
    let (source, target) = (TemporaryFile(input), TemporaryFile())
    let run = ScoringRun(
      spec: spec, plan: Plan(Graph(lowering: spec)),
      options: .init(
        input: source.path, output: target.path, scorer: ScorerOptions(threads: threads), blockSize: blockSize))
    var problems: [String] = []
    let report = try run.run(onProblems: { problems += $0.map { "\($0.problem.line): \($0.problem.message)" } })
    return (target.text, problems, report)
  }

  @Test("turns give the scores of the rollouts they make, wherever blocks end", arguments: [1, 3], [1, 64, 1 << 20])
  func equal(threads: Int, blockSize: Int) throws {
    let (apart, problems, _) = try scored("rows per turn\n", Self.turns, threads: threads, blockSize: blockSize)
    let (together, none, _) = try scored("input turn_index: int per token selects turn\n", Self.rollouts)
    #expect(problems == [] && none == [])
    #expect(apart == together)
    #expect(apart.split(separator: "\n").count == 2)
    #expect(apart.contains(#""turns":2,"words":[2,1],"came_back":[1,0],"certainty":[-2,-5],"to_go":[2.5,3]"#))
  }

  @Test("a rollout is scored whole or not at all")
  func broken() throws {
    func row(_ rollout: String, _ more: String = #""response": "a", "pace": 1, "outcome": 1"#) -> String {
      #"{"rollout_id": "\#(rollout)", "group_id": "g", "answer": "x", "logp": [], \#(more)}"#
    }
    let lines = [
      row("a"), row("a", #""response": "a", "pace": "fast""#), row("a"), row("b"), "{", row("c"), row("c"), row("d"),
      row("d", #""response": "a", "pace": 1, "outcome": 2"#), row("e", #""response": "a", "pace": 1"#), row("f"),
      row("k"), row("g"), #"{"pace": 1}"#, row("h"), row("i"),
    ]
    for blockSize in [1, 1 << 20] {
      let (text, problems, report) = try scored("rows per turn\n", lines.joined(separator: "\n"), blockSize: blockSize)
      func with(_ line: Int, _ others: Int...) -> [String] {
        others.map { "\($0): left out with line \(line): a rollout is scored with all its turns" }
      }
      let expected =
        with(2, 1, 3) + with(5, 4, 6, 7) + with(9, 8) + with(14, 13, 15) + [
          "2: `pace` is a string, the spec declares a number",
          "5: the row ends inside the object that begins at column 1",
          "9: `outcome` differs from line 8, a turn of the same rollout: is it `per turn`?",
          "10: no value for `outcome`: none of `outcome` in line 10",
          "14: nothing says which rollout the turn is of: the row has none of `rollout_id`, `trajectory_id`, `traj_uid`, "
            + "`traj_id`, `episode_id`, `id`",
        ]
      #expect(Set(problems) == Set(expected))
      #expect(problems.count == expected.count)
      #expect(text.split(separator: "\n").map { $0.prefix(9) } == [#"{"id":"f""#, #"{"id":"k""#, #"{"id":"i""#])
      #expect(report.totals.rows == 3)
    }
  }

  @Test("a rollout that comes back is left out and says where it was")
  func returning() throws {
    let turns = ["a", "b", "a", "c"].map {
      #"{"rollout_id": "\#($0)", "group_id": "g", "answer": "x", "logp": [], "response": "a", "pace": 1, "outcome": 1}"#
    }
    let (text, problems, _) = try scored("rows per turn\n", turns.joined(separator: "\n"))
    #expect(problems == ["3: the rollout came before, at line 1: the turns of a rollout stand together"])
    #expect(text.split(separator: "\n").count == 3)
  }

  @Test("group and step stand in one of the rows, or are the same in all that have them")
  func keys() throws {
    func row(_ rollout: String, _ more: String) -> String { #"{"rollout_id": "\#(rollout)", "pace": 1\#(more)}"# }
    let declarations = "rows per turn\ninput pace: real per turn\nreward total = sum(pace over rollout)"
    let run = try ScoredLines(
      of: [
        row("a", ""), row("a", #", "group_id": "g""#), row("a", #", "step": 7"#),
        row("b", #", "group_id": "g", "step": 7, "prompt": "p""#), row("b", #", "prompt": "q""#),
        row("c", #", "group_id": "g""#), row("c", #", "group_id": "h""#),
        row("d", #", "step": 7"#), row("d", ""), row("d", #", "step": 8"#),
        row("e", #", "step": 7, "prompt": "p""#), row("e", #", "prompt": "q""#),
      ], declarations)
    #expect(
      run.problems == [
        "6: left out with line 7: a rollout is scored with all its turns",
        "7: the group differs from line 6, a turn of the same rollout",
        "8: left out with line 10: a rollout is scored with all its turns",
        "9: left out with line 10: a rollout is scored with all its turns",
        "10: the step differs from line 8, a turn of the same rollout",
      ])
    let heads = run.lines.map { $0.split(separator: #","scores""#)[0] }
    #expect(heads == [#"{"id":"a","group":"g""#, #"{"id":"b","group":"g""#, #"{"id":"e","group":"p""#])
  }

  @Test("what came back stands in the messages or in a column of the row")
  func observations() throws {
    func row(_ id: Int, _ more: String) -> String { #"{"rollout_id": \#(id), "group_id": "g", \#(more)}"# }
    let said = #""messages": [{"role": "assistant", "content": "a"}"#
    let rows = [
      row(0, said + #"], "observation": "b b""#),
      row(1, said + #", {"role": "tool", "content": "c"}], "observation": "b b""#),
      row(2, said + #", {"role": "tool", "content": "c"}], "observation": {}"#),
      row(3, said + #"], "observation": {}"#), row(4, #""response": "a", "tool_response": 1"#),
      row(5, #""response": "a", "observation": null"#), row(6, said + #", {"role": "tool", "content": ""}]"#),
    ]
    let declarations = "rows per turn\nmetric words = sum(count_matches(turn.observation, /\\w+/) over rollout)\n"
    let run = try ScoredLines(of: rows, declarations + "reward total = words")
    #expect(
      run.problems == [
        "4: `observation` is an object, the spec reads what came back from it",
        "5: `tool_response` is a number, the spec reads what came back from it",
      ])
    let scores = run.lines.map { $0.split(separator: #""words":"#)[1].prefix(1) }
    #expect(scores == ["2", "1", "1", "0", "0"])
    let text = try ScoredLines(
      of: rows, "rows per turn\nreward total = sum(count_matches(turn.text, /\\w+/) over rollout)")
    #expect(text.problems == [] && text.lines.count == rows.count)
  }

  @Test("turns that are only counted need no text")
  func countedOnly() throws {
    let rows = ["a", "a", "b"].map { #"{"rollout_id": "\#($0)", "group_id": "g"}"# }
    let declarations = "rows per turn\nmetric turns = count(turn over rollout)\nreward brief = -turns"
    let run = try ScoredLines(of: rows, declarations)
    #expect(run.problems == [])
    #expect(run.lines.count == 2 && run.lines[0].contains(#""turns":2"#) && run.lines[1].contains(#""turns":1"#))
    #expect(try ScoredLines(of: rows, declarations + "\nmetric n = count_matches(turn.text, /a/)").problems.count == 3)
  }

  @Test("a rollout is found by any of its lines")
  func lookup() throws {
    let graph = Graph(lowering: try spec("rows per turn\n"))
    let file = TemporaryFile(Self.turns)
    for (line, row) in [(1, 0), (2, 0), (3, 1)] {
      let found = try RolloutLookup(graph: graph).find(.line(line), in: file.path)
      #expect(found.row == row && found.chunk.count == 2)
    }
    #expect(try RolloutLookup(graph: graph).find(.id("a1"), in: file.path).row == 1)
    let (chunk, _) = try RolloutLookup(graph: graph).find(.line(2), in: file.path)
    let interpreter = Interpreter(spec: try spec("rows per turn\n"), rows: Rows(chunk, of: graph))
    #expect(interpreter.elements(of: Grain.turn).count == 3)
  }
}
