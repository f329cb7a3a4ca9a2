/// Literals of Python, in which some data keep lists and dictionaries.
enum PythonLiteral {
  /// The same value as JSON; nil for what is neither a list, a dictionary, a text, a number, `True`, `False` nor `None`.
  static func json(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var json: [UInt8] = []
    var offset = 0
    // Python allows a comma before a closing bracket, JSON does not.
    var hasComma = false
    while offset < source.count {
      let byte = source[offset]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D:
        offset += 1
        continue
      case UInt8(ascii: ","):
        if hasComma { return nil }
        hasComma = true
        offset += 1
        continue
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
        hasComma = false
        json.append(byte == UInt8(ascii: "}") ? byte : UInt8(ascii: "]"))
        offset += 1
        continue
      default: break
      }
      if hasComma { json.append(UInt8(ascii: ",")) }
      hasComma = false
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "("):
        json.append(UInt8(ascii: "["))
        offset += 1
      case UInt8(ascii: "{"), UInt8(ascii: ":"):
        json.append(byte)
        offset += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard let text = text(source, &offset) else { return nil }
        var writer = JSONWriter()
        writer.string(text[...])
        json += writer.bytes
      default:
        var end = offset
        while end < source.count, isWordByte(source[end]) { end += 1 }
        guard end > offset else { return nil }
        switch String(decoding: source[offset..<end], as: UTF8.self) {
        case "None": json += Array("null".utf8)
        case "True": json += Array("true".utf8)
        case "False": json += Array("false".utf8)
        case let word: json += Array(word.utf8)
        }
        offset = end
      }
    }
    return json
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The bytes of the text that begins at `offset`, which is moved behind it.
  private static func text(_ source: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> [UInt8]? {
    let quote = source[offset]
    offset += 1
    var text: [UInt8] = []
    while offset < source.count {
      let byte = source[offset]
      offset += 1
      if byte == quote { return text }
      if byte != UInt8(ascii: "\\") {
        text.append(byte)
        continue
      }
      guard offset < source.count else { return nil }
      let escaped = source[offset]
      offset += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(escaped)
      case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
        let digits = escaped == UInt8(ascii: "x") ? 2 : escaped == UInt8(ascii: "u") ? 4 : 8
        guard offset + digits <= source.count,
          let code = UInt32(String(decoding: source[offset..<offset + digits], as: UTF8.self), radix: 16),
          let scalar = Unicode.Scalar(code)
        else { return nil }
        text += Array(String(scalar).utf8)
        offset += digits
      default: return nil
      }
    }
    return nil
  }
}
