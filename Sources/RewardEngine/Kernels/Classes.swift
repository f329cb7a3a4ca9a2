import RewardSemantics

/// The parts of containers that `by` makes: elements of one container with equal keys are one class.
struct Classes {
  /// Lists of elements by class, in order of first appearance, with one empty class at the end.
  let containers: Containers
  /// The class of each element of the result; the empty class where no element has its key, ``Frame/none``
  /// where its own key is missing, ``Frame/unknown`` where its container is not known.
  let ofResult: [Int32]

  /// - Parameters:
  ///   - outer: the containers before they are parted, in the order wanted inside a class.
  ///   - key: by element of the population.
  ///   - condition: `where` by element of the population.
  ///   - resultKey: the key of each element of the result.
  ///   - containerOfResult: the outer container of each element of the result.
  init(
    _ outer: Containers, key: Column, condition: NumberOperand?, resultKey: Column, containerOfResult: (Int) -> Int
  ) {
    let parting = Parting(outer, key: key, condition: condition)
    containers = parting.containers
    ofResult = (0..<resultKey.count).map { result in
      let container = containerOfResult(result)
      if container < 0 { return Int32(container) }
      if outer.isUnknown?[container] == true { return Frame.unknown }
      if resultKey.status[result] >= 16 { return Frame.none }
      return Int32(parting.label(resultKey, result, in: container) ?? parting.containers.count - 1)
    }
  }

  /// Only the containers, without results.
  static func parted(_ outer: Containers, key: Column) -> Containers {
    Parting(outer, key: key, condition: nil).containers
  }
}

/// Containers parted by a key, and the table by which a class is found again.
private struct Parting {
  let containers: Containers
  private let key: Column
  private var table = KeyTable()
  private var firsts: [(container: Int, element: Int)] = []

  init(_ outer: Containers, key: Column, condition: NumberOperand?) {
    self.key = key
    var table = KeyTable()
    var firsts: [(container: Int, element: Int)] = []
    var members: [(element: Int32, label: Int32)] = []
    for container in 0..<outer.count where outer.isUnknown?[container] != true {
      for place in outer.offsets[container]..<outer.offsets[container + 1] {
        let element = outer.elements.map { Int($0[place]) } ?? place
        if key.status[element] >= 16 { continue }
        if let condition, condition.status[element] >= 16 || condition.values[element] == 0 { continue }
        let label = table.insert(Parting.hash(key.hash(element), container)) {
          firsts[$0].container == container && Column.areEqual(key, firsts[$0].element, key, element)
        }
        if label == firsts.count { firsts.append((container, element)) }
        members.append((Int32(element), Int32(label)))
      }
    }

    var offsets = Array(repeating: 0, count: firsts.count + 2)
    for member in members { offsets[Int(member.label) + 1] += 1 }
    for label in firsts.indices { offsets[label + 1] += offsets[label] }
    offsets[firsts.count + 1] = members.count
    var next = offsets
    var elements = Array(repeating: Int32(0), count: members.count)
    for member in members {
      elements[next[Int(member.label)]] = member.element
      next[Int(member.label)] += 1
    }
    containers = Containers(offsets: offsets, elements: elements)
    self.table = table
    self.firsts = firsts
  }

  /// The class of a key inside a container; nil where no element has it.
  func label(_ other: Column, _ element: Int, in container: Int) -> Int? {
    table.find(Parting.hash(other.hash(element), container)) {
      firsts[$0].container == container && Column.areEqual(key, firsts[$0].element, other, element)
    }
  }

  private static func hash(_ key: UInt64, _ container: Int) -> UInt64 {
    key ^ (UInt64(truncatingIfNeeded: container) &* 0x9E37_79B9_7F4A_7C15)
  }
}
