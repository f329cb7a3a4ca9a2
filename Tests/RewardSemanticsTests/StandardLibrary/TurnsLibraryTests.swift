import Testing

@testable import RewardSemantics

/// Credit for single turns, on trajectories small enough to be followed by hand.
@Suite struct TurnsLibraryTests {
  private func turns(_ expression: String, _ inputs: String, groups: [Int], _ columns: [String: [Value]]) throws
    -> [Value]
  {
    let checked = CheckedSpec("\(inputs)\nmetric it = \(expression)")
    return try checked.values(of: "it", per: .turn, groups: groups, columns)
  }

  private func list(_ values: [Double]) -> Value { Value(list: values.map { Value($0) }) }

  @Test func `a tool was called or not`() throws {
    let calls = Value(list: [Value(list: [Value(text: "search"), Value(text: "open")]), Value(list: [])])
    #expect(try turns("called(\"search\")", "", groups: [0], ["turn.calls": [calls]]) == [1, 0])
  }

  @Test func `a turn gained what the score rose by`() throws {
    let scores = ["score": [list([1, 1, 2]), list([3])]]
    #expect(try turns("gained(score)", "input score: real per turn", groups: [0, 0], scores) == [1, 0, 1, 3])
    #expect(
      try turns("gained(score, start: 1)", "input score: real per turn", groups: [0, 0], scores) == [0, 0, 1, 2])
  }

  /// d / wins on success, d / most otherwise; `single` pays the last turn alone.
  @Test func `verified turns share what the rollout came to`() throws {
    let inputs = "input score: real per turn\ninput final: real\ninput most: real\ninput inside: bool per turn"
    let columns: [String: [Value]] = [
      "score": [list([1, 1, 3]), list([0, 1])], "final": [1, 0], "most": [8, 4],
      "inside": [list([1, 1, 1]), list([1, 0])],
    ]
    #expect(
      try turns("verified_turns(score, final, most, inside: inside)", inputs, groups: [0, 0], columns)
        == [0.5, 0, 1, 0, 0])
    #expect(
      try turns(
        "verified_turns(score, final, most, inside: inside, density: single)", inputs, groups: [0, 0], columns)
        == [0, 0, 1, 0, 0])
  }

  /// The geometric mean of probabilities, and what each turn adds to it; the last is paid the outcome.
  @Test func `a turn is worth what it adds to the belief in the answer`() throws {
    let inputs = "input logp: list<real> per turn\ninput outcome: real"
    let certain = Value(list: [list([0, 0]), list([-1, -3])])
    let columns: [String: [Value]] = ["logp": [certain], "outcome": [0.25]]
    expect(try turns("belief(logp)", inputs, groups: [0], columns), equal: [1, 0.1353352832366127])
    expect(
      try turns("information_gain(belief(logp), outcome)", inputs, groups: [0], columns),
      equal: [-0.8646647167633873, 0.25])
  }

  @Test func `the first of several tags counts, and none of a step that was not valid`() throws {
    let inputs = "input step: text per turn\ninput valid: bool per turn"
    let steps = ["<explore> <planning>", "<reflection>", "<explore>", "<monitor>"].map { Value(text: $0) }
    let checked = CheckedSpec(
      "\(inputs)\nlet it = meta_tag(step, valid)\nmetric some = count(it == \"none\" over rollout)")
    let tags = try checked.values(
      of: "it", per: .turn, groups: [0], ["step": [Value(list: steps)], "valid": [list([1, 1, 0, 1])]])
    #expect(tags == ["planning", "reflection", "none", "none"].map { Value(text: $0) })
  }

  /// The mean and deviation are those of the steps with the same tag: {1, 0} and {1}.
  @Test func `a step is compared with steps of its own kind`() throws {
    let inputs = "input r: real per turn\ninput tag: text per turn"
    let columns: [String: [Value]] = [
      "r": [list([1, 1]), list([0])],
      "tag": [
        Value(list: [Value(text: "explore"), Value(text: "planning")]), Value(list: [Value(text: "explore")]),
      ],
    ]
    #expect(
      try turns("meta_advantage(r, tag, mode: mean)", inputs, groups: [0, 0], columns) == [0.5, 0, -0.5])
    #expect(
      try turns("meta_advantage(r, tag, mode: mean, lone: raw)", inputs, groups: [0, 0], columns) == [0.5, 1, -0.5])
  }

  /// By rollout the mean of 1 and 0; by step that of 1, 1, 1 and 0.
  @Test func `an outcome counts once, or once for each step`() throws {
    let inputs = "input outcome: real\ninput step: text per turn"
    func steps(_ count: Int) -> Value { Value(list: Array(repeating: Value(text: ""), count: count)) }
    let columns: [String: [Value]] = ["outcome": [1, 0], "step": [steps(3), steps(1)]]
    let checked = { (weighting: String) in
      try CheckedSpec(
        "\(inputs)\nmetric n = count(step == \"\" over rollout)\n"
          + "metric it = outcome_advantage(outcome, weighting: \(weighting), mode: mean)"
      ).values(of: "it", groups: [0, 0], columns)
    }
    #expect(try checked("rollout") == [0.5, -0.5])
    #expect(try checked("step") == [0.25, -0.75])
  }
}
