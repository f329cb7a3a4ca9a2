import RewardSemantics

/// Windows that go through a container from one end.
extension WindowKernel {
  /// Backward: a missing element makes itself and all before it missing. An element outside has what the next one
  /// inside has.
  func discount(
    _ numbers: NumberOperand, _ extra: ColumnOperand?, _ elements: [Int], _ isInside: [Bool], _ result: inout Result
  ) {
    let gammas = extra.map { NumberOperand($0.column, isPlain: false, isScalar: $0.isScalar) }
    var after = 0.0
    var afterStatus = Status.present
    for (element, isIn) in zip(elements, isInside).reversed() {
      if isIn {
        var joined = Status(rawValue: numbers.status[element])
        var factor = 1.0
        if let gammas {
          joined = joined.joined(Status(rawValue: gammas.status[element * gammas.stride]))
          factor = gammas.values[element * gammas.stride]
        }
        joined = joined.joined(afterStatus)
        after = joined.isMissing ? 0 : numbers.values[element] + factor * after
        afterStatus = joined.isMissing ? joined : .present
        if !after.isFinite {
          after = 0
          afterStatus = .notFinite
        }
      }
      result.set(element, after, afterStatus)
    }
  }

  func accumulate(
    _ numbers: NumberOperand, _ fold: Window.Fold, _ exclusive: Bool, _ elements: [Int], _ isInside: [Bool],
    _ result: inout Result
  ) {
    var running = RunningFold(fold)
    for (element, isIn) in zip(elements, isInside) {
      if exclusive { result.set(element, running.value.number, running.value.status) }
      if isIn { running.add(numbers.values[element], Status(rawValue: numbers.status[element])) }
      if !exclusive { result.set(element, running.value.number, running.value.status) }
    }
  }

  /// One step an element; an element outside takes none.
  func run(
    _ automaton: Window.Automaton, _ conditions: [NumberOperand], _ elements: [Int], _ isInside: [Bool],
    _ result: inout Result
  ) {
    var state = 0
    var lost = Status.present
    for (element, isIn) in zip(elements, isInside) {
      var taken = -1
      if isIn, !lost.isMissing {
        for (number, edge) in automaton.edges.enumerated() where edge.from == nil || edge.from == state {
          let condition = conditions[number]
          if condition.status[element] >= 16 {
            lost = Status(rawValue: condition.status[element])
            break
          }
          if condition.values[element] != 0 {
            taken = number
            state = edge.to
            break
          }
        }
      }
      result.set(element, automaton.reports == .edge ? Double(taken) : Double(state), lost)
    }
  }

  /// Backward and Kleene: goal or (hold and what holds at the next element).
  func until(
    _ hold: NumberOperand, _ goal: NumberOperand, _ elements: [Int], _ isInside: [Bool], _ result: inout Result
  ) {
    var after = (isTrue: false, status: Status.present)
    for (element, isIn) in zip(elements, isInside).reversed() {
      if isIn {
        let holds = (isTrue: hold.values[element] != 0, status: Status(rawValue: hold.status[element]).plain)
        let isGoal = (isTrue: goal.values[element] != 0, status: Status(rawValue: goal.status[element]).plain)
        after = kleene(isGoal, kleene(holds, after, decidedBy: false), decidedBy: true)
      }
      result.set(element, after.isTrue ? 1 : 0, after.status)
    }
  }

  private func kleene(
    _ a: (isTrue: Bool, status: Status), _ b: (isTrue: Bool, status: Status), decidedBy decisive: Bool
  ) -> (isTrue: Bool, status: Status) {
    if !a.status.isMissing, a.isTrue == decisive { return a }
    if !b.status.isMissing, b.isTrue == decisive { return b }
    let joined = a.status.joined(b.status)
    return (joined.isMissing ? false : b.isTrue, joined)
  }
}

extension Status {
  /// Without *caused*.
  fileprivate var plain: Status { isMissing ? self : .present }
}
