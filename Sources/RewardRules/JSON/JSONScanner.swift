import RewardSemantics

/// What is told of the values of a JSON text while it is read.
protocol JSONListener {
  /// A value begins at a byte; `name` is the place of its name between the quotes where it is a member of an object.
  mutating func begin(at place: Int, name: Range<Int>?)
  /// The innermost value that has begun ends before a byte.
  mutating func end(at place: Int)
}

private struct NoListener: JSONListener {
  func begin(at place: Int, name: Range<Int>?) {}
  func end(at place: Int) {}
}

/// Reads bytes as one JSON text by RFC 8259, from left to right, without building it and without recursion.
///
/// The bytes are known to be UTF-8. Strict: no comments, trailing commas, `NaN`, single quotes, byte order mark, or
/// control characters inside strings. Names of an object may repeat, and `\u` may name half of a surrogate pair, as the
/// grammar allows. Values nested deeper than ``maximumDepth`` are not accepted. Each step is nil or false where the text
/// is not JSON; then nothing more can be read.
package struct JSONScanner {
  static let maximumDepth = 1000

  let text: UnsafeBufferPointer<UInt8>
  private var index = 0

  package init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// How far the text has been read.
  package var position: Int { index }

  var current: UInt8? { index < text.count ? text[index] : nil }
  var isAtEnd: Bool { index == text.count }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  /// Reads the value that begins here, inside so many open arrays and objects, and gives its place.
  package mutating func value(depth: Int = 0) -> Range<Int>? {
    var none = NoListener()
    return value(depth: depth, telling: &none)
  }

  /// Reads the value that begins here and tells of every value in it, outermost first.
  @inline(__always)
  mutating func value(depth: Int = 0, telling listener: inout some JSONListener) -> Range<Int>? {
    /// For each array (false) or object (true) opened on the way, outermost first.
    var isObject: [Bool] = []
    let start = index
    var memberName: Range<Int>?
    while true {
      // A value begins here.
      listener.begin(at: index, name: memberName)
      memberName = nil
      let opensObject = skip(UInt8(ascii: "{"))
      if opensObject || skip(UInt8(ascii: "[")) {
        guard depth + isObject.count < Self.maximumDepth else { return nil }
        skipBlanks()
        if !skip(UInt8(ascii: opensObject ? "}" : "]")) {
          isObject.append(opensObject)
          if opensObject {
            guard let name = name() else { return nil }
            memberName = name
          }
          continue
        }
      } else {
        guard scalar() else { return nil }
      }
      // A value has ended: close what ends with it, then go on to the next one.
      while true {
        listener.end(at: index)
        guard let inObject = isObject.last else { return start..<index }
        skipBlanks()
        if skip(UInt8(ascii: ",")) {
          skipBlanks()
          if inObject {
            guard let name = name() else { return nil }
            memberName = name
          }
          break
        }
        guard skip(UInt8(ascii: inObject ? "}" : "]")) else { return nil }
        isObject.removeLast()
      }
    }
  }

  /// Reads the object that begins here. `body` gets each name, between its quotes, and reads the value.
  mutating func members(_ body: (inout JSONScanner, Range<Int>) -> Bool) -> Bool {
    guard skip(UInt8(ascii: "{")) else { return false }
    skipBlanks()
    if skip(UInt8(ascii: "}")) { return true }
    while true {
      guard let name = name(), body(&self, name) else { return false }
      skipBlanks()
      if skip(UInt8(ascii: "}")) { return true }
      guard skip(UInt8(ascii: ",")) else { return false }
      skipBlanks()
    }
  }

  /// Reads the array that begins here. `body` reads each element.
  mutating func elements(_ body: (inout JSONScanner) -> Bool) -> Bool {
    guard skip(UInt8(ascii: "[")) else { return false }
    skipBlanks()
    if skip(UInt8(ascii: "]")) { return true }
    while true {
      guard body(&self) else { return false }
      skipBlanks()
      if skip(UInt8(ascii: "]")) { return true }
      guard skip(UInt8(ascii: ",")) else { return false }
      skipBlanks()
    }
  }

  /// `"name" :` and the blanks up to its value; the place of the name between its quotes.
  private mutating func name() -> Range<Int>? {
    let start = index + 1
    guard string() else { return nil }
    let name = start..<index - 1
    skipBlanks()
    guard skip(UInt8(ascii: ":")) else { return nil }
    skipBlanks()
    return name
  }

  private mutating func scalar() -> Bool {
    switch current {
    case UInt8(ascii: "\""): string()
    case UInt8(ascii: "t"): word("true")
    case UInt8(ascii: "f"): word("false")
    case UInt8(ascii: "n"): word("null")
    default: number()
    }
  }

  private mutating func word(_ expected: StaticString) -> Bool {
    let length = expected.utf8CodeUnitCount
    guard index + length <= text.count,
      text.slice(index..<index + length).elementsEqual(
        UnsafeBufferPointer(start: expected.utf8Start, count: length))
    else { return false }
    index += length
    return true
  }

  private mutating func string() -> Bool {
    guard skip(UInt8(ascii: "\"")) else { return false }
    while let byte = current {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case 0..<0x20: return false
      case UInt8(ascii: "\\"):
        guard let escaped = current else { return false }
        index += 1
        if escaped == UInt8(ascii: "u") {
          for _ in 0..<4 {
            guard let digit = current, Self.isHexDigit(digit) else { return false }
            index += 1
          }
        } else if !"\"\\/bfnrt".utf8.contains(escaped) {
          return false
        }
      default: break
      }
    }
    return false
  }

  private mutating func number() -> Bool {
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) {
      guard digits() else { return false }
    }
    if skip(UInt8(ascii: ".")) {
      guard digits() else { return false }
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
      return digits()
    }
    return true
  }

  /// Skips digits; false where there is none.
  private mutating func digits() -> Bool {
    let start = index
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index > start
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
