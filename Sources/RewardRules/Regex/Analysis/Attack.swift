/// A text that a pattern has many ways to match in part, and none as a whole.
struct Attack: Hashable {
  /// What leads from one repeated word to the next, and that word.
  struct Pump: Hashable {
    var link: [UInt8]
    var word: [UInt8]
  }
  /// At least one; the link of the first is the prefix.
  private(set) var pumps: [Pump] = []
  /// What keeps the pattern from matching.
  var suffix: [UInt8] = []

  init(_ pumps: [Pump], suffix: [UInt8] = []) {
    for pump in pumps { append(pump) }
    self.suffix = suffix
  }

  /// A link that ends with the word is one repetition more, and a word that goes on with the one before it needs none of
  /// its own: both share the text in as many ways.
  private mutating func append(_ pump: Pump) {
    var pump = pump
    if pump.link.suffix(pump.word.count).elementsEqual(pump.word) { pump.link.removeLast(pump.word.count) }
    if pump.link.isEmpty, pump.word == pumps.last?.word { return }
    pumps.append(pump)
  }

  /// The text with each word repeated `count` times.
  func text(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for pump in pumps {
      text += pump.link
      for _ in 0..<count { text += pump.word }
    }
    return text + suffix
  }

  /// The attack that repeats all words but the first; nil where there is no other.
  var withoutFirstPump: Attack? {
    guard pumps.count > 1 else { return nil }
    var rest = Array(pumps.dropFirst())
    rest[0].link = pumps[0].link + pumps[0].word + rest[0].link
    return Attack(rest, suffix: suffix)
  }

  /// The attack with something before all else.
  func prefixed(with byte: UInt8) -> Attack {
    var longer = self
    longer.pumps[0].link.insert(byte, at: 0)
    return longer
  }

  /// As a message shows it: `"<answer>" " "*700 "!"`.
  func description(_ count: Int) -> String {
    var parts: [String] = []
    for pump in pumps {
      if !pump.link.isEmpty { parts.append(Self.quoted(pump.link)) }
      parts.append("\(Self.quoted(pump.word))*\(count)")
    }
    if !suffix.isEmpty { parts.append(Self.quoted(suffix)) }
    return parts.joined(separator: " ")
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    var text = "\""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      text += scalar == "'" ? "'" : scalar.escaped(asASCII: true)
    }
    return text + "\""
  }
}
