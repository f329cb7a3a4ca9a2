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
}
