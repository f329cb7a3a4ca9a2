/// A text that a pattern has many ways to match in part, and none as a whole.
struct Attack: Hashable {
  /// What leads from one repeated word to the next, and that word.
  struct Pump: Hashable {
    var link: [UInt8]
    var word: [UInt8]
  }
  /// At least one; the link of the first is the prefix. With d pumps there are about n^d ways, or with one of an
  /// exponential attack, 2^n.
  var pumps: [Pump]
  /// What keeps the pattern from matching.
  var suffix: [UInt8] = []

  /// The text with each word repeated `count` times.
  func text(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for pump in pumps {
      text += pump.link
      for _ in 0..<count { text += pump.word }
    }
    return text + suffix
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
