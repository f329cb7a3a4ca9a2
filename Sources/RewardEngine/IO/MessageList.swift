import RewardSemantics

/// A conversation in the chat form of the OpenAI API.
///
/// Contents are a string, null, or a list of parts; the texts of the parts are put together, those inside a `tool_result`
/// (Anthropic) too, other parts (images) add nothing. Tool calls are no part of a turn's text; see `MessageList+Calls.swift`.
struct MessageList {
  struct Message {
    var index: Int
    var role: UnsafeBufferPointer<UInt8>
    /// Nil where it is absent or null.
    var content: JSONValue?
    /// The message itself.
    var value: JSONValue

    var isAssistant: Bool { role.elementsEqual("assistant".utf8) }
    /// Written by the author of the conversation, not by what the policy acts on.
    var isInstruction: Bool { role.elementsEqual("system".utf8) || role.elementsEqual("developer".utf8) }
  }

  let list: JSONValue
  /// Where the list stands in the row, for messages.
  let path: RowPath

  init(_ list: JSONValue, path: RowPath) {
    self.list = list
    self.path = path
  }

  func lastAssistant() throws(RowFailure) -> Message? {
    var last: Message?
    try forEach { (message) throws(RowFailure) in if message.isAssistant { last = message } }
    return last
  }

  /// Contents, joined by line breaks.
  func appendConversation(to text: inout JSONWriter) throws(RowFailure) {
    try forEach { (message) throws(RowFailure) in
      if message.index > 0 { text.bytes.append(UInt8(ascii: "\n")) }
      try appendContent(of: message, to: &text)
    }
  }

  /// Contents before the first assistant message, joined by line breaks.
  func appendPrompt(to text: inout JSONWriter) throws(RowFailure) {
    var isOver = false
    try forEach { (message) throws(RowFailure) in
      isOver = isOver || message.isAssistant
      if isOver { return }
      if message.index > 0 { text.bytes.append(UInt8(ascii: "\n")) }
      try appendContent(of: message, to: &text)
    }
  }

  /// The messages before the first assistant message, as JSON.
  func appendPromptSource(to json: inout JSONWriter) {
    json.beginArray()
    var isOver = false
    list.forEachElement { element in
      if !isOver, element.kind == .object {
        element.forEachMember { key, value in
          if key.elementsEqual("role".utf8), value.kind == .string {
            isOver = value.string.elementsEqual("assistant".utf8)
          }
        }
      }
      if !isOver { json.value(element) }
    }
    json.endArray()
  }

  /// Adds an element to both columns for each assistant message, from message `first` on. Returns how many there are.
  ///
  /// - Parameter otherwise: what came back after a message that none answers.
  func appendTurns(
    texts: ColumnBuilder, observations: ColumnBuilder, from first: Int = 0,
    otherwise: () throws(RowFailure) -> UnsafeBufferPointer<UInt8>? = {
      () throws(RowFailure) -> UnsafeBufferPointer<UInt8>? in nil
    }
  ) throws(RowFailure) -> Int {
    var count = 0
    var open: Message?
    var answers: [Message] = []
    func close() throws(RowFailure) {
      guard let turn = open else { return }
      try texts.appendText { (text) throws(RowFailure) in try appendContent(of: turn, to: &text) }
      try observations.appendText { (text) throws(RowFailure) in
        if answers.isEmpty, let other = try otherwise() { text.bytes.append(contentsOf: other) }
        var isFirst = true
        for answer in answers {
          if !isFirst { text.bytes.append(UInt8(ascii: "\n")) }
          isFirst = false
          try appendContent(of: answer, to: &text)
        }
      }
      count += 1
      answers.removeAll(keepingCapacity: true)
    }
    try forEach { (message) throws(RowFailure) in
      if message.index < first { return }
      if message.isAssistant {
        try close()
        open = message
      } else if open != nil, !message.isInstruction {
        answers.append(message)
      }
    }
    try close()
    return count
  }

  /// The text of one message; nothing where its content is null or absent.
  func appendContent(of message: Message, to text: inout JSONWriter) throws(RowFailure) {
    guard let content = message.content else { return }
    try Self.appendContent(content, place: "\(path)[\(message.index)].content", to: &text)
  }

  /// The text of the content of a message: a text, or a list of parts.
  ///
  /// - Parameter place: where it stands, for messages.
  static func appendContent(
    _ content: JSONValue, place: @autoclosure () -> String, to text: inout JSONWriter
  ) throws(RowFailure) {
    switch content.kind {
    case .string: text.bytes.append(contentsOf: content.string)
    case .array:
      try appendParts(content, place: place(), to: &text)
    default:
      throw RowFailure(message: "`\(place())` is \(content.kind.name), not a text or a list of parts")
    }
  }

  /// - Parameter isResult: inside the result of a tool, in which there is no other.
  private static func appendParts(
    _ parts: JSONValue, place: @autoclosure () -> String, isResult: Bool = false, to text: inout JSONWriter
  ) throws(RowFailure) {
    var part = 0
    try parts.forEachElement { (element) throws(RowFailure) in
      try appendPart(element, place: "\(place())[\(part)]", isResult: isResult, to: &text)
      part += 1
    }
  }

  private static func appendPart(
    _ part: JSONValue, place: @autoclosure () -> String, isResult: Bool, to text: inout JSONWriter
  ) throws(RowFailure) {
    switch part.kind {
    case .string: text.bytes.append(contentsOf: part.string)
    case .object:
      var found: JSONValue?
      var type: JSONValue?
      var result: JSONValue?
      part.forEachMember { key, value in
        if found == nil, key.elementsEqual("text".utf8) { found = value }
        if type == nil, key.elementsEqual("type".utf8) { type = value }
        if result == nil, key.elementsEqual("content".utf8) { result = value }
      }
      if !isResult, let type, let result, type.kind == .string, type.string.elementsEqual("tool_result".utf8) {
        if result.kind == .string { text.bytes.append(contentsOf: result.string) }
        if result.kind == .array { try appendParts(result, place: "\(place()).content", isResult: true, to: &text) }
        return
      }
      guard let found, found.kind != .null else { return }
      guard found.kind == .string else {
        throw RowFailure(message: "`\(place()).text` is \(found.kind.name), not a text")
      }
      text.bytes.append(contentsOf: found.string)
    default: throw RowFailure(message: "`\(place())` is \(part.kind.name), not a part of a message")
    }
  }

  func forEach(_ body: (Message) throws(RowFailure) -> Void) throws(RowFailure) {
    var index = 0
    try list.forEachElement { (element) throws(RowFailure) in
      try body(try message(element, index))
      index += 1
    }
  }

  private func message(_ element: JSONValue, _ index: Int) throws(RowFailure) -> Message {
    guard element.kind == .object else {
      throw RowFailure(message: "`\(path)[\(index)]` is \(element.kind.name), not a message")
    }
    var role: JSONValue?
    var content: JSONValue?
    try element.forEachMember { (key, value) throws(RowFailure) in
      if key.elementsEqual("role".utf8) {
        if role != nil { throw RowFailure(message: "duplicate key `role` in `\(path)[\(index)]`") }
        role = value
      } else if key.elementsEqual("content".utf8) {
        if content != nil { throw RowFailure(message: "duplicate key `content` in `\(path)[\(index)]`") }
        content = value
      }
    }
    guard let role, role.kind == .string else {
      throw RowFailure(message: "`\(path)[\(index)]` has no `role`")
    }
    return Message(
      index: index, role: role.string, content: content?.kind == .null ? nil : content, value: element)
  }
}
