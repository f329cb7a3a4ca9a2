import RewardSemantics

extension Builtin {
  static let commonSubsequence = Builtin(
    "common_subsequence", parameters: [Parameter("a", .anyList), Parameter("b", .anyList)],
    result: { _, _ in .count() },
    absence: .limit, cost: .scan,
    summary: "How many elements of two lists stand in both in the same order, others between them or not.",
    details: """
      The length of the longest common subsequence. Texts are compared byte by byte, lists element by element; a number is
      no text. Lists of 80,000 elements each are compared in a few tenths of a second; much longer ones go over the step
      limit.
      """,
    examples: [
      Example(#"common_subsequence(["a", "x", "b", "c"], ["a", "b", "c", "d"])"#, "3"),
      Example("common_subsequence([1, 2, 3], [3, 2, 1])", "1"),
      Example("common_subsequence([], [])", "0"),
    ]
  ) { _ in
    { arguments in
      var known = Numbering<Item>()
      let sequences = [arguments[0], arguments[1]].map { $0.items.map { known.number(of: $0) } }
      guard let table = SymbolTable(sequences[0], sequences[1], symbolCount: known.count) else {
        return .missing(.stepLimit)
      }
      return .number(Double(table.commonLength))
    }
  }
}
