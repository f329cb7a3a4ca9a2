import RewardSemantics

/// What a text is measured in, without a tokenizer.
enum TextUnit: String, CaseIterable { case char, word, line, byte }

extension Builtin {
  static let length = Builtin(
    "length", parameters: [.text, Parameter("in", .symbol(TextUnit.allCases.map(\.rawValue)), isStatic: true)],
    result: { _, statics in .count(unit: statics.count > 1 ? statics[1]?.symbol : nil) }, cost: .scan,
    summary: "How long the text is, in the unit that is named.",
    details: """
      `char` counts Unicode scalars, so a letter with a combining accent is 2 char. `word` counts runs without Unicode
      White_Space. `line` counts lines: a line feed ends one, and at the end of the text it begins no other; an empty text
      has none. `byte` counts UTF-8 bytes.
      """,
    examples: [
      Example(#"length("naïve", in: char)"#, "5 char"),
      Example(#"length("naïve", in: byte)"#, "6 byte"),
      Example(#"length("  two words ", in: word)"#, "2 word"),
      Example(#"length("a\nb\n", in: line)"#, "2 line"),
      Example(#"length("", in: line)"#, "0 line"),
    ]
  ) { statics throws(PreparationError) in
    let unit = try StaticArguments(statics).symbol(1, parameter: "in", of: TextUnit.self)
    return { arguments in
      let text = arguments[0].text
      let length =
        switch unit {
        case .byte: text.count
        case .char: text.count { $0 & 0xC0 != 0x80 }
        case .line: lineCount(text)
        case .word: wordCount(text)
        }
      return .number(Double(length))
    }
  }

  private static func lineCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let lineFeed = UInt8(ascii: "\n")
    let isLastOpen = text.last.map { $0 != lineFeed } ?? false
    return text.count { $0 == lineFeed } + (isLastOpen ? 1 : 0)
  }

  private static func wordCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    if let words = asciiWordCount(text) { return words }
    var words = 0
    text.forEachWord { _ in words += 1 }
    return words
  }

  /// The words of a text that is all ASCII, as most are; nil for any other.
  ///
  /// Where a word begins cannot be predicted, so the loops have no branches and become vectors of bytes.
  private static func asciiWordCount(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let bytes = text.baseAddress, !text.isEmpty else { return 0 }
    var union: UInt8 = 0
    for index in 0..<text.count { union |= bytes[index] }
    if union >= 0x80 { return nil }
    func isSpace(_ byte: UInt8) -> UInt8 { (byte == 0x20 ? 1 : 0) | (byte &- 0x09 < 5 ? 1 : 0) }
    var words = Int(isSpace(bytes[0]) ^ 1)
    var index = 1
    while index < text.count {
      // No more beginnings than a byte can count.
      let end = min(index &+ 255, text.count)
      var beginnings: UInt8 = 0
      while index < end {
        beginnings &+= isSpace(bytes[index &- 1]) & (isSpace(bytes[index]) ^ 1)
        index &+= 1
      }
      words &+= Int(beginnings)
    }
    return words
  }
}
