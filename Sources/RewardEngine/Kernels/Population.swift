import RewardSemantics

/// The elements that a reduction folds, as pointers that are good for one call. Threads may share it: it is only read.
struct Population: @unchecked Sendable {
  /// A missing element holds 0. Not to be read by reductions that only look at labels.
  var values: UnsafeBufferPointer<Double>
  var status: UnsafeBufferPointer<UInt8>
  /// The condition of `where` by element; empty without one.
  var condition = UnsafeBufferPointer<Double>(start: nil, count: 0)
  var conditionStatus = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// By element; empty where each counts once.
  var weights = UnsafeBufferPointer<Double>(start: nil, count: 0)
  var weightStatus = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The element at each place; empty where a place holds the element of its own number.
  var elements = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  /// See ``SumLevels``; empty without.
  var rollouts = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  var groups = UnsafeBufferPointer<Int32>(start: nil, count: 0)

  /// Calls `body` with each element of the places that passes `where`. An unknown condition does not pass.
  @inline(__always)
  func forEach(_ places: Range<Int>, _ body: (Int) -> Void) {
    for place in places {
      let element = elements.isEmpty ? place : Int(elements[place])
      if !condition.isEmpty, conditionStatus[element] >= 16 || condition[element] == 0 { continue }
      body(element)
    }
  }

  /// The status of an element and its weight together.
  @inline(__always)
  func joinedStatus(_ element: Int) -> Status {
    let own = Status(rawValue: status[element])
    return weightStatus.isEmpty ? own : own.joined(Status(rawValue: weightStatus[element]))
  }

  /// Calls `body` with each element that passes and is not missing.
  @inline(__always)
  func forEachPresent(_ places: Range<Int>, _ body: (Int) -> Void) {
    forEach(places) { element in
      if status[element] < 16, weightStatus.isEmpty || weightStatus[element] < 16 { body(element) }
    }
  }

  @inline(__always) func weight(_ element: Int) -> Double { weights.isEmpty ? 1 : weights[element] }

  /// The status of the elements that pass, joined in element order; a value only where none is missing.
  func joinedStatus(of places: Range<Int>) -> Status {
    var joined = Status.present
    forEach(places) { joined = joined.joined(joinedStatus($0)) }
    if !joined.isMissing || elements.isEmpty { return joined }
    // The places may stand group by group.
    joined = .present
    var ordered: [Int] = []
    forEach(places) { ordered.append($0) }
    for element in ordered.sorted() { joined = joined.joined(joinedStatus(element)) }
    return joined
  }

  /// Adds up the elements that are not missing along the chain: those of a rollout first, then those of a group.
  ///
  /// - Parameter empty: the sum of nothing.
  @inline(__always)
  func total<Partial: PartialSum>(_ places: Range<Int>, empty: Partial) -> Partial {
    var total = empty
    if rollouts.isEmpty && groups.isEmpty {
      forEachPresent(places) { total.add(values[$0], weight: weight($0)) }
      return total
    }
    var (group, rollout) = (empty, empty)
    var (lastGroup, lastRollout) = (Int32(-1), Int32(-1))
    forEachPresent(places) { element in
      let thisRollout = rollouts.isEmpty ? -1 : rollouts[element]
      if thisRollout != lastRollout {
        group.merge(rollout)
        rollout = empty
        lastRollout = thisRollout
      }
      let thisGroup = groups.isEmpty ? -1 : groups[element]
      if thisGroup != lastGroup {
        total.merge(group)
        group = empty
        lastGroup = thisGroup
      }
      if rollouts.isEmpty {
        group.add(values[element], weight: weight(element))
      } else {
        rollout.add(values[element], weight: weight(element))
      }
    }
    group.merge(rollout)
    total.merge(group)
    return total
  }
}
