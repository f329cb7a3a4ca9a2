import RewardSemantics

extension Builtin {
  static let concat = Builtin(
    "concat", parameters: [Parameter("a", .anyList), Parameter("b", .anyList)],
    result: { arguments, _ in .listOfBoth(arguments[0], arguments[1]) }, absence: [.limit, .fail], cost: .scan,
    summary: "The elements of `a`, then those of `b`; also written `a ++ b`.",
    details: """
      Both lists hold numbers, both hold texts or both hold lists; otherwise the result is failed, unless one of them is
      empty. A result of more than 1000000 elements (those of lists in it included) or 16 MiB is limited.
      """,
    examples: [
      Example(#"concat(["a"], ["b", "a"])"#, #"["a", "b", "a"]"#),
      Example("concat([1, 2], [3])", "[1, 2, 3]"),
      Example("concat([], [3])", "[3]"),
      Example("concat([[1], [2, 3]], [[1]])", "[[1], [2, 3], [1]]"),
    ]
  ) { _ in
    { arguments in
      let (a, b) = (arguments[0], arguments[1])
      guard a.itemCount + b.itemCount <= longestBuiltList else { return .missing(.overLength) }
      let items = a.items + b.items
      return items.isShortEnough ? .list(items, of: a, b) : .missing(.overLength)
    }
  }
}
