/// Finds the first place where a text is not JSON, and says what is wrong there.
///
/// The fast parser only says *that* a row is bad. This slow reader runs on such rows alone.
package struct JSONDiagnosis {
  package struct Finding: Equatable {
    /// Byte column, from 1.
    package var column: Int
    package var message: String
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let depthLimit: Int
  private var offset = 0

  /// Nil when the text is one JSON value.
  package static func firstProblem(in bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) -> Finding? {
    var diagnosis = JSONDiagnosis(bytes: bytes, depthLimit: depthLimit)
    do throws(Problem) {
      try diagnosis.document()
      return nil
    } catch {
      return Finding(column: error.offset + 1, message: error.message)
    }
  }

  private struct Problem: Error {
    var offset: Int
    var message: String
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private enum Expectation { case value, valueOrClose, key, keyOrClose, commaOrClose, end }

  /// A loop with its own stack: the depth of a row must not become the depth of the program.
  private mutating func document() throws(Problem) {
    var open: [(offset: Int, isObject: Bool)] = []
    var expectation = Expectation.value
    while true {
      while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { offset += 1 }
      guard let byte = current else {
        if expectation == .end { return }
        guard let container = open.last else { throw problem("the row is empty") }
        let name = container.isObject ? "object" : "list"
        throw problem("the row ends inside the \(name) that begins at column \(container.offset + 1)")
      }
      let isClosing = open.last.map { byte == ($0.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) } ?? false
      switch expectation {
      case .end:
        throw problem("more follows the end of the row")
      case .commaOrClose, .valueOrClose, .keyOrClose:
        if isClosing {
          offset += 1
          open.removeLast()
          expectation = open.isEmpty ? .end : .commaOrClose
          continue
        }
        if expectation == .commaOrClose {
          guard byte == UInt8(ascii: ",") else { throw unexpected("`,` or the end of the container") }
          offset += 1
          expectation = open.last?.isObject == true ? .key : .value
          continue
        }
        expectation = expectation == .keyOrClose ? .key : .value
        continue
      case .key:
        guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
        try string()
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { offset += 1 }
        guard current == nil || current == UInt8(ascii: ":") else { throw unexpected("`:`") }
        if current != nil { offset += 1 }
        expectation = .value
      case .value:
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          if open.count == depthLimit { throw problem("nested deeper than \(depthLimit) levels") }
          open.append((offset, byte == UInt8(ascii: "{")))
          offset += 1
          expectation = byte == UInt8(ascii: "{") ? .keyOrClose : .valueOrClose
        } else {
          try scalar(byte)
          expectation = open.isEmpty ? .end : .commaOrClose
        }
      }
    }
  }

  private mutating func scalar(_ byte: UInt8) throws(Problem) {
    if byte == UInt8(ascii: "\"") { return try string() }
    let start = offset
    while let byte = current, Self.isWordByte(byte) { offset += 1 }
    if offset == start { throw unexpected("a value") }
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    switch word {
    case "true", "false", "null": return
    case "NaN", "-NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "-inf":
      throw Problem(offset: start, message: "`\(word)` is not JSON; write null for a number that is missing")
    default:
      guard Self.isNumber(bytes[start..<offset]) else {
        throw Problem(offset: start, message: "`\(word.prefix(40))` is not a JSON value")
      }
      if Double(word)?.isFinite != true {
        throw Problem(offset: start, message: "the number `\(word.prefix(40))` is out of range")
      }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
  private static func isNumber(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = word[...]
    func digits() -> Int {
      let count = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let leadsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    if whole == 0 || (leadsWithZero && whole > 1) { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      if digits() == 0 { return false }
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }

  private mutating func string() throws(Problem) {
    let start = offset
    offset += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "\\"):
        try escape()
      case 0..<0x20:
        throw problem("a control character inside a string must be escaped")
      case 0x80...:
        let count = characterLength()
        if count == 0 { throw problem("the bytes are not UTF-8") }
        offset += count
      default:
        offset += 1
      }
    }
    throw problem("the row ends inside the string that begins at column \(start + 1)")
  }

  private mutating func escape() throws(Problem) {
    guard offset + 1 < bytes.count else {
      offset = bytes.count
      return
    }
    switch bytes[offset + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
    case UInt8(ascii: "u"):
      guard let unit = codeUnit(at: offset + 2) else {
        if offset + 6 > bytes.count { return offset = bytes.count }
        throw problem("`\\u` needs four hexadecimal digits")
      }
      if unit < 0xD800 || unit > 0xDFFF {
        offset += 6
        return
      }
      let isPair =
        unit < 0xDC00 && offset + 7 < bytes.count && bytes[offset + 6] == UInt8(ascii: "\\")
        && bytes[offset + 7] == UInt8(ascii: "u") && (0xDC00...0xDFFF).contains(codeUnit(at: offset + 8) ?? 0)
      if !isPair {
        let digits = String(unit, radix: 16)
        throw problem("`\\u\(digits)` is half of a surrogate pair: such a string is not Unicode text")
      }
      offset += 12
    default:
      throw problem("unknown escape in a string")
    }
  }

  /// The value of four hexadecimal digits.
  private func codeUnit(at start: Int) -> Int? {
    guard start + 4 <= bytes.count else { return nil }
    var unit = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      unit = unit * 16 + digit
    }
    return unit
  }

  /// Length of the UTF-8 character at `offset`; 0 if it is not one.
  private func characterLength() -> Int {
    let lead = bytes[offset]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, offset + length <= bytes.count else { return 0 }
    for byte in bytes[offset + 1..<offset + length] where byte & 0xC0 != 0x80 { return 0 }
    let second = bytes[offset + 1]
    switch lead {
    case 0xE0: return second >= 0xA0 ? length : 0
    case 0xED: return second < 0xA0 ? length : 0
    case 0xF0: return second >= 0x90 ? length : 0
    case 0xF4: return second < 0x90 ? length : 0
    default: return length
    }
  }

  private func problem(_ message: String) -> Problem { Problem(offset: offset, message: message) }

  private func unexpected(_ expected: String) -> Problem {
    guard let byte = current else { return problem("the row ends where \(expected) was expected") }
    let found =
      byte > 0x20 && byte < 0x7F
      ? "`\(Character(UnicodeScalar(byte)))`" : "the byte 0x\(String(byte, radix: 16))"
    return problem("found \(found) where \(expected) was expected")
  }
}
