import RewardSemantics

extension Builtin {
  static let language = Builtin(
    "language", parameters: [.text], result: { _, _ in .text }, absence: [.abstain, .fail], cost: .scan,
    summary: "The language that most of the text is in, as its code in ISO 639-1.",
    details: """
      By the Compact Language Detector 2, which knows 83 languages; it guesses where a text is short. Chinese is `zh-cn` or
      `zh-tw` by its script; some languages have longer codes. Abstains where there is nothing to go by. Failed where
      libcld2 is not installed.
      """,
    examples: [
      Example(#"language("Der Zug nach Bonn hat heute wieder Verspätung.")"#, #""de""#),
      Example(#"language("GOOD EVENING, LADIES AND GENTLEMEN.")"#, #""en""#),
      Example(#"language("12 + 30 = 42")"#, "missing"),
    ]
  ) { _ in
    { arguments in
      guard let detector = LanguageDetector.shared else { return .missing(.failed) }
      return detector.language(of: arguments[0].text).map { .text(Array($0.utf8)) } ?? .missing(.noMatch)
    }
  }
}
