import RewardSemantics

/// Brings messages and tool calls into one form: `{"id": .., "name": .., "arguments": {..}}` for a call, and
/// `{"role": .., "content": "..", "tool_calls": [..], "tool_call_id": .., "name": .., "reasoning_content": ..}` for a
/// message.
///
/// A call is `{"name": .., "arguments": ..}`, or that inside `function` (OpenAI), `parameters` or `input` for `arguments`
/// (Hermes, Anthropic). Arguments are a JSON text or a value; their members stand in the order of their names, of equal
/// names the first.
///
/// The calls of a message are its `tool_calls`; without them the older `function_call`, or the parts of its content of
/// type `tool_use` (Anthropic).
struct RecordReader {
  let embedded: EmbeddedJSON

  /// Writes `value` as a record. - Throws: where it is none; `place` is where it stands.
  func write(_ value: JSONValue, as record: RecordType, place: String, to json: inout JSONWriter) throws(RowFailure) {
    switch record {
    case .toolCall: try writeCall(value, place: place, to: &json)
    case .message: try writeMessage(value, place: place, to: &json)
    case .testRun: try writeTestRun(value, place: place, to: &json)
    }
  }

  /// Calls `body` with the name of the tool and JSON source of what it is called with.
  ///
  /// The policy wrote the arguments: a text that is not JSON stands for itself, as a JSON string, and none are `{}`.
  func call(
    _ call: JSONValue, place: String, _ body: (UnsafeBufferPointer<UInt8>, [UInt8]) throws(RowFailure) -> Void
  ) throws(RowFailure) {
    let function = call.member(["function"])?.value ?? call
    guard function.kind == .object, let name = function.member(["name"])?.value, name.kind == .string else {
      throw RowFailure(message: "`\(place)` names no tool")
    }
    let arguments = ["arguments", "parameters", "input"].lazy.compactMap { function.member([$0])?.value }.first
    try body(name.string, try source(of: arguments))
  }

  private func source(of arguments: JSONValue?) throws(RowFailure) -> [UInt8] {
    var json = JSONWriter()
    guard let arguments, arguments.kind != .null,
      arguments.kind != .string || !arguments.string.allSatisfy({ $0 <= 0x20 })
    else { return Array("{}".utf8) }
    guard arguments.kind == .string else {
      json.sorted(arguments)
      return json.bytes
    }
    let isJSON = try embedded.read(arguments.string) { (value) throws(RowFailure) in json.sorted(value) } != nil
    if !isJSON { json.value(arguments) }
    return json.bytes
  }

  private func writeCall(_ call: JSONValue, place: String, to json: inout JSONWriter) throws(RowFailure) {
    json.beginObject()
    if let id = call.member(["id", "call_id"])?.value, id.kind == .string {
      json.key("id")
      json.value(id)
    }
    try self.call(call, place: place) { (name, arguments) throws(RowFailure) in
      json.key("name")
      json.string(name)
      json.key("arguments")
      json.raw(arguments[...])
    }
    json.endObject()
  }

  private func writeMessage(_ message: JSONValue, place: String, to json: inout JSONWriter) throws(RowFailure) {
    guard let role = message.member(["role"])?.value, role.kind == .string else {
      throw RowFailure(message: "`\(place)` has no `role`")
    }
    json.beginObject()
    json.key("role")
    json.value(role)
    json.key("content")
    var text = JSONWriter()
    if let content = message.member(["content"])?.value, content.kind != .null {
      try MessageList.appendContent(content, place: "\(place).content", to: &text)
    }
    json.string(text.bytes[...])
    json.key("tool_calls")
    json.beginArray()
    try writeCalls(of: message, place: place, to: &json)
    json.endArray()
    for name in ["tool_call_id", "name", "reasoning_content"] {
      guard let value = message.member([name])?.value, value.kind == .string else { continue }
      json.key(name)
      json.value(value)
    }
    json.endObject()
  }

  /// `passed` and `total` must be there; a program that passed a test compiled and ran, if nothing is said of it.
  private func writeTestRun(_ run: JSONValue, place: String, to json: inout JSONWriter) throws(RowFailure) {
    func count(_ name: String) throws(RowFailure) -> Double {
      guard let number = run.member([name])?.value.number, number >= 0, number == number.rounded() else {
        throw RowFailure(message: "`\(place)` has no `\(name)` that is a count")
      }
      return number
    }
    let (passed, total) = (try count("passed"), try count("total"))
    guard passed <= total else { throw RowFailure(message: "`\(place)` passed more tests than there are") }
    json.beginObject()
    for (name, number) in [("passed", passed), ("total", total)] {
      json.key(name)
      json.number(number)
    }
    if total > 0 {
      json.key("share")
      json.number(passed / total)
    }
    for name in ["compiled", "ran"] {
      json.key(name)
      let member = run.member([name])?.value
      let said = member == nil ? (passed > 0 ? 1 : 0) : member?.number
      guard let said, said == 0 || said == 1 else { throw RowFailure(message: "`\(place).\(name)` is no condition") }
      json.bool(said == 1)
    }
    json.key("message")
    if let message = run.member(["message"])?.value, message.kind == .string {
      json.value(message)
    } else {
      json.string("")
    }
    json.endObject()
  }

  private func writeCalls(of message: JSONValue, place: String, to json: inout JSONWriter) throws(RowFailure) {
    try forEachCall(of: message, place: place) { (call, place) throws(RowFailure) in
      try writeCall(call, place: place, to: &json)
    }
  }

  /// Calls `body` with each tool call of a message and the place where it stands.
  func forEachCall(
    of message: JSONValue, place: String, _ body: (JSONValue, String) throws(RowFailure) -> Void
  ) throws(RowFailure) {
    if let calls = message.member(["tool_calls"])?.value, calls.kind != .null {
      guard calls.kind == .array else {
        throw RowFailure(message: "`\(place).tool_calls` is \(calls.kind.name), not a list of tool calls")
      }
      var index = 0
      try calls.forEachElement { (call) throws(RowFailure) in
        try body(call, "\(place).tool_calls[\(index)]")
        index += 1
      }
      if index > 0 { return }
    }
    if let call = message.member(["function_call"])?.value, call.kind != .null {
      return try body(call, "\(place).function_call")
    }
    guard let content = message.member(["content"])?.value, content.kind == .array else { return }
    var index = 0
    try content.forEachElement { (part) throws(RowFailure) in
      if part.kind == .object, let type = part.member(["type"])?.value, type.kind == .string,
        type.string.elementsEqual("tool_use".utf8)
      {
        try body(part, "\(place).content[\(index)]")
      }
      index += 1
    }
  }
}

extension JSONWriter {
  /// A value whose members stand in the order of the bytes of their names.
  fileprivate mutating func sorted(_ value: JSONValue) {
    switch value.kind {
    case .object:
      var members: [(key: UnsafeBufferPointer<UInt8>, value: JSONValue)] = []
      value.forEachMember { key, value in members.append((key, value)) }
      beginObject()
      var last: UnsafeBufferPointer<UInt8>?
      for (key, value) in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        if let last, last.elementsEqual(key) { continue }
        last = key
        self.key(key)
        sorted(value)
      }
      endObject()
    case .array:
      beginArray()
      value.forEachElement { sorted($0) }
      endArray()
    default: self.value(value)
    }
  }
}
