import Testing

@testable import RewardSemantics

/// The losses of the standard library on three responses of two, one and no token.
@Suite struct ObjectiveLibraryTests {
  private func values(_ expression: String, per grain: Grain = .token) throws -> [Value] {
    let checked = CheckedSpec(
      """

      input a: real
      input logp: real per token
      input old_logp: real per token
      input ref_logp: real per token
      metric kept = mean(a + old_logp + ref_logp over rollout)
      metric it = (\(expression)) at \(grain.name)
      objective = token_mean(logp)
      """)
    func list(_ numbers: Double...) -> Value { Value(list: numbers.map { Value($0) }) }
    return try checked.values(
      of: "it", per: grain, groups: [0, 0, 0],
      [
        "a": [2, -1, 1], "logp": [list(-1, -2), list(-0.5), list()], "old_logp": [list(-1.5, -2), list(-1), list()],
        "ref_logp": [list(-1, -1), list(-2.5), list()],
      ])
  }

  private let half = 1.6487212707001282  // exp(0.5)

  @Test func `ratios of tokens and of whole responses`() throws {
    expect(try values("ratio(logp, old_logp)"), equal: [half, 1, half])
    expect(try values("ratio(logp, old_logp, cap: 0.25)"), equal: [1.2840254166877414, 1, 1.2840254166877414])
    expect(
      try values("ratio(logp, old_logp, level: sequence)"), equal: [1.2840254166877414, 1.2840254166877414, half])
    expect(try values("ratio(logp, old_logp, level: sequence_sum)"), equal: [half, half, half])
  }

  /// A good action gains up to 1.28 times its advantage; a bad one costs the larger of both.
  @Test func `the clipped surrogate`() throws {
    expect(
      try values("ppo_clip(a, ratio(logp, old_logp), low: 0.2, high: 0.28)"), equal: [-2.56, -2, half])
    expect(
      try values("ppo_clip(a, ratio(logp, old_logp), low: 0.2, high: 0.28, dual: 1.5)"), equal: [-2.56, -2, 1.5])
  }

  /// d is 0, -1 and 2.
  @Test func `estimates of the divergence`() throws {
    expect(try values("kl(logp, ref_logp, estimator: k1)"), equal: [0, -1, 2])
    expect(try values("kl(logp, ref_logp, estimator: k2)"), equal: [0, 0.5, 2])
    expect(
      try values("kl(logp, ref_logp, estimator: k3)"), equal: [0, 2.718281828459045 - 2, 0.1353352832366127 + 1])
  }

  /// Three tokens with -1, -2 and -0.5; two responses that have some, with means -1.5 and -0.5.
  @Test func `one number from tokens`() throws {
    expect(try values("token_mean(logp)", per: .batch), equal: [-3.5 / 3])
    expect(try values("sequence_mean(logp)", per: .batch), equal: [-1])
    expect(try values("aggregate(logp, mode: seq_mean_token_mean)", per: .batch), equal: [-1])
  }
}
