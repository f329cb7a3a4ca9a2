import Testing

@testable import RewardSemantics

/// The advantages of the standard library on rows small enough to be computed by hand.
///
/// Four groups: a plain one, one with a reward that is missing, a rollout that is alone, and three equal rewards.
/// The expected numbers are the formula beside each test in double precision.
@Suite struct AdvantageLibraryTests {
  static let groups = [0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3]
  static let rewards: [Value] = [1, 0, 0, 1, 1, .missing(.noValue), 0, 0.5, 3, 0.1, 0.1, 0.1]
  static let lengths = [2, 1, 3, 2, 1, 2, 3, 1, 2, 1, 1, 2]

  private func advantage(_ expression: String, per grain: Grain = .rollout) throws -> [Value] {
    let checked = CheckedSpec(
      """

      input r: real?
      input size: real
      input old_logp: real per token
      input ref_logp: real per token
      metric logged = mean(old_logp - ref_logp over rollout) + size
      advantage = \(expression)
      """)
    func tokens(_ value: (Double, Double) -> Double) -> [Value] {
      Self.lengths.enumerated().map { row, length in
        Value(list: (0..<length).map { Value(value(Double(row), Double($0))) })
      }
    }
    return try checked.values(
      of: "advantage", per: grain, groups: Self.groups,
      [
        "r": Self.rewards, "size": Self.lengths.map { Value(Double($0)) },
        "old_logp": tokens { row, place in -0.5 - 0.1 * place - 0.05 * row },
        "ref_logp": tokens { row, place in -0.6 + 0.05 * place - 0.02 * row },
      ])
  }

  /// Three equal rewards leave no residue of rounding: exactly 0.
  private func expectExactZeros(_ values: [Value], at location: SourceLocation = #_sourceLocation) {
    #expect(values.suffix(3) == [0, 0, 0], sourceLocation: location)
  }

  // MARK: Statistics

  /// r - mean of the group
  @Test func center() throws {
    let values = try advantage("center(r)")
    expect(values, equal: [0.5, -0.5, -0.5, 0.5, 0.5, nil, -0.5, 0, 0, 0, 0, 0])
    expectExactZeros(values)
  }

  /// (r - mean) / (std + 1e-6), std with ddof 1
  @Test func zscore() throws {
    let values = try advantage("zscore(r)")
    let plain = 0.8660239037870368
    let missing = 0.999998000004
    expect(values, equal: [plain, -plain, -plain, plain, missing, nil, -missing, 0, 0, 0, 0, 0])
    expectExactZeros(values)
    expect([try advantage("zscore(r, lone: raw)")[8]], equal: [3 / (1 + 1e-6)])
  }

  /// (r - mean) / (std + 1e-6) over the batch, std with ddof 0
  @Test func `zscore within the batch`() throws {
    let (one, zero, equal) = (0.4455993089189533, -0.7214465001544954, -0.6047419192471506)
    expect(
      try advantage("zscore(r, within: batch, ddof: 0)"),
      equal: [one, zero, zero, one, one, nil, zero, -0.13792359561777107, 2.7796909270658507, equal, equal, equal])
  }

  /// (r - mean) / sqrt(var + 1e-8) over the batch, var with ddof 1
  @Test func whiten() throws {
    let (one, zero, equal) = (0.42486276405193807, -0.6878730465602804, -0.5765994654990585)
    expect(
      try advantage("whiten(r)"),
      equal: [one, zero, zero, one, one, nil, zero, -0.13150514125417112, 2.6503343852763748, equal, equal, equal])
  }

  @Test func spread() throws {
    expect(try advantage("r * spread(r)"), equal: [1, 0, 0, 1, 1, nil, 0, 0.5, 0, 0, 0, 0])
  }

  // MARK: GRPO and its kin

  /// (r - mean) / (std + 1e-4), ddof 1. Rewards 1, 0, 0, 1 give the 0.8658754297607016 that TRL computes.
  @Test func `grpo as in trl`() throws {
    let values = try advantage("grpo(r)")
    let plain = 0.8658754297607016
    let missing = 0.9998000399920016
    expect(values, equal: [plain, -plain, -plain, plain, missing, nil, -missing, 0, 0, 0, 0, 0])
    expectExactZeros(values)
  }

