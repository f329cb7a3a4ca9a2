/// Tool calls of assistant messages.
///
/// `tool_calls: [{"function": {"name": .., "arguments": ..}}]`, or the same without `function`; without them the older
/// `function_call: {"name": .., "arguments": ..}`. Arguments are a JSON text or a value.
extension MessageList {
  /// Calls `body` for each tool call with the name of the tool and JSON source of the arguments, and `endTurn` after
  /// those of each assistant message, from message `first` on.
  ///
  /// The policy wrote the arguments: a text that is not JSON stands for itself, as a JSON string, and none are `{}`.
  func forEachCall(
    _ embedded: EmbeddedJSON, from first: Int = 0, _ body: (UnsafeBufferPointer<UInt8>, [UInt8]) -> Void,
    endTurn: () -> Void
  ) throws(RowFailure) {
    try forEach { (message) throws(RowFailure) in
      guard message.isAssistant, message.index >= first else { return }
      if let calls = message.value.member(["tool_calls"])?.value {
        let place = "\(path)[\(message.index)].tool_calls"
        guard calls.kind == .array else {
          throw RowFailure(message: "`\(place)` is \(calls.kind.name), not a list of tool calls")
        }
        var index = 0
        try calls.forEachElement { (call) throws(RowFailure) in
          try read(call, place: "\(place)[\(index)]", embedded, body)
          index += 1
        }
      } else if let call = message.value.member(["function_call"])?.value {
        try read(call, place: "\(path)[\(message.index)].function_call", embedded, body)
      }
      endTurn()
    }
  }

  private func read(
    _ call: JSONValue, place: String, _ embedded: EmbeddedJSON, _ body: (UnsafeBufferPointer<UInt8>, [UInt8]) -> Void
  ) throws(RowFailure) {
    let function = call.member(["function"])?.value ?? call
    guard function.kind == .object, let name = function.member(["name"])?.value, name.kind == .string else {
      throw RowFailure(message: "`\(place)` names no tool")
    }
    body(name.string, try source(of: function.member(["arguments"])?.value, embedded))
  }

  private func source(of arguments: JSONValue?, _ embedded: EmbeddedJSON) throws(RowFailure) -> [UInt8] {
    var json = JSONWriter()
    guard let arguments, arguments.kind != .string || !arguments.string.allSatisfy({ $0 <= 0x20 }) else {
      return Array("{}".utf8)
    }
    guard arguments.kind == .string else {
      json.value(arguments)
      return json.bytes
    }
    let isJSON = try embedded.read(arguments.string) { (value) throws(RowFailure) in json.value(value) } != nil
    if !isJSON { json.value(arguments) }
    return json.bytes
  }
}
