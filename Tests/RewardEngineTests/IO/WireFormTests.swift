import RewardSemantics
import Testing

@testable import RewardEngine

/// One conversation in each of the forms in which trainers and servers write it.
@Suite struct WireFormTests {
  struct Form: Sendable, CustomTestStringConvertible {
    var name: String
    var messages: String
    var testDescription: String { name }
  }

  /// The user asks, the policy thinks, speaks and calls two tools, they answer, and the policy speaks again.
  static let forms = [
    Form(
      name: "OpenAI chat",
      messages: #"""
        {"role": "user", "content": "Rain?"},
        {"role": "assistant", "content": "Let me see.", "tool_calls": [
          {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": "{\"unit\": 1.0, \"city\": \"Oslo\"}"}},
          {"id": "c2", "type": "function", "function": {"name": "clock", "arguments": ""}}]},
        {"role": "tool", "tool_call_id": "c1", "content": "rain"},
        {"role": "tool", "tool_call_id": "c2", "content": [{"type": "text", "text": "12"}]},
        {"role": "assistant", "content": "It rains."}
        """#),
    Form(
      name: "Hugging Face, without ids",
      messages: #"""
        {"role": "user", "content": "Rain?"},
        {"role": "assistant", "content": "Let me see.", "tool_calls": [
          {"type": "function", "function": {"name": "weather", "arguments": {"unit": 1.0, "city": "Oslo"}}},
          {"type": "function", "function": {"name": "clock", "arguments": {}}}]},
        {"role": "tool", "name": "weather", "content": "rain"},
        {"role": "tool", "name": "clock", "content": "12"},
        {"role": "assistant", "content": "It rains."}
        """#),
    Form(
      name: "OpenAI responses",
      messages: #"""
        {"role": "user", "content": [{"type": "input_text", "text": "Rain?"}]},
        {"type": "reasoning", "id": "r1", "summary": [{"type": "summary_text", "text": "Ask."}]},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Let me see."}]},
        {"type": "function_call", "id": "fc", "call_id": "c1", "name": "weather",
         "arguments": "{\"unit\": 1.0, \"city\": \"Oslo\"}"},
        {"type": "web_search_call", "id": "ws", "status": "completed"},
        {"type": "function_call", "call_id": "c2", "name": "clock", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "c1", "output": "rain"},
        {"type": "function_call_output", "call_id": "c2", "output": [{"type": "input_text", "text": "12"}]},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "It rains."}]}
        """#),
    Form(
      name: "flat calls (verifiers)",
      messages: #"""
        {"role": "user", "content": "Rain?"},
        {"role": "assistant", "content": "Let me see.", "reasoning_content": "Ask.", "tool_calls": [
          {"id": "c1", "name": "weather", "arguments": "{\"city\": \"Oslo\", \"unit\": 1.0}"},
          {"id": "c2", "name": "clock", "arguments": "{}"}]},
        {"role": "tool", "tool_call_id": "c1", "content": "rain"},
        {"role": "tool", "tool_call_id": "c2", "content": "12"},
        {"role": "assistant", "content": "It rains.", "tool_calls": null}
        """#),
    Form(
      name: "Anthropic",
      messages: #"""
        {"role": "user", "content": "Rain?"},
        {"role": "assistant", "content": [{"type": "text", "text": "Let me see."},
          {"type": "tool_use", "id": "c1", "name": "weather", "input": {"city": "Oslo", "unit": 1.0}},
          {"type": "tool_use", "id": "c2", "name": "clock", "input": {}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "c1", "content": "rain"}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "c2", "content": [{"type": "text", "text": "12"}]}]},
        {"role": "assistant", "content": [{"type": "text", "text": "It rains."}]}
        """#),
  ]

  private func row(_ form: Form, _ members: String = "") -> String {
    #"{"messages": [\#(form.messages.replacing("\n", with: " "))]\#(members)}"#
  }

  @Test(arguments: forms) func `turns and their calls are the same`(_ form: Form) throws {
    let chunk = RowParser(schema: .of(needsTurns: true, needsCalls: true)).parse(row(form))
    #expect(chunk.problems == [])
    let turns = try #require(chunk.turns)
    #expect(turns.text.shown == ["Let me see.", "It rains."])
    #expect(turns.observation.shown == ["rain\n12", ""])
    #expect(turns.calls?.shown == [#"["weather","clock"]"#, "[]"])
    #expect(turns.arguments?.shown == [#"["{\"city\":\"Oslo\",\"unit\":1.0}","{}"]"#, "[]"])
  }

  @Test(arguments: forms) func `prompt and response are the same`(_ form: Form) {
    let parser = RowParser(schema: .of(.field("response", .text), .field("prompt", .text)))
    let chunk = parser.parse(row(form))
    #expect(chunk.problems == [])
    #expect(chunk.columns.map(\.shown) == [["It rains."], ["Rain?"]])
  }

  @Test(arguments: forms) func `the calls of messages are the same`(_ form: Form) throws {
    let chunk = RowParser(schema: .of(.field("messages", .list(.record(.message))))).parse(row(form))
    #expect(chunk.problems == [])
    guard case .lists(_, let items) = chunk.columns[0].storage else { return }
    let calls = try #require(items.shown.first { $0.contains("Let me see.") })
    #expect(calls.contains(#""name":"weather","arguments":{"city":"Oslo","unit":1.0}}"#))
    #expect(calls.contains(#""name":"clock","arguments":{}}"#))
    if form.name.contains("responses") || form.name.contains("flat") {
      #expect(calls.contains(#""id":"c1","name":"weather""#) && calls.contains(#""reasoning_content":"Ask.""#))
    }
  }

  /// A list of items that is a completion, and one in each rollout of a group.
  @Test func `items stand wherever messages do`() throws {
    let items = #"[{"type": "function_call", "name": "f", "arguments": "{\"a\": 1}"}]"#
    let completion = RowParser(schema: .of(needsTurns: true, needsCalls: true))
      .parse(#"{"prompt": "p", "completion": \#(items)}"#)
    #expect(completion.problems == [])
    #expect(completion.turns?.calls?.shown == [#"["f"]"#])
    let output = RowParser(schema: .of(.field("messages", .list(.record(.message)), from: [["response", "output"]])))
      .parse(#"{"response": {"output": \#(items)}}"#)
    #expect(output.problems == [])
    guard case .lists(_, let messages) = output.columns[0].storage else { return }
    #expect(
      messages.shown == [
        #"{"role":"assistant","content":"","tool_calls":[{"name":"f","arguments":{"a":1}}]}"#
      ])
  }

  @Test func `rows follow one another`() throws {
    let chunk = RowParser(schema: .of(.field("response", .text))).parse(
      """
      {"messages": [{"type": "message", "role": "assistant", "content": "a"}, {"type": "reasoning", "summary": []}]}
      {"messages": [{"role": "assistant", "content": "b"}]}
      {"messages": [{"type": "function_call_output", "call_id": "c", "output": {"n": 1}}, {"type": "reasoning"}]}
      {"messages": [{"type": "function_call", "name": "f"}, {"content": "no role"}]}
      """)
    #expect(chunk.columns[0].shown == ["a", "b", ""])
    #expect(chunk.problems.map(\.message) == ["`messages[1]` has no `role`"])
  }

  @Test func `many items are one message`() {
    let items = [String](repeating: #"{"type": "function_call", "name": "f", "arguments": "{}"}"#, count: 20_000)
    let chunk = RowParser(schema: .of(needsTurns: true, needsCalls: true)).parse(
      #"{"messages": [\#(items.joined(separator: ", "))]}"#)
    #expect(chunk.problems == [])
    #expect(chunk.turns?.text.shown == [""])
  }

  @Test func `arguments have each name once`() throws {
    let chunk = RowParser(schema: .of(.field("xs", .list(.record(.toolCall))))).parse(
      #"{"xs": [{"name": "f", "arguments": {"b": 1, "a": 2, "b": 3}}]}"#)
    guard case .lists(_, let items) = chunk.columns[0].storage else { return }
    #expect(items.shown == [#"{"name":"f","arguments":{"a":2,"b":1}}"#])
  }
}
