import RewardSemantics

extension Builtin {
  private static let rougeDetails = """
    As the package rouge_score has it, without stemming: words are the runs of `a` to `z` and `0` to `9` of the text in
    lower case, so an accented letter parts two words and a text in another script has none. 0 where one text has none.
    """

  static let rougeL = Builtin(
    "rouge_l", parameters: [Parameter("candidate", .text), Parameter("reference", .text)], result: { _, _ in .share },
    absence: .limit, cost: .scan,
    summary: "The longest common subsequence of the words of two texts, as the harmonic mean of precision and recall.",
    details: rougeDetails + """

      The whole texts are compared, not line by line (ROUGE-L, not ROUGE-Lsum). Texts of 80,000 words each are compared
      in a few tenths of a second; whoever makes them much longer goes over the step limit.
      """,
    examples: [
      Example(#"rouge_l("the cat sat", "the cat has sat")"#, "0.8571428571428571"),
      Example(#"rouge_l("Sat, cat!", "cat sat")"#, "0.5"),
      Example(#"rouge_l("", "")"#, "0"),
    ]
  ) { _ in
    { arguments in
      let words = Symbols(rougeWordsOf: arguments[0].text, arguments[1].text)
      guard let table = SymbolTable(words) else { return .missing(.stepLimit) }
      return .number(harmonicMean(of: words.texts.map(\.count), common: table.commonLength))
    }
  }

  static let rougeN = Builtin(
    "rouge_n",
    parameters: [Parameter("candidate", .text), Parameter("reference", .text), .gramWidth(default: 1)],
    result: { _, _ in .share }, cost: .scan,
    summary: "The n-grams of words that two texts share, as the harmonic mean of precision and recall.",
    details: rougeDetails + "\nAn n-gram counts as often as it stands in both texts.",
    examples: [
      Example(#"rouge_n("the cat sat", "the cat has sat")"#, "0.8571428571428571"),
      Example(#"rouge_n("the cat sat", "the cat has sat", n: 2)"#, "0.4"),
      Example(#"rouge_n("a", "a", n: 2)"#, "0"),
    ]
  ) { statics throws(PreparationError) in
    let width = try StaticArguments(statics).gramWidth(2)
    return { arguments in
      let grams = Grams(Symbols(rougeWordsOf: arguments[0].text, arguments[1].text), width: width)
      return .number(harmonicMean(of: grams.texts.map(\.count), common: grams.matches))
    }
  }

  /// 2PR / (P + R), where `common` of each text's items are shared; 0 where nothing is.
  private static func harmonicMean(of counts: [Int], common: Int) -> Double {
    common == 0 ? 0 : Double(2 * common) / Double(counts.reduce(0, +))
  }
}

extension Symbols {
  /// Runs of ASCII letters and digits, in lower case.
  fileprivate init(rougeWordsOf texts: UnsafeBufferPointer<UInt8>...) {
    self.init(of: texts.map(LetterCase.lower.mapped)) { text, found in
      var start = 0
      for (index, byte) in text.enumerated() where byte &- UInt8(ascii: "a") >= 26 && byte &- UInt8(ascii: "0") >= 10 {
        if start < index { found(start..<index) }
        start = index + 1
      }
      if start < text.count { found(start..<text.count) }
    }
  }
}
