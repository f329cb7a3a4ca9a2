import RewardSemantics
import Testing

@testable import RewardRules

/// Calls of tools read from texts.
struct ToolCallsTests {
  private func read(_ text: String, _ form: String = "any") throws -> (calls: [String], malformed: Double?) {
    let statics = ["form": StaticValue.symbol(form)]
    guard case .texts(let calls) = try Builtin.toolCalls.call(.text(text), statics: statics) else { return ([], nil) }
    return (calls, try Builtin.malformedCalls.call(.text(text), statics: statics).number)
  }

  private let f = #"{"name":"f","arguments":{"a":1}}"#
  private let g = #"{"name":"g","arguments":{}}"#

  @Test(arguments: [
    // Hermes and Qwen.
    #"So: <tool_call>{"name": "f", "arguments": {"a": 1}}</tool_call> and <tool_call> {"name": "g"} </tool_call>"#,
    "<tool_call>\n{\"name\": \"f\",\n \"arguments\": \"{\\\"a\\\": 1}\"}\n{\"name\": \"g\", \"arguments\": null}</tool_call>",
    #"<tool_call>[{"function": {"name": "f", "parameters": {"a": 1}}}, {"name": "g", "input": {}}]</tool_call>"#,
    // Llama 3.
    #"<|python_tag|>{"name": "f", "parameters": {"a": 1}}; {"name": "g", "parameters": {}}<|eom_id|>"#,
    #" [{"name": "f", "parameters": {"a": 1}}, {"name": "g", "parameters": ""}] "#,
    // Llama 4, BFCL.
    "[f(a=1), g()]", " [ f ( a = 1 , ) , g( ) , ] ", "<|python_start|>[f(a=1), g()]<|python_end|>",
    // Mistral.
    #"[TOOL_CALLS] [{"name": "f", "arguments": {"a": 1}}, {"name": "g", "arguments": {}}]</s>"#,
    #"[TOOL_CALLS]f[ARGS]{"a": 1}[TOOL_CALLS]g{}"#, #"Yes.[TOOL_CALLS]f[CALL_ID]x9[ARGS]{"a": 1}[TOOL_CALLS]g[ARGS]{}"#,
  ])
  func `every form has the same calls`(_ text: String) throws {
    let (calls, malformed) = try read(text)
    #expect(calls == [f, g])
    #expect(malformed == 0)
  }

  @Test(arguments: ["", "No calls.", "f(a=1)", "[1] shows that", "<tools>", "[]"])
  func `a text without calls has none`(_ text: String) throws {
    let (calls, malformed) = try read(text)
    #expect(calls == [])
    #expect(malformed == (text == "[1] shows that" ? 2 : 0))
  }

