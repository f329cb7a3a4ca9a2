/// JSON that is being written.
struct JSONSource {
  var bytes: [UInt8] = []

  mutating func append(_ source: StaticString) {
    source.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// A string; only what JSON asks for is escaped.
  mutating func append(string text: some Sequence<UInt8>) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20:
        append("\\u00")
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A value without blanks, the members of its objects in the order of the bytes of their names, the first of each name.
  ///
  /// A number without a point and exponent keeps its digits, and any other the shortest that read back as the same double.
  /// Calls itself once a level, of which there are at most ``JSONScanner/maximumDepth``.
  ///
  /// - Parameter byValue: whether equal numbers are to have the same digits: `1.0` is `1`.
  mutating func append(sorted node: Int, of json: ParsedJSON, byValue: Bool = false) {
    switch json.kind(node) {
    case .object:
      var members: [(name: [UInt8], value: Int)] = []
      var known: Set<[UInt8]> = []
      for child in json.children(node) {
        let name = json.name(child)
        if known.insert(name).inserted { members.append((name, child)) }
      }
      append("{")
      for (index, member) in members.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }).enumerated() {
        if index > 0 { append(",") }
        append(string: member.name)
        append(":")
        append(sorted: member.value, of: json, byValue: byValue)
      }
      append("}")
    case .array:
      append("[")
      for (index, child) in json.children(node).enumerated() {
        if index > 0 { append(",") }
        append(sorted: child, of: json, byValue: byValue)
      }
      append("]")
    case .string: append(string: json.string(node) ?? [])
    case .number:
      let source = json.source(node)
      let value = JSONNumber.value(source)
      if !value.isFinite || (json.isWholeNumber(node) && (value != 0 || !byValue)) {
        bytes += source
      } else if byValue, value == value.rounded(), value.magnitude < 9_007_199_254_740_992 {
        bytes += Array(Int(value).description.utf8)
      } else {
        bytes += Array(value.description.utf8)
      }
    case .bool, .null: bytes += json.source(node)
    }
  }
}
