/// What the bytes of a text token stand for.
struct TextLiteral {
  enum Problem {
    /// A backslash that begins no escape: its range in the token.
    case escape(Range<Int>)
    /// A line that is indented less than the closing quotes: the offset of its first byte.
    case indentation(Int)
  }

  private(set) var value: [UInt8] = []
  /// Where each byte of the value stands in the token, or the escape or line break that it comes from; empty unless asked
  /// for.
  private(set) var places: [Int] = []
  private(set) var problems: [Problem] = []
  private let bytes: ArraySlice<UInt8>
  private let isPlaced: Bool

  /// - Parameters:
  ///   - bytes: a whole token, quotes included.
  ///   - isPlaced: whether the places of the bytes are wanted.
  init(_ bytes: ArraySlice<UInt8>, isPlaced: Bool = false) {
    self.bytes = bytes
    self.isPlaced = isPlaced
    let quote = UInt8(ascii: "\"")
    let isBlock = bytes.count >= 6 && bytes.prefix(3).allSatisfy { $0 == quote }
    if isBlock {
      decodeBlock(bytes.startIndex + 3..<bytes.endIndex - 3)
    } else if bytes.count >= 2 {
      unescape(bytes.startIndex + 1..<bytes.endIndex - 1)
    }
  }

  private mutating func append(_ byte: UInt8, from place: Int) {
    value.append(byte)
    if isPlaced { places.append(place) }
  }

  private mutating func decodeBlock(_ content: Range<Int>) {
    var start = content.lowerBound
    while start < content.upperBound, Self.isBlank(bytes[start]) { start += 1 }
    guard start < content.upperBound, bytes[start] == UInt8(ascii: "\n") else {
      // Text stands right after the opening quotes: it is taken as written.
      unescape(content)
      return
    }
    start += 1
    var end = content.upperBound
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    var indentation = 0..<0
    if bytes[end - 1] == UInt8(ascii: "\n") {
      indentation = end..<content.upperBound
      end = max(start, end - 1)
    } else {
      end = content.upperBound
    }
    var line = start
    while line <= end {
      var next = line
      while next < end, bytes[next] != UInt8(ascii: "\n") { next += 1 }
      if line > start { append(UInt8(ascii: "\n"), from: line - 1) }
      decodeLine(line..<next, without: indentation)
      line = next + 1
    }
  }

  private mutating func decodeLine(_ line: Range<Int>, without indentation: Range<Int>) {
    var end = line.upperBound
    if end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    var start = line.lowerBound
    var expected = indentation.lowerBound
    while expected < indentation.upperBound, start < end, bytes[start] == bytes[expected] {
      start += 1
      expected += 1
    }
    if expected < indentation.upperBound, bytes[start..<end].contains(where: { !Self.isBlank($0) }) {
      problems.append(.indentation(line.lowerBound))
    }
    if expected < indentation.upperBound, start < end, bytes[start..<end].allSatisfy(Self.isBlank) { return }
    unescape(start..<end)
  }

  private mutating func unescape(_ range: Range<Int>) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      guard byte == UInt8(ascii: "\\") else {
        append(byte, from: offset)
        offset += 1
        continue
      }
      let escaped = offset + 1 < range.upperBound ? bytes[offset + 1] : 0
      switch escaped {
      case UInt8(ascii: "n"): append(10, from: offset)
      case UInt8(ascii: "t"): append(9, from: offset)
      case UInt8(ascii: "r"): append(13, from: offset)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(escaped, from: offset)
      case UInt8(ascii: "u"):
        if let (scalar, end) = scalarEscape(from: offset + 2, below: range.upperBound) {
          for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte, from: offset) }
          offset = end
          continue
        }
        fallthrough
      default:
        problems.append(.escape(offset..<endOfScalar(after: offset + 1, below: range.upperBound)))
        append(byte, from: offset)
        offset += 1
        continue
      }
      offset += 2
    }
  }

  /// `{1F600}`: the scalar and where the braces end.
  private func scalarEscape(from start: Int, below end: Int) -> (Unicode.Scalar, Int)? {
    guard start < end, bytes[start] == UInt8(ascii: "{") else { return nil }
    var value: UInt32 = 0
    var offset = start + 1
    while offset < end, offset - start <= 6, let digit = Self.hexadecimal(bytes[offset]) {
      value = value << 4 | digit
      offset += 1
    }
    guard offset > start + 1, offset < end, bytes[offset] == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, offset + 1)
  }

  private func endOfScalar(after offset: Int, below limit: Int) -> Int {
    var end = min(offset + 1, limit)
    while end < limit, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
