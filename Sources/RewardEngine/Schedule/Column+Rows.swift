import RewardSemantics

extension Column {
  /// The same values without the bytes that none of its texts uses, so that a short extract does not keep whole
  /// responses in memory.
  func compacted() -> Column {
    switch storage {
    case .numbers: self
    case .texts(let texts): Column(.texts(texts.compacted()), status: status)
    case .lists(let offsets, let items): Column(.lists(offsets: offsets, items: items.compacted()), status: status)
    }
  }

  /// A hash of the status and value of each element.
  func fingerprints() -> [UInt64] { status.indices.map { status[$0] >= 16 ? UInt64(status[$0]) : hash($0) } }

  /// Rows of several columns behind one another.
  ///
  /// - Parameter parts: columns of one form, and the ranges of elements to take from each.
  static func joined(_ parts: [(column: Column, ranges: [Range<Int>])]) -> Column {
    guard let first = parts.first else { return Column(.numbers([]), status: []) }
    var status: [UInt8] = []
    for (column, ranges) in parts { for range in ranges { status += column.status[range] } }
    switch first.column.storage {
    case .numbers:
      var values: [Double] = []
      values.reserveCapacity(status.count)
      for (column, ranges) in parts {
        guard case .numbers(let numbers) = column.storage else { continue }
        for range in ranges { values += numbers[range] }
      }
      return Column(.numbers(values), status: status)
    case .texts:
      var builder = TextBuilder()
      for (column, ranges) in parts {
        guard case .texts(let texts) = column.storage else { continue }
        for range in ranges {
          for element in range { builder.append(texts.arena, texts.starts[element], texts.ends[element]) }
        }
      }
      return Column(.texts(builder.finish()), status: status)
    case .lists:
      var offsets = [0]
      var items: [(column: Column, ranges: [Range<Int>])] = []
      for (column, ranges) in parts {
        guard case .lists(let ends, let inner) = column.storage else { continue }
        for range in ranges {
          for element in range { offsets.append(offsets[offsets.count - 1] + ends[element + 1] - ends[element]) }
        }
        items.append((inner, ranges.map { ends[$0.lowerBound]..<ends[$0.upperBound] }))
      }
      return Column(.lists(offsets: offsets, items: joined(items)), status: status)
    }
  }
}

extension TextStorage {
  func compacted() -> TextStorage {
    var bytes: [UInt8] = []
    var newStarts: [Int] = []
    var newEnds: [Int] = []
    newStarts.reserveCapacity(count)
    newEnds.reserveCapacity(count)
    for index in 0..<count {
      newStarts.append(bytes.count)
      bytes += arena.bytes[starts[index]..<ends[index]]
      newEnds.append(bytes.count)
    }
    return TextStorage(arena: ByteArena(bytes), starts: newStarts, ends: newEnds)
  }

  func string(_ index: Int) -> String { String(decoding: arena.bytes[starts[index]..<ends[index]], as: UTF8.self) }
}
