import RewardSemantics

extension Builtin {
  static let ngramRepetition = Builtin(
    "ngram_repetition", parameters: [.text, .gramWidth(default: 4)], result: { _, _ in .share }, cost: .scan,
    summary: "The share of the n-grams of words of a text that stood in it before.",
    details: """
      Words are the runs without White_Space, in lower case; punctuation belongs to its word. 0 where the text has fewer
      than `n` words.
      """,
    examples: [
      Example(#"ngram_repetition("again and again and again", n: 2)"#, "0.5"),
      Example(#"ngram_repetition("no no no no no no no no")"#, "0.8"),
      Example(#"ngram_repetition("all of it is new")"#, "0"),
    ]
  ) { statics throws(PreparationError) in
    let width = try StaticArguments(statics).gramWidth(1)
    return { arguments in
      let grams = Grams(Symbols(wordsOf: arguments[0].text), width: width)
      let all = grams.texts[0].count
      return .number(all == 0 ? 0 : Double(all - grams.count) / Double(all))
    }
  }

  static let copiedShare = Builtin(
    "copied_share", parameters: [.text, Parameter("source", .text), .gramWidth(default: 8)], result: { _, _ in .share },
    cost: .scan,
    summary: "The share of the words of a text that stand in it as in the source, in a run of `n` words at least.",
    details: """
      Words are the runs without White_Space, in lower case; punctuation belongs to its word. 0 where the text has fewer
      than `n` words.
      """,
    examples: [
      Example(#"copied_share("well, the cat sat on it", "The cat sat on the mat", n: 3)"#, "0.6666666666666666"),
      Example(#"copied_share("a b c", "a b c", n: 3)"#, "1"),
      Example(#"copied_share("a b c", "a b c")"#, "0"),
    ]
  ) { statics throws(PreparationError) in
    let width = try StaticArguments(statics).gramWidth(2)
    return { arguments in
      let words = Symbols(wordsOf: arguments[0].text, arguments[1].text)
      let grams = Grams(words, width: width)
      var isInSource = [Bool](repeating: false, count: grams.count)
      for gram in grams.texts[1] { isInSource[Int(gram)] = true }
      var (copied, end) = (0, 0)
      for (start, gram) in grams.texts[0].enumerated() where isInSource[Int(gram)] {
        copied += start + width - max(start, end)
        end = start + width
      }
      let all = words.texts[0].count
      return .number(all == 0 ? 0 : Double(copied) / Double(all))
    }
  }
}
