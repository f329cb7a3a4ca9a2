import RewardGraph
import RewardSemantics

/// Windows that put lists together: memory grows with the square of a container.
extension WindowKernel {
  /// Every element has the list of those before it (and itself).
  func appended(_ value: Column, _ condition: NumberOperand?, exclusive: Bool) -> Column {
    lists(condition, exclusive: exclusive, status: value.status) { element, list in list.append(Int32(element)) }
      .column(of: value)
  }

  /// Every element has the items of the lists before it (and its own), each once.
  func united(_ value: Column, _ condition: NumberOperand?, exclusive: Bool) -> Column {
    guard case .lists(let offsets, let items) = value.storage else {
      return Column(repeating: Value(missing: .badValue), form: form, count: count)
    }
    var table = KeyTable()
    return lists(condition, exclusive: exclusive, status: value.status, begin: { table.removeAll() }) { element, list in
      for item in offsets[element]..<offsets[element + 1] {
        let number = table.insert(items.hash(item)) { Column.areEqual(items, Int(list[$0]), items, item) }
        if number == list.count { list.append(Int32(item)) }
      }
    }.column(of: items)
  }

  /// For each element a list of places in a column of items.
  private struct Places {
    var ofElement: [[Int32]]
    var status: [UInt8]

    func column(of items: Column) -> Column {
      var offsets = [0]
      offsets.reserveCapacity(ofElement.count + 1)
      for list in ofElement { offsets.append(offsets[offsets.count - 1] + list.count) }
      var gathered = items.gathered(Array(ofElement.joined()))
      gathered.status = Array(repeating: Status.present.rawValue, count: gathered.count)
      return Column(.lists(offsets: offsets, items: gathered), status: status)
    }
  }

  private func lists(
    _ condition: NumberOperand?, exclusive: Bool, status: [UInt8], begin: () -> Void = {},
    _ add: (Int, inout [Int32]) -> Void
  ) -> Places {
    var places = Places(ofElement: Array(repeating: [], count: count), status: outside)
    forEachContainer { elements in
      if let first = elements.first, isCrowded?[first] == true {
        for element in elements { places.status[element] = Status.itemLimit.rawValue }
        return
      }
      begin()
      var list: [Int32] = []
      var joined = Status.present
      func write(_ element: Int) {
        places.status[element] = joined.rawValue
        if !joined.isMissing { places.ofElement[element] = list }
      }
      for element in elements {
        if exclusive { write(element) }
        if WindowKernel.passes(condition, element) {
          let own = Status(rawValue: status[element])
          if own.isMissing { joined = joined.joined(own) } else { add(element, &list) }
        }
        if !exclusive { write(element) }
      }
    }
    return places
  }
}
