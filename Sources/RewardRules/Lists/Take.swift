import RewardSemantics

extension Builtin {
  /// A builtin that keeps one run of a list, by the list's length and a number from 0 to that length.
  private static func part(
    _ name: String, summary: String, examples: [Example], places: @escaping @Sendable (Int, Int) -> Range<Int>
  ) -> Builtin {
    Builtin(
      name, parameters: [.anyList, Parameter("n", .number)],
      result: { arguments, _ in (arguments.first ?? nil) ?? .poison }, absence: .fail, cost: .scan, summary: summary,
      details: """
        A list that is shorter is taken whole, and an `n` below 0 counts as 0. Failed where `n` is no whole number.
        """,
      examples: examples
    ) { _ in
      { arguments in
        let n = arguments[1].number
        guard n == n.rounded() else { return .missing(.badValue) }
        let count = arguments[0].itemCount
        return arguments[0].items(at: places(count, Int(max(0, min(n, Double(count))))))
      }
    }
  }

  static let take = part(
    "take", summary: "The first `n` elements of the list.",
    examples: [
      Example(#"take(["a", "b", "c"], 2)"#, #"["a", "b"]"#),
      Example("take([3, 5], 9)", "[3, 5]"),
    ]
  ) { _, n in 0..<n }

  static let drop = part(
    "drop", summary: "The list without its first `n` elements.",
    examples: [
      Example(#"drop(["a", "b", "c"], 2)"#, #"["c"]"#),
      Example("drop([3, 5], -1)", "[3, 5]"),
    ]
  ) { count, n in n..<count }

  static let takeLast = part(
    "take_last", summary: "The last `n` elements of the list, in their order; also written `list.last(n)`.",
    examples: [
      Example(#"take_last(["a", "b", "c"], 2)"#, #"["b", "c"]"#),
      Example("take_last([3, 5], 9)", "[3, 5]"),
    ]
  ) { count, n in count - n..<count }
}
