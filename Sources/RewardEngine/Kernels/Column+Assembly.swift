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
    case .numberLists: .numberList
    case .textLists: .textList
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
    case .numberList:
      let numbers = value.list.map(\.number)
      let offsets = Array(stride(from: 0, through: numbers.count * count, by: max(numbers.count, 1)).prefix(count + 1))
      self.init(
        .numberLists(
          offsets: numbers.isEmpty ? Array(repeating: 0, count: count + 1) : offsets,
          values: Array(repeatElement(numbers, count: count).joined())),
        status: status)
    case .textList:
      var builder = TextBuilder()
      var offsets = [0]
      let arena = ByteArena(value.list.flatMap(\.text))
      for _ in 0..<count {
        var start = 0
        for text in value.list.map(\.text) {
          builder.append(arena, start, start + text.count)
          start += text.count
        }
        offsets.append(builder.count)
      }
      self.init(.textLists(offsets: offsets, values: builder.finish()), status: status)
    }
  }

  /// Element `i` is element `indices[i]` of this column; ``Status/failed`` where the index is negative.
  func gathered(_ indices: [Int32]) -> Column {
    var newStatus = [UInt8](repeating: Status.failed.rawValue, count: indices.count)
    for (element, index) in indices.enumerated() where index >= 0 { newStatus[element] = status[Int(index)] }
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
    case .numberLists(let offsets, let values):
      var newOffsets = [0]
      var newValues: [Double] = []
      for index in indices {
        if index >= 0 { newValues += values[offsets[Int(index)]..<offsets[Int(index) + 1]] }
        newOffsets.append(newValues.count)
      }
      return Column(.numberLists(offsets: newOffsets, values: newValues), status: newStatus)
    case .textLists(let offsets, let values):
      var newOffsets = [0]
      var builder = TextBuilder()
      for index in indices {
        if index >= 0 {
          for item in offsets[Int(index)]..<offsets[Int(index) + 1] {
            builder.append(values.arena, values.starts[item], values.ends[item])
          }
        }
        newOffsets.append(builder.count)
      }
      return Column(.textLists(offsets: newOffsets, values: builder.finish()), status: newStatus)
    }
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
    case .numberList:
      var offsets = [0]
      var values: [Double] = []
      for element in 0..<count {
        if choice[element] >= 0 {
          let source = sources[Int(choice[element])]
          values += source.column.numberList(source.place(element))
        }
        offsets.append(values.count)
      }
      return Column(.numberLists(offsets: offsets, values: values), status: status)
    case .textList:
      var offsets = [0]
      var builder = TextBuilder()
      for element in 0..<count {
        if choice[element] >= 0 {
          let source = sources[Int(choice[element])]
          if case .textLists(let items, let texts) = source.column.storage {
            let place = source.place(element)
            for item in items[place]..<items[place + 1] {
              builder.append(texts.arena, texts.starts[item], texts.ends[item])
            }
          }
        }
        offsets.append(builder.count)
      }
      return Column(.textLists(offsets: offsets, values: builder.finish()), status: status)
    }
  }

  /// The numbers of element `index` of a column of number lists.
  func numberList(_ index: Int) -> ArraySlice<Double> {
    if case .numberLists(let offsets, let values) = storage { values[offsets[index]..<offsets[index + 1]] } else { [] }
  }
}
