import RewardGraph
import RewardSemantics

/// Windows: one result for each element of a container, from the others in element order. Results are plain or missing.
struct WindowKernel {
  let window: Window
  let containers: Containers
  let count: Int
  let form: Node.Form

  /// - Parameters:
  ///   - value: `count` elements.
  ///   - extra: gamma, or the value at the edge; of the operand's form.
  func callAsFunction(_ value: Column, extra: ColumnOperand?) -> Column {
    switch window.kind {
    case .previous, .next: return neighbours(value, edge: extra)
    case .rank: return ranks(value)
    case .discounted, .cumulative, .softmax: break
    }
    let numbers = NumberOperand(value, isPlain: value.status.isAllPresent, isScalar: false)
    let gamma = extra.map {
      NumberOperand($0.column, isPlain: $0.column.status.isAllPresent, isScalar: $0.isScalar)
    }
    // An element in no container has no window.
    var values = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: Status.failed.rawValue, count: count)
    var places: [Int] = []
    for container in 0..<containers.count where containers.isUnknown?[container] != true {
      places.removeAll(keepingCapacity: true)
      for place in containers.offsets[container]..<containers.offsets[container + 1] { places.append(element(place)) }
      switch window.kind {
      case .discounted: discount(numbers, gamma, places, &values, &status)
      case .cumulative(let exclusive): accumulate(numbers, exclusive: exclusive, places, &values, &status)
      default: softmax(numbers, places, &values, &status)
      }
    }
    return Column(.numbers(values), status: status)
  }

  @inline(__always)
  private func element(_ place: Int) -> Int { containers.elements.map { Int($0[place]) } ?? place }

  /// Backward: a missing element makes itself and all before it missing.
  private func discount(
    _ numbers: NumberOperand, _ gamma: NumberOperand?, _ elements: [Int], _ values: inout [Double],
    _ status: inout [UInt8]
  ) {
    var after = 0.0
    var afterStatus = Status.present
    for element in elements.reversed() {
      var joined = Status(rawValue: numbers.status[element])
      var factor = 1.0
      if let gamma {
        joined = joined.joined(Status(rawValue: gamma.status[element * gamma.stride]))
        factor = gamma.values[element * gamma.stride]
      }
      joined = joined.joined(afterStatus)
      after = joined.isMissing ? 0 : numbers.values[element] + factor * after
      afterStatus = joined.isMissing ? joined : .present
      if !after.isFinite {
        after = 0
        afterStatus = .notFinite
      }
      values[element] = after
      status[element] = afterStatus.rawValue
    }
  }

  private func accumulate(
    _ numbers: NumberOperand, exclusive: Bool, _ elements: [Int], _ values: inout [Double], _ status: inout [UInt8]
  ) {
    var sum = CompensatedSum()
    var joined = Status.present
    for element in elements {
      if exclusive { write(sum.value, joined, at: element, &values, &status) }
      joined = joined.joined(Status(rawValue: numbers.status[element]))
      sum.add(numbers.values[element])
      if !exclusive { write(sum.value, joined, at: element, &values, &status) }
    }
  }

  private func softmax(
    _ numbers: NumberOperand, _ elements: [Int], _ values: inout [Double], _ status: inout [UInt8]
  ) {
    var maximum: Double?
    for element in elements where numbers.status[element] < 16 {
      maximum = max(maximum ?? numbers.values[element], numbers.values[element])
    }
    var sum = ExponentialSum(maximum: maximum ?? 0)
    for element in elements where numbers.status[element] < 16 { sum.add(numbers.values[element]) }
    for element in elements {
      let own = Status(rawValue: numbers.status[element])
      write(own.isMissing ? 0 : sum.share(of: numbers.values[element]), own, at: element, &values, &status)
    }
  }

  @inline(__always)
  private func write(
    _ value: Double, _ joined: Status, at element: Int, _ values: inout [Double], _ status: inout [UInt8]
  ) {
    if joined.isMissing {
      status[element] = joined.rawValue
    } else if value.isFinite {
      values[element] = value
      status[element] = Status.present.rawValue
    } else {
      status[element] = Status.notFinite.rawValue
    }
  }

  /// Place in the stable ascending order of the keys that are not missing; a missing key keeps its status.
  private func ranks(_ keys: Column) -> Column {
    var values = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: Status.failed.rawValue, count: count)
    var order: [Int] = []
    for container in 0..<containers.count where containers.isUnknown?[container] != true {
      order.removeAll(keepingCapacity: true)
      for place in containers.offsets[container]..<containers.offsets[container + 1] {
        let element = element(place)
        status[element] = keys.status[element]
        if keys.status[element] < 16 { order.append(element) }
      }
      order.sort { keys.precedes($0, $1) || (!keys.precedes($1, $0) && $0 < $1) }
      for (rank, element) in order.enumerated() {
        values[element] = Double(rank)
        status[element] = Status.present.rawValue
      }
    }
    return Column(.numbers(values), status: status)
  }

  private func neighbours(_ value: Column, edge: ColumnOperand?) -> Column {
    let step = window.kind == .previous ? -1 : 1
    // 0: a neighbour; 1: the edge.
    var choice = [Int32](repeating: -1, count: count)
    var indices = [Int32](repeating: -1, count: count)
    var status = [UInt8](repeating: Status.failed.rawValue, count: count)
    for container in 0..<containers.count where containers.isUnknown?[container] != true {
      let places = containers.offsets[container]..<containers.offsets[container + 1]
      for place in places {
        let element = element(place)
        status[element] = Status.noElement.rawValue
        if places.contains(place + step) {
          indices[element] = Int32(self.element(place + step))
          choice[element] = 0
        } else if edge != nil {
          choice[element] = 1
        }
      }
    }
    var sources = [ColumnOperand(column: value.gathered(indices), isScalar: false)]
    if let edge { sources.append(edge) }
    var result = Column.chosen(from: sources, by: choice, status: status, form: form)
    for element in 0..<count where result.status[element] == Status.caused.rawValue {
      result.status[element] = Status.present.rawValue
    }
    return result
  }
}
