/// The results of a window at each element of a line of elements. They are missing or ``Status/present``.
extension Evaluation {
  /// Backward: a missing element makes itself and all before it missing.
  func discounted(_ operand: ExpressionID, gamma: ExpressionID?, of line: Line) -> [Value] {
    var after = Value(0)
    let results = line.members.indices.reversed().map { place in
      if !line.isInside[place] { return after }
      let own = value(of: operand, at: line.members[place])
      let factor = gamma.map { value(of: $0, at: line.members[place]) } ?? Value(1)
      let status = own.status.joined(factor.status).joined(after.status)
      after =
        status.isMissing ? Value(missing: status) : Value(finite: own.number + factor.number * after.number)
      return after
    }
    return results.reversed()
  }

  func cumulative(_ operand: ExpressionID, _ fold: Window.Fold, exclusive: Bool, of line: Line) -> [Value] {
    var running = RunningFold(fold)
    var list: [Value] = []
    var seen: Set<Value.Payload> = []
    func soFar() -> Value {
      let (number, status) = running.value
      if status.isMissing { return Value(missing: status) }
      return fold.makesLists ? Value(list: list) : Value(number)
    }
    return line.members.indices.map { place in
      let before = soFar()
      if !line.isInside[place] { return before }
      let own = value(of: operand, at: line.members[place])
      running.add(own.number, own.status)
      if fold == .append { list.append(own.with(.present)) }
      if fold == .union { list += own.list.filter { seen.insert($0.payload).inserted } }
      return exclusive ? before : soFar()
    }
  }

  /// How many items the lists have at most that `cumulative` makes of a line.
  func items(_ operand: ExpressionID, _ fold: Window.Fold, of line: Line) -> Int {
    Window.items(
      ofLists: line.members.indices.map { place in
        if !line.isInside[place] { return 0 }
        return fold == .append ? 1 : value(of: operand, at: line.members[place]).list.count
      })
  }

  /// By the stable ascending order of the elements that have all keys.
  func ranks(_ operands: ArraySlice<ExpressionID>, _ ties: Window.Ties, of line: Line) -> [Value] {
    var results = line.members.map { _ in Value(missing: .noElement) }
    var ranked: [(place: Int, keys: [Value])] = []
    for place in line.members.indices where line.isInside[place] {
      let keys = operands.map { value(of: $0, at: line.members[place]) }
      let status = keys.reduce(Status.present) { $0.joined($1.status) }
      if status.isMissing { results[place] = Value(missing: status) } else { ranked.append((place, keys)) }
    }
    var count = 0
    for run in Value.ascending(ranked.map(\.keys)) {
      let equals = count..<count + run.count
      for (place, member) in zip(equals, run) {
        results[ranked[member].place] = Value(Ranks.rank(at: place, among: equals, ties: ties))
      }
      count = equals.upperBound
    }
    return results
  }

  func softmax(_ operand: ExpressionID, of line: Line) -> [Value] {
    let values = line.members.indices.map { place in
      line.isInside[place] ? value(of: operand, at: line.members[place]) : Value(missing: .noElement)
    }
    let terms = values.filter { !$0.isMissing }.map(\.number)
    var sum = ExponentialSum(maximum: terms.max() ?? 0)
    for term in terms { sum.add(term) }
    return values.map { $0.isMissing ? $0 : Value(finite: sum.share(of: $0.number)) }
  }

  /// How often each element is drawn at one level or at each of a list of them.
  func sample(_ operand: ExpressionID, at levels: Value?, of line: Line) -> [Value] {
    let levels = levels ?? Value(list: [])
    if levels.isMissing { return line.members.map { _ in Value(missing: levels.status) } }
    let weights = line.members.indices.map { place in
      line.isInside[place] ? value(of: operand, at: line.members[place]).number : 0
    }
    let draws = Draws(of: weights.span)
    if draws.status.isMissing { return line.members.map { _ in Value(missing: draws.status) } }
    var counts = line.members.map { _ in 0.0 }
    for level in levels.list.isEmpty ? [levels] : levels.list {
      if case .number(let number) = level.payload, let drawn = draws.element(at: number) { counts[drawn] += 1 }
    }
    return counts.map { Value($0) }
  }

  /// One step an element; an element outside takes none. Conditions are tried until one is true.
  func run(_ automaton: Window.Automaton, _ conditions: ArraySlice<ExpressionID>, of line: Line) -> [Value] {
    var state = 0
    var lost: Status?
    return line.members.indices.map { place in
      if let lost { return Value(missing: lost) }
      var taken = -1
      for (number, (edge, condition)) in zip(automaton.edges, conditions).enumerated()
      where line.isInside[place] && (edge.from == nil || edge.from == state) {
        let open = value(of: condition, at: line.members[place])
        if open.isMissing {
          lost = open.status
          return Value(missing: open.status)
        }
        if open.isTrue {
          taken = number
          state = edge.to
          break
        }
      }
      return Value(Double(automaton.reports == .edge ? taken : state))
    }
  }

  /// Backward: the goal now, or hold now and the result at the next element; false behind the last.
  func until(_ hold: ExpressionID, _ goal: ExpressionID, of line: Line) -> [Value] {
    var after = Value(false)
    let results = line.members.indices.reversed().map { place in
      if !line.isInside[place] { return after }
      let stays = Value.kleene(value(of: hold, at: line.members[place]), after, decidedBy: false)
      let result = Value.kleene(value(of: goal, at: line.members[place]), stays, decidedBy: true)
      after = result.isMissing ? result : Value(result.isTrue)
      return after
    }
    return results.reversed()
  }
}
