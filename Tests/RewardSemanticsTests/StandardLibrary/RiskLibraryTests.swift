import Testing

@testable import RewardSemantics

/// Mixed value at risk of bundles: two questions with four responses each.
@Suite struct RiskLibraryTests {
  private func values(_ expression: String, _ rewards: [Value] = [1, 1, 1, 0, 1, 0, 1, 0]) throws -> [Value] {
    let checked = CheckedSpec(
      """
      input r: real
      partition bundle = chunks of 2 groups
      partition paper by bundle, position(rollout)
      let score = sum(r over paper)
      metric it = (\(expression)) at rollout
      """)
    return try checked.values(of: "it", groups: [0, 0, 0, 0, 1, 1, 1, 1], ["r": rewards])
  }

  /// Scores are 2, 1, 2, 0; the 0.5-quantile of a bundle is 1.5.
  @Test func `quantiles are tracked, the bundle's own, or the mean of both`() throws {
    #expect(try values("risk_quantile(score, 0.5, 0.5, bundle)").prefix(2) == [0.5, 0.5])
    #expect(try values("risk_quantile(score, 0.5, 0.5, bundle, mode: batch)").prefix(2) == [1.5, 1.5])
    #expect(try values("risk_quantile(score, 0.5, 0.5, bundle, mode: mix)").prefix(2) == [1, 1])
  }

  /// With low 0.5 and high 1.5: the mid range over 0.6, the lower tail over 0.2, weighed 1.5 to 1.
  @Test func `above the upper quantile it is flat, below the lower one it falls`() throws {
    let plain = "alpha: 0.2, beta: 0.8, normalize: false, eps: 0"
    let mid = 1 / 0.6 / 2.5, half = 0.5 / 0.6 / 2.5
    expect(
      try values("risk_advantage(score, 0.5, 1.5, bundle, \(plain))").prefix(4).map { $0 },
      equal: [mid, half, mid, -1.5 * 0.5 / 0.2 / 2.5])
    expect(
      try values("risk_advantage(score, 0.5, 1.5, bundle, natural: true, mixing: false, \(plain))").prefix(2).map {
        $0
      },
      equal: [0, -0.5 / 0.6])
    expect(
      try values("risk_advantage(score, 0.5, 1.5, bundle, upper: true, mixing: false, \(plain))").prefix(2).map { $0 },
      equal: [(1.5 * 0.5 / 0.2 + 1 / 0.6) / 2.5, half])
  }

  /// The first paper's rewards are 1 in a question with mean 0.75 and 1 in one with mean 0.5: shares 1/3 and 2/3.
  @Test func `a paper's advantage is shared by the deviations of its responses`() throws {
    let shares = try values("risk_credit(3 * score, r, paper)")
    expect([shares[0], shares[4]], equal: [2, 4])
    // 1 and 0 deviate by 0.25 and -0.5.
    expect([shares[1], shares[5]], equal: [-3, 6])
    #expect(try values("risk_credit(score, r, paper, credit: score)").prefix(4) == [1, 0.5, 1, 0])
    #expect(try values("risk_credit(score, r, paper, credit: uniform)").prefix(4) == [2, 1, 2, 0])
  }

  @Test func `deviations that cancel share equally`() throws {
    let equal = try values("risk_credit(score, r, paper)", [1, 1, 1, 1, 1, 1, 1, 1])
    #expect(equal == [1, 1, 1, 1, 1, 1, 1, 1])
  }
}
