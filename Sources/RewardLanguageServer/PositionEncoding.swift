import RewardSyntax

/// How the columns of positions are counted, as client and server agree.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// UTF-8 where the client offers it: that is how files are counted here. Else UTF-16, which all clients know.
  init(offered: JSON) {
    let offers = offered.elements?.compactMap(\.string) ?? []
    self = offers.contains(Self.utf8.rawValue) ? .utf8 : .utf16
  }

  /// Units that the character with this first byte takes, 0 for the other bytes of a character.
  private func width(ofLeading byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    }
  }

  /// A byte offset as a position of the protocol.
  func position(of offset: Int, in source: SourceFile) -> JSON {
    let line = source.lineStarts.partitioningIndex { $0 > offset } - 1
    let start = source.lineStarts[line]
    let column = source.bytes[start..<max(start, min(offset, source.bytes.count))].reduce(0) {
      $0 + width(ofLeading: $1)
    }
    return ["line": JSON(line), "character": JSON(column)]
  }

  func range(_ range: SourceRange, in source: SourceFile) -> JSON {
    ["start": position(of: range.start, in: source), "end": position(of: range.end, in: source)]
  }

  /// The byte offset of a position; nil for what is none. A column behind the line's end is the line's end, a line
  /// behind the last one the end of the file.
  func offset(of position: JSON, in source: SourceFile) -> Int? {
    guard let line = position["line"].integer, let column = position["character"].integer, line >= 0, column >= 0 else {
      return nil
    }
    guard line < source.lineStarts.count else { return source.bytes.count }
    var offset = source.lineStarts[line]
    var end = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] - 1 : source.bytes.count
    if end > offset, end < source.bytes.count, source.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    var counted = 0
    while offset < end, counted < column || source.bytes[offset] & 0xC0 == 0x80 {
      counted += width(ofLeading: source.bytes[offset])
      offset += 1
    }
    return offset
  }

  func range(of range: JSON, in source: SourceFile) -> Range<Int>? {
    guard let start = offset(of: range["start"], in: source), let end = offset(of: range["end"], in: source),
      start <= end
    else { return nil }
    return start..<end
  }
}

extension Array {
  /// The first place from which on the condition holds; it must hold for all behind one where it does.
  func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
