import RewardSemantics

extension Builtin {
  private static func comparison(
    _ name: String, result: ValueType, summary: String, details: String, examples: [Example],
    compare: @escaping @Sendable (Set<BorrowedText>, Set<BorrowedText>) -> Double
  ) -> Builtin {
    Builtin(
      name, parameters: [Parameter("a", .textList), Parameter("b", .textList)], result: { _, _ in result },
      cost: .scan, summary: summary, details: details + " Texts are compared byte by byte; repeats count once.",
      examples: examples
    ) { _ in { arguments in .number(compare(arguments[0].textSet, arguments[1].textSet)) } }
  }

  static let setEqual = comparison(
    "set_equal", result: .bool, summary: "Whether both lists hold the same texts, in any order.",
    details: "Two empty lists are equal.",
    examples: [
      Example(#"set_equal(["a", "b"], ["b", "a", "a"])"#, "true"),
      Example(#"set_equal(["a"], ["a", "b"])"#, "false"),
    ]
  ) { a, b in a == b ? 1 : 0 }

  static let includesAll = comparison(
    "includes_all", result: .bool, summary: "Whether every text of `b` is in `a`.",
    details: "An empty `b` is always included.",
    examples: [
      Example(#"includes_all(["a", "b", "c"], ["c", "a"])"#, "true"),
      Example(#"includes_all(["a"], ["a", "b"])"#, "false"),
      Example(#"includes_all(["a"], [])"#, "true"),
    ]
  ) { a, b in b.isSubset(of: a) ? 1 : 0 }

  static let includesAny = comparison(
    "includes_any", result: .bool, summary: "Whether at least one text of `b` is in `a`.",
    details: "Nothing of an empty `b` is.",
    examples: [
      Example(#"includes_any(["a", "b"], ["x", "b"])"#, "true"),
      Example(#"includes_any(["a", "b"], [])"#, "false"),
    ]
  ) { a, b in a.isDisjoint(with: b) ? 0 : 1 }

  static let overlap = comparison(
    "overlap", result: .share, summary: "The share of the texts of `b` that are in `a` (recall).",
    details: "1 where `b` is empty.",
    examples: [
      Example(#"overlap(["a", "b"], ["a", "c"])"#, "0.5"),
      Example(#"overlap(["a", "b", "c"], ["a"])"#, "1"),
      Example(#"overlap(["a"], [])"#, "1"),
    ]
  ) { a, b in b.isEmpty ? 1 : Double(b.count { a.contains($0) }) / Double(b.count) }

  static let jaccard = comparison(
    "jaccard", result: .share, summary: "Size of the intersection of both lists over the size of their union.",
    details: "1 where both are empty.",
    examples: [
      Example(#"jaccard(["a", "b"], ["b", "c", "d"])"#, "0.25"),
      Example(#"jaccard(["a"], ["a"])"#, "1"),
      Example(#"jaccard([], [])"#, "1"),
    ]
  ) { a, b in
    let common = a.count { b.contains($0) }
    let all = a.count + b.count - common
    return all == 0 ? 1 : Double(common) / Double(all)
  }

  static let listEqual = Builtin(
    "list_equal", parameters: [Parameter("a", .textList), Parameter("b", .textList)], result: { _, _ in .bool },
    cost: .scan, summary: "Whether both lists hold the same texts in the same order.",
    details: "Texts are compared byte by byte; repeats count.",
    examples: [
      Example(#"list_equal(["a", "b"], ["a", "b"])"#, "true"),
      Example(#"list_equal(["a", "b"], ["b", "a"])"#, "false"),
    ]
  ) { _ in
    { arguments in .bool(arguments[0].texts.elementsEqual(arguments[1].texts) { $0.hasSameBytes(as: $1) }) }
  }

  static let inList = Builtin(
    "in_list", parameters: [.text, .list], result: { _, _ in .bool }, cost: .scan,
    summary: "Whether the text is one of the list.", details: "Texts are compared byte by byte.",
    examples: [
      Example(#"in_list("b", ["a", "b"])"#, "true"),
      Example(#"in_list("B", ["a", "b"])"#, "false"),
      Example(#"in_list("b", [])"#, "false"),
    ]
  ) { _ in
    { arguments in
      let text = arguments[0].text
      return .bool(arguments[1].texts.contains { $0.hasSameBytes(as: text) })
    }
  }
}
