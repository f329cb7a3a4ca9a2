import RewardSemantics

extension Builtin {
  private enum Pairs: String, CaseIterable { case all, ordered }

  static let kendallTau = Builtin(
    "kendall_tau",
    parameters: [
      Parameter("a", .numberList), Parameter("b", .numberList),
      Parameter("pairs", .symbol(Pairs.allCases.map(\.rawValue)), isStatic: true, default: .symbol(Pairs.all.rawValue)),
    ],
    result: { _, _ in ValueType(.real, domain: Domain(low: -1, high: 1)) }, absence: [.abstain, .fail], cost: .scan,
    summary: "How far two lists put the same things in the same order, from -1 to 1 (Kendall 1938).",
    details: """
      The pairs of places that both lists order alike, less those that they order the other way round, over the number of
      pairs; a pair that is equal in either list counts as neither. `pairs: ordered` divides by the pairs alone that `b`
      orders: with `b` the ground truth, its ties then ask for nothing. Abstains where there is no pair; failed where the
      lengths differ.
      """,
    examples: [
      Example("kendall_tau([9, 2, 5], [3, 1, 2])", "1"),
      Example("kendall_tau([1, 8, 4], [3, 1, 2])", "-1"),
      Example("kendall_tau([5, 5, 5], [3, 1, 2])", "0"),
      Example("kendall_tau([2, 1, 5], [1, 1, 2], pairs: ordered)", "1"),
      Example("kendall_tau([1], [1])", "missing"),
    ]
  ) { statics throws(PreparationError) in
    let pairs = try StaticArguments(statics).symbol(2, parameter: "pairs", of: Pairs.self, default: .all)
    return { arguments in
      let (a, b) = (arguments[0].numbers, arguments[1].numbers)
      guard a.count == b.count else { return .missing(.lengthsDiffer) }
      let count = PairCount(a, b)
      let divisor = pairs == .all ? count.all : count.ordered
      return divisor == 0 ? .missing(.noElement) : .number(Double(count.balance) / Double(divisor))
    }
  }
}

/// Pairs of places in two lists of one length, counted in the time of a sort (Knight 1966).
private struct PairCount {
  /// Pairs in all.
  let all: Int
  /// Those that differ in the second list.
  let ordered: Int
  /// Those that both lists order alike, less those that they order the other way round.
  let balance: Int

  init(_ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>) {
    let places = a.indices.sorted { (a[$0], b[$0]) < (a[$1], b[$1]) }
    var seconds = places.map { b[$0] }
    let equalInA = Self.pairs(places) { a[$0] == a[$1] }
    let equalInBoth = Self.pairs(places) { a[$0] == a[$1] && b[$0] == b[$1] }
    let reversed = Self.sort(&seconds)
    all = Self.pairs(a.count)
    ordered = all - Self.pairs(seconds, areEqual: ==)
    balance = ordered - equalInA + equalInBoth - 2 * reversed
  }

  private static func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }

  /// Pairs within the runs of equal elements.
  private static func pairs<Element>(_ sorted: [Element], areEqual: (Element, Element) -> Bool) -> Int {
    var sum = 0
    var run = 0
    for (index, element) in sorted.enumerated() {
      run = index > 0 && areEqual(sorted[index - 1], element) ? run + 1 : 0
      sum += run
    }
    return sum
  }

  /// Merge sort; how many pairs stood in falling order.
  private static func sort(_ values: inout [Double]) -> Int {
    var falling = 0
    var width = 1
    var merged = values
    while width < values.count {
      for start in stride(from: 0, to: values.count, by: 2 * width) {
        let middle = min(start + width, values.count)
        let end = min(start + 2 * width, values.count)
        var (left, right) = (start, middle)
        for place in start..<end {
          if left < middle, right == end || values[left] <= values[right] {
            merged[place] = values[left]
            left += 1
          } else {
            merged[place] = values[right]
            right += 1
            falling += middle - left
          }
        }
      }
      swap(&values, &merged)
      width *= 2
    }
    return falling
  }
}