  /// eps 1e-6, and what is alone has mean 0 and deviation 1.
  @Test func `grpo as in verl`() throws {
    let values = try advantage("grpo(r, like: verl)")
    let plain = 0.8660239037870368
    let missing = 0.999998000004
    expect(values, equal: [plain, -plain, -plain, plain, missing, nil, -missing, 0, 3 / (1 + 1e-6), 0, 0, 0])
    expectExactZeros(values)
  }

  /// (r - mean of the group) / (std of the batch + 1e-4)
  @Test func `grpo scaled by the batch`() throws {
    let values = try advantage("grpo(r, scale: batch)")
    let it = 0.5563060065886278
    expect(values, equal: [it, -it, -it, it, it, nil, -it, 0, 0, 0, 0, 0])
    expectExactZeros(values)
  }

  @Test func `grpo not scaled, and with the paper's ddof`() throws {
    expect(
      try advantage("grpo(r, scale: none)"), equal: [0.5, -0.5, -0.5, 0.5, 0.5, nil, -0.5, 0, 0, 0, 0, 0])
    let (plain, missing) = (0.9998000399920016, 1.2244449448582857)
    expect(
      try advantage("grpo(r, ddof: 0)"), equal: [plain, -plain, -plain, plain, missing, nil, -missing, 0, 0, 0, 0, 0])
  }

  @Test func `a constant that is set wins over the one of a trainer`() throws {
    expect(try advantage("grpo(r, like: verl, eps: 1e-4, lone: zero)"), equal: try advantage("grpo(r)").map(number))
  }

  /// r - mean of the group: RLOO times (n - 1) / n.
  @Test func dr_grpo() throws {
    let values = try advantage("dr_grpo(r)")
    expect(values, equal: [0.5, -0.5, -0.5, 0.5, 0.5, nil, -0.5, 0, 0, 0, 0, 0])
    expectExactZeros(values)
  }

  // MARK: RLOO, OPO, GPG, REINFORCE

  /// r - mean of the others: 1 - 1/3, ...
  @Test func rloo() throws {
    let values = try advantage("rloo(r)")
    let plain = 2.0 / 3
    expect(values, equal: [plain, -plain, -plain, plain, 0.75, nil, -0.75, 0, 0, 0, 0, 0])
    expectExactZeros(values)
    expect([try advantage("rloo(r, lone: raw)")[8]], equal: [3])
  }

  /// The penalty comes off first: r - 0.1 size - mean of the others' r - 0.1 size.
  @Test func `rloo with a penalty`() throws {
    expect(
      try advantage("rloo(r, penalty: 0.1 * size)"),
      equal: [2.0 / 3, -8.0 / 15, -0.8, 2.0 / 3, 0.85, nil, -0.95, 0.1, 0, 0.05, 0.05, -0.1])
  }

  /// (A - mean) / (std + 1e-4) over the batch
  @Test func `rloo normalised over the batch`() throws {
    let (plain, missing) = (1.237146827327134, 1.3917901807430255)
    expect(
      try advantage("rloo(r, normalize: batch)"),
      equal: [plain, -plain, -plain, plain, missing, nil, -missing, 0, 0, 0, 0, 0])
  }

  /// r - sum(size r) / sum(size) over the group; what is alone keeps its value.
  @Test func opo() throws {
    let values = try advantage("opo(r, length: size)")
    expect(values, equal: [0.5, -0.5, -0.5, 0.5, 0.7, nil, -0.3, 0.2, 3, 0, 0, 0])
    expectExactZeros(values)
  }

  /// Rewards 1 and 0 with lengths 10 and 30: the baseline is 0.25.
  @Test func `opo on the example of the paper`() throws {
    let checked = CheckedSpec("\ninput r: real\ninput size: real\nadvantage = opo(r, length: size)")
    expect(
      try checked.values(of: "advantage", groups: [0, 0], ["r": [1, 0], "size": [10, 30]]), equal: [0.75, -0.25])
  }

