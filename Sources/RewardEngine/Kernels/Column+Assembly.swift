import RewardGraph
import RewardSemantics

/// A column as an operand of any form: one value an element, or one for all.
struct ColumnOperand {
  let column: Column
  let isScalar: Bool

  /// The place of the value of an element.
  @inline(__always) func place(_ element: Int) -> Int { isScalar ? 0 : element }
}

extension Column {
  var form: Node.Form {
    switch storage {
    case .numbers: .number
    case .texts: .text
    case .lists(_, let items): .list(items.form)
    }
  }

  /// A column of `count` elements that are all `value`.
  init(repeating value: Value, form: Node.Form, count: Int) {
    let status = Array(repeating: value.status.rawValue, count: count)
    switch form {
    case .number: self.init(.numbers(Array(repeating: value.number, count: count)), status: status)
    case .text:
      let arena = ByteArena(Array(value.text))
      let starts = Array(repeating: 0, count: count)
      let ends = Array(repeating: arena.bytes.count, count: count)
      self.init(.texts(TextStorage(arena: arena, starts: starts, ends: ends)), status: status)
    case .list(let inner):
      let one = Column(value.list, form: inner)
      let length = one.count
      self.init(
        .lists(
          offsets: (0...count).map { $0 * length },
          items: one.gathered((0..<length * count).map { Int32($0 % max(length, 1)) })),
        status: status)
    }
  }

  /// A column of these values.
  init(_ values: [Value], form: Node.Form) {
    let status = values.map(\.status.rawValue)
    switch form {
    case .number: self.init(.numbers(values.map(\.number)), status: status)
    case .text:
      let arena = ByteArena(values.flatMap(\.text))
      var builder = TextBuilder()
      var start = 0
      for value in values {
        builder.append(arena, start, start + value.text.count)
        start += value.text.count
      }
      self.init(.texts(builder.finish()), status: status)
    case .list(let inner):
      var offsets = [0]
      for value in values { offsets.append(offsets[offsets.count - 1] + value.list.count) }
      self.init(.lists(offsets: offsets, items: Column(values.flatMap(\.list), form: inner)), status: status)
    }
  }

  /// Element `i` is element `indices[i]` of this column; ``Status/noElement`` where the index is ``Frame/none``,
  /// ``Status/failed`` for any other negative one.
  func gathered(_ indices: [Int32]) -> Column {
    var newStatus = [UInt8](repeating: Status.failed.rawValue, count: indices.count)
    for (element, index) in indices.enumerated() {
      if index >= 0 {
        newStatus[element] = status[Int(index)]
      } else if index == Frame.none {
        newStatus[element] = Status.noElement.rawValue
      }
    }
    switch storage {
    case .numbers(let values):
      let gathered = [Double](unsafeUninitializedCapacity: indices.count) { result, initialized in
        values.withUnsafeBufferPointer { values in
          for (element, index) in indices.enumerated() {
            result.initializeElement(at: element, to: index >= 0 ? values[Int(index)] : 0)
          }
        }
        initialized = indices.count
      }
      return Column(.numbers(gathered), status: newStatus)
    case .texts(let texts):
      return Column(
        .texts(
          TextStorage(
            arena: texts.arena, starts: indices.map { $0 >= 0 ? texts.starts[Int($0)] : 0 },
            ends: indices.map { $0 >= 0 ? texts.ends[Int($0)] : 0 })), status: newStatus)
    case .lists(let offsets, let items):
      var newOffsets = [0]
      newOffsets.reserveCapacity(indices.count + 1)
      var places: [Int32] = []
      for index in indices {
        if index >= 0 { for item in offsets[Int(index)]..<offsets[Int(index) + 1] { places.append(Int32(item)) } }
        newOffsets.append(places.count)
      }
      return Column(.lists(offsets: newOffsets, items: items.gathered(places)), status: newStatus)
    }
  }

  /// How many items a list has; 0 where it is missing.
  func itemCount(_ element: Int) -> Int {
    guard status[element] < 16, case .lists(let offsets, _) = storage else { return 0 }
    return offsets[element + 1] - offsets[element]
  }

  /// The same values, missing for other reasons.
  func mappingMissing(_ status: (Status) -> Status) -> Column {
    guard self.status.contains(where: { $0 >= 16 }) else { return self }
    return Column(storage, status: self.status.map { $0 < 16 ? $0 : status(Status(rawValue: $0)).rawValue })
  }

  /// Element `i` is that of `sources[choice[i]]`; where the choice is negative it is missing with `status[i]`.
  static func chosen(
    from sources: [ColumnOperand], by choice: [Int32], status: consuming [UInt8], form: Node.Form
  ) -> Column {
    let count = choice.count
    for (number, source) in sources.enumerated() {
      for element in 0..<count where choice[element] == Int32(number) {
        status[element] = source.column.status[source.place(element)]
      }
    }
    switch form {
    case .number:
      var values = [Double](repeating: 0, count: count)
      for (number, source) in sources.enumerated() {
        guard case .numbers(let numbers) = source.column.storage else { continue }
        for element in 0..<count where choice[element] == Int32(number) {
          values[element] = numbers[source.place(element)]
        }
      }
      return Column(.numbers(values), status: status)
    case .text:
      var builder = TextBuilder(count: count)
      for (number, source) in sources.enumerated() {
        guard case .texts(let texts) = source.column.storage else { continue }
        for element in 0..<count where choice[element] == Int32(number) {
          let place = source.place(element)
          builder.set(element, to: texts.arena, texts.starts[place], texts.ends[place])
        }
      }
      return Column(.texts(builder.finish()), status: status)
    case .list:
      // The lists of all sources behind one another, and of these the ones that are chosen.
      let all = Column.joined(sources.map { ($0.column, [0..<$0.column.count]) })
      var starts = [0]
      for source in sources { starts.append(starts[starts.count - 1] + source.column.count) }
      let indices = (0..<count).map { element -> Int32 in
        let number = Int(choice[element])
        return number < 0 ? -1 : Int32(starts[number] + sources[number].place(element))
      }
      var column = all.gathered(indices)
      column.status = status
      return column
    }
  }

  /// The numbers of element `index` of a column of number lists.
  func numberList(_ index: Int) -> ArraySlice<Double> {
    guard case .lists(let offsets, let items) = storage, case .numbers(let values) = items.storage else { return [] }
    return values[offsets[index]..<offsets[index + 1]]
  }
}
