/// Patterns of schemas, which are those of ECMA-262 in its Unicode mode, as patterns of PCRE2.
enum SchemaPattern {
  /// What `\s` is beyond ASCII.
  private static let furtherBlanks = Array(#"\x{a0}\x{feff}\x{2028}\x{2029}\p{Zs}"#.utf8)

  /// By their long names in lower case, the properties that PCRE2 knows by short ones.
  private static let properties = [
    "letter": "L", "lowercase_letter": "Ll", "uppercase_letter": "Lu", "titlecase_letter": "Lt",
    "modifier_letter": "Lm",
    "other_letter": "Lo", "mark": "M", "number": "N", "decimal_number": "Nd", "digit": "Nd", "letter_number": "Nl",
    "punctuation": "P", "punct": "P", "symbol": "S", "currency_symbol": "Sc", "math_symbol": "Sm", "separator": "Z",
    "space_separator": "Zs", "control": "Cc",
  ]

  /// `$` is the end of the text alone, `\u00e9` a character, `\s` any blank of Unicode, `\p{Letter}` and
  /// `\p{Script=Greek}` properties. What else the two disagree on is read as PCRE2 reads it.
  static func translated(_ source: [UInt8]) -> [UInt8] {
    var found: [UInt8] = []
    var isInClass = false
    var index = 0
    while index < source.count {
      let byte = source[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\\") where index < source.count:
        let letter = source[index]
        index += 1
        found += escape(letter, source, &index, isInClass: isInClass)
      case UInt8(ascii: "["):
        // In a class of ECMA-262 it stands for itself.
        if isInClass { found.append(UInt8(ascii: "\\")) }
        found.append(byte)
        isInClass = true
      case UInt8(ascii: "]"):
        isInClass = false
        found.append(byte)
      case UInt8(ascii: "$") where !isInClass: found += Array("\\z".utf8)
      default: found.append(byte)
      }
    }
    return found
  }

  /// What stands behind a backslash, with it.
  private static func escape(_ letter: UInt8, _ source: [UInt8], _ index: inout Int, isInClass: Bool) -> [UInt8] {
    let plain = [UInt8(ascii: "\\"), letter]
    switch letter {
    case UInt8(ascii: "s"): return isInClass ? plain + furtherBlanks : bracketed("[", plain)
    case UInt8(ascii: "S") where !isInClass: return bracketed("[^", [UInt8(ascii: "\\"), UInt8(ascii: "s")])
    case UInt8(ascii: "u"):
      return hexDigits(source, &index).map { Array("\\x{".utf8) + $0 + Array("}".utf8) } ?? plain
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      guard index < source.count, source[index] == UInt8(ascii: "{"),
        let end = source[index...].firstIndex(of: UInt8(ascii: "}"))
      else { return plain }
      let name = String(decoding: source[(index + 1)..<end], as: UTF8.self)
      index = end + 1
      // `Script=Greek` is `Greek`.
      let value = name.split(separator: "=").last.map(String.init) ?? name
      return plain + Array("{\(properties[value.lowercased()] ?? value)}".utf8)
    default: return plain
    }
  }

  private static func bracketed(_ open: String, _ blanks: [UInt8]) -> [UInt8] {
    Array(open.utf8) + blanks + furtherBlanks + Array("]".utf8)
  }

  /// `00e9` or `{1F600}`; nil, and nothing read, where there is neither.
  private static func hexDigits(_ source: [UInt8], _ index: inout Int) -> [UInt8]? {
    func isHex(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
    if index < source.count, source[index] == UInt8(ascii: "{"),
      let end = source[index...].firstIndex(of: UInt8(ascii: "}")), source[(index + 1)..<end].allSatisfy(isHex)
    {
      defer { index = end + 1 }
      return Array(source[(index + 1)..<end])
    }
    guard index + 4 <= source.count, source[index..<index + 4].allSatisfy(isHex) else { return nil }
    defer { index += 4 }
    return Array(source[index..<index + 4])
  }
}
