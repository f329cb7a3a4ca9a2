import RewardSemantics
import Testing

@testable import RewardEngine

/// The tools that each turn calls.
@Suite struct ToolCallTests {
  private let parser = RowParser(schema: .of(needsTurns: true, needsCalls: true))

  private func calls(_ row: String) throws -> (calls: [String], arguments: [String]) {
    let chunk = parser.parse(row)
    #expect(chunk.problems == [])
    let turns = try #require(chunk.turns)
    return (try #require(turns.calls).shown, try #require(turns.arguments).shown)
  }

  @Test func `a turn has a name and arguments for each call, and a turn without calls has none`() throws {
    let (calls, arguments) = try calls(MessageListTests.trajectory)
    #expect(calls == [#"["weather","clock"]"#, "[]"])
    #expect(arguments == [#"["{}","{\"zone\":\"UTC\"}"]"#, "[]"])
  }

  @Test func `a row of the shopping trajectories`() throws {
    let row = #"""
      {"messages": [{"role": "user", "content": "A mug?"}, {"role": "assistant", "content": null, "tool_calls": \#
      [{"id": "c0", "type": "function", "function": {"name": "search", "arguments": "{\"query\": \"mug\"}"}}]}, \#
      {"role": "tool", "tool_call_id": "c0", "content": "[]"}, {"role": "assistant", "content": "None [P17]."}]}
      """#
    let (calls, arguments) = try calls(row)
    #expect(calls == [#"["search"]"#, "[]"])
    #expect(arguments == [#"["{\"query\":\"mug\"}"]"#, "[]"])
  }

  @Test func `the older form has one call`() throws {
    let (calls, arguments) = try calls(
      #"{"messages": [{"role": "assistant", "function_call": {"name": "f", "arguments": "[1, 2]"}}]}"#)
    #expect(calls == [#"["f"]"#])
    #expect(arguments == [#"["[1,2]"]"#])
  }

  @Test func `calls may be parts of the content`() throws {
    let row = #"""
      {"messages": [{"role": "assistant", "tool_calls": {}, "content": [{"type": "text", "text": "so"}, \#
      {"type": "tool_use", "id": "t0", "name": "f", "input": {"a": 1}}, {"type": "tool_use", "name": "g"}]}, \#
      {"role": "user", "content": [{"type": "tool_use", "name": "no"}]}, \#
      {"role": "assistant", "tool_calls": [{"name": "h"}], "content": [{"type": "tool_use", "name": "h"}]}]}
      """#
    for none in ["null", "[]"] {
      let (calls, arguments) = try calls(row.replacing("{}", with: none, maxReplacements: 1))
      #expect(calls == [#"["f","g"]"#, #"["h"]"#])
      #expect(arguments == [#"["{\"a\":1}","{}"]"#, #"["{}"]"#])
    }
  }

  @Test(arguments: [
    (#""{\"a\": 1.50}""#, #"{"a":1.5}"#), (#"{"a": [null]}"#, #"{"a":[null]}"#), (#""""#, "{}"), ("null", "{}"),
    (#"" \n""#, "{}"), (#""{\"a\": ""#, #""{\"a\": ""#), (#""plain words""#, #""plain words""#), (#""7""#, "7"),
  ])
  func `arguments are a JSON value, whatever the policy wrote`(written: String, read: String) throws {
    let chunk = parser.parse(
      #"{"messages": [{"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": \#(written)}}]}]}"#)
    #expect(chunk.problems == [])
    let column = try #require(chunk.turns?.arguments)
    guard case .lists(_, let items) = column.storage else {
      Issue.record("arguments are no lists")
      return
    }
    #expect(items.shown == [read])
  }

  @Test func `a response without messages is one turn that calls nothing`() throws {
    let (calls, arguments) = try calls(#"{"response": "a"}"#)
    #expect(calls == ["[]"] && arguments == ["[]"])
  }

  @Test func `what is no call is a problem of the row`() {
    let chunk = parser.parse(
      """
      {"messages": [{"role": "assistant", "tool_calls": [{"function": {"arguments": "{}"}}]}]}
      {"messages": [{"role": "assistant", "tool_calls": {"name": "f"}}]}
      {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "function_call": "f"}]}
      {"messages": [{"role": "assistant", "tool_calls": [{"name": "f"}]}, {"role": "assistant", "tool_calls": [1]}]}
      {"messages": [{"role": "assistant", "tool_calls": [{"name": "f"}]}]}
      """)
    #expect(
      chunk.problems.map(\.message) == [
        "`messages[0].tool_calls[0]` names no tool", "`messages[0].tool_calls` is an object, not a list of tool calls",
        "`messages[1].function_call` names no tool", "`messages[1].tool_calls[0]` names no tool",
      ])
    #expect(chunk.turns?.calls?.shown == [#"["f"]"#])
    #expect(chunk.turns?.text.count == 1)
  }

  @Test func `nobody asks, nobody looks`() {
    let chunk = RowParser(schema: .of(needsTurns: true)).parse(
      #"{"messages": [{"role": "assistant", "content": "a", "tool_calls": "?"}]}"#)
    #expect(chunk.problems == [])
    #expect(chunk.turns?.calls == nil && chunk.turns?.arguments == nil)
  }

  // MARK: Records

  private func records(_ type: RecordType, _ row: String) throws -> [String] {
    let chunk = RowParser(schema: .of(.field("xs", .list(.record(type))))).parse(row)
    if let problem = chunk.problems.first { return [problem.message] }
    guard case .lists(_, let items) = chunk.columns[0].storage else { return [] }
    return items.shown
  }

  @Test(arguments: [
    (#"{"name": "f", "arguments": {"a": 1}}"#, #"{"name":"f","arguments":{"a":1}}"#),
    (
      #"{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\"a\": 1}"}}"#,
      #"{"id":"c1","name":"f","arguments":{"a":1}}"#
    ),
    (#"{"name": "f", "parameters": {"a": 1}}"#, #"{"name":"f","arguments":{"a":1}}"#),
    (#"{"type": "tool_use", "id": "t", "name": "f", "input": {}}"#, #"{"id":"t","name":"f","arguments":{}}"#),
    (
      #"{"name": "f", "arguments": "{\"b\": [{\"d\": 1, \"c\": 2}], \"a\": 1.0}"}"#,
      #"{"name":"f","arguments":{"a":1.0,"b":[{"c":2,"d":1}]}}"#
    ),
    (#"{"name": "f"}"#, #"{"name":"f","arguments":{}}"#), (#"{"arguments": {}}"#, "`xs[0]` names no tool"),
    (#""f""#, "`xs[0]` is a string, the spec declares a list of tool calls"),
  ])
  func `a tool call is read from the forms that trainers write`(written: String, read: String) throws {
    #expect(try records(.toolCall, #"{"xs": [\#(written)]}"#) == [read])
  }

  @Test(arguments: [
    (
      #"{"passed": 1, "total": 4, "compiled": true, "ran": false, "message": "no"}"#,
      #"{"passed":1,"total":4,"share":0.25,"compiled":true,"ran":false,"message":"no"}"#
    ),
    // A program that passed a test ran; nothing passed says nothing.
    (
      #"{"total": 2, "passed": 2, "time": 0.1}"#,
      #"{"passed":2,"total":2,"share":1,"compiled":true,"ran":true,"message":""}"#
    ),
    (
      #"{"passed": 0, "total": 0, "share": 1}"#,
      #"{"passed":0,"total":0,"compiled":false,"ran":false,"message":""}"#
    ),
    (#"{"passed": 3, "total": 2}"#, "`xs[0]` passed more tests than there are"),
    (#"{"passed": 0.5, "total": 2}"#, "`xs[0]` has no `passed` that is a count"),
    (#"{"passed": 1}"#, "`xs[0]` has no `total` that is a count"),
    (#"{"passed": 1, "total": 1, "ran": "yes"}"#, "`xs[0].ran` is no condition"),
  ])
  func `a run of tests is read from a row`(written: String, read: String) throws {
    #expect(try records(.testRun, #"{"xs": [\#(written)]}"#) == [read])
  }

  @Test(arguments: [
    (#"{"role": "user", "content": "hi"}"#, #"{"role":"user","content":"hi","tool_calls":[]}"#),
    (
      #"{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "image"}, "b"]}"#,
      #"{"role":"user","content":"ab","tool_calls":[]}"#
    ),
    (
      #"{"role": "assistant", "content": null, "tool_calls": [{"id": "c", "function": {"name": "f", "arguments": ""}}]}"#,
      #"{"role":"assistant","content":"","tool_calls":[{"id":"c","name":"f","arguments":{}}]}"#
    ),
    (
      #"{"role": "tool", "tool_call_id": "c", "name": "f", "content": "1"}"#,
      #"{"role":"tool","content":"1","tool_calls":[],"tool_call_id":"c","name":"f"}"#
    ),
    (
      #"{"role": "assistant", "function_call": {"name": "f", "arguments": "{}"}}"#,
      #"{"role":"assistant","content":"","tool_calls":[{"name":"f","arguments":{}}]}"#
    ),
    (
      #"{"role": "assistant", "content": ["a", {"type": "tool_use", "id": "t", "name": "f", "input": {"k": [1]}}]}"#,
      #"{"role":"assistant","content":"a","tool_calls":[{"id":"t","name":"f","arguments":{"k":[1]}}]}"#
    ),
    (
      #"{"role": "assistant", "content": [{"type": "text", "text": "a"}, {"type": "tool_use"}]}"#,
      "`xs[0].content[1]` names no tool"
    ), (#"{"content": "x"}"#, "`xs[0]` has no `role`"),
    (#"{"role": "user", "content": 1}"#, "`xs[0].content` is a number, not a text or a list of parts"),
    (#"{"role": "assistant", "tool_calls": [{}]}"#, "`xs[0].tool_calls[0]` names no tool"),
  ])
  func `a message has its members where they are looked for`(written: String, read: String) throws {
    #expect(try records(.message, #"{"xs": [\#(written)]}"#) == [read])
  }
}
