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
    let reader = RecordReader(embedded: embedded)
    try forEach { (message) throws(RowFailure) in
      guard message.isAssistant, message.index >= first else { return }
      if let calls = message.value.member(["tool_calls"])?.value {
        let place = "\(path)[\(message.index)].tool_calls"
        guard calls.kind == .array else {
          throw RowFailure(message: "`\(place)` is \(calls.kind.name), not a list of tool calls")
        }
        var index = 0
        try calls.forEachElement { (call) throws(RowFailure) in
          try reader.call(call, place: "\(place)[\(index)]", body)
          index += 1
        }
      } else if let call = message.value.member(["function_call"])?.value {
        try reader.call(call, place: "\(path)[\(message.index)].function_call", body)
      }
      endTurn()
    }
  }
}
