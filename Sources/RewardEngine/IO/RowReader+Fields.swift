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
    let isTurn = plan.schema.rowGrain == .turn
    if isTurn {
      if plan.schema.needsTurns { try appendTurn() }
    } else if plan.schema.needsTurns {
      let (count, path) = try appendTurns()
      turns = Length(count: count, path: path, noun: count == 1 ? "turn" : "turns")
    }
    for field in plan.fields {
      switch field.grain {
      case .token: try agree(on: &tokens, field)
      case .turn where !isTurn: try agree(on: &turns, field)
      default: break
      }
    }
    // No list says how many turns there are.
    let hasLists = plan.fields.contains { $0.grain == .turn }
    if isTurn { turns = Length(count: 1, path: RowPath(name: "response"), noun: "turn") }
    let turnCount = if let turns { turns.count } else { hasLists ? try turnCount() : 0 }
    for (field, column) in zip(plan.fields, columns) {
      switch field.grain {
      case .token: try appendList(field, count: tokens?.count ?? 0, to: column)
      case .turn where !isTurn: try appendList(field, count: turnCount, to: column)
      default: try appendValue(field, to: column)
      }
    }
    tokenOffsets.append((tokenOffsets.last ?? 0) + (tokens?.count ?? 0))
    turnOffsets.append((turnOffsets.last ?? 0) + turnCount)
  }

  /// What the rollout has for a field.
  private func source(of field: FieldPlan) -> Source {
    if let list = field.list { lists[list].element } else { rowSource(of: field) }
  }

  /// What the row has for a field: the first candidate with a value other than null.
  func rowSource(of field: FieldPlan) -> Source { source(among: field.candidates, isList: field.list != nil) }

  func source(among candidates: [FieldPlan.Candidate], isList: Bool) -> Source {
    var null: String?
    for candidate in candidates {
      guard let value = value(at: candidate.node) else { continue }
      if value.kind == .null {
        null = null ?? candidate.path
      } else if candidate.messageList != .skipped || value.kind == .string || isList && value.holdsTexts {
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
    if field.form == .isFirst { return column.append(rollout == 0 ? 1 : 0) }
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
    guard let (messages, path) = try fallback(of: field) else { return false }
    if field.fallback == .completion {
      try appendMessages(messages, path: path, as: .completion, field, to: column)
    } else {
      try column.appendText { (text) throws(RowFailure) in
        try messageList(messages, path: path).appendPrompt(to: &text)
      }
    }
    return true
  }

  /// The messages that are read for a field which none of its candidates has a value for.
  func fallback(of field: FieldPlan) throws(RowFailure) -> (value: JSONValue, path: RowPath)? {
    switch field.fallback {
    case .none: nil
    case .completion: try completedMessages()
    case .conversation, .skipped: try promptMessages()
    }
  }

  private func appendMessages(
    _ list: JSONValue, path: RowPath, as meaning: FieldPlan.MessageList, _ field: FieldPlan, to column: ColumnBuilder
  ) throws(RowFailure) {
    let messages = messageList(list, path: path)
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
    guard field.form != .turnNumber, case .value(let list, let path, _) = source(of: field) else { return }
    guard list.kind == .array else {
      throw RowFailure(
        message: "`\(path)` is \(list.kind.name), the spec declares a list with one value per \(field.grain.name)")
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
    if field.form == .turnNumber {
      // Known when the rows of the rollout stand together.
      for _ in 0..<count { column.append(0) }
      return
    }
    switch source(of: field) {
    case .value(let list, let path, _):
      if field.form == .number {
        // The hot path: log-probabilities.
        if let bad = column.append(numbersOf: list, count: count, acceptsNull: field.isOptional) {
          let place = "\(path)[\(bad.index)]"
          throw bad.element.kind == .null
            ? isNull(field, place: place) : Self.mismatch(bad.element, field.form, of: field, place: place)
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
    try append(value, as: field.form, of: field, to: column) { Self.place(path, index) }
  }

  /// One value, or one item of a list.
  ///
  /// - Parameter place: where it stands, for messages.
  private func append(
    _ value: JSONValue, as form: RowSchema.Form, of field: FieldPlan, to column: ColumnBuilder, place: () -> String
  ) throws(RowFailure) {
    switch form {
    case .number, .turnNumber:
      guard let number = value.number else { throw Self.mismatch(value, form, of: field, place: place()) }
      column.append(number)
    case .bool, .isFirst:
      guard let number = value.number, number == 0 || number == 1 else {
        throw Self.mismatch(value, form, of: field, place: place())
      }
      column.append(number)
    case .text:
      guard value.kind == .string else { throw Self.mismatch(value, form, of: field, place: place()) }
      column.append(value.string)
    case .json: column.appendSource { $0.value(value) }
    case .record(let record):
      guard value.kind == .object else { throw Self.mismatch(value, form, of: field, place: place()) }
      var json = JSONWriter()
      try RecordReader(embedded: embedded).write(value, as: record, place: place(), to: &json)
      column.append(json.bytes)
    case .table(let element):
      try Self.check(table: value, of: element, place: place) { Self.mismatch($0, $1, of: field, place: $2) }
      column.appendSource { $0.value(value) }
    case .list(let item):
      guard value.kind == .array, let items = column.items else {
        throw Self.mismatch(value, form, of: field, place: place())
      }
      if item == .number {
        // Belief vectors and embeddings are long.
        if let bad = items.append(numbersOf: value, count: value.count, acceptsNull: false) {
          throw Self.mismatch(bad.element, item, of: field, place: "\(place())[\(bad.index)]")
        }
      } else {
        var index = 0
        let list = item == .record(.message) ? self.items.chat(value) : value
        try list.forEachElement { (element) throws(RowFailure) in
          try append(element, as: item, of: field, to: items) { "\(place())[\(index)]" }
          index += 1
        }
      }
      column.endList()
    case .items(let item):
      guard value.kind == .array, let items = column.items else {
        throw Self.mismatch(value, form, of: field, place: place())
      }
      var index = 0
      try value.forEachElement { (element) throws(RowFailure) in
        if element.kind == .null {
          items.appendNothing()
        } else {
          try append(element, as: item, of: field, to: items) { "\(place())[\(index)]" }
        }
        index += 1
      }
      column.endList()
    case .presence:
      guard value.kind == .array else { throw Self.mismatch(value, form, of: field, place: place()) }
      value.forEachElement { column.items?.append($0.kind == .null ? 0 : 1) }
      column.endList()
    case .criteria(let part): try appendCriteria(value, part, of: field, to: column, path: place())
    }
  }

  // MARK: Messages

  private static func place(_ path: RowPath, _ index: Int?) -> String {
    index.map { "\(path)[\($0)]" } ?? path.description
  }

  /// - Parameter form: what is expected at `place`, in a value of `field`.
  private static func mismatch(_ value: JSONValue, _ form: RowSchema.Form, of field: FieldPlan, place: String)
    -> RowFailure
  {
    var found = value.kind.name
    if form == .bool, let number = value.number {
      var json = JSONWriter()
      json.number(number)
      found = String(decoding: json.bytes, as: UTF8.self)
    }
    return RowFailure(message: "`\(place)` is \(found), the spec declares \(field.form.description)")
  }

  func isNull(_ field: FieldPlan, place: String) -> RowFailure {
    RowFailure(message: "`\(place)` is null, the spec declares \(field.form.description) that is always there")
  }

  func isAbsent(_ field: FieldPlan) -> RowFailure {
    let places = field.placesTried(ofSide: rollout)
    let tried = places.joined(separator: ", ")
    if places.count == 1 { return RowFailure(message: "no value for `\(field.name)`: the row has no \(tried)") }
    return RowFailure(message: "no value for `\(field.name)`: the row has none of \(tried)")
  }
}

extension RowSchema.Form {
  /// As messages name it.
  var description: String {
    switch self {
    case .number, .turnNumber: "a number"
    case .bool, .isFirst: "true or false"
    case .text: "a text"
    case .json: "a JSON value"
    case .record(.message): "a message"
    case .record(.toolCall): "a tool call"
    case .record(.testRun): "a run of tests"
    case .table(let value): "a table of \(value.plural)"
    case .list(let item), .items(let item): "a list of \(item.plural)"
    case .presence: "a list"
    case .criteria: "a list of criteria"
    }
  }

  private var plural: String {
    switch self {
    case .number, .turnNumber: "numbers"
    case .bool, .isFirst: "true or false"
    case .text: "texts"
    case .json: "JSON values"
    case .record(.message): "messages"
    case .record(.toolCall): "tool calls"
    case .record(.testRun): "runs of tests"
    case .table(let value): "tables of \(value.plural)"
    case .list(let item), .items(let item): "lists of \(item.plural)"
    case .presence: "lists"
    case .criteria: "lists of criteria"
    }
  }
}
