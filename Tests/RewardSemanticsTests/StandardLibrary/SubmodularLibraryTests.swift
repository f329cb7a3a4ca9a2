import Testing

@testable import RewardSemantics

/// Set functions along a trajectory that visits the states 0, 1, 0.
@Suite struct SubmodularLibraryTests {
  private func turns(_ expression: String) throws -> [Value] {
    let checked = CheckedSpec(
      """
      input state: int per turn
      input covers: table<list<int>>
      input weights: table<real>
      let seen = visited(state)
      metric it = \(expression)
      """)
    return try checked.values(
      of: "it", per: .turn, groups: [0],
      [
        "state": [Value(list: [0, 1, 0])], "covers": [Value(text: #"{"0": [5, 6], "1": [6, 7]}"#)],
        "weights": [Value(text: #"{"7": 0.5}"#)],
      ])
  }

  @Test func `a cell counts once, with weight 1 where it has none`() throws {
    expect(try turns("coverage(seen, covers, weights)"), equal: [2, 2.5, 2.5])
  }

  @Test func `a class counts up to its cap, repeats not at all`() throws {
    expect(try turns("capped(seen, [[0], [1, 2]], [3, 0.5])"), equal: [1, 1.5, 1.5])
  }

  /// Half the logarithm of det(I + K / noise), here with K = I and noise 1: a state seen twice adds log(3) / 2 - log(2) / 2.
  @Test func `information counts repeats`() throws {
    expect(
      try turns("information(seen, [1, 0, 0, 1], 1)"),
      equal: [0.34657359027997264, 0.6931471805599453, 0.8958797346140275])
  }

  /// Gains 0.5 and 0; no action follows the last state.
  @Test func `a state is worth what it and those after it add`() throws {
    let gain = "marginal_gain(coverage(seen, covers, weights))"
    expect(try turns(gain), equal: [0.5, 0, nil])
    expect(try turns("subpo(\(gain), gamma: 0.5, baseline: 1)"), equal: [-0.5, -1, nil])
  }
}
