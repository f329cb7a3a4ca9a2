import RewardSemantics

extension RowReader {
  /// Id, step and group of the row. Returns whether the prompt stands in for the group key.
  func appendKeys() -> Bool {
    appendSource(atFirstOf: plan.ids, to: ids)
    appendSource(atFirstOf: plan.steps, to: steps)
    if let key = firstValue(of: plan.groups) {
      appendKey(key)
      return false
    }
    if let prompt = prompt() {
      appendKey(prompt)
    } else if let messages = value(at: plan.messages), messages.kind == .array {
      groups.appendSource { MessageList(messages, path: "messages").appendPromptSource(to: &$0) }
    } else {
      groups.appendMissing()
    }
    return true
  }

  /// Splits `messages` in turns. Returns their number, and the path of the list they were read from.
  func appendTurns() throws(RowFailure) -> (count: Int, path: String) {
    if let messages = value(at: plan.messages), messages.kind != .null {
      guard messages.kind == .array else {
        throw RowFailure(message: "`messages` is \(messages.kind.name), not a list of messages")
      }
      let count = try MessageList(messages, path: "messages").appendTurns(
        texts: turnTexts, observations: turnObservations)
      if count > 0 { return (count, "messages") }
    }
    guard let (response, path) = response() else {
      if value(at: plan.messages).map({ $0.kind == .array }) == true { return (0, "messages") }
      throw RowFailure(message: "the row has no `messages` and no response to read turns from")
    }
    switch response.kind {
    case .string:
      turnTexts.append(response.string)
      turnObservations.append(UnsafeBufferPointer(start: nil, count: 0))
      return (1, path)
    case .array:
      return (
        try MessageList(response, path: path).appendTurns(texts: turnTexts, observations: turnObservations), path
      )
    default:
      throw RowFailure(message: "`\(path)` is \(response.kind.name), the spec reads turns from it")
    }
  }

  private func firstValue(of nodes: [PathTree.NodeID]) -> JSONValue? {
    for node in nodes {
      if let value = value(at: node), value.kind != .null { return value }
    }
    return nil
  }

  private func appendSource(atFirstOf nodes: [PathTree.NodeID], to column: ColumnBuilder) {
    if let value = firstValue(of: nodes) { column.appendSource { $0.value(value) } } else { column.appendMissing() }
  }

  private func appendKey(_ value: JSONValue) {
    if value.kind == .string { groups.append(value.string) } else { groups.appendSource { $0.value(value) } }
  }
}
