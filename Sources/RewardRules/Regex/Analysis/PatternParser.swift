import RewardSemantics

/// Reads a pattern that PCRE2 has accepted into a ``PatternTree``.
///
/// Assertions, look-around among them, are taken to hold everywhere, and atomic groups to give back what they took: the
/// tree then has every way of matching that the pattern has, and maybe more. A pattern with back-references, recursion or
/// conditional groups is not read.
struct PatternParser {
  /// The pattern holds what the analysis does not know.
  struct Unknown: Error {}

  let pattern: [UInt8]
  let alphabet: Alphabet
  var index = 0
  /// Those that hold at `index`: a group may change them for what stands in it.
  var flags: Set<UInt8>
  private var depth = 0
  /// What single items of the pattern match, under the flags they stand under.
  var sets: [Item: SymbolSet] = [:]
  struct Item: Hashable {
    var text: [UInt8]
    var flags: Set<UInt8>
  }

  /// More copies of a counted part than this are taken to be any number, and fewer at least.
  private static let copyLimit = 12
  private static let depthLimit = 100
  /// So many different items are asked for: each takes some microseconds.
  static let setLimit = 200

  init(_ source: StaticValue.Pattern) {
    pattern = source.bytes
    flags = Set(source.flags)
    alphabet = Alphabet(of: source.bytes)
  }

  mutating func parse() throws(Unknown) -> PatternTree {
    let tree = try choice()
    guard index == pattern.count else { throw Unknown() }
    return tree
  }

  // MARK: Structure

  /// Alternatives up to a closing bracket or the end.
  private mutating func choice() throws(Unknown) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw Unknown() }
    let outside = flags
    defer { flags = outside }
    var alternatives = [try sequence()]
    while take("|") { alternatives.append(try sequence()) }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() throws(Unknown) -> PatternTree {
    var items: [PatternTree] = []
    while true {
      skipBlanks()
      guard let byte = at(index), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else { break }
      if take(#"\Q"#) {
        try quoted(into: &items)
        continue
      }
      let start = index
      let item = try self.item()
      items.append(quantified(item, from: start))
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  /// The characters up to `\E` or the end, as they are; what repeats them repeats the last one.
  private mutating func quoted(into items: inout [PatternTree]) throws(Unknown) {
    while index < pattern.count, !take(#"\E"#) {
      let start = index
      let character = try literal()
      guard take(#"\E"#) else {
        items.append(character)
        continue
      }
      items.append(quantified(character, from: start))
      return
    }
  }

  private mutating func quantified(_ item: PatternTree, from start: Int) -> PatternTree {
    skipBlanks()
    guard let (least, most) = quantifier() else { return item }
    // Lazy or possessive.
    skipBlanks()
    if !take("+") { _ = take("?") }
    if most == 0 { return .empty }
    let copies = min(least, Self.copyLimit)
    let isBounded = most.map { $0 <= Self.copyLimit } ?? false
    return .repeat(item, least: copies, most: isBounded ? most : nil, source: start..<index)
  }

  private mutating func quantifier() -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = index
    guard take("{"), let least = number() else {
      index = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      index = start
      return nil
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let digits = pattern[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    index += digits.count
    return Int(String(decoding: digits, as: UTF8.self))
  }

  // MARK: Groups

  mutating func group() throws(Unknown) -> PatternTree {
    if take("(?#") {
      skip(past: ")")
      return .empty
    }
    if take("(?=") || take("(?!") || take("(?<=") || take("(?<!") || take("(?*") || take("(?<*") {
      _ = try closed()
      return .empty
    }
    if take("(?:") || take("(?>") || take("(?|") { return try closed() }
    if take("(?P<") || take("(?<") {
      skip(past: ">")
      return try closed()
    }
    if take("(?'") {
      skip(past: "'")
      return try closed()
    }
    guard take("(?") else {
      index += 1
      return try closed()
    }
    let outside = flags
    try changeFlags()
    // Without a colon they hold up to the end of the group that they stand in.
    if take(")") { return .empty }
    guard take(":") else { throw Unknown() }
    defer { flags = outside }
    return try closed()
  }

  private mutating func closed() throws(Unknown) -> PatternTree {
    let inside = try choice()
    guard take(")") else { throw Unknown() }
    return inside
  }

  /// `^`, letters that switch flags on, and after `-` those that switch them off.
  private mutating func changeFlags() throws(Unknown) {
    if take("^") { flags.subtract("imnsx".utf8) }
    var isOn = true
    while let byte = at(index), byte != UInt8(ascii: ")"), byte != UInt8(ascii: ":") {
      index += 1
      if byte == UInt8(ascii: "-") {
        isOn = false
      } else if "imnsxJU".utf8.contains(byte) {
        if isOn { flags.insert(byte) } else { flags.remove(byte) }
      } else {
        throw Unknown()
      }
    }
  }

  // MARK: Bytes

  func at(_ index: Int) -> UInt8? { index < pattern.count ? pattern[index] : nil }

  func has(_ text: StaticString) -> Bool {
    pattern[min(index, pattern.count)...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard has(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  mutating func skip(past end: StaticString) {
    while index < pattern.count, !has(end) { index += 1 }
    index = min(index + end.utf8CodeUnitCount, pattern.count)
  }

  /// Under `x`, blanks and comments.
  private mutating func skipBlanks() {
    guard flags.contains(UInt8(ascii: "x")) else { return }
    while let byte = at(index) {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        index += 1
      } else if byte == UInt8(ascii: "#") {
        skip(past: "\n")
      } else {
        return
      }
    }
  }
}
