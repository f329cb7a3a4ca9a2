import RewardSemantics

/// Two lists as sets.
private struct SetPair {
  /// Sizes of both sets and of what they have in common.
  var a: Int
  var b: Int
  var common: Int

  init(_ a: Operand, _ b: Operand) {
    let first = Set(a.items)
    let second = Set(b.items)
    self.a = first.count
    self.b = second.count
    common = second.count { first.contains($0) }
  }
}

extension Builtin {
  private static func comparison(
    _ name: String, result: ValueType, summary: String, details: String, examples: [Example],
    compare: @escaping @Sendable (SetPair) -> Double
  ) -> Builtin {
    Builtin(
      name, parameters: [Parameter("a", .anyList), Parameter("b", .anyList)], result: { _, _ in result },
      cost: .scan, summary: summary,
      details: details
        + " Texts are compared byte by byte, lists element by element; a number is no text; repeats count once.",
      examples: examples
    ) { _ in { arguments in .number(compare(SetPair(arguments[0], arguments[1]))) } }
  }

  static let setEqual = comparison(
    "set_equal", result: .bool, summary: "Whether both lists hold the same elements, in any order.",
    details: "Two empty lists are equal.",
    examples: [
      Example(#"set_equal(["a", "b"], ["b", "a", "a"])"#, "true"),
      Example(#"set_equal(["a"], ["a", "b"])"#, "false"),
      Example("set_equal([1, 2], [2, 1])", "true"),
    ]
  ) { $0.a == $0.common && $0.b == $0.common ? 1 : 0 }

  static let includesAll = comparison(
    "includes_all", result: .bool, summary: "Whether every element of `b` is in `a`.",
    details: "An empty `b` is always included.",
    examples: [
      Example(#"includes_all(["a", "b", "c"], ["c", "a"])"#, "true"),
      Example(#"includes_all(["a"], ["a", "b"])"#, "false"),
      Example(#"includes_all(["a"], [])"#, "true"),
    ]
  ) { $0.common == $0.b ? 1 : 0 }

  static let includesAny = comparison(
    "includes_any", result: .bool, summary: "Whether at least one element of `b` is in `a`.",
    details: "Nothing of an empty `b` is.",
    examples: [
      Example(#"includes_any(["a", "b"], ["x", "b"])"#, "true"),
      Example(#"includes_any(["a", "b"], [])"#, "false"),
    ]
  ) { $0.common > 0 ? 1 : 0 }

  static let overlap = comparison(
    "overlap", result: .share, summary: "The share of the elements of `b` that are in `a` (recall).",
    details: "1 where `b` is empty.",
    examples: [
      Example(#"overlap(["a", "b"], ["a", "c"])"#, "0.5"),
      Example(#"overlap(["a", "b", "c"], ["a"])"#, "1"),
      Example(#"overlap(["a"], [])"#, "1"),
    ]
  ) { $0.b == 0 ? 1 : Double($0.common) / Double($0.b) }

  static let jaccard = comparison(
    "jaccard", result: .share, summary: "Size of the intersection of both lists over the size of their union.",
    details: "1 where both are empty.",
    examples: [
      Example(#"jaccard(["a", "b"], ["b", "c", "d"])"#, "0.25"),
      Example(#"jaccard(["a"], ["a"])"#, "1"),
      Example(#"jaccard([], [])"#, "1"),
    ]
  ) { sets in
    let all = sets.a + sets.b - sets.common
    return all == 0 ? 1 : Double(sets.common) / Double(all)
  }

  static let bagJaccard = Builtin(
    "bag_jaccard", parameters: [Parameter("a", .anyList), Parameter("b", .anyList)], result: { _, _ in .share },
    cost: .scan,
    summary: "How much two lists have in common over how much they have in all, repeats counted.",
    details: """
      An element that stands m times in one list and n times in the other is min(m, n) times in both and max(m, n) times
      in one of them. 1 where both are empty. Texts are compared byte by byte, lists element by element; a number is no
      text.
      """,
    examples: [
      Example(#"bag_jaccard(["a", "a", "b"], ["a", "b", "b"])"#, "0.5"),
      Example(#"bag_jaccard(["a", "b"], ["b", "a"])"#, "1"),
      Example("bag_jaccard([], [])", "1"),
    ]
  ) { _ in
    { arguments in
      let (a, b) = (arguments[0].items, arguments[1].items)
      var left: [Item: Int] = [:]
      for item in a { left[item, default: 0] += 1 }
      var common = 0
      for item in b {
        guard let count = left[item], count > 0 else { continue }
        left[item] = count - 1
        common += 1
      }
      let all = a.count + b.count - common
      return .number(all == 0 ? 1 : Double(common) / Double(all))
    }
  }

  static let listEqual = Builtin(
    "list_equal", parameters: [Parameter("a", .anyList), Parameter("b", .anyList)], result: { _, _ in .bool },
    cost: .scan, summary: "Whether both lists hold the same elements in the same order.",
    details: "Texts are compared byte by byte, lists element by element; a number is no text; repeats count.",
    examples: [
      Example(#"list_equal(["a", "b"], ["a", "b"])"#, "true"),
      Example(#"list_equal(["a", "b"], ["b", "a"])"#, "false"),
    ]
  ) { _ in
    { arguments in .bool(arguments[0].items == arguments[1].items) }
  }

  static let inList = Builtin(
    "in_list", parameters: [Parameter("value", .any), Parameter("list", .anyList)], result: { _, _ in .bool },
    cost: .scan,
    summary: "Whether the value is one of the list.",
    details: "Texts are compared byte by byte, lists element by element; a number is no text.",
    examples: [
      Example(#"in_list("b", ["a", "b"])"#, "true"),
      Example(#"in_list("B", ["a", "b"])"#, "false"),
      Example(#"in_list("b", [])"#, "false"),
      Example("in_list(2, [1, 2])", "true"),
      Example("in_list([2], [[1, 2], [2]])", "true"),
    ]
  ) { _ in
    { arguments in
      switch (arguments[0], arguments[1]) {
      case (.text(let text), .texts(let texts)): .bool(texts.contains { $0.hasSameBytes(as: text) })
      case (.number(let number), .numbers(let numbers)): .bool(numbers.contains(number))
      case (.number, _), (.text, _), (.missing, _): .bool(false)
      case (let list, .lists(let lists)): .bool(lists.contains { $0.items == list.items })
      default: .bool(false)
      }
    }
  }
}
