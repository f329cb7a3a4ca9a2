import RewardSemantics

extension Builtin {
  private static let both = [Parameter("a", .anyList), Parameter("b", .anyList)]
  private static let details = """
    In the order in which the elements first appear in `a`, then in `b`. Texts are compared byte by byte, lists element by
    element; a number is no text.
    """

  static let union = Builtin(
    "union", parameters: both, result: { arguments, _ in .listOfBoth(arguments[0], arguments[1]) },
    absence: [.limit, .fail], cost: .scan,
    summary: "The different elements of both lists.",
    details: details + """
       Failed where one list holds numbers and the other texts. A result of more than 1000000 elements (those of lists
      in it included) or 16 MiB is limited.
      """,
    examples: [
      Example(#"union(["b", "a"], ["a", "c"])"#, #"["b", "a", "c"]"#),
      Example("union([2, 2], [1])", "[2, 1]"),
      Example("union([[1, 2]], [[2], [1, 2]])", "[[1, 2], [2]]"),
    ]
  ) { _ in
    { arguments in
      let (a, b) = (arguments[0], arguments[1])
      var seen: Set<Item> = []
      let items = (a.items + b.items).filter { seen.insert($0).inserted }
      return items.isShortEnough ? .list(items, of: a, b) : .missing(.overLength)
    }
  }

  static let intersect = Builtin(
    "intersect", parameters: both,
    result: { arguments, _ in
      var type = ValueType.listOfBoth(arguments[0], arguments[1])
      if let a = arguments[0], case .list(let element) = a.base, element.isNumeric { type.domain = a.domain }
      return type
    }, cost: .scan,
    summary: "The different elements that are in both lists.", details: details,
    examples: [
      Example(#"intersect(["b", "a", "b"], ["a", "b", "c"])"#, #"["b", "a"]"#),
      Example("intersect([1, 2], [3])", "[]"),
    ]
  ) { _ in
    { arguments in
      var wanted = Set(arguments[1].items)
      return .list(arguments[0].items.filter { wanted.remove($0) != nil }, of: arguments[0], arguments[1])
    }
  }
}