  /// alpha (r - mean): 11 rewards, 6 of them off their mean, 8 of them not 0.
  @Test func gpg() throws {
    let age = 0.5 * 11 / 6
    let verl = 0.5 * 11 / 8
    let values = try advantage("gpg(r)")
    expect(values, equal: [age, -age, -age, age, age, nil, -age, 0, 0, 0, 0, 0])
    expectExactZeros(values)
    expect(try advantage("gpg(r, alpha: verl)"), equal: [verl, -verl, -verl, verl, verl, nil, -verl, 0, 0, 0, 0, 0])
    expect(try advantage("gpg(r, norm: 4)"), equal: values.map(number).map { $0.map { $0 / 4 } })
  }

  /// alpha (r - mean) / (std + 1e-6)
  @Test func `gpg scaled by the group`() throws {
    let (plain, missing) = (1.587710490276234, 1.8333296666739998)
    expect(
      try advantage("gpg(r, scale: group)"),
      equal: [plain, -plain, -plain, plain, missing, nil, -missing, 0, 0, 0, 0, 0])
  }

  /// Groups 1111 and 1000: alpha 2 by the paper, 1.6 in verl.
  @Test(arguments: [("age", 2.0), ("verl", 1.6)])
  func `gpg counts who carries a gradient`(_ how: String, _ alpha: Double) throws {
    let checked = CheckedSpec("\ninput r: real\nmetric alpha = gpg_alpha(r, alpha: \(how))")
    expect(
      try checked.values(of: "alpha", groups: [0, 0, 0, 0, 1, 1, 1, 1], ["r": [1, 1, 1, 1, 1, 0, 0, 0]]),
      equal: [alpha])
  }

  /// r, or r - mean of the batch (6.8 / 11)
  @Test func reinforce() throws {
    expect(try advantage("reinforce(r)"), equal: Self.rewards.map(number))
    let mean = 6.8 / 11
    expect(try advantage("reinforce(r, baseline: batch)"), equal: Self.rewards.map(number).map { $0.map { $0 - mean } })
  }

  // MARK: Tokens

  /// G_t = r_t + 0.9 G_(t+1) with r_t = -0.1 (old - ref), plus r at the last token; then whitened over all tokens with
  /// ddof 1.
  @Test func reinforce_pp() throws {
    expect(
      try advantage("reinforce_pp(r, old_logp, ref_logp, kl_coef: 0.1, gamma: 0.9)", per: .token),
      equal: [
        0.30310743825048725, 0.4271313371343237, -0.7087255467610839, -0.6706092426335265, -0.6622586742380899,
        -0.6716867353297119, 0.32230027690128926, 0.43723283116106165, 0.42376417245874454, nil, nil,
        -0.6341091775502472, -0.6366682227036874, -0.6582180766273947, -0.12732844611106292, 2.374587146666855,
        2.6988451049251387, -0.5695494068371406, -0.5661822421615613, -0.5356532824363093, -0.5459792541080857,
      ])
  }

  /// Without a penalty and a discount every token of a response has its reward, whitened with ddof 0: an all-correct
  /// group still gets an advantage.
  @Test func `reinforce_pp without a penalty, ddof 0`() throws {
    let (one, zero, three, equal) = (0.40930519065860854, -0.6860185589911888, 2.5999526899582035, -0.5764861840262091)
    expect(
      try advantage("reinforce_pp(r, old_logp, ref_logp, ddof: 0)", per: .token),
      equal: [
        one, one, zero, zero, zero, zero, one, one, one, nil, nil, zero, zero, zero, -0.13835668416629013, three, three,
        equal, equal, equal, equal,
      ])
  }

  /// (c - mean) / sqrt(var + 1e-8) over all tokens, c = r - mean of the group: long responses count more.
  @Test func reinforce_pp_baseline() throws {
    let (above, below, at) = (1.3656981602979203, -1.105565177384031, 0.1300664914569448)
    expect(
      try advantage("reinforce_pp_baseline(r)", per: .token),
      equal: [
        above, above, below, below, below, below, above, above, above, nil, nil, below, below, below, at, at, at, at,
        at,
        at, at,
      ])
  }

  private func number(_ value: Value) -> Double? { value.isMissing ? nil : value.number }
}
