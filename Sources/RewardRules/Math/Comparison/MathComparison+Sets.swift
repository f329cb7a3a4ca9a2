/// Sets, tuples and intervals.
extension MathComparison {
  func agreeAsSets(_ truth: Expression, _ candidate: Expression) throws(MathFailure) -> Bool {
    // A value is the set of itself.
    let truth = truth.isCollection ? truth : .set([truth])
    let candidate = candidate.isCollection ? candidate : .set([candidate])
    if case .interval(let left) = truth, case .interval(let right) = candidate {
      guard left.isLowOpen == right.isLowOpen, left.isHighOpen == right.isHighOpen else { return false }
      return try agreeAsLists([left.low, left.high], [right.low, right.high])
    }
    if try truth.key(budget) == candidate.key(budget) { return true }
    if let left = try truth.elements(budget), let right = try candidate.elements(budget) {
      guard left.count == right.count else { return false }
      return truth.isTuple || truth.isInterval
        ? try agreeAsLists(left, right) : try agreeInAnyOrder(left, right)
    }
    if let left = try RealSet(truth, budget: budget) { return try left.isEqual(to: candidate, by: self) }
    guard case .combination(let one, let first, let second) = truth,
      case .combination(let other, let third, let fourth) = candidate, one == other
    else { return false }
    return try agreeAsLists([first, second], [third, fourth])
  }

  /// Whether each element of one list has one of its own in the other.
  private func agreeInAnyOrder(_ left: [Expression], _ right: [Expression]) throws(MathFailure) -> Bool {
    // Those that are written alike are found at once.
    var places: [String: [Int]] = [:]
    for (place, element) in right.enumerated() { places[try element.key(budget), default: []].append(place) }
    var isTaken = Array(repeating: false, count: right.count)
    var others: [Expression] = []
    for element in left {
      if let place = places[try element.key(budget), default: []].popLast() {
        isTaken[place] = true
      } else {
        others.append(element)
      }
    }
    var free = right.indices.filter { !isTaken[$0] }
    for element in others {
      var found: Int?
      for (index, place) in free.enumerated() where try agree(element, right[place]) {
        found = index
        break
      }
      guard let found else { return false }
      free.remove(at: found)
    }
    return true
  }
}

extension Expression {
  fileprivate var isInterval: Bool { if case .interval = self { true } else { false } }

  /// The elements of a finite set without repeats, of a tuple, or of what may be a pair; nil for what has none to list.
  fileprivate func elements(_ budget: MathBudget) throws(MathFailure) -> [Expression]? {
    switch self {
    case .tuple(let elements): return elements
    case .interval(let interval): return interval.isOpen ? [interval.low, interval.high] : nil
    case .set(let elements):
      var seen: Set<String> = []
      var distinct: [Expression] = []
      for element in elements where seen.insert(try element.key(budget)).inserted { distinct.append(element) }
      return distinct
    default: return nil
    }
  }
}
