import RewardSemantics

extension Builtin {
  static let sameText = Builtin(
    "same_text", parameters: [Parameter("a", .text), Parameter("b", .text)], result: { _, _ in .bool }, cost: .scan,
    summary: "Whether both texts are the same up to case and White_Space.",
    details: """
      Every run of White_Space is one space and none counts at the ends. Case is folded by mapping each character to upper
      and then to lower case (`ß` equals `ss`). Composed and decomposed forms of a character are the same (Unicode
      canonical equivalence). Punctuation and articles count.
      """,
    examples: [
      Example(#"same_text(" The  Answer", "the answer\n")"#, "true"),
      Example(#"same_text("STRASSE", "straße")"#, "true"),
      Example(#"same_text("the answer", "the answer.")"#, "false"),
    ]
  ) { _ in
    { arguments in
      let a = folded(arguments[0].text)
      let b = folded(arguments[1].text)
      // Swift's strings compare by canonical equivalence.
      return .bool(a == b || String(decoding: a, as: UTF8.self) == String(decoding: b, as: UTF8.self))
    }
  }

  /// Case-folded words with one space between them.
  private static func folded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var words: [UInt8] = []
    words.reserveCapacity(text.count)
    text.forEachWord { word in
      if !words.isEmpty { words.append(UInt8(ascii: " ")) }
      let upper = LetterCase.upper.mapped(text.slice(word))
      words.append(contentsOf: upper.withUnsafeBufferPointer(LetterCase.lower.mapped))
    }
    return words
  }
}
