import RewardSemantics
import Testing

@testable import RewardEngine

/// Rows that hold a group: one prompt with all its rollouts.
@Suite struct RowGroupTests {
  private func problems(_ fields: RowSchema.Field..., needsTurns: Bool = false, of text: String) -> [String] {
    var schema = RowSchema.of(rowsPer: .group, needsTurns: needsTurns)
    schema.fields = fields
    let chunk = RowParser(schema: schema).parse(text)
    #expect(chunk.count == 0)
    #expect(chunk.columns.allSatisfy { $0.count == 0 })
    #expect(chunk.ids.count == 0 && chunk.groups.count == 0 && chunk.steps.count == 0)
    #expect(chunk.tokenOffsets ?? [0] == [0] && chunk.turnOffsets ?? [0] == [0])
    return chunk.problems.map(\.message)
  }

  @Test func `each rollout of a line is a row`() {
    let parser = RowParser(
      schema: .of(
        rowsPer: .group, .field("response", .text), .field("score", .number), .field("answer", .text, per: .group),
        .field("prompt", .text), .field("tags", .texts)))
    let chunk = parser.parse(
      """
      {"prompt": "2+2?", "responses": ["4", "5"], "score": [1, 0.5], "answer": "4", "tags": [["a", "b"], []], "step": 3}

      {"prompt": "3+3?", "completions": ["6"], "score": [true], "answer": "6", "tags": [["c"]]}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.count == 3 && chunk.lineCount == 3)
    #expect(chunk.lines == [1, 1, 3])
    #expect(chunk.rollouts == [0, 1, 0])
    #expect(
      chunk.columns.map(\.shown) == [
        ["4", "5", "6"], ["1", "0.5", "1"], ["4", "4", "6"], ["2+2?", "2+2?", "3+3?"],
        [#"["a","b"]"#, "[]", #"["c"]"#],
      ])
    #expect(chunk.steps.shown == ["3", "3", "-"])
  }

  @Test func `tokens and turns are lists of lists`() {
    let parser = RowParser(
      schema: .of(
        rowsPer: .group, .field("logp", .number, per: .token),
        .field("ref_logp", .number, per: .token, optional: true), .field("progress", .number, per: .turn)))
    let chunk = parser.parse(
      """
      {"logp": [[-1, -2], [], [-3]], "ref_logp": [[-1, null], null, [-5]], "progress": [[1], [2, 3], []]}
      {"logprobs": [[-4]], "progress": [[]]}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.tokenOffsets == [0, 2, 2, 3, 4])
    #expect(chunk.turnOffsets == [0, 1, 3, 3, 3])
    #expect(
      chunk.columns.map(\.shown) == [["-1", "-2", "-3", "-4"], ["-1", "-", "-5", "-"], ["1", "2", "3"]])
  }

  @Test func `a line is a group of its own; its prompt is no key`() {
    let chunk = RowParser(schema: .of(rowsPer: .group, .field("response", .text))).parse(
      """
      {"prompt": "p", "responses": ["a", "b"]}
      {"prompt": "p", "responses": ["a"]}
      {"uid": "line 1", "responses": ["a"]}
      {"group_id": 7, "responses": ["a"]}
      """)
    #expect(chunk.groups.shown == ["line 1", "line 1", "line 2", "line 1", "7"])
    // So that the third line, which is called `line 1`, is not taken for the first.
    #expect(chunk.groupedByPrompt == [true, true, true, false, false])
  }

  @Test func `a list of ids has one for each rollout, a single id is that of the line`() {
    let chunk = RowParser(schema: .of(rowsPer: .group, .field("response", .text))).parse(
      """
      {"id": ["a", null, 3], "responses": ["x", "y", "z"]}
      {"id": "b", "responses": ["x", "y"]}
      {"responses": ["x"]}
      """)
    #expect(chunk.ids.shown == ["\"a\"", "-", "3", "\"b\"", "\"b\"", "-"])
  }

  @Test func `a missing value is missing for its rollout alone`() {
    let parser = RowParser(
      schema: .of(rowsPer: .group, .field("response", .text), .field("score", .number, optional: true)))
    let chunk = parser.parse(
      """
      {"responses": ["a", "b"], "score": [null, 1]}
      {"responses": ["c", "d"], "score": null}
      {"responses": ["e"]}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.columns[1].shown == ["-", "1", "-", "-", "-"])
  }

  @Test func `token numbers under the name of the responses are no text`() {
    let chunk = RowParser(schema: .of(rowsPer: .group, .field("response", .text))).parse(
      """
      {"responses": [null, "a"], "id": 1, "messages": [{"role": "user", "content": "p"}]}
      {"responses": [[1, 2], [3]], "messages": [[{"role": "assistant", "content": "b"}], \
      [{"role": "assistant", "content": "c"}]]}
      """)
    #expect(chunk.columns[0].shown == ["b", "c"])
    #expect(
      chunk.problems.map(\.message) == ["`responses[0]` is null, the spec declares a text that is always there"])
  }

  @Test func `a completion may be a list of messages`() {
    let chunk = RowParser(
      schema: .of(rowsPer: .group, .field("response", .text), .field("prompt", .text), needsTurns: true)
    ).parse(
      """
      {"prompt": [{"role": "user", "content": "p"}], "completions": [[{"role": "assistant", "content": "a"}], \
      [{"role": "assistant", "content": "b"}, {"role": "tool", "content": "t"}, {"role": "assistant", "content": "c"}]]}
      {"messages": [{"role": "user", "content": "q"}], "responses": ["d", "e"]}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.columns.map(\.shown) == [["a", "c", "d", "e"], ["p", "p", "q", "q"]])
    #expect(chunk.turnOffsets == [0, 1, 3, 4, 5])
    #expect(chunk.turns?.text.shown == ["a", "b", "c", "d", "e"])
    #expect(chunk.turns?.observation.shown == ["", "t", "", "", ""])
  }

  @Test func `messages may hold a conversation for each rollout; the first has the prompt`() {
    let chunk = RowParser(
      schema: .of(rowsPer: .group, .field("response", .text), .field("prompt", .text, per: .group), needsTurns: true)
    ).parse(
      """
      {"messages": [[{"role": "user", "content": "p"}, {"role": "assistant", "content": "a"}], \
      [{"role": "user", "content": "p "}, {"role": "assistant", "content": "b"}, {"role": "user", "content": "?"}, \
      {"role": "assistant", "content": "c"}]]}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.columns.map(\.shown) == [["a", "c"], ["p", "p"]])
    #expect(chunk.turns?.offsets == [0, 1, 3])
    #expect(chunk.turns?.text.shown == ["a", "b", "c"])
  }

  @Test func `a row that nothing is read of has as many rollouts as responses or ids`() {
    let chunk = RowParser(schema: .of(rowsPer: .group, .field("answer", .text, per: .group))).parse(
      """
      {"answer": "1", "responses": ["a", "b"]}
      {"answer": "2", "id": ["x"]}
      {"answer": "3"}
      """)
    #expect(chunk.columns[0].shown == ["1", "1", "2"])
    #expect(chunk.problems.map(\.message) == ["the row has no list with one value for each rollout"])
  }

  @Test(arguments: [
    (
      #"{"responses": ["a", "b", "c", "d"], "score": [1, 2, 3]}"#,
      "`score` has 3 rollouts where `responses` has 4"
    ),
    (#"{"responses": ["a", "b"], "score": [1]}"#, "`score` has 1 rollout where `responses` has 2"),
    (#"{"responses": ["a"], "score": [1], "id": ["x", "y"]}"#, "`id` has 2 rollouts where `responses` has 1"),
    (
      #"{"responses": ["a"], "score": [1], "messages": [[], []]}"#, "`messages` has 2 rollouts where `responses` has 1"
    ),
    (#"{"responses": [], "score": []}"#, "`responses` is empty: a group without rollouts"),
    (
      #"{"response": "a", "score": [1]}"#,
      "`response` is a string, but in a row per group it is a list with one value for each rollout"
    ),
    (
      #"{"responses": ["a"], "score": 1}"#,
      "`score` is a number, but in a row per group it is a list with one value for each rollout"
    ),
    (#"{"responses": ["a", 2], "score": [1, 2]}"#, "`responses[1]` is a number, the spec declares a text"),
    (#"{"responses": ["a", "b"], "score": [1, "x"]}"#, "`score[1]` is a string, the spec declares a number"),
    (
      #"{"responses": ["a", "b"], "score": [1, null]}"#,
      "`score[1]` is null, the spec declares a number that is always there"
    ),
    (
      #"{"responses": ["a", "b"], "score": null}"#,
      "`score` is null, the spec declares a number that is always there"
    ),
    (#"{"responses": ["a"]}"#, "no value for `score`: the row has no `score`"),
    (
      #"{}"#,
      "no value for `response`: the row has none of `response`, `completion`, `output`, `solution_str`, `completions`, "
        + "`responses`, `messages` with a conversation for each rollout"
    ),
    (
      #"{"score": [1], "messages": [{"role": "assistant", "content": "a"}]}"#,
      "no value for `response`: the row has none of `response`, `completion`, `output`, `solution_str`, `completions`, "
        + "`responses`, `messages` with a conversation for each rollout"
    ),
    (
      #"{"score": [1, 2], "messages": [[{"role": "assistant", "content": "a"}], "b"]}"#,
      "`messages[1]` is a string, not a list of messages"
    ),
    (
      #"{"score": [1, 2], "messages": [[{"role": "assistant", "content": "a"}], [{"role": "user", "content": "b"}]]}"#,
      "no value for `response`: `messages[1]` has no assistant message"
    ),
    (#"{"responses": ["a"], "score": [1], "step": [1]}"#, "the step is a list, but a row belongs to one step"),
    (#"{"responses": ["a"], "score": [1], "uid": ["u"]}"#, "the group id is a list, but a row is one group"),
  ])
  func `a line that is no group is left out whole`(_ line: String, _ message: String) {
    #expect(problems(.field("response", .text), .field("score", .number), of: line) == [message])
  }

  @Test func `lists of tokens agree within each rollout`() {
    #expect(
      problems(
        .field("logp", .number, per: .token), .field("ref_logp", .number, per: .token),
        of: """
          {"logp": [[1], [1, 2]], "ref_logp": [[1], [1]]}
          {"logp": [[1], 2], "ref_logp": [[1], [1]]}
          {"logp": [[1], [1, "x"]], "ref_logp": [[1], [1, 2]]}
          """) == [
          "`ref_logp[1]` has 1 value where `logp[1]` has 2",
          "`logp[1]` is a number, the spec declares a list with one value per token",
          "`logp[1][1]` is a string, the spec declares a number",
        ])
  }

  @Test func `the lines around a bad one are read`() {
    let chunk = RowParser(schema: .of(rowsPer: .group, .field("score", .number), needsTurns: true)).parse(
      """
      {"responses": ["a", "b"], "score": [1, 2], "id": ["p", "q"]}
      {"responses": ["a", "b"], "score": [3, "x"], "id": ["r", "s"]}
      {"responses": ["c"], "score": [4], "id": ["t"]}
      """)
    #expect(chunk.problems.map(\.line) == [2])
    #expect(chunk.lines == [1, 1, 3] && chunk.rollouts == [0, 1, 0])
    #expect(chunk.columns[0].shown == ["1", "2", "4"])
    #expect(chunk.turns?.text.shown == ["a", "b", "c"])
    #expect(chunk.ids.shown == ["\"p\"", "\"q\"", "\"t\""])
  }

  @Test func `a row that is one rollout has no place in a line`() {
    #expect(RowParser(schema: .of(.field("response", .text))).parse(#"{"response": "a"}"#).rollouts == nil)
  }
}
