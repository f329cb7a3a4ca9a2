import RewardSemantics

extension Builtin {
  private static let longestRange = 100_000.0

  static let range = Builtin(
    "range", parameters: [Parameter("n", .number)],
    result: { arguments, _ in
      let top = (arguments.first ?? nil)?.domain.high ?? .infinity
      return ValueType(.list(.int), domain: Domain(low: 0, high: max(0, min(top, longestRange) - 1)))
    }, absence: .fail,
    summary: "The whole numbers from 0 up to and without `n`.",
    details: "Empty where `n` is below 1. Failed where `n` is no whole number or above 100000.",
    examples: [
      Example("range(3)", "[0, 1, 2]"),
      Example("range(100001)", "missing"),
    ]
  ) { _ in
    { arguments in
      let n = arguments[0].number
      guard n == n.rounded(), n <= longestRange else { return .missing(.badValue) }
      return .numbers((0..<Int(max(0, n))).map(Double.init))
    }
  }
}
