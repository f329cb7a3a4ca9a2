/// Texts as Python writes them.
enum PythonText {
  /// The text whose quote stands at `index`, which is moved behind it; nil where it does not end or an escape is none.
  static func read(_ source: UnsafeBufferPointer<UInt8>, _ index: inout Int, isRaw: Bool) -> [UInt8]? {
    let quote = source[index]
    let isTriple = index + 2 < source.count && source[index + 1] == quote && source[index + 2] == quote
    index += isTriple ? 3 : 1
    var text: [UInt8] = []
    while index < source.count {
      let byte = source[index]
      if byte == quote {
        if !isTriple {
          index += 1
          return text
        }
        if index + 2 < source.count, source[index + 1] == quote, source[index + 2] == quote {
          index += 3
          return text
        }
      }
      if byte == 0x0A, !isTriple { return nil }
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard index < source.count else { return nil }
      if isRaw {
        text += [byte, source[index]]
        index += 1
      } else {
        guard escape(source, &index, to: &text) else { return nil }
      }
    }
    return nil
  }

  /// What stands behind a backslash. An unknown escape keeps it.
  private static func escape(
    _ source: UnsafeBufferPointer<UInt8>, _ index: inout Int, to text: inout [UInt8]
  ) -> Bool {
    let letter = source[index]
    index += 1
    switch letter {
    case 0x0A: break
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(letter)
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "x"): return scalar(source, &index, digits: 2, to: &text)
    case UInt8(ascii: "u"): return scalar(source, &index, digits: 4, to: &text)
    case UInt8(ascii: "U"): return scalar(source, &index, digits: 8, to: &text)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var code = UInt32(letter - UInt8(ascii: "0"))
      var count = 1
      while count < 3, index < source.count, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(source[index]) {
        code = 8 * code + UInt32(source[index] - UInt8(ascii: "0"))
        index += 1
        count += 1
      }
      guard let scalar = Unicode.Scalar(code) else { return false }
      text += Array(String(scalar).utf8)
    default: text += [UInt8(ascii: "\\"), letter]
    }
    return true
  }

  private static func scalar(
    _ source: UnsafeBufferPointer<UInt8>, _ index: inout Int, digits: Int, to text: inout [UInt8]
  ) -> Bool {
    guard index + digits <= source.count,
      let code = UInt32(String(decoding: source[index..<index + digits], as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(code)
    else { return false }
    text += Array(String(scalar).utf8)
    index += digits
    return true
  }
}
