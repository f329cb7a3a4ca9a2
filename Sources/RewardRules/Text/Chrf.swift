import RewardSemantics

extension Builtin {
  static let chrf = Builtin(
    "chrf", parameters: [Parameter("candidate", .text), Parameter("reference", .text)], result: { _, _ in .share },
    cost: .scan,
    summary: "chrF2 of two texts: the n-grams of up to 6 characters that they share, recall counting twice.",
    details: """
      As `sentence_chrf` of the package sacrebleu by default, divided by 100: space is taken out, case counts, a character
      is a Unicode scalar; precision and recall are means over the orders for which both texts are long enough (chrF with
      beta 2 and no words). 0 where one text has no character.
      """,
    examples: [
      Example(#"chrf("the cat", "thecat")"#, "1"),
      Example(#"chrf("ab", "abc")"#, "0.6363636363636362"),
      Example(#"chrf("abc", "xyz")"#, "0"),
    ]
  ) { _ in
    { arguments in
      let spaceless = arguments.map { withoutSpace($0.text) }
      return spaceless[0].withUnsafeBufferPointer { candidate in
        spaceless[1].withUnsafeBufferPointer { reference in
          .number(chrf(Grams(Symbols(scalarsOf: candidate, reference))))
        }
      }
    }
  }

  private static func chrf(_ characters: Grams) -> Double {
    var grams = characters
    var (precision, recall, orders) = (0.0, 0.0, 0)
    while orders < 6, grams.texts.allSatisfy({ !$0.isEmpty }) {
      let matches = Double(grams.matches)
      precision += matches / Double(grams.texts[0].count)
      recall += matches / Double(grams.texts[1].count)
      orders += 1
      grams.widen(by: 1)
    }
    guard precision + recall > 0 else { return 0 }
    (precision, recall) = (precision / Double(orders), recall / Double(orders))
    return 5 * precision * recall / (4 * precision + recall)
  }

  /// Space is White_Space and, as the package has it, the separators of ASCII.
  private static func withoutSpace(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    text.forEachWord { word in
      result.append(contentsOf: text[word].lazy.filter { !(0x1C...0x1F).contains($0) })
    }
    return result
  }
}