  @Test(arguments: [
    ("<tool_call>{\"name\": \"f\"", 0, 1), ("<tool_call></tool_call>", 0, 1), ("<tool_call>{}</tool_call>", 0, 1),
    (#"<tool_call>{"name": ""}</tool_call>"#, 0, 1), (#"<tool_call>{"name": 1}</tool_call>"#, 0, 1),
    (#"<tool_call>{"name": "f", "arguments": [1]}</tool_call>"#, 0, 1),
    (#"<tool_call>{"name": "f", "arguments": "a=1"}</tool_call>"#, 0, 1),
    (#"<tool_call>{"name": "f"} oh {"name": "g"}</tool_call><tool_call>{"name": "h"}</tool_call>"#, 2, 1),
    (#"{"answer": 4}"#, 0, 1), ("[f(a=1), g(]", 0, 1), ("[f(1)]", 0, 1), ("[TOOL_CALLS]", 0, 1),
    (#"[TOOL_CALLS]f[ARGS]{"a""#, 0, 1),
  ])
  func `what cannot be read is counted`(text: String, calls: Int, malformed: Int) throws {
    let read = try read(text)
    #expect(read.calls.count == calls)
    #expect(read.malformed == Double(malformed))
  }

  @Test(arguments: [
    (
      "x\n<tool_call>\n{\"name\": \"f\", \"parameters\": {\"a\": 1}}\n{\"name\": \"g\", \"parameters\": {}}\n</tool_call>",
      2, 0
    ),
    // An object must stand on one line, name its arguments, and the first block alone counts.
    ("<tool_call>\n{\"name\": \"f\",\n\"parameters\": {}}\n</tool_call>", 0, 2),
    ("<tool_call>{\"name\": \"f\"}</tool_call>", 0, 1), ("<tool_call>\n\n</tool_call>", 0, 1),
    ("<tool_call>{\"name\": \"f\", \"parameters\": {}}</tool_call><tool_call>x</tool_call>", 1, 0),
    ("<tool_call>{\"name\": \"f\", \"parameters\": {}}", 0, 1), ("none", 0, 0),
  ])
  func `one block of lines`(text: String, calls: Int, malformed: Int) throws {
    let read = try read(text, "lines")
    #expect(read.calls.count == calls)
    #expect(read.malformed == Double(malformed))
  }

  @Test(arguments: [
    ("'a'", #""a""#), (#""é\n\x41\u00e9\'""#, #""é\nAé'""#), ("'a' \"b\"", #""ab""#), (#"r'\d'"#, #""\\d""#),
    ("'''it's\n'''", #""it's\n""#), (#"'\q\101'"#, #""\\qA""#), ("-1_000", "-1000"), (".5", "0.5"), ("2.", "2.0"),
    ("007", "7"),
    ("1e3", "1000.0"), ("+1", "1"), ("True", "true"), ("None", "null"), ("x.y", #""x.y""#), ("[1, [2], ]", "[1,[2]]"),
    ("(1, 'b')", #"[1,"b"]"#),
    ("(1,)", "[1]"), ("(1)", "1"), ("()", "[]"), ("{'b': 1, 'a': {}}", #"{"a":{},"b":1}"#), ("{1: 2}", #"{"1":2}"#),
  ])
  func `values of Python`(written: String, json: String) throws {
    let (calls, malformed) = try read("[f(v=\(written))]", "pythonic")
    #expect(calls == [#"{"name":"f","arguments":{"v":\#(json)}}"#])
    #expect(malformed == 0)
  }

  @Test(arguments: [
    "1j", "0x1F", "'a", "f'{x}'", "g()", "1 + 2", "[1", "{1}", "{'a'}", "*a", "", "lambda: 1", #"'\x4'"#,
  ])
  func `other expressions are no arguments`(written: String) throws {
    #expect(try read("[f(v=\(written))]", "pythonic").malformed == 1)
  }

  @Test func `an explicit form is not looked for by another`() throws {
    #expect(try read("[f(a=1)]", "tags").calls == [])
    #expect(try read("f(a=1), g()", "pythonic").calls == [f, g])
    #expect(try read(#"{"name": "f", "arguments": {"a": 1}}"#, "mistral").calls == [])
  }

  @Test func `ids are kept`() throws {
    #expect(
      try read(#"{"id": "c1", "function": {"name": "g", "arguments": {}}}"#).calls
        == [#"{"id":"c1","name":"g","arguments":{}}"#])
  }

  @Test func `hostile texts end soon`() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(try read("<tool_call>\(deep)</tool_call>").malformed == 1)
    #expect(try read("[f(a=\(deep))]", "pythonic").malformed == 1)
    #expect(try read("[f(a=\(deep.replacing("[", with: "(")))]", "pythonic").malformed == 1)
    #expect(try read(String(repeating: "<tool_call>", count: 100_000)).malformed == 1)
    #expect(try read(String(repeating: "<tool_call></tool_call>", count: 50_000)).malformed == 50_000)
    #expect(try read(String(repeating: "[TOOL_CALLS]", count: 20_000)).malformed == 20_000)
    let calls = [String](repeating: "f(a=1)", count: 20_000).joined(separator: ",")
    #expect(try read("[\(calls)]").calls.count == 20_000)
    #expect(try read("[f(a='" + String(repeating: "\\", count: 1_000_000)).malformed == 1)
  }

  /// Texts of all forms, cut and mixed at random: what is read is a call, and read again it is the same.
  @Test func `a call that was read is read again`() throws {
    let parts = [
      "<tool_call>", "</tool_call>", #"{"name": "f", "arguments": {"a": [1, 2.0, "x\\n"]}}"#, "\n", "[TOOL_CALLS]",
      "[ARGS]",
      "[f(a=1, b='x')", ", g(c=[1, {'d': None}])]", "<|python_tag|>", "; ", "]", "[", "{", "}", "\"", "'", "\\", "é",
      ",", "(", ")",
    ]
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var count = 0
    for _ in 0..<3000 {
      let text = (0..<random(8)).map { _ in parts[random(parts.count)] }.joined()
      for form in ["any", "tags", "lines", "json", "pythonic", "mistral"] {
        for call in try read(text, form).calls {
          count += 1
          #expect(try read(call, "json").calls == [call])
        }
      }
    }
    #expect(count > 200)
  }
}
