extension Evaluation {
  /// The value of a window at one element of its container.
  ///
  /// `previous` and `next` demand the neighbour, or the value at the edge; the others demand the whole container and
  /// find the values of all its elements at once.
  func window(_ window: Window, _ id: ExpressionID, _ operands: [ExpressionID], at element: Element) -> Value {
    guard let container = structure.ancestor(of: element, at: window.over),
      let members = structure.members(of: container, at: element.grain),
      let place = structure.place(of: element, in: window.over)
    else { return Value(missing: .failed) }
    let extra = window.hasExtra ? operands.last : nil

    switch window.kind {
    case .previous: return neighbour(place - 1, of: members, operands[0], edge: extra, at: element)
    case .next: return neighbour(place + 1, of: members, operands[0], edge: extra, at: element)
    case .discounted, .cumulative, .rank, .softmax: break
    }
    let values = members.map { value(of: operands[0], at: $0) }
    let results =
      switch window.kind {
      case .discounted:
        discounted(values, gammas: members.map { member in extra.map { value(of: $0, at: member) } ?? Value(1) })
      case .cumulative(let exclusive): cumulative(values, exclusive: exclusive)
      case .rank: ranks(values)
      default: softmax(values)
      }
    for (member, result) in zip(members, results) { known[Key(expression: id, element: member)] = result }
    return results[place]
  }

  private func neighbour(
    _ place: Int, of members: [Element], _ operand: ExpressionID, edge: ExpressionID?, at element: Element
  ) -> Value {
    let value =
      members.indices.contains(place)
      ? value(of: operand, at: members[place])
      : edge.map { self.value(of: $0, at: element) } ?? Value(missing: .noElement)
    return value.isMissing ? value : value.with(.present)
  }

  /// Backward: a missing element makes itself and all before it missing.
  private func discounted(_ values: [Value], gammas: [Value]) -> [Value] {
    var results = values
    var after = Value(0)
    for place in values.indices.reversed() {
      let status = values[place].status.joined(gammas[place].status).joined(after.status)
      after =
        status.isMissing
        ? Value(missing: status) : Value(finite: values[place].number + gammas[place].number * after.number)
      results[place] = after
    }
    return results
  }

  private func cumulative(_ values: [Value], exclusive: Bool) -> [Value] {
    var sum = CompensatedSum()
    var status = Status.present
    func prefix() -> Value { status.isMissing ? Value(missing: status) : Value(finite: sum.value) }
    return values.map { value in
      let before = prefix()
      status = status.joined(value.status)
      sum.add(value.number)
      return exclusive ? before : prefix()
    }
  }

  /// Place in the stable ascending order of the keys that are not missing; a missing key keeps its status.
  private func ranks(_ keys: [Value]) -> [Value] {
    var results = keys
    let order = keys.indices.filter { !keys[$0].isMissing }.sorted { a, b in
      keys[a].precedes(keys[b]) || (!keys[b].precedes(keys[a]) && a < b)
    }
    for (rank, place) in order.enumerated() { results[place] = Value(Double(rank)) }
    return results
  }

  private func softmax(_ values: [Value]) -> [Value] {
    let terms = values.filter { !$0.isMissing }.map(\.number)
    var sum = ExponentialSum(maximum: terms.max() ?? 0)
    for term in terms { sum.add(term) }
    return values.map { $0.isMissing ? $0 : Value(finite: sum.share(of: $0.number)) }
  }
}

extension Value {
  /// The order of rank keys: numbers by size, texts by bytes, lists from left to right.
  fileprivate func precedes(_ other: Value) -> Bool {
    switch (payload, other.payload) {
    case (.number(let a), .number(let b)): return a < b
    case (.text(let a), .text(let b)): return a.lexicographicallyPrecedes(b)
    case (.list(let a), .list(let b)): return a.lexicographicallyPrecedes(b) { $0.precedes($1) }
    default: return false
    }
  }
}
