import RewardEngine
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Testing

/// The same rollouts, one a line and one group a line, from the bytes of the spec to those of the scored rows.
@Suite struct RowsPerGroupTests {
  private static let declarations = """
    input response: text
    input answer: text per group
    input logp: real per token
    rule correct = response == answer
    metric turns = count(turn over rollout)
    metric certainty = mean(logp over rollout)
    metric solved = mean(correct over group)
    advantage = grpo(correct)
    """
  private static let rollouts = """
    {"id": "a0", "group_id": "a", "response": "4", "answer": "4", "logp": [-1, -2]}
    {"id": "a1", "group_id": "a", "response": "5", "answer": "4", "logp": [-3]}
    {"id": "a2", "group_id": "a", "response": "6", "answer": "4", "logp": [-4, -5, -6]}
    {"id": "b0", "group_id": "b", "response": "7", "answer": "7", "logp": []}
    {"id": "b1", "group_id": "b", "response": "8", "answer": "7", "logp": [-7]}
    """
  private static let groups = """
    {"id": ["a0", "a1", "a2"], "group_id": "a", "responses": ["4", "5", "6"], "answer": "4", \
    "logp": [[-1, -2], [-3], [-4, -5, -6]]}
    {"id": ["b0", "b1"], "group_id": "b", "responses": ["7", "8"], "answer": "7", "logp": [[], [-7]]}
    """

  private func spec(_ rows: String) throws -> TypedSpec {
    let file = SourceFile(name: "rows.reward", text: "spec rows 1.0.0\n" + rows + Self.declarations)
    return try #require(Checker.check(file, registry: Registry(RewardRules.builtins)).spec)
  }

  private func scored(_ rows: String, _ input: String, threads: Int = 1) throws -> (String, ScoringRun.Report) {
    let spec = try spec(rows)
    let (source, target) = (TemporaryFile(input), TemporaryFile())
    let run = ScoringRun(
      spec: spec, plan: Plan(Graph(lowering: spec)),
      options: .init(
        input: source.path, output: target.path, scorer: ScorerOptions(threads: threads), ties: "turns", blockSize: 64))
    let report = try run.run()
    return (target.text, report)
  }

  @Test("both forms give the same scores", arguments: [1, 3])
  func equal(threads: Int) throws {
    let (apart, _) = try scored("", Self.rollouts)
    let (together, report) = try scored("rows per group\n", Self.groups, threads: threads)
    #expect(apart.split(separator: "\n").count == 5)
    let withoutPlaces = (0..<3).reduce(together) { text, rollout in
      text.split(separator: #""rollout":\#(rollout),"#, omittingEmptySubsequences: false).joined()
    }
    #expect(withoutPlaces == apart)
    #expect(report.summary.rowCount == 5 && report.totals.lines == 2)
  }

  @Test("prompts that differ in their number of rollouts are no reason to warn")
  func unevenGroups() throws {
    let lines = """
      {"prompt": "p", "responses": ["4", "5"], "answer": "4", "logp": [[], []]}
      {"prompt": "p", "responses": ["4", "5", "6"], "answer": "5", "logp": [[], [], []]}
      """
    let (text, report) = try scored("rows per group\n", lines)
    #expect(text.split(separator: "\n").count == 5)
    #expect(!report.hasUnevenPromptGroups)
    #expect(report.summary.badRowCount == 0)
    let tie = try #require(report.tie)
    #expect(tie.description.contains("line 2 rollout 1"))
  }

  @Test("a group that is called like another line is not that line")
  func namedLikeALine() throws {
    let graph = Graph(lowering: try spec("rows per group\n"))
    let file = TemporaryFile(
      """
      {"responses": ["1", "2"], "answer": "2", "logp": [[], []]}
      {"group_id": "line 1", "responses": ["3"], "answer": "3", "logp": [[]]}
      """)
    let (chunk, _) = try RolloutLookup(graph: graph).find(.line(2), in: file.path)
    #expect(Rows(chunk, of: graph).rollouts.map(\.group) == [0, 0, 1])
  }

  @Test("a rollout is found by its line and place, or by its id; its batch comes with it")
  func lookup() throws {
    let graph = Graph(lowering: try spec("rows per group\n"))
    let lookup = RolloutLookup(graph: graph)
    let file = TemporaryFile(
      Self.groups + #"\#n{"id": "c", "step": 2, "responses": ["1", "2"], "answer": "2", "logp": [[], []]}"#)
    func found(_ wanted: RolloutLookup.Wanted, rollout: Int? = nil) throws -> (rows: Int, line: Int, rollout: Int?) {
      let (chunk, row) = try lookup.find(wanted, rollout: rollout, in: file.path)
      return (chunk.count, chunk.lines[row], chunk.rollouts?[row])
    }
    #expect(try found(.line(1)) == (5, 1, 0))
    #expect(try found(.line(2), rollout: 1) == (5, 2, 1))
    #expect(try found(.id("a2")) == (5, 1, 2))
    #expect(try found(.id("c")) == (2, 3, 0))
    #expect(try found(.id("c"), rollout: 1) == (2, 3, 1))
    #expect(throws: RolloutLookup.Failure.self) { try found(.line(2), rollout: 2) }
    let (chunk, _) = try lookup.find(.line(1), in: file.path)
    #expect(Rows(chunk, of: graph).rollouts.map(\.group) == [0, 0, 0, 1, 1])
  }
}
