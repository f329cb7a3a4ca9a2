/// A string of a text that is JSON: what stands between its quotes.
struct JSONString {
  let source: UnsafeBufferPointer<UInt8>

  init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// Whether the source is not the string itself.
  var hasEscapes: Bool { source.contains(UInt8(ascii: "\\")) }

  func equals(_ other: [UInt8]) -> Bool {
    hasEscapes ? decoded == other : other.withUnsafeBufferPointer { source.hasSameBytes(as: $0) }
  }

  /// The string, UTF-8. Half of a surrogate pair becomes U+FFFD.
  var decoded: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      guard source[index] == UInt8(ascii: "\\"), index + 1 < source.count else {
        result.append(source[index])
        index += 1
        continue
      }
      let letter = source[index + 1]
      index += 2
      switch letter {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var unit = unit(at: index)
        index += 4
        if 0xD800..<0xDC00 ~= unit, index + 6 <= source.count, source[index] == UInt8(ascii: "\\"),
          source[index + 1] == UInt8(ascii: "u"), case let low = self.unit(at: index + 2), 0xDC00..<0xE000 ~= low
        {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
          index += 6
        }
        result.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
      default: result.append(letter)
      }
    }
    return result
  }

  /// The four hexadecimal digits from `index` on.
  private func unit(at index: Int) -> UInt32 {
    source[index..<min(index + 4, source.count)].reduce(0) { unit, digit in
      unit << 4 | UInt32(digit & 0x0F) + (digit > UInt8(ascii: "9") ? 9 : 0)
    }
  }
}
