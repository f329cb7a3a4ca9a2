import RewardSemantics

extension RowReader {
  /// Id, step and group of the row. Returns whether the prompt stands in for the group key.
  func appendKeys() -> Bool {
    appendSource(firstValue(of: plan.ids), to: ids)
    appendSource(firstValue(of: plan.steps), to: steps)
    if let key = firstValue(of: plan.groups) {
      appendKey(key)
      return false
    }
    if let prompt = prompt() {
      appendKey(prompt)
    } else if let messages = value(at: plan.messages), messages.kind == .array {
      groups.appendSource { messageList(messages, path: RowPath(name: "messages")).appendPromptSource(to: &$0) }
    } else {
      groups.appendMissing()
    }
    return true
  }

  /// Splits `messages` in turns. Returns their number, and the path of the list they were read from.
  func appendTurns() throws(RowFailure) -> (count: Int, path: RowPath) {
    let messages = try completedMessages()
    if let (messages, path) = messages {
      let count = try appendTurns(of: messageList(messages, path: path))
      if count > 0 { return (count, path) }
    }
    guard let (response, path) = response() else {
      if let messages { return (0, messages.path) }
      if plan.schema.rowGrain == .pair { throw isAbsent(plan.response) }
      throw RowFailure(message: "the row has no `messages` and no response to read turns from")
    }
    switch response.kind {
    case .string:
      turnTexts.append(response.string)
      turnObservations.append(UnsafeBufferPointer(start: nil, count: 0))
      turnCalls.endList()
      turnArguments.endList()
      turnToolCalls.endList()
      return (1, path)
    case .array: return (try appendTurns(of: messageList(response, path: path)), path)
    default:
      throw RowFailure(message: "`\(path)` is \(response.kind.name), the spec reads turns from it")
    }
  }

  /// Adds the turn that the row is: the last assistant message of its `messages` with what came back, or its response;
  /// where no message came back, with its observation.
  func appendTurn() throws(RowFailure) {
    let response = response()
    if let (messages, path) = try rowMessages() ?? response.flatMap({ $0.value.kind == .array ? $0 : nil }) {
      let list = messageList(messages, path: path)
      guard let last = try list.lastAssistant() else {
        throw RowFailure(message: "`\(path)` has no assistant message, and the row is a turn")
      }
      try appendCalls(of: list, from: last.index)
      _ = try list.appendTurns(texts: turnTexts, observations: turnObservations, from: last.index) {
        () throws(RowFailure) in try observation()
      }
    } else if let (response, path) = response {
      guard response.kind == .string else {
        throw RowFailure(message: "`\(path)` is \(response.kind.name), the spec reads turns from it")
      }
      turnTexts.append(response.string)
      turnObservations.append(try observation() ?? UnsafeBufferPointer(start: nil, count: 0))
      turnCalls.endList()
      turnArguments.endList()
      turnToolCalls.endList()
    } else {
      throw RowFailure(message: "the row has no `messages` and no response to read its turn from")
    }
  }

  /// What the row, which is a turn, says came back; nil where it has no such column.
  private func observation() throws(RowFailure) -> UnsafeBufferPointer<UInt8>? {
    guard plan.schema.needsObservations else { return nil }
    for (node, path) in zip(plan.observations, RowParser.observationPaths) {
      guard let value = value(at: node), value.kind != .null else { continue }
      guard value.kind == .string else {
        let place = path.joined(separator: ".")
        throw RowFailure(message: "`\(place)` is \(value.kind.name), the spec reads what came back from it")
      }
      return value.string
    }
    return nil
  }

  /// The number of turns of the row's messages; one where it has none.
  func turnCount() throws(RowFailure) -> Int {
    guard let (messages, path) = try completedMessages() else { return 1 }
    let (texts, observations) = (ColumnBuilder(.texts), ColumnBuilder(.texts))
    return try messageList(messages, path: path).appendTurns(texts: texts, observations: observations)
  }

  /// Adds an element to all columns of turns for each assistant message. Returns how many there are.
  private func appendTurns(of messages: MessageList) throws(RowFailure) -> Int {
    try appendCalls(of: messages)
    return try messages.appendTurns(texts: turnTexts, observations: turnObservations)
  }

  private func appendCalls(of messages: MessageList, from first: Int = 0) throws(RowFailure) {
    guard plan.schema.needsCalls else { return }
    try messages.forEachCall(embedded, from: first) { (name, arguments) in
      turnCalls.items?.append(name)
      turnArguments.items?.append(arguments)
      turnToolCalls.items?.appendSource { json in
        json.beginObject()
        json.key("name")
        json.string(name)
        json.key("arguments")
        json.raw(arguments[...])
        json.endObject()
      }
    } endTurn: {
      turnCalls.endList()
      turnArguments.endList()
      turnToolCalls.endList()
    }
  }

  /// The messages of a list, which may be in the form of responses.
  func messageList(_ list: JSONValue, path: RowPath) -> MessageList { MessageList(items.chat(list), path: path) }

  /// The conversation that the rollout is the end of, and its path; nil where the row has none.
  func completedMessages() throws(RowFailure) -> (value: JSONValue, path: RowPath)? {
    switch plan.schema.rowGrain {
    case .group: return try conversation(ofFirst: false)
    case .pair: return response().flatMap { $0.value.kind == .array ? $0 : nil }
    default: return try rowMessages()
    }
  }

  /// The conversation that begins with the prompt, and its path; nil where the row has none.
  func promptMessages() throws(RowFailure) -> (value: JSONValue, path: RowPath)? {
    if conversations != nil { return try conversation(ofFirst: true) }
    return try rowMessages()
  }

  private func rowMessages() throws(RowFailure) -> (value: JSONValue, path: RowPath)? {
    guard let messages = value(at: plan.messages), messages.kind != .null else { return nil }
    guard messages.kind == .array else {
      throw RowFailure(message: "`messages` is \(messages.kind.name), not a list of messages")
    }
    return (messages, RowPath(name: "messages"))
  }

  func firstValue(of nodes: [PathTree.NodeID]) -> JSONValue? {
    for node in nodes {
      if let value = value(at: node), value.kind != .null { return value }
    }
    return nil
  }

  func appendSource(_ value: JSONValue?, to column: ColumnBuilder) {
    if let value { column.appendSource { $0.value(value) } } else { column.appendMissing() }
  }

  func appendKey(_ value: JSONValue) {
    if value.kind == .string { groups.append(value.string) } else { groups.appendSource { $0.value(value) } }
  }
}
