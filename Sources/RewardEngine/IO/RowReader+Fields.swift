import RewardSemantics

extension RowReader {
  /// Where the value of a field was found.
  enum Source {
    case value(JSONValue, path: RowPath, messageList: FieldPlan.MessageList)
    /// Nothing but null, at this path.
    case null(path: RowPath)
    case absent
  }

  /// The list at a grain that set the number of its elements.
  private struct Length {
    var count: Int
    var path: RowPath
    var noun: String
  }

  func appendFields() throws(RowFailure) {
    var tokens: Length?
    var turns: Length?
    if plan.schema.needsTurns {
      let (count, path) = try appendTurns()
      turns = Length(count: count, path: path, noun: count == 1 ? "turn" : "turns")
    }
    for field in plan.fields {
      switch field.grain {
      case .token: try agree(on: &tokens, field)
      case .turn: try agree(on: &turns, field)
      default: break
      }
    }
    for (field, column) in zip(plan.fields, columns) {
      switch field.grain {
      case .token: try appendList(field, count: tokens?.count ?? 0, to: column)
      case .turn: try appendList(field, count: turns?.count ?? 0, to: column)
      default: try appendValue(field, to: column)
      }
    }
    tokenOffsets.append((tokenOffsets.last ?? 0) + (tokens?.count ?? 0))
    turnOffsets.append((turnOffsets.last ?? 0) + (turns?.count ?? 0))
  }

  /// What the rollout has for a field.
  private func source(of field: FieldPlan) -> Source {
    if let list = field.list { lists[list].element } else { rowSource(of: field) }
  }

  /// What the row has for a field: the first candidate with a value other than null.
  func rowSource(of field: FieldPlan) -> Source {
    var null: String?
    for candidate in field.candidates {
      guard let value = value(at: candidate.node) else { continue }
      if value.kind == .null {
        null = null ?? candidate.path
      } else if candidate.messageList != .skipped || value.kind == .string || field.list != nil && value.holdsTexts {
        return .value(value, path: RowPath(name: candidate.path), messageList: candidate.messageList)
      }
    }
    return null.map { .null(path: RowPath(name: $0)) } ?? .absent
  }

  /// The text of the response and the path it stands at, if the row has one; for rows without turns of their own.
  func response() -> (value: JSONValue, path: RowPath)? {
    if case .value(let value, let path, _) = source(of: plan.response) { (value, path) } else { nil }
  }

  func prompt() -> JSONValue? {
    if case .value(let value, _, _) = source(of: plan.prompt) { value } else { nil }
  }

  // MARK: One value a row

  private func appendValue(_ field: FieldPlan, to column: ColumnBuilder) throws(RowFailure) {
    switch source(of: field) {
    case .value(let value, let path, let list):
      if value.kind == .array, list == .conversation || list == .completion {
        try appendMessages(value, path: path, as: list, field, to: column)
      } else {
        try append(value, field, to: column, path: path, index: nil)
      }
    case .null(let path):
      if try appendFallback(field, to: column) { return }
      guard field.isOptional else { throw isNull(field, place: path.description) }
      column.appendMissing()
    case .absent:
      if try appendFallback(field, to: column) { return }
      guard field.isOptional else { throw isAbsent(field) }
      column.appendMissing()
    }
  }

  private func appendFallback(_ field: FieldPlan, to column: ColumnBuilder) throws(RowFailure) -> Bool {
    guard field.fallback != .none else { return false }
    if field.fallback == .completion {
      guard let (messages, path) = try completedMessages() else { return false }
      try appendMessages(messages, path: path, as: .completion, field, to: column)
    } else {
      guard let (messages, path) = try promptMessages() else { return false }
      try column.appendText { (text) throws(RowFailure) in
        try MessageList(messages, path: path).appendPrompt(to: &text)
      }
    }
    return true
  }

  private func appendMessages(
    _ list: JSONValue, path: RowPath, as meaning: FieldPlan.MessageList, _ field: FieldPlan, to column: ColumnBuilder
  ) throws(RowFailure) {
    let messages = MessageList(list, path: path)
    if meaning == .conversation {
      try column.appendText { (text) throws(RowFailure) in try messages.appendConversation(to: &text) }
    } else if let last = try messages.lastAssistant() {
      try column.appendText { (text) throws(RowFailure) in try messages.appendContent(of: last, to: &text) }
    } else if field.isOptional {
      column.appendMissing()
    } else {
      throw RowFailure(message: "no value for `\(field.name)`: `\(path)` has no assistant message")
    }
  }

  // MARK: One value for each token or turn

