/// Integers beyond 64 bits, which JSON allows and the parser does not take.
enum WideIntegers {
  /// `json` with every integer of 19 and more digits written as a real, so that it is rounded to a double; nil if there
  /// is none.
  static func asReals(_ json: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var copied = 0
    var offset = 0
    var isInString = false
    while offset < json.count {
      let byte = json[offset]
      if isInString {
        if byte == UInt8(ascii: "\\") { offset += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
        offset += 1
      } else if isDigit(byte) {
        let start = offset
        while offset < json.count, isDigit(json[offset]) { offset += 1 }
        let digits = offset - start
        // Digits of a fraction or an exponent are left alone, and so is an integer part before them.
        while offset < json.count, isNumberByte(json[offset]) { offset += 1 }
        if digits >= 19, offset == start + digits {
          result.append(contentsOf: json[copied..<offset])
          result.append(contentsOf: "e0".utf8)
          copied = offset
        }
      } else {
        isInString = byte == UInt8(ascii: "\"")
        offset += 1
      }
    }
    if copied == 0 { return nil }
    result.append(contentsOf: json[copied...])
    return result
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: isDigit(byte)
    }
  }
}
