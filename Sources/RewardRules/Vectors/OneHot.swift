import RewardSemantics

extension Builtin {
  static let oneHot = Builtin(
    "one_hot", parameters: [Parameter("index", .number), Parameter("size", .number)],
    result: { _, _ in ValueType(.list(.int), domain: .boolean) }, absence: .fail, cost: .scan,
    summary: "A vector of `size` zeros with a 1 at place `index`, counted from 0.",
    details: "Failed where `size` is no whole number up to 1000000, or `index` no place of the vector.",
    examples: [
      Example("one_hot(1, size: 3)", "[0, 1, 0]"),
      Example("one_hot(3, size: 3)", "missing"),
    ]
  ) { _ in
    { arguments in
      guard let index = Int(exactly: arguments[0].number), let size = Int(exactly: arguments[1].number),
        size <= longestBuiltList, 0 <= index, index < size
      else { return .missing(.badValue) }
      var vector = [Double](repeating: 0, count: size)
      vector[index] = 1
      return .numbers(vector)
    }
  }
}
