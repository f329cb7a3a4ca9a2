import RewardSemantics

extension Builtin {
  private enum Scale: String, CaseIterable { case ease, grade }

  static let readability = Builtin(
    "readability",
    parameters: [
      .text,
      Parameter(
        "scale", .symbol(Scale.allCases.map(\.rawValue)), isStatic: true, default: .symbol(Scale.ease.rawValue)),
    ], result: { _, _ in .real }, absence: .abstain, cost: .scan,
    summary: "How easy an English text is to read, by the length of its sentences and words.",
    details: """
      `ease` is Flesch's reading ease, 206.835 - 1.015 words/sentences - 84.6 syllables/words (Journal of Applied
      Psychology 32(3), 1948): about 100 for what a child reads, below 30 for a scientific paper, without bounds. `grade` is
      the school grade of Kincaid et al. (1975), 0.39 words/sentences + 11.8 syllables/words - 15.59. Sentences are those
      of `sentences`; words are runs without white space that have a letter or a digit; syllables are from a list and for
      other words counted by vowels, as the package syllapy has them, at least one a word. Abstains without words.
      """,
    examples: [
      Example(#"readability("The cat sat on the mat.")"#, "116.14500000000001"),
      Example(#"readability("The cat sat on the mat.", scale: grade)"#, "-1.4499999999999993"),
      Example(#"readability("...")"#, "missing"),
    ]
  ) { statics throws(PreparationError) in
    let scale = try StaticArguments(statics).symbol(1, parameter: "scale", of: Scale.self)
    return { arguments in
      let text = Scalars(of: arguments[0].text)
      let words = text.words.filter { $0.contains { $0.isLetter || $0.isNumeral } }
      guard !words.isEmpty else { return .missing(.noMatch) }
      let sentences = Double(SentenceBreaks.sentences(of: text).count)
      let syllables = Double(words.reduce(0) { $0 + max(Syllables.count($1), 1) })
      let (perSentence, perWord) = (Double(words.count) / sentences, syllables / Double(words.count))
      return switch scale {
      case .ease: .number(206.835 - 1.015 * perSentence - 84.6 * perWord)
      case .grade: .number(0.39 * perSentence + 11.8 * perWord - 15.59)
      }
    }
  }
}
