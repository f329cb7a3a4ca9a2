import RewardSemantics

/// Windows that need a container whole: ranks, shares, draws.
extension WindowKernel {
  /// Place in the stable ascending order of the keys that are not missing; a missing key keeps its status.
  func rank(
    _ keys: [Column], _ ties: Window.Ties, _ elements: [Int], _ isInside: [Bool], _ result: inout Result
  ) {
    var order: [Int] = []
    for (element, isIn) in zip(elements, isInside) {
      let joined = keys.reduce(Status.present) { $0.joined(Status(rawValue: $1.status[element])) }
      if !isIn {
        result.set(element, 0, .noElement)
      } else if joined.isMissing {
        result.set(element, 0, joined)
      } else {
        order.append(element)
      }
    }
    order.sort { keys.precedes($0, $1) ?? ($0 < $1) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, keys.precedes(order[start], order[end]) == nil { end += 1 }
      for place in start..<end {
        result.set(order[place], Ranks.rank(at: place, among: start..<end, ties: ties))
      }
      start = end
    }
  }

  func softmax(_ numbers: NumberOperand, _ elements: [Int], _ isInside: [Bool], _ result: inout Result) {
    var maximum: Double?
    for (element, isIn) in zip(elements, isInside) where isIn && numbers.status[element] < 16 {
      maximum = max(maximum ?? numbers.values[element], numbers.values[element])
    }
    var sum = ExponentialSum(maximum: maximum ?? 0)
    for (element, isIn) in zip(elements, isInside) where isIn && numbers.status[element] < 16 {
      sum.add(numbers.values[element])
    }
    for (element, isIn) in zip(elements, isInside) {
      let own = Status(rawValue: numbers.status[element])
      if !isIn {
        result.set(element, 0, .noElement)
      } else {
        result.set(element, own.isMissing ? 0 : sum.share(of: numbers.values[element]), own.isMissing ? own : .present)
      }
    }
  }

  /// How often each element is drawn at the level of its container, or at a list of levels.
  func draw(
    _ weights: NumberOperand, _ extra: ColumnOperand?, _ elements: [Int], _ isInside: [Bool], _ result: inout Result
  ) {
    guard let extra else { return }
    let place = extra.place(container(of: elements[0]))
    let own = Status(rawValue: extra.column.status[place])
    let shares = zip(elements, isInside).map { $1 && weights.status[$0] < 16 ? weights.values[$0] : 0 }
    let draws = Draws(of: shares.span)
    let state = own.isMissing ? own : draws.status
    var counts = [Double](repeating: 0, count: elements.count)
    if !state.isMissing {
      let levels: [Double] =
        if case .numbers(let values) = extra.column.storage { [values[place]] } else {
          Array(extra.column.numberList(place))
        }
      for level in levels { if let element = draws.element(at: level) { counts[element] += 1 } }
    }
    for (index, element) in elements.enumerated() { result.set(element, counts[index], state) }
  }

  private func container(of element: Int) -> Int {
    switch parents {
    case .identity: element
    case .single: 0
    case .indices(let indices): max(Int(indices[element]), 0)
    }
  }
}

extension Array where Element == Column {
  /// Whether element i stands before element j by the keys, compared from left to right; nil where all are equal.
  func precedes(_ i: Int, _ j: Int) -> Bool? {
    for key in self {
      if key.precedes(i, j) { return true }
      if key.precedes(j, i) { return false }
    }
    return nil
  }
}
