import RewardGraph
import RewardSemantics

/// Operations on where elements stand: places, counts, parts, items.
extension Evaluator {
  /// Finds the elements of a derived grain, if they are not known yet: the list or the parts that make it are computed
  /// for every element.
  func define(_ grain: DerivedGrain) {
    guard !frame.knows(grain), let source = graph.derivedGrains[grain.id] else { return }
    switch grain.kind {
    case .items:
      demand(source, .all)
      let count = frame.count(grain.containers[0])
      let lists = expanded(operand(source, at: grain.containers[0]), count: count)
      var offsets = [0]
      offsets.reserveCapacity(count + 1)
      for element in 0..<count {
        var size = 0
        if lists.status[element] < 16, case .lists(let ends, _) = lists.storage {
          size = ends[element + 1] - ends[element]
        }
        offsets.append(offsets[element] + size)
      }
      frame.define(grain, .items(offsets: offsets))
    case .parts:
      let members = grain.members ?? .batch
      demand(source, .all)
      let numbers = expandedNumbers(source, at: members)
      var count = 0
      let parts = (0..<frame.count(members)).map { element -> Int32 in
        guard numbers.status[element] < 16 else { return Frame.none }
        count = max(count, Int(numbers.values[element]) + 1)
        return Int32(numbers.values[element])
      }
      frame.define(grain, .parts(ofMember: parts, count: count))
    }
  }

  /// The number of the part that each member lies in, in order of first appearance.
  func parts(_ node: Node, keys: Int, hasWhere: Bool) -> Column {
    let count = frame.count(node.grain)
    let columns = node.operands.prefix(keys).map { operand($0, at: node.grain) }
    let condition = hasWhere ? node.operands.last.map { numbers($0, at: node.grain) } : nil
    var table = KeyTable()
    var firsts: [Int] = []
    var values = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: Status.noElement.rawValue, count: count)
    for element in 0..<count {
      if let condition {
        let place = element * condition.stride
        if condition.status[place] >= 16 || condition.values[place] == 0 { continue }
      }
      if columns.contains(where: { $0.column.status[$0.place(element)] >= 16 }) { continue }
      var hash = ByteHash()
      for column in columns { hash.add(word: column.column.hash(column.place(element))) }
      let part = table.insert(hash.value) { other in
        columns.allSatisfy { Column.areEqual($0.column, $0.place(firsts[other]), $0.column, $0.place(element)) }
      }
      if part == firsts.count { firsts.append(element) }
      values[element] = Double(part)
      status[element] = Status.present.rawValue
    }
    return Column(.numbers(values), status: status)
  }

  /// The status of a node at a finer grain. A list is not copied for it.
  func statuses(of node: NodeID, at grain: Grain) -> [UInt8] {
    let own = column(node).status
    var result: [UInt8] = []
    result.reserveCapacity(frame.count(grain))
    frame.forEachParent(of: grain, in: graph[node].grain) { parent in
      result.append(
        parent >= 0 ? own[Int(parent)] : (parent == Frame.none ? Status.noElement : Status.failed).rawValue)
    }
    return result
  }

  /// The item of a list at each of its places.
  func items(of list: NodeID, at grain: Grain) -> Column {
    let lists = column(list)
    let places = frame.itemPlaces(grain)
    guard case .lists(let offsets, let items) = lists.storage else {
      return Column(repeating: Value(missing: .badValue), form: .number, count: places.count)
    }
    var indices: [Int32] = []
    indices.reserveCapacity(places.count)
    var missing: [(Int, UInt8)] = []
    var element = 0
    frame.forEachParent(of: grain, in: graph[list].grain) { parent in
      let place = Int(places[element])
      var index = parent
      if parent >= 0 {
        let own = Int(parent)
        if lists.status[own] >= 16 {
          missing.append((element, lists.status[own]))
          index = Frame.unknown
        } else if place >= offsets[own + 1] - offsets[own] {
          missing.append((element, Status.lengthsDiffer.rawValue))
          index = Frame.unknown
        } else {
          index = Int32(offsets[own] + place)
          if lists.status[own] == Status.caused.rawValue { missing.append((element, Status.caused.rawValue)) }
        }
      }
      indices.append(index)
      element += 1
    }
    var column = items.gathered(indices)
    for (element, status) in missing { column.status[element] = status }
    return column
  }

  /// A value at the element of its grain that has a number.
  func gathered(_ value: NodeID, of grain: Grain, places: NumberOperand, count: Int) -> Column {
    let values = expanded(operand(value, at: grain), count: frame.count(grain))
    var status: [(Int, UInt8)] = []
    let indices = (0..<count).map { element -> Int32 in
      let place = element * places.stride
      let number = places.values[place]
      if places.status[place] >= 16 {
        status.append((element, places.status[place]))
        return Frame.unknown
      }
      return number >= 0 && number < Double(values.count) && number == number.rounded() ? Int32(number) : Frame.none
    }
    var column = values.gathered(indices)
    for (element, reason) in status { column.status[element] = reason }
    return column
  }

  /// The place of each element among its siblings, from 0.
  func positions(_ grain: Grain) -> Column {
    let count = frame.count(grain)
    var values = [Double](repeating: 0, count: count)
    switch grain {
    case .product: values = frame.itemPlaces(grain).map { Double($0) }
    case .derived(let derived):
      values = derived.kind == .items ? frame.itemPlaces(grain).map { Double($0) } : (0..<count).map { Double($0) }
    default:
      let container: Grain =
        switch grain {
        case .token, .turn, .pair: .rollout
        case .rollout: .group
        default: .run
        }
      let containers = Containers(frame, of: grain, in: container, order: .element)
      for container in 0..<containers.count {
        for (position, place) in (containers.offsets[container]..<containers.offsets[container + 1]).enumerated() {
          values[containers.elements.map { Int($0[place]) } ?? place] = Double(position)
        }
      }
    }
    return Column(.numbers(values), status: Array(repeating: 0, count: count))
  }

  func elements(of grain: Grain, where condition: NodeID?, _ node: Node) -> Column {
    let containers = Containers(frame, of: grain, in: node.grain, order: .element)
    let open = condition.map { expandedNumbers($0, at: grain) }
    var values = [Double](repeating: 0, count: containers.count)
    var status = [UInt8](repeating: 0, count: containers.count)
    for container in 0..<containers.count {
      let places = containers.offsets[container]..<containers.offsets[container + 1]
      if containers.isUnknown?[container] == true {
        status[container] = Status.failed.rawValue
      } else if let open {
        let counted = places.count { place in
          let element = containers.elements.map { Int($0[place]) } ?? place
          return open.status[element] < 16 && open.values[element] != 0
        }
        values[container] = Double(counted)
      } else {
        values[container] = Double(places.count)
      }
    }
    if node.grain.refines(.rollout) { limit(&status, of: grain, in: node.grain, where: open) }
    for container in status.indices where status[container] >= 16 { values[container] = 0 }
    return Column(.numbers(values), status: status)
  }

  /// A count of what a response made is limited where it went over a limit.
  private func limit(_ status: inout [UInt8], of grain: Grain, in over: Grain, where open: NumberOperand?) {
    if let overfull = frame.overfull(grain, in: over) {
      for container in status.indices where overfull[container] && status[container] == 0 {
        status[container] = Status.itemLimit.rawValue
      }
    }
    guard let open, open.status.holdsLimits else { return }
    var element = 0
    frame.forEachParent(of: grain, in: over) { container in
      if container >= 0, status[Int(container)] == 0, Status(rawValue: open.status[element]).isLimited {
        status[Int(container)] = open.status[element]
      }
      element += 1
    }
  }
}
