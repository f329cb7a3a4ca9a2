import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct MessageListTests {
  static let trajectory = """
    {"messages": [\
    {"role": "system", "content": "Be brief."}, \
    {"role": "user", "content": "Weather?"}, \
    {"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "function", \
    "function": {"name": "weather", "arguments": "{}"}}, {"name": "clock", "arguments": {"zone": "UTC"}}]}, \
    {"role": "tool", "content": "rain"}, \
    {"role": "tool", "content": [{"type": "text", "text": "12"}, {"type": "image_url"}, \
    {"type": "text", "text": ":30"}]}, \
    {"role": "assistant", "content": [{"type": "text", "text": "It "}, {"type": "text", "text": "rains."}]}, \
    {"role": "user", "content": "Thanks"}, \
    {"role": "system", "content": "note"}]}
    """

  @Test func `a turn is an assistant message with what came back`() throws {
    let chunk = RowParser(schema: .of(needsTurns: true)).parse(Self.trajectory)
    #expect(chunk.problems == [])
    let turns = try #require(chunk.turns)
    #expect(turns.offsets == [0, 2])
    #expect(chunk.turnOffsets == [0, 2])
    #expect(turns.text.shown == ["", "It rains."])
    #expect(turns.observation.shown == ["rain\n12:30", "Thanks"])
  }

  @Test func `response and prompt are found in the messages`() {
    let parser = RowParser(schema: .of(.field("response", .text), .field("prompt", .text)))
    let chunk = parser.parse(Self.trajectory)
    #expect(chunk.problems == [])
    #expect(chunk.columns.map(\.shown) == [["It rains."], ["Be brief.\nWeather?"]])
  }

  @Test func `a null content of the last assistant message is an empty response`() {
    let parser = RowParser(schema: .of(.field("response", .text)))
    let chunk = parser.parse(
      """
      {"messages": [{"role": "assistant", "content": "a"}, {"role": "assistant", "content": null}]}
      {"messages": [{"role": "assistant", "tool_calls": []}]}
      {"messages": [{"role": "user", "content": "a"}]}
      {"messages": "a"}
      {"messages": [], "response": "b"}
      """)
    #expect(chunk.columns[0].shown == ["", "", "b"])
    #expect(
      chunk.problems.map(\.message) == [
        "no value for `response`: `messages` has no assistant message",
        "`messages` is a string, not a list of messages",
      ])
    let optional = RowParser(schema: .of(.field("response", .text, optional: true)))
    #expect(optional.parse(#"{"messages": [{"role": "user", "content": "a"}]}"#).columns[0].shown == ["-"])
  }

  @Test func `an input with a path of its own does not look into the messages`() {
    let parser = RowParser(schema: .of(.field("response", .text, from: [["solution"]])))
    #expect(
      parser.parse(Self.trajectory).problems.map(\.message) == [
        "no value for `response`: the row has no `solution`"
      ])
  }

  @Test func `prompt and completion may be lists of messages`() throws {
    let parser = RowParser(
      schema: .of(.field("response", .text), .field("prompt", .text), needsTurns: true))
    let chunk = parser.parse(
      """
      {"prompt": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}], \
      "completion": [{"role": "assistant", "content": "a"}, {"role": "tool", "content": "t"}, \
      {"role": "assistant", "content": "b"}]}
      {"prompt": "p", "response": "r"}
      {"prompt": [], "response": "r", "messages": [{"role": "user", "content": "u"}]}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.columns.map(\.shown) == [["b", "r", "r"], ["s\nu", "p", ""]])
    // A row without turns of its own has one.
    let turns = try #require(chunk.turns)
    #expect(turns.offsets == [0, 2, 3, 4])
    #expect(turns.text.shown == ["a", "b", "r", "r"])
    #expect(turns.observation.shown == ["t", "", "", ""])
  }

  @Test(arguments: [
    (#"{"messages": [1]}"#, "`messages[0]` is a number, not a message"),
    (#"{"messages": [{"content": "a"}]}"#, "`messages[0]` has no `role`"),
    (#"{"messages": [{"role": 1, "content": "a"}]}"#, "`messages[0]` has no `role`"),
    (#"{"messages": [{"role": "user", "role": "user"}]}"#, "duplicate key `role` in `messages[0]`"),
    (
      #"{"messages": [{"role": "assistant", "content": {"text": "a"}}]}"#,
      "`messages[0].content` is an object, not a text or a list of parts"
    ),
    (
      #"{"messages": [{"role": "assistant", "content": [7]}]}"#,
      "`messages[0].content[0]` is a number, not a part of a message"
    ),
    (
      #"{"messages": [{"role": "assistant", "content": [{"text": 7}]}]}"#,
      "`messages[0].content[0].text` is a number, not a text"
    ),
    (#"{"messages": {}}"#, "`messages` is an object, not a list of messages"),
    (#"{"response": 1}"#, "`response` is a number, the spec reads turns from it"),
    (#"{}"#, "the row has no `messages` and no response to read turns from"),
  ])
  func `messages of another form`(_ row: String, _ message: String) {
    let chunk = RowParser(schema: .of(needsTurns: true)).parse(row)
    #expect(chunk.problems == [RowProblem(line: 1, message: message)])
    #expect(chunk.turns?.text.count == 0 && chunk.turnOffsets == [0])
  }

  @Test func `lists per turn must have a value for each turn`() {
    let parser = RowParser(schema: .of(.field("progress", .number, per: .turn), needsTurns: true))
    let messages = #""messages": [{"role": "assistant", "content": "a"}, {"role": "assistant", "content": "b"}]"#
    let chunk = parser.parse("{\"progress\": [1, 2], \(messages)}\n{\"progress\": [1], \(messages)}")
    #expect(chunk.columns[0].shown == ["1", "2"])
    #expect(
      chunk.problems == [RowProblem(line: 2, message: "`progress` has 1 value where `messages` has 2 turns")])
  }
}
