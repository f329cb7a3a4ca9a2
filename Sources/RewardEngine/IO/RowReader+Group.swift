import RewardSemantics

/// Rows that hold a group: one prompt with all its rollouts, or with a chosen and a rejected one.
extension RowReader {
  /// What a row has for its rollouts, and which of them is the current one.
  struct RolloutList {
    /// A list with an element for each rollout, or nothing.
    private let source: Source
    /// Instead of a list: what each rollout has.
    private var sides: [Source] = []
    /// The current rollout, and the place of its element on the tape.
    private var rollout = 0
    private var next = 0

    init(_ source: Source) {
      self.source = source
      if case .value(let list, _, _) = source { next = list.index + 1 }
    }

    init(sides: [Source]) {
      source = .absent
      self.sides = sides
    }

    /// What the current rollout has.
    var element: Source {
      if !sides.isEmpty { return sides[rollout] }
      guard case .value(let list, var path, let meaning) = source else { return source }
      let element = list.at(next)
      path.rollout = rollout
      if element.kind == .null { return .null(path: path) }
      return .value(element, path: path, messageList: meaning == .skipped ? .completion : meaning)
    }

    /// What the first rollout has.
    var first: Source { RolloutList(source).element }

    mutating func advance() {
      if case .value(let list, _, _) = source { next = list.at(next).end }
      if rollout + 1 < sides.count || sides.isEmpty { rollout += 1 }
    }
  }

  /// The list that set the number of rollouts.
  private struct Size {
    var count: Int
    var path: RowPath
  }

  /// Adds all rollouts of the row. Returns their number, and whether the line stands in for the group key.
  func appendGroup(line: Int) throws(RowFailure) -> (count: Int, isGroupedByLine: Bool) {
    let isPair = plan.schema.rowGrain == .pair
    let group = isPair ? nil : firstValue(of: plan.groups)
    if group?.kind == .array { throw RowFailure(message: "the group id is a list, but a row is one group") }
    let step = firstValue(of: plan.steps)
    if step?.kind == .array { throw RowFailure(message: "the step is a list, but a row belongs to one step") }
    let id = rowID()
    var ownIDs = id.flatMap {
      $0.value.kind == .array && !isPair ? RolloutList(.value($0.value, path: $0.path, messageList: .none)) : nil
    }

    let count = isPair ? findSides() : try findLists(ids: ownIDs == nil ? nil : id)
    for rollout in 0..<count {
      self.rollout = rollout
      if let ownIDs {
        if case .value(let own, _, _) = ownIDs.element { appendSource(own, to: ids) } else { ids.appendMissing() }
      } else {
        appendSource(id?.value, to: ids)
      }
      appendSource(step, to: steps)
      if let group { appendKey(group) } else { appendKey(ofLine: line) }
      try appendFields()
      for list in lists.indices { lists[list].advance() }
      conversations?.advance()
      ownIDs?.advance()
    }
    return (count, group == nil)
  }

  private func rowID() -> (value: JSONValue, path: RowPath)? {
    for (node, path) in zip(plan.ids, plan.schema.idPaths) {
      if let value = value(at: node), value.kind != .null {
        return (value, RowPath(name: path.joined(separator: ".")))
      }
    }
    return nil
  }

  private func appendKey(ofLine line: Int) {
    var key = "line \(line)"
    key.withUTF8 { groups.append($0) }
  }

  // MARK: Lists of rollouts

  /// Finds the lists of the row. Returns the number of rollouts, which is the same in all of them.
  private func findLists(ids: (value: JSONValue, path: RowPath)?) throws(RowFailure) -> Int {
    var size: Size?
    for field in plan.fields { try findList(of: field, &size) }
    try findConversations(&size)
    // A response that no field asks for is looked at for turns, and where nothing else tells how many rollouts there are.
    if plan.schema.needsTurns || size == nil {
      try findList(of: plan.response, &size)
    } else if let list = plan.response.list {
      lists[list] = RolloutList(.absent)
    }
    if let ids { try agree(on: &size, ids.value, ids.path) }
    guard let size else { throw hasNoList() }
    if size.count == 0 { throw RowFailure(message: "`\(size.path)` is empty: a group without rollouts") }
    return size.count
  }

  /// Finds what the row has for the chosen and for the rejected rollout.
  private func findSides() -> Int {
    conversations = nil
    for field in plan.fields + [plan.response] {
      guard let list = field.list else { continue }
      lists[list] = RolloutList(sides: field.sides.map { source(among: $0, isList: true) })
    }
    return 2
  }

  private func findList(of field: FieldPlan, _ size: inout Size?) throws(RowFailure) {
    guard let list = field.list else { return }
    let source = rowSource(of: field)
    if case .value(let value, let path, _) = source { try agree(on: &size, value, path) }
    lists[list] = RolloutList(source)
  }

  private func findConversations(_ size: inout Size?) throws(RowFailure) {
    noteConversations()
    if let messages = value(at: plan.messages), conversations != nil {
      try agree(on: &size, messages, RowPath(name: "messages"))
    }
  }

  /// Notes whether `messages` holds a conversation for each rollout.
  func noteConversations() {
    conversations = nil
    guard let messages = value(at: plan.messages), messages.kind == .array, messages.first?.kind == .array else {
      return
    }
    conversations = RolloutList(.value(messages, path: RowPath(name: "messages"), messageList: .none))
  }

  private func agree(on size: inout Size?, _ list: JSONValue, _ path: RowPath) throws(RowFailure) {
    guard list.kind == .array else {
      throw RowFailure(
        message: "`\(path)` is \(list.kind.name), but in a row per group it is a list with one value for each rollout")
    }
    let count = list.count
    guard let other = size else {
      size = Size(count: count, path: path)
      return
    }
    if other.count != count {
      let noun = count == 1 ? "rollout" : "rollouts"
      throw RowFailure(message: "`\(path)` has \(count) \(noun) where `\(other.path)` has \(other.count)")
    }
  }

  private func hasNoList() -> RowFailure {
    guard let field = plan.fields.first(where: { $0.list != nil && !$0.isOptional }) else {
      return RowFailure(message: "the row has no list with one value for each rollout")
    }
    if case .null(let path) = rowSource(of: field) { return isNull(field, place: path.description) }
    return isAbsent(field)
  }

  // MARK: Conversations

  /// The conversation of the current rollout, or of the first one; nil where the row has not one for each.
  func conversation(ofFirst isFirst: Bool) throws(RowFailure) -> (value: JSONValue, path: RowPath)? {
    guard let conversations,
      case .value(let messages, let path, _) = isFirst ? conversations.first : conversations.element
    else { return nil }
    guard messages.kind == .array else {
      throw RowFailure(message: "`\(path)` is \(messages.kind.name), not a list of messages")
    }
    return (messages, path)
  }
}

extension JSONValue {
  /// The first element of an array.
  fileprivate var first: JSONValue? { index + 1 < contentEnd ? at(index + 1) : nil }

  /// Whether an array holds texts or conversations, rather than token numbers.
  var holdsTexts: Bool {
    guard kind == .array else { return false }
    var isFound: Bool?
    forEachElement { element in
      if isFound != nil || element.kind == .null { return }
      isFound = element.kind == .string || element.kind == .array && element.first.map { $0.kind == .object } ?? true
    }
    return isFound ?? true
  }
}
