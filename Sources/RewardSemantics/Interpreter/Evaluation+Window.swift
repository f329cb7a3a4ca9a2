extension Evaluation {
  /// What stands before or after an element in its container.
  enum Neighbour {
    case element(Element)
    case edge
    /// An element without a key stands nowhere, and reads this.
    case nowhere(Status)
  }

  /// The elements of a container whose keys are the same, in element order; without `by` all of them.
  struct Line {
    var members: [Element] = []
    /// Which of them pass `where`.
    var isInside: [Bool] = []
  }

  /// The operands of a window by what they are.
  private struct Operands {
    var values: ArraySlice<ExpressionID>
    var by, condition, extra: ExpressionID?

    init(_ operands: [ExpressionID], of window: Window) {
      values = operands.prefix(window.values)
      var clauses = operands.dropFirst(window.values)
      by = window.hasBy ? clauses.popFirst() : nil
      condition = window.hasWhere ? clauses.popFirst() : nil
      extra = window.hasExtra ? clauses.popFirst() : nil
    }
  }

  /// The value of a window at one element of its container.
  ///
  /// `previous` and `next` demand the neighbour, or the value at the edge; the others demand the whole container and
  /// find the values of all its elements at once. An element without a key abstains.
  func window(_ window: Window, _ id: ExpressionID, _ operands: [ExpressionID], at element: Element) -> Value {
    let container: Element
    switch structure.ancestor(of: element, at: window.over) {
    case .element(let found): container = found
    case .none(let status): return Value(missing: status)
    }
    guard let members = structure.members(of: container, at: element.grain) else { return Value(missing: .failed) }
    let operands = Operands(operands, of: window)
    func place(_ member: Element) -> Key { Key(expression: id, element: member) }
    func lines() -> [Line] { self.lines(of: members, by: operands.by, where: operands.condition) }

    switch window.kind {
    case .previous, .next:
      if neighbours[place(element)] == nil {
        for member in members { neighbours[place(member)] = .nowhere(withoutKey(operands.by, at: member)) }
        for line in lines() { findNeighbours(in: line, of: id, isForward: window.kind == .previous) }
      }
      return value(
        of: operands.values[0], at: neighbours[place(element)] ?? .nowhere(.noElement), edge: operands.extra,
        of: element)
    default:
      for member in members { known[place(member)] = Value(missing: withoutKey(operands.by, at: member)) }
      if isCrowded(window, id, operands, container, at: element.grain) {
        for line in lines() { for member in line.members { known[place(member)] = Value(missing: .itemLimit) } }
        return known[place(element)] ?? Value(missing: .noElement)
      }
      for line in lines() {
        let results = results(window.kind, operands, of: line, in: container)
        for (member, result) in zip(line.members, results) { known[place(member)] = result }
      }
      return known[place(element)] ?? Value(missing: .noElement)
    }
  }

  private func results(_ kind: Window.Kind, _ operands: Operands, of line: Line, in container: Element) -> [Value] {
    let first = operands.values[0]
    switch kind {
    case .discounted: return discounted(first, gamma: operands.extra, of: line)
    case .cumulative(let fold, let exclusive):
      return cumulative(first, fold, exclusive: exclusive, of: line)
    case .rank(let ties): return ranks(operands.values, ties, of: line)
    case .softmax: return softmax(first, of: line)
    case .sample: return sample(first, at: operands.extra.map { value(of: $0, at: container) }, of: line)
    case .automaton(let automaton): return run(automaton, operands.values, of: line)
    case .until: return until(first, operands.values[1], of: line)
    case .previous, .next: return []
    }
  }

  /// Whether the lists that `cumulative` makes in the rollout of a container may have too many items together.
  private func isCrowded(
    _ window: Window, _ id: ExpressionID, _ operands: Operands, _ container: Element, at grain: Grain
  ) -> Bool {
    guard case .cumulative(let fold, _) = window.kind, fold.makesLists, window.over.refines(.rollout),
      let rollout = structure.ancestor(of: container, at: .rollout).element
    else { return false }
    let key = Key(expression: id, element: rollout)
    if let known = crowded[key] { return known }
    var items = 0
    for container in structure.members(of: rollout, at: window.over) ?? [] {
      let members = structure.members(of: container, at: grain) ?? []
      for line in lines(of: members, by: operands.by, where: operands.condition) {
        items += self.items(operands.values[0], fold, of: line)
      }
    }
    crowded[key] = items > Grain.itemsPerRollout
    return items > Grain.itemsPerRollout
  }

  /// What an element reads that is in no line, as it has no key.
  private func withoutKey(_ by: ExpressionID?, at element: Element) -> Status {
    .ofElement(withKey: by.map { value(of: $0, at: element).status } ?? .present)
  }

  private func lines(of members: [Element], by: ExpressionID?, where condition: ExpressionID?) -> [Line] {
    var lines: [Line] = []
    var numbers: [Value.Payload: Int] = [:]
    for member in members {
      let key = by.map { value(of: $0, at: member) }
      if let key, key.isMissing { continue }
      let number = numbers[key?.payload ?? .none, default: lines.count]
      if number == lines.count {
        lines.append(Line())
        numbers[key?.payload ?? .none] = number
      }
      lines[number].members.append(member)
      lines[number].isInside.append(passes(condition, at: member))
    }
    return lines
  }

  /// The nearest element inside, on the side that is gone through first.
  private func findNeighbours(in line: Line, of id: ExpressionID, isForward: Bool) {
    var last = Neighbour.edge
    let places = line.members.indices
    for place in isForward ? Array(places) : places.reversed() {
      neighbours[Key(expression: id, element: line.members[place])] = last
      if line.isInside[place] { last = .element(line.members[place]) }
    }
  }

  private func value(
    of operand: ExpressionID, at neighbour: Neighbour, edge: ExpressionID?, of element: Element
  ) -> Value {
    let found =
      switch neighbour {
      case .element(let other): value(of: operand, at: other)
      case .edge: edge.map { value(of: $0, at: element) } ?? Value(missing: .noElement)
      case .nowhere(let status): Value(missing: status)
      }
    return found.isMissing ? found : found.with(.present)
  }
}
