/// Brings conversations in the form of the OpenAI Responses API into that of chats. Used by one thread.
///
/// There the list holds items beside messages: `{"type": "function_call", "call_id", "name", "arguments"}`,
/// `{"type": "function_call_output", "call_id", "output"}`, `{"type": "reasoning", "summary"}`. What the policy wrote
/// without anything coming back between, reasoning, texts and calls, is one assistant message; an output is a message of
/// the role `tool`. Items of other types add nothing.
final class ResponseItems {
  /// One for each list of a row: a document is valid until its parser parses the next.
  private var parsers: [JSONParser] = []
  /// By the place of a list of items on the tape, the chat that it is.
  private var chats: [UnsafePointer<UInt64>: JSONValue] = [:]

  /// Forgets the lists of the row before.
  func beginRow() {
    if !chats.isEmpty { chats.removeAll(keepingCapacity: true) }
  }

  /// The chat that a list is, valid until the next row: the list itself where it holds no items.
  func chat(_ list: JSONValue) -> JSONValue {
    guard list.holdsItems else { return list }
    let place = list.tape + list.index
    if let known = chats[place] { return known }
    if parsers.count == chats.count {
      guard let parser = JSONParser(depthLimit: RowParser.depthLimit) else { return list }
      parsers.append(parser)
    }
    var writer = ChatWriter()
    list.forEachElement { writer.append($0) }
    let source = writer.finished()
    let chat = source.withUnsafeBufferPointer { parsers[chats.count].parse($0, isPadded: false).root } ?? list
    chats[place] = chat
    return chat
  }
}

extension JSONValue {
  /// Whether a list has an element of a type and without a role.
  fileprivate var holdsItems: Bool {
    guard kind == .array else { return false }
    var isFound = false
    forEachElement { element in
      guard !isFound, element.kind == .object else { return }
      var (hasRole, hasType) = (false, false)
      var next = element.index + 1
      while next < element.contentEnd, !hasRole {
        let key = element.at(next).string
        hasRole = key.elementsEqual("role".utf8)
        hasType = hasType || key.elementsEqual("type".utf8)
        next = element.at(next + 1).end
      }
      isFound = hasType && !hasRole
    }
    return isFound
  }
}

/// Writes messages in the form of chats from items.
private struct ChatWriter {
  private var json = JSONWriter()
  /// What the policy wrote since something came back; nil where it has written nothing.
  private var turn: Turn?

  private struct Turn {
    var content = JSONWriter()
    var calls = JSONWriter()
    var reasoning = JSONWriter()

    init() {
      content.beginArray()
      calls.beginArray()
    }
  }

  init() { json.beginArray() }

  mutating func append(_ item: JSONValue) {
    if let role = item.member(["role"])?.value {
      guard role.kind == .string, role.string.elementsEqual("assistant".utf8), item.member(["tool_calls"]) == nil else {
        endTurn()
        return json.value(item)
      }
      var own = takeTurn()
      if let content = item.member(["content"])?.value {
        if content.kind == .array {
          content.forEachElement { own.content.value($0) }
        } else {
          own.content.value(content)
        }
      }
      turn = own
      return
    }
    guard let type = item.member(["type"])?.value, type.kind == .string else {
      // No item either: whoever reads the chat says so.
      endTurn()
      return json.value(item)
    }
    switch String(decoding: type.string, as: UTF8.self) {
    case "function_call", "custom_tool_call": appendCall(item)
    case "reasoning": appendReasoning(item)
    case "function_call_output", "custom_tool_call_output": appendOutput(item)
    default: break
    }
  }

  mutating func finished() -> [UInt8] {
    endTurn()
    json.endArray()
    return json.bytes
  }

  /// What the policy wrote so far, taken out so that adding to it copies nothing.
  private mutating func takeTurn() -> Turn {
    defer { turn = nil }
    return turn ?? Turn()
  }

  private mutating func appendCall(_ item: JSONValue) {
    var own = takeTurn()
    own.calls.beginObject()
    for (names, key) in [(["call_id", "id"], "id"), (["name"], "name"), (["arguments", "input"], "arguments")] {
      guard let value = item.member(names)?.value else { continue }
      own.calls.key(key)
      own.calls.value(value)
    }
    own.calls.endObject()
    turn = own
  }

  /// The texts of `content`, or of `summary` where there is none.
  private mutating func appendReasoning(_ item: JSONValue) {
    var own = takeTurn()
    if let parts = item.member(["content", "summary"])?.value, parts.kind == .array {
      parts.forEachElement { part in
        guard let text = part.member(["text"])?.value, text.kind == .string else { return }
        if !own.reasoning.bytes.isEmpty { own.reasoning.bytes.append(UInt8(ascii: "\n")) }
        own.reasoning.bytes.append(contentsOf: text.string)
      }
    }
    turn = own
  }

  private mutating func appendOutput(_ item: JSONValue) {
    endTurn()
    json.beginObject()
    json.key("role")
    json.string("tool")
    if let id = item.member(["call_id"])?.value {
      json.key("tool_call_id")
      json.value(id)
    }
    if let output = item.member(["output"])?.value {
      json.key("content")
      if output.kind == .string || output.kind == .array {
        json.value(output)
      } else {
        var source = JSONWriter()
        source.value(output)
        json.string(source.bytes[...])
      }
    }
    json.endObject()
  }

  private mutating func endTurn() {
    guard turn != nil else { return }
    var own = takeTurn()
    own.content.endArray()
    own.calls.endArray()
    json.beginObject()
    json.key("role")
    json.string("assistant")
    json.key("content")
    json.raw(own.content.bytes[...])
    if !own.reasoning.bytes.isEmpty {
      json.key("reasoning_content")
      json.string(own.reasoning.bytes[...])
    }
    json.key("tool_calls")
    json.raw(own.calls.bytes[...])
    json.endObject()
  }
}
