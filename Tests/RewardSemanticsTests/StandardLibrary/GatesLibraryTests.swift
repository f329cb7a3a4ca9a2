import Testing

@testable import RewardSemantics

/// The score of a gate's level over its items.
@Suite struct GatesLibraryTests {
  /// The score of two items, one rollout for each pair.
  private func scores(_ arguments: String, _ items: [(Value, Value)]) throws -> [Value] {
    let checked = CheckedSpec("input a: real?\ninput b: real?\nmetric it = level_score(\(arguments))")
    return try checked.values(
      of: "it", groups: items.map { _ in 0 }, ["a": items.map(\.0), "b": items.map(\.1)])
  }

  private static let missing = Value(missing: .noValue)
  private static let half = [(Value(1), missing), (Value(0.25), missing), (missing, missing)]

  @Test(arguments: [
    ("mean", [1, 0.25, nil]), ("any", [1, 0, nil]), ("all", [0, 0, 0]), ("min", [0, 0, 0]), ("product", [0, 0, 0]),
    ("weighted", [1, 0.25, nil]),
  ])
  func `a missing item fails in all, min and product`(_ aggregate: String, _ wanted: [Double?]) throws {
    expect(try scores("a: 1, b: 3, aggregate: \(aggregate)", Self.half), equal: wanted)
  }

  @Test(arguments: ["mean", "any", "all", "min", "product", "weighted"])
  func `a missing item that is skipped is not there`(_ aggregate: String) throws {
    let wanted: [Double?] = ["any", "all"].contains(aggregate) ? [1, 0, nil] : [1, 0.25, nil]
    expect(try scores("a: 1, b: 3, aggregate: \(aggregate), missing: skip", Self.half), equal: wanted)
  }

  /// (1 * 1 + 3 * 0.5) / 4
  @Test func `weights count in the weighted mean alone`() throws {
    expect(try scores("a: 1, b: 3, aggregate: weighted", [(1, 0.5)]), equal: [0.625])
    expect(try scores("a: 1, b: 3", [(1, 0.5)]), equal: [0.75])
  }

  @Test func `calls beyond the budget wear it down to nothing`() throws {
    let checked = CheckedSpec("input calls: int\nmetric it = within_budget(calls, 4)")
    #expect(
      try checked.values(of: "it", groups: [0, 0, 0, 0], ["calls": [0, 4, 5, 9]]) == [1, 1, 0.75, 0])
  }
}
