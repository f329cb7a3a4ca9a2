import RewardSemantics

/// The parts of containers that `by` makes: elements of one container with equal keys are one class.
struct Classes {
  /// Lists of elements by class, in order of first appearance, with one empty class at the end.
  let containers: Containers
  /// The class of each element of the result; the empty class where no element has its key, -1 where its own key is
  /// missing, -2 where its container is not known.
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
    var table = KeyTable()
    var firsts: [(container: Int, element: Int)] = []
    var members: [(element: Int32, label: Int32)] = []
    for container in 0..<outer.count {
      for place in outer.offsets[container]..<outer.offsets[container + 1] {
        let element = outer.elements.map { Int($0[place]) } ?? place
        if key.status[element] >= 16 { continue }
        if let condition, condition.status[element] >= 16 || condition.values[element] == 0 { continue }
        let label = table.insert(Classes.hash(key.hash(element), container)) {
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

    ofResult = (0..<resultKey.count).map { result in
      let container = containerOfResult(result)
      if container < 0 || outer.isUnknown?[container] == true { return -2 }
      if resultKey.status[result] >= 16 { return -1 }
      let label = table.find(Classes.hash(resultKey.hash(result), container)) {
        firsts[$0].container == container && Column.areEqual(key, firsts[$0].element, resultKey, result)
      }
      return Int32(label ?? firsts.count)
    }
  }

  private static func hash(_ key: UInt64, _ container: Int) -> UInt64 {
    key ^ (UInt64(truncatingIfNeeded: container) &* 0x9E37_79B9_7F4A_7C15)
  }
}
