import RewardSemantics

extension Builtin {
  static let wordJaccard = Builtin(
    "word_jaccard", parameters: [Parameter("a", .text), Parameter("b", .text)], result: { _, _ in .share },
    cost: .scan, summary: "How many different words two texts share, over how many they have together.",
    details: """
      Words are those of `token_f1`: the runs without White_Space, in lower case; a word that repeats counts once, and
      punctuation belongs to its word. 1 where both texts have no word. `jaccard` is the same for two lists.
      """,
    examples: [
      Example(#"word_jaccard("Red shoes", "red red socks")"#, "0.3333333333333333"),
      Example(#"word_jaccard("a b", "B a b")"#, "1"),
      Example(#"word_jaccard("", " ")"#, "1"),
    ]
  ) { _ in
    { arguments in
      let words = Symbols(wordsOf: arguments[0].text, arguments[1].text)
      let (a, b) = (Set(words.texts[0]), Set(words.texts[1]))
      return .number(words.count == 0 ? 1 : Double(a.count + b.count - words.count) / Double(words.count))
    }
  }
}
