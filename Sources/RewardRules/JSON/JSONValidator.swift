/// Tells whether bytes are one JSON text by RFC 8259, without building it and without recursion.
///
/// The bytes are known to be UTF-8. Strict: no comments, trailing commas, `NaN`, single quotes, byte order mark, or
/// control characters inside strings. Names of an object may repeat, and `\u` may name half of a surrogate pair, as the
/// grammar allows. Values nested deeper than ``maximumDepth`` are not accepted.
struct JSONValidator {
  static let maximumDepth = 1000

  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0

  private init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  static func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var validator = JSONValidator(text)
    return validator.document()
  }

  /// Whether the text is JSON whose outermost value is an object.
  static func isJSONObject(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var validator = JSONValidator(text)
    validator.skipBlanks()
    return validator.current == UInt8(ascii: "{") && isJSON(text)
  }

  private var current: UInt8? { index < text.count ? text[index] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  /// One value with blanks around it and nothing after.
  private mutating func document() -> Bool {
    /// For each open array (false) or object (true), outermost first.
    var isObject: [Bool] = []
    skipBlanks()
    while true {
      // A value begins here.
      let opensObject = skip(UInt8(ascii: "{"))
      if opensObject || skip(UInt8(ascii: "[")) {
        guard isObject.count < Self.maximumDepth else { return false }
        skipBlanks()
        if !skip(UInt8(ascii: opensObject ? "}" : "]")) {
          isObject.append(opensObject)
          guard !opensObject || name() else { return false }
          continue
        }
      } else {
        guard scalar() else { return false }
      }
      // A value has ended: close what ends with it, then go on to the next one.
      while true {
        skipBlanks()
        guard let inObject = isObject.last else { return index == text.count }
        if skip(UInt8(ascii: ",")) {
          skipBlanks()
          guard !inObject || name() else { return false }
          break
        }
        guard skip(UInt8(ascii: inObject ? "}" : "]")) else { return false }
        isObject.removeLast()
      }
    }
  }

  /// `"name" :` and the blanks up to its value.
  private mutating func name() -> Bool {
    guard string() else { return false }
    skipBlanks()
    guard skip(UInt8(ascii: ":")) else { return false }
    skipBlanks()
    return true
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
