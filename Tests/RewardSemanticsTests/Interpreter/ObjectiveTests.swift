import Testing

@testable import RewardSemantics

/// What is trained, and what an objective is worth over it. Two groups; the second rollout of the first is not trained.
@Suite struct ObjectiveTests {
  private static let groups = [0, 0, 0, 1]
  private static let columns: [String: [Value]] = [
    "r": [1, .missing(.noValue), 3, 5],
    "logp": [list(-1, -2), list(-4), list(-8, -16), list(-32)],
    "credit": [list(1, 0), list(0), list(0, 1), list(1)],
  ]

  private static func list(_ numbers: Double...) -> Value { Value(list: numbers.map { Value($0) }) }

  private func objective(_ expression: String, _ declarations: String = "advantage = r") throws -> Value {
    let checked = CheckedSpec(
      """

      input r: real?
      input logp: real per token
      input credit: real per token
      reward read = credit + 0 * r
      \(declarations)
      objective = \(expression)
      """)
    return try #require(
      try checked.values(of: "objective", groups: Self.groups, Self.columns).first)
  }

  /// The trained rollouts have tokens -1 and -2, -8 and -16, and -32.
  private static let folds: [(String, Double)] = [
    ("mean(logp over batch)", -11.8),
    ("sum(logp over batch)", -59),
    ("sum(sum(logp over rollout) over batch)", -59),
    // Of -1.5, -12 and -32.
    ("2 * mean(mean(logp over rollout) over batch)", -91.0 / 3),
    // Divisors shrink.
    ("3 * sum(logp over batch) / count(rollout over batch)", -59),
    ("sum(logp over batch) / max(count(token over batch), 1)", -11.8),
    ("sum(logp over batch) / max(count(rollout over batch where position(rollout) > 0), 1)", -59),
    ("3 * divide(sum(logp over batch), count(length > 0 over batch), or: 0)", -59),
    // A condition of its own is joined.
    ("3 * mean(logp over batch where logp > -10)", -11),
    // Classes: -1, -2 and -8; -16; -32.
    ("mean(mean(logp over group by logp > -10) over batch)", -11.8),
    ("6 * mean(mean(logp over rollout) over batch, weight: 2 ^ position(rollout))", -81.5),
    ("sum(last(mean(logp over rollout) over group) over batch)", -44),
    // A window that goes over several rollouts: places are 1 and 0, and 0.
    ("sum(rank(mean(logp over rollout) over group) * mean(logp over rollout) over batch)", -1.5),
    ("sum(mean(logp over rollout) - previous(mean(logp over rollout) over group, edge: 0) over batch)", -44),
    // Pairs of trained rollouts: the first and the third.
    ("sum(mean(logp over rollout) - 2 * other.length over batch)", -21.5),
    // Lists are made before it is known what is trained: the second rollout is in it.
    ("mean(collect(mean(logp over rollout) over group).sum(x => x) over batch)", (-17.5 - 32) / 2),
    ("mean(mean(other.length over others) * mean(logp over rollout) over batch)", -13.5),
  ]

  @Test(arguments: folds)
  func `what has no advantage is no element`(expression: String, expected: Double) throws {
    let value = try objective(expression, "advantage = r\nlet length = count(token over rollout)")
    expect([value], equal: [expected], expression)
  }

  @Test func `a let is read as if it were written there, and a metric is everyone's`() throws {
    let lets = """
      advantage = r
      let tokens = count(token over batch)
      let total = sum(logp over batch)
      metric everyone = tokens
      """
    expect([try objective("total / max(tokens, 1)", lets)], equal: [-59.0 / 5])
    expect([try objective("total / max(everyone, 1)", lets)], equal: [-59.0 / 6])
    expect([try objective("total / detach(max(tokens, 1))", lets)], equal: [-59.0 / 5])
  }

  @Test func `an advantage per token decides of each token`() throws {
    let credit = "advantage = credit given credit > 0 else abstain"
    expect([try objective("mean(logp over batch)", credit)], equal: [-49.0 / 3])
    expect([try objective("mean(sum(logp over rollout) over batch)", credit)], equal: [-49.0 / 4])
    expect([try objective("mean(mean(logp over rollout) over batch)", credit)], equal: [-49.0 / 3])
    expect([try objective("mean(cumulative(1 + 0 * logp over rollout) * logp over batch)", credit)], equal: [-49.0 / 3])
  }

  @Test func `a rollout that is to be counted has an advantage of 0`() throws {
    expect([try objective("mean(logp over batch)", "advantage = r ?? 0")], equal: [-63.0 / 6])
  }

  @Test func `without an advantage all are trained, or what is kept`() throws {
    expect([try objective("mean(logp over batch)", "")], equal: [-63.0 / 6])
    let kept = "optimize { keep groups where count(rollout over group) > 1 }"
    expect([try objective("mean(logp over batch)", kept)], equal: [-31.0 / 5])
    // With an advantage, what is kept has one.
    expect([try objective("mean(logp over batch)", "advantage = r\n" + kept)], equal: [-27.0 / 4])
  }

  @Test func `an objective that abstains is 0, and one that failed has failed`() throws {
    #expect(try objective("mean(logp over batch where logp > 0)") == 0)
    #expect(
      try objective("sum(logp over batch) / count(rollout over batch)", "advantage = r given r > 9 else abstain") == 0)
    #expect(try objective("sum(exp(-1000 * logp) over batch)").status.isFailed)
  }
}
