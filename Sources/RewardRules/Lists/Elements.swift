import RewardSemantics

extension Builtin {
  static let element = Builtin(
    "element", parameters: [.anyList, Parameter("i", .number)],
    result: { arguments, _ in
      guard let list = arguments.first ?? nil, case .list(let base) = list.base else { return .poison }
      return ValueType(base, domain: list.domain, unit: list.unit)
    }, absence: .abstain,
    summary: "The element at place `i` of the list, counted from 0.",
    details: "Abstains where there is none: below 0, beyond the end, and at a place that is no whole number.",
    examples: [
      Example(#"element(["a", "b"], 1)"#, #""b""#),
      Example(#"element([3, 5], 0)"#, "3"),
      Example(#"element(["a", "b"], 2)"#, "missing"),
    ]
  ) { _ in
    { arguments in
      guard let index = Int(exactly: arguments[1].number) else { return .missing(.noElement) }
      switch arguments[0] {
      case .texts(let texts) where texts.indices.contains(index): return .text(Array(texts[index]))
      case .numbers(let numbers) where numbers.indices.contains(index): return .number(numbers[index])
      case .lists(let lists) where lists.indices.contains(index): return lists[index].whole
      default: return .missing(.noElement)
      }
    }
  }.differentiable(by: "list")

  static let listCount = Builtin(
    "list_count", parameters: [.anyList], result: { _, _ in .count() },
    summary: "How many elements the list has.", details: "Repeats count.",
    examples: [
      Example(#"list_count(["a", "b", "a"])"#, "3"),
      Example("list_count([])", "0"),
    ]
  ) { _ in
    { arguments in .number(Double(arguments[0].itemCount)) }
  }

  static let distinct = Builtin(
    "distinct", parameters: [.anyList], result: { arguments, _ in (arguments.first ?? nil) ?? .poison }, cost: .scan,
    summary: "The list without repeats, in the order in which its elements first appear.",
    details: "Texts are compared byte by byte, lists element by element.",
    examples: [
      Example(#"distinct(["b", "a", "b"])"#, #"["b", "a"]"#),
      Example("distinct([2, 2, 1])", "[2, 1]"),
    ]
  ) { _ in
    { arguments in
      var seen: Set<Item> = []
      let items = arguments[0].items
      return arguments[0].items(at: items.indices.filter { seen.insert(items[$0]).inserted })
    }
  }
}
