import RewardSemantics

extension Builtin {
  private static let editDetails = """
    Levenshtein: an insertion, a deletion and a substitution of a Unicode scalar count 1 each; case, space and composed
    forms count. Two texts of 80,000 characters with nothing in common at their ends are compared in a few tenths of a
    second; whoever makes them much longer goes over the step limit.
    """

  static let editDistance = Builtin(
    "edit_distance", parameters: [Parameter("a", .text), Parameter("b", .text)], result: { _, _ in .count() },
    absence: .limit, cost: .scan,
    summary: "The fewest edits of single characters that make one text the other.", details: editDetails,
    examples: [
      Example(#"edit_distance("kitten", "sitting")"#, "3"),
      Example(#"edit_distance("naïve", "naive")"#, "1"),
      Example(#"edit_distance("", "abc")"#, "3"),
    ]
  ) { _ in
    { arguments in
      guard let table = SymbolTable(Symbols(scalarsOf: arguments[0].text, arguments[1].text)) else {
        return .missing(.stepLimit)
      }
      return .number(Double(table.editDistance))
    }
  }

  static let editSimilarity = Builtin(
    "edit_similarity", parameters: [Parameter("a", .text), Parameter("b", .text)], result: { _, _ in .share },
    absence: .limit, cost: .scan,
    summary: "1 less the edit distance of two texts as a share of the longer one's length.",
    details: editDetails + "\n1 for two empty texts.",
    examples: [
      Example(#"edit_similarity("kitchen", "chicken")"#, "0.42857142857142855"),
      Example(#"edit_similarity("abcd", "abed")"#, "0.75"),
      Example(#"edit_similarity("", "")"#, "1"),
    ]
  ) { _ in
    { arguments in
      let symbols = Symbols(scalarsOf: arguments[0].text, arguments[1].text)
      guard let table = SymbolTable(symbols) else { return .missing(.stepLimit) }
      let longest = max(symbols.texts[0].count, symbols.texts[1].count)
      return .number(longest == 0 ? 1 : Double(longest - table.editDistance) / Double(longest))
    }
  }
}
