/// Tool calls of assistant messages.
///
/// `tool_calls: [{"function": {"name": .., "arguments": ..}}]`, or another form that ``RecordReader`` takes.
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
      try reader.forEachCall(of: message.value, place: "\(path)[\(message.index)]") {
        (call, place) throws(RowFailure) in
        try reader.call(call, place: place, body)
      }
      endTurn()
    }
  }
}