  /// Holds the number of elements against that of the lists before it at the same grain.
  private func agree(on length: inout Length?, _ field: FieldPlan) throws(RowFailure) {
    guard case .value(let list, let path, _) = source(of: field) else { return }
    guard list.kind == .array else {
      throw RowFailure(
        message: "`\(path)` is \(list.kind.name), the spec declares a list with one value per \(field.grain)")
    }
    let count = list.count
    guard let other = length else {
      length = Length(count: count, path: path, noun: count == 1 ? "value" : "values")
      return
    }
    if other.count != count {
      let noun = count == 1 ? "value" : "values"
      let theirs = other.noun.hasPrefix("turn") ? "\(other.count) \(other.noun)" : "\(other.count)"
      throw RowFailure(message: "`\(path)` has \(count) \(noun) where `\(other.path)` has \(theirs)")
    }
  }

  private func appendList(_ field: FieldPlan, count: Int, to column: ColumnBuilder) throws(RowFailure) {
    switch source(of: field) {
    case .value(let list, let path, _):
      if field.form == .number {
        // The hot path: log-probabilities.
        if let bad = column.append(numbersOf: list, count: count, acceptsNull: field.isOptional) {
          throw bad.element.kind == .null
            ? isNull(field, place: Self.place(path, bad.index)) : mismatch(bad.element, field, path, bad.index)
        }
        return
      }
      var index = 0
      try list.forEachElement { (element) throws(RowFailure) in
        try append(element, field, to: column, path: path, index: index)
        index += 1
      }
    case .null(let path):
      guard field.isOptional else { throw isNull(field, place: path.description) }
      for _ in 0..<count { column.appendMissing() }
    case .absent:
      guard field.isOptional else { throw isAbsent(field) }
      for _ in 0..<count { column.appendMissing() }
    }
  }

  // MARK: Conversion

  @inline(__always)
  private func append(
    _ value: JSONValue, _ field: FieldPlan, to column: ColumnBuilder, path: RowPath, index: Int?
  ) throws(RowFailure) {
    if value.kind == .null {
      guard field.isOptional else { throw isNull(field, place: Self.place(path, index)) }
      return column.appendMissing()
    }
    switch field.form {
    case .number:
      guard let number = value.number else { throw mismatch(value, field, path, index) }
      column.append(number)
    case .bool:
      guard let number = value.number, number == 0 || number == 1 else { throw mismatch(value, field, path, index) }
      column.append(number)
    case .text:
      guard value.kind == .string else { throw mismatch(value, field, path, index) }
      column.append(value.string)
    case .json:
      column.appendSource { $0.value(value) }
    case .numbers, .texts:
      guard value.kind == .array else { throw mismatch(value, field, path, index) }
      try appendItems(of: value, field, to: column, path: path, index: index)
    }
  }

  private func appendItems(
    of list: JSONValue, _ field: FieldPlan, to column: ColumnBuilder, path: RowPath, index place: Int?
  ) throws(RowFailure) {
    var index = 0
    try list.forEachElement { (item) throws(RowFailure) in
      if field.form == .numbers, let number = item.number {
        column.appendItem(number)
      } else if field.form == .texts, item.kind == .string {
        column.appendItem(item.string)
      } else {
        throw mismatch(item, field, RowPath(name: Self.place(path, place)), index)
      }
      index += 1
    }
    column.endList()
  }

  // MARK: Messages

  private static func place(_ path: RowPath, _ index: Int?) -> String {
    index.map { "\(path)[\($0)]" } ?? path.description
  }

  private func mismatch(_ value: JSONValue, _ field: FieldPlan, _ path: RowPath, _ index: Int?) -> RowFailure {
    var found = value.kind.name
    if field.form == .bool, let number = value.number {
      var json = JSONWriter()
      json.number(number)
      found = String(decoding: json.bytes, as: UTF8.self)
    }
    return RowFailure(
      message: "`\(Self.place(path, index))` is \(found), the spec declares \(field.form.description)")
  }

  func isNull(_ field: FieldPlan, place: String) -> RowFailure {
    RowFailure(message: "`\(place)` is null, the spec declares \(field.form.description) that is always there")
  }

  func isAbsent(_ field: FieldPlan) -> RowFailure {
    var paths = field.candidates.map { "`\($0.path)`" }
    if field.fallback != .none {
      paths.append(field.list == nil ? "`messages`" : "`messages` with a conversation for each rollout")
    }
    let tried = paths.joined(separator: ", ")
    if paths.count == 1 { return RowFailure(message: "no value for `\(field.name)`: the row has no \(tried)") }
    return RowFailure(message: "no value for `\(field.name)`: the row has none of \(tried)")
  }
}

extension RowSchema.Form {
  /// As messages name it.
  var description: String {
    switch self {
    case .number: "a number"
    case .bool: "true or false"
    case .text: "a text"
    case .json: "a JSON value"
    case .numbers: "a list of numbers"
    case .texts: "a list of texts"
    }
  }
}
