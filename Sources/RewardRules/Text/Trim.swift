import RewardSemantics

extension Builtin {
  static let trim = Builtin(
    "trim", parameters: [.text], result: { _, _ in .text }, cost: .scan,
    summary: "The text without White_Space at its ends.",
    details: "White_Space is the Unicode property: it holds the no-break space, but not the zero-width space.",
    examples: [
      Example(#"trim("  a b \n")"#, #""a b""#),
      Example(#"trim(" \t ")"#, #""""#),
    ]
  ) { _ in
    { arguments in
      let text = arguments[0].text
      return .slice(argument: 0, range: text.trimmed(0..<text.count))
    }
  }

  static let normalizeSpace = Builtin(
    "normalize_space", parameters: [.text], result: { _, _ in .text }, cost: .scan,
    summary: "The text with every run of White_Space as one space, and none at its ends.",
    details: "White_Space is the Unicode property; line breaks become spaces too.",
    examples: [
      Example(#"normalize_space("  a \n\n b ")"#, #""a b""#),
      Example(#"normalize_space("a b")"#, #""a b""#),
    ]
  ) { _ in
    { arguments in
      let text = arguments[0].text
      var words: [UInt8] = []
      words.reserveCapacity(text.count)
      text.forEachWord { word in
        if !words.isEmpty { words.append(UInt8(ascii: " ")) }
        words.append(contentsOf: text[word])
      }
      return .text(words)
    }
  }
}
