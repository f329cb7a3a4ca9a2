import RewardSemantics

extension Builtin {
  static let sentences = Builtin(
    "sentences", parameters: [.text], result: { _, _ in .textList }, cost: .scan,
    summary: "The sentences of an English text.",
    details: """
      By Punkt (Kiss and Strunk, Computational Linguistics 32(4), 2006) with NLTK's English model, so that what is counted
      is what `sent_tokenize` gives: a period ends no sentence after an abbreviation, an initial or a number unless the
      next word says so. White space between sentences belongs to none. A blank text has none.
      """,
    examples: [
      Example(
        #"sentences("Mr. Lee paid $3.50. Was it too much?")"#, #"["Mr. Lee paid $3.50.", "Was it too much?"]"#),
      Example(#"sentences("(So it is.) \"Yes!\" he said.")"#, #"["(So it is.)", "\"Yes!\"", "he said."]"#),
      Example(#"sentences(" ")"#, "[]"),
    ]
  ) { _ in
    { arguments in
      let text = Scalars(of: arguments[0].text)
      return .texts(SentenceBreaks.sentences(of: text).map(\.utf8))
    }
  }
}
