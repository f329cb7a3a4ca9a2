import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Testing

@testable import RewardEngine

@Suite struct InputCensusTests {
  /// A row that lacks an input is one that the reader of a run leaves out for that, and no other. Rows with another fault
  /// are left out for whichever comes first.
  @Test(arguments: [
    "input it: text", "input answer: text per group", "input response: text", "input prompt: text",
    "input it: text from \"extra.it\"", "input it: list<text>", "input it: int per token",
    "rows per group\ninput response: text", "rows per group\ninput answer: text per group\ninput response: text",
    "rows per pair\ninput response: text", "rows per pair\ninput it: text",
  ])
  func `a row lacks what the reader misses`(_ inputs: String) throws {
    let spec = try spec(inputs)
    let parser = RowParser(schema: InputLayout(Graph(lowering: spec)).schema)
    var lacking = 0
    for row in Self.rows {
      let block = LineBlock(bytes: Array(row.utf8))
      var census = InputCensus(of: spec)
      census.add(block)
      #expect(census.rowCount == 1)
      let isLacking = census.entries.contains { $0.lackingCount == 1 && $0.isNeededOfEachRow }
      if let problem = parser.parse(block).problems.first?.message {
        let isMissing = problem.contains("no value for") || problem.contains("always there")
        #expect(isLacking || !isMissing, "\(row): \(problem)")
      } else {
        #expect(!isLacking, "\(row)")
      }
      if isLacking { lacking += 1 }
    }
    #expect(lacking > 0 && lacking < Self.rows.count)
  }

  /// Every value in every place where one may be looked for.
  private static let rows: [String] = {
    let texts = [#""4""#, "null"]
    let lists = [#"["4", "5"]"#, "null"]
    let dialogue = #"[{"role": "user", "content": "2+2?"}, {"role": "assistant", "content": "4"}]"#
    var members = ["", #""unknown": 1"#, #""messages": \#(dialogue)"#, #""messages": [\#(dialogue), \#(dialogue)]"#]
    for name in ["it", "extra", "answer", "label", "response", "completion", "prompt", "question"] {
      members += texts.map { "\"\(name)\": \($0)" }
    }
    for name in ["it", "responses", "completions", "response"] { members += lists.map { "\"\(name)\": \($0)" } }
    for name in ["it", "response"] {
      members += [#""chosen_\#(name)": "4""#, #""chosen_\#(name)": "4", "rejected_\#(name)": "5""#]
      members += [#""chosen": {"\#(name)": "4"}, "rejected": {"\#(name)": null}"#]
    }
    members += [#""chosen": "4", "rejected": "5""#, #""extra": {"it": "4"}"#, #""extra": {"it": null}"#]
    members += [#""it": [1, 2]"#, #""reward_model": {"ground_truth": "4"}"#, #""answer": null, "label": "4""#]
    members += [#""answer": "4", "responses": ["4", "5"]"#]
    return members.map { "{\($0)}" }
  }()

  @Test func `it counts rows, nulls and lines that are no rows`() throws {
    var census = InputCensus(of: try spec("input it: text"))
    census.add(LineBlock(bytes: Array("{\n{\"it\": \"4\"}\n\n{\"it\": null}\n[]\n".utf8)))
    census.add(LineBlock(bytes: Array("{\"other\": {\"it\": 1}}\n".utf8), firstLine: 6))
    let entry = try #require(census.entries.first)
    #expect(census.rowCount == 3)
    #expect(census.unreadableCount == 2)
    #expect((entry.lackingCount, entry.nullCount, entry.firstLackingLine) == (2, 1, 4))
    #expect(entry.places == ["`it`"])
    #expect(census.paths == ["it", "other", "other.it"])
  }

  @Test func `paths are few, and such as a spec can name`() throws {
    var census = InputCensus(of: try spec("input it: text"))
    let many = (0..<3000).map { "\"k\($0)\": 1" }.joined(separator: ", ")
    census.add(LineBlock(bytes: Array(#"{"a.b": 1, "a\"b": 1, "": 1, "a": {"b": {"c": {"d": {"e": 1}}}}}"#.utf8)))
    #expect(census.paths == ["a", "a.b", "a.b.c", "a.b.c.d"])
    census.add(LineBlock(bytes: Array("{\(many)}".utf8)))
    #expect(census.paths.count == 1000)
  }

  /// A spec that reads all its inputs.
  private func spec(_ inputs: String) throws -> TypedSpec {
    let names = inputs.split(separator: "\n").compactMap { line in
      line.hasPrefix("input ") ? line.dropFirst(6).prefix { $0 != ":" } : nil
    }
    let scores = names.map { name in
      let isToken = inputs.contains("\(name): int per token")
      let isList = inputs.contains("\(name): list<text>")
      let value =
        isToken ? "mean(\(name) over rollout)" : isList ? "\(name).count" : "length(\(name), in: char) / 1 char"
      return "metric r_\(name) = \(value)\n"
    }
    let source = SourceFile(name: "task.reward", text: "spec task 1.0.0\n\(inputs)\n\(scores.joined())")
    let result = Checker.check(source, registry: Registry(RewardRules.builtins))
    return try #require(result.spec, "\(result.diagnostics.map(\.message))")
  }
}
