import CPCRE2

/// Single characters, classes and escapes. What a class or an escape matches, PCRE2 itself is asked.
extension PatternParser {
  mutating func item() throws(Unknown) -> PatternTree {
    guard let byte = at(index) else { throw Unknown() }
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["):
      let start = index
      skipClass()
      return try set(writtenAt: start..<index)
    case UInt8(ascii: "."):
      index += 1
      return try set(writtenAt: index - 1..<index)
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      index += 1
      return .empty
    case UInt8(ascii: "\\"): return try escape()
    default: return try literal()
    }
  }

  mutating func literal() throws(Unknown) -> PatternTree {
    let start = index
    index += 1
    while let byte = at(index), byte & 0xC0 == 0x80 { index += 1 }
    guard let scalar = String(decoding: pattern[start..<index], as: UTF8.self).unicodeScalars.first else {
      throw Unknown()
    }
    if !flags.contains(UInt8(ascii: "i")), let symbol = alphabet.number(of: scalar) {
      var set = SymbolSet()
      set.insert(symbol)
      return .set(set, source: start..<index)
    }
    return try set(of: Array("\\x{\(String(scalar.value, radix: 16))}".utf8), writtenAt: start..<index)
  }

  private mutating func escape() throws(Unknown) -> PatternTree {
    let start = index
    guard let byte = at(index + 1) else { throw Unknown() }
    index += 2
    switch byte {
    case UInt8(ascii: "E"), UInt8(ascii: "A"), UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "b"),
      UInt8(ascii: "B"),
      UInt8(ascii: "G"), UInt8(ascii: "K"):
      return .empty
    case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "g"), UInt8(ascii: "k"): throw Unknown()
    case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "N"):
      if take("{") {
        skip(past: "}")
      } else if byte == UInt8(ascii: "x") {
        index += pattern[index...].prefix(2).prefix { isHexadecimal($0) }.count
      } else if byte == UInt8(ascii: "p") || byte == UInt8(ascii: "P") {
        index += 1
      }
    case UInt8(ascii: "0"): index += pattern[index...].prefix(2).prefix { (0x30...0x37).contains($0) }.count
    case UInt8(ascii: "c"): index += 1
    default: while let next = at(index), next & 0xC0 == 0x80 { index += 1 }
    }
    return try set(writtenAt: start..<min(index, pattern.count))
  }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    "0123456789abcdefABCDEF".utf8.contains(byte)
  }

  private mutating func skipClass() {
    index += 1
    _ = take("^")
    // A bracket that comes first is a member.
    _ = take("]")
    while let byte = at(index), byte != UInt8(ascii: "]") {
      if take(#"\Q"#) {
        skip(past: #"\E"#)
      } else if byte == UInt8(ascii: "\\") {
        index += 2
      } else if has("[:") {
        let start = index
        skip(past: ":]")
        if pattern[start + 2..<index].dropLast(2).contains(where: { "]\\".utf8.contains($0) }) { index = start + 1 }
      } else {
        index += 1
      }
    }
    index = min(index + 1, pattern.count)
  }

  // MARK: What an item matches

  private mutating func set(writtenAt source: Range<Int>) throws(Unknown) -> PatternTree {
    try set(of: Array(pattern[source]), writtenAt: source)
  }

  private mutating func set(of text: [UInt8], writtenAt source: Range<Int>) throws(Unknown) -> PatternTree {
    let item = Item(text: text, flags: flags)
    if let known = sets[item] { return .set(known, source: source) }
    guard sets.count < Self.setLimit, let found = Self.members(of: item, in: alphabet) else { throw Unknown() }
    sets[item] = found
    return .set(found, source: source)
  }

  /// The symbols that an item matches alone; nil where it is not a pattern by itself.
  private static func members(of item: Item, in alphabet: Alphabet) -> SymbolSet? {
    let flags = item.flags.filter { "isu".utf8.contains($0) }
    guard let options = try? PatternSyntax.options(of: Array(flags)),
      let program = try? Pattern.Program(item.text, options: options, withJIT: false),
      let data = pcre2_match_data_create_8(1, nil)
    else { return nil }
    defer { pcre2_match_data_free_8(data) }
    var found = SymbolSet()
    for (number, scalar) in alphabet.symbols.enumerated() {
      let bytes = Array(UTF8.encode(scalar).unsafelyUnwrapped)
      let options = UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_ANCHORED) | UInt32(PCRE2_ENDANCHORED)
      if pcre2_match_8(program.code, bytes, bytes.count, 0, options, data, nil) >= 0 { found.insert(number) }
    }
    return found
  }
}
