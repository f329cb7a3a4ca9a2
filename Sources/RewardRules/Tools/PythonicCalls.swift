/// Reads calls as Python writes them, `[f(a=1), g.h(b="x")]`, each as JSON `{"name": .., "arguments": {..}}`.
///
/// Arguments are named and literals: texts (also several beside one another, raw, or in three quotes), numbers, `True`,
/// `False`, `None`, lists, tuples and dictionaries. A bare name is the text that it is.
struct PythonicCalls {
  /// How deep lists may stand in one another, so that the depth of the text is not that of the stack.
  private static let maximumDepth = 100

  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0

  private init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Whether the text begins as a list of calls does: with a name and `(`, behind `[` or, unless that is needed, without.
  static func begins(_ text: UnsafeBufferPointer<UInt8>, needsBracket: Bool) -> Bool {
    var reader = PythonicCalls(text)
    let hasBracket = reader.skip("[")
    if needsBracket, !hasBracket { return false }
    if hasBracket, reader.skip("]") { return true }
    return reader.dottedName() != nil && reader.skip("(")
  }

  /// The calls; nil where the text is not a list of them, with its brackets or without.
  static func read(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt8]]? {
    var reader = PythonicCalls(text)
    let hasBracket = reader.skip("[")
    var calls: [[UInt8]] = []
    while !(hasBracket && reader.skip("]")) {
      guard let call = reader.call() else { return nil }
      calls.append(call)
      if reader.skip(",") { continue }
      if hasBracket {
        guard reader.skip("]") else { return nil }
      }
      break
    }
    reader.skipBlanks()
    return reader.index == text.count ? calls : nil
  }

  // MARK: Parts

  private mutating func call() -> [UInt8]? {
    guard let name = dottedName(), skip("(") else { return nil }
    var json = JSONSource()
    json.append("{\"name\":")
    json.append(string: name)
    json.append(",\"arguments\":{")
    var isFirst = true
    while !skip(")") {
      guard isFirst || skip(",") else { return nil }
      // A comma may stand before the end.
      if !isFirst, skip(")") { break }
      guard let name = identifier(), skip("=") else { return nil }
      if !isFirst { json.append(",") }
      json.append(string: name)
      json.append(":")
      guard value(to: &json, depth: 0) else { return nil }
      isFirst = false
    }
    json.append("}}")
    return json.bytes
  }

  private mutating func value(to json: inout JSONSource, depth: Int) -> Bool {
    guard depth < Self.maximumDepth, let byte = next() else { return false }
    switch byte {
    case UInt8(ascii: "["):
      return sequence(closing: "]", to: &json, depth: depth)
    case UInt8(ascii: "("):
      return tuple(to: &json, depth: depth)
    case UInt8(ascii: "{"):
      return dictionary(to: &json, depth: depth)
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number(to: &json)
    default: break
    }
    if let string = strings() {
      json.append(string: string)
      return true
    }
    guard let name = dottedName() else { return false }
    switch String(decoding: name, as: UTF8.self) {
    case "True": json.append("true")
    case "False": json.append("false")
    case "None": json.append("null")
    default: json.append(string: name)
    }
    return true
  }

  /// The elements of a list.
  private mutating func sequence(closing: Character, to json: inout JSONSource, depth: Int) -> Bool {
    guard skip("[") else { return false }
    json.append("[")
    var isFirst = true
    while !skip(closing) {
      guard isFirst || skip(",") else { return false }
      if !isFirst, skip(closing) { break }
      if !isFirst { json.append(",") }
      guard value(to: &json, depth: depth + 1) else { return false }
      isFirst = false
    }
    json.append("]")
    return true
  }

  /// A tuple, or a value in parentheses.
  private mutating func tuple(to json: inout JSONSource, depth: Int) -> Bool {
    guard skip("(") else { return false }
    var elements: [[UInt8]] = []
    var hasComma = false
    while !skip(")") {
      guard elements.isEmpty || hasComma else { return false }
      var element = JSONSource()
      guard value(to: &element, depth: depth + 1) else { return false }
      elements.append(element.bytes)
      hasComma = skip(",")
    }
    if elements.count == 1, !hasComma {
      json.bytes += elements[0]
    } else {
      json.append("[")
      json.bytes += elements.joined(separator: [UInt8(ascii: ",")])
      json.append("]")
    }
    return true
  }

  private mutating func dictionary(to json: inout JSONSource, depth: Int) -> Bool {
    guard skip("{") else { return false }
    json.append("{")
    var isFirst = true
    while !skip("}") {
      guard isFirst || skip(",") else { return false }
      if !isFirst, skip("}") { break }
      if !isFirst { json.append(",") }
      if next().map({ $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) ?? false {
        var key = JSONSource()
        guard number(to: &key) else { return false }
        json.append(string: key.bytes)
      } else {
        guard let key = strings() ?? dottedName() else { return false }
        json.append(string: key)
      }
      guard skip(":") else { return false }
      json.append(":")
      guard value(to: &json, depth: depth + 1) else { return false }
      isFirst = false
    }
    json.append("}")
    return true
  }

  /// A number of Python as one of JSON: `1_000` as `1000`, `.5` as `0.5`, `1.` as `1.0`.
  private mutating func number(to json: inout JSONSource) -> Bool {
    var isNegative = false
    while let sign = next(), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      if sign == UInt8(ascii: "-") { isNegative.toggle() }
      index += 1
    }
    skipBlanks()
    let whole = digits()
    var fraction: [UInt8]?
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      fraction = digits()
    }
    guard !whole.isEmpty || !(fraction ?? []).isEmpty else { return false }
    if isNegative { json.append("-") }
    let significant = whole.drop { $0 == UInt8(ascii: "0") }
    if significant.isEmpty { json.append("0") } else { json.bytes += significant }
    if let fraction {
      json.append(".")
      if fraction.isEmpty { json.append("0") } else { json.bytes += fraction }
    }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      json.append("e")
      if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
        json.bytes.append(text[index])
        index += 1
      }
      let exponent = digits()
      guard !exponent.isEmpty else { return false }
      json.bytes += exponent
    }
    // `1j`, `0x1F` and `1foo` are no numbers.
    return index == text.count || !isNameByte(text[index])
  }

  /// Digits, with single underscores between them.
  private mutating func digits() -> [UInt8] {
    var found: [UInt8] = []
    while index < text.count {
      let byte = text[index]
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        found.append(byte)
      } else if byte != UInt8(ascii: "_") || found.isEmpty || text[index - 1] == byte {
        break
      }
      index += 1
    }
    return found
  }

  // MARK: Names and texts

  private mutating func dottedName() -> [UInt8]? {
    guard var name = identifier() else { return nil }
    while index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      guard let next = identifier() else { return nil }
      name.append(UInt8(ascii: "."))
      name += next
    }
    return name
  }

  private mutating func identifier() -> [UInt8]? {
    guard let first = next(), isNameByte(first), !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return nil
    }
    let start = index
    while index < text.count, isNameByte(text[index]) { index += 1 }
    return Array(text[start..<index])
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// Texts beside one another, as one; nil where none begins here or one does not end.
  private mutating func strings() -> [UInt8]? {
    var found: [UInt8]?
    while let byte = next() {
      let prefix = byte | 0x20
      let isPrefixed =
        (prefix == UInt8(ascii: "r") || prefix == UInt8(ascii: "u")) && index + 1 < text.count
        && isQuote(text[index + 1])
      guard isQuote(byte) || isPrefixed else { break }
      if isPrefixed { index += 1 }
      guard let part = PythonText.read(text, &index, isRaw: isPrefixed && prefix == UInt8(ascii: "r")) else {
        return nil
      }
      found = (found ?? []) + part
    }
    return found
  }

  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") }

  // MARK: Bytes

  /// The byte behind blanks.
  private mutating func next() -> UInt8? {
    skipBlanks()
    return index < text.count ? text[index] : nil
  }

  private mutating func skipBlanks() {
    while index < text.count, text[index] == 0x20 || text[index] &- 0x09 < 5 { index += 1 }
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard next() == character.asciiValue else { return false }
    index += 1
    return true
  }
}
