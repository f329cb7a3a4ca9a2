import Testing

@testable import RewardSemantics

/// GDPO in each published variant, on two rewards with weights 1 and 0.5.
///
/// Every reward is normalised in its group by itself, A_k = (r_k - mean) / (std + eps_group); the sum of w_k A_k is
/// whitened over the batch. Row 5 has no reward at all, row 7 lacks the second one, row 8 is alone in its group, and in
/// the last group nothing varies.
@Suite struct GDPOTests {
  private static let first: [Value] = [1, 0, 0, 1, 1, .missing(.noValue), 0, 1, 1, 0, 0, 0]
  private static let second: [Value] = [
    2, 3, 1, 1, 0.5, .missing(.noValue), 0.25, .missing(.noValue), -1, 0.1, 0.1, 0.1,
  ]

  private func advantage(_ options: String) throws -> [Value] {
    let checked = CheckedSpec(
      """

      input a: real?
      input b: real?
      input token_ids: int per token
      metric size = count(token over rollout)
      advantage = gdpo(a: 1, b: 0.5\(options))
      """)
    return try checked.values(
      of: "advantage", groups: AdvantageLibraryTests.groups,
      [
        "a": Self.first, "b": Self.second,
        "token_ids": AdvantageLibraryTests.lengths.map { Value(list: Array(repeating: 7, count: $0)) },
      ])
  }

  /// A missing reward is 0 first, which biases the mean; (A - mean) / (std + 1e-4) over rollouts.
  @Test func `the authors' form in TRL`() throws {
    expect(
      try advantage(", like: nvlabs_trl"),
      equal: [
        1.2068314213999134, -0.25816322221760213, -1.5230541544606837, 0.5743859552783726, 1.8390292780647213,
        -1.5229055887866438, -0.8906582102304895, 0.5745345209524123, 0, 0, 0, 0,
      ])
  }

  /// (A - mean) / sqrt(var + 1e-8) with each rollout as heavy as it is long; what is alone has mean 0 and deviation 1.
  @Test(arguments: ["nvlabs_verl", "verl"])
  func `the verl forms`(_ like: String) throws {
    let equal = 0.17497882862215983
    expect(
      try advantage(", like: \(like)"),
      equal: [
        1.2573935374577052, -0.05661971537523704, -1.1910412684927683, 0.6901827608989395, 1.1860552449466748, nil,
        -1.4631722641662577, 0.8020535050860624, 0.7180418260588246, equal, equal, equal,
      ])
  }

  /// Missing rewards are left out of every statistic; (A - mean) / (std + 1e-4) over rollouts that have a reward.
  @Test(arguments: ["", ", like: trl"])
  func `TRL's own form, which is the default`(_ option: String) throws {
    expect(
      try advantage(option),
      equal: [
        1.2534848370867897, -0.26814323757650793, -1.5819320369235503, 0.5965904374132686, 1.1706887630223823, nil,
        -1.8968629211346553, 0.7261741581122729, 0, 0, 0, 0,
      ])
  }

  /// A_k = (r_k - mean of the others) / (std + 1e-6), and no whitening.
  @Test func `the NeMo RL form`() throws {
    let values = try advantage(", like: nemo_rl")
    expect(
      values,
      equal: [
        1.3287760125204215, -0.28431116769418585, -1.6769309607958331, 0.632466115969598, 1.5731266849962113, nil,
        -2.4391505887832476, 0.8660239037870365, 0, 0, 0, 0,
      ])
    #expect(values.suffix(4) == [0, 0, 0, 0])
  }

  /// As TRL with 1e-8.
  @Test func `the ms-swift form`() throws {
    expect(
      try advantage(", like: ms_swift"),
      equal: [
        1.2535682097122958, -0.2682199352079063, -1.582017634547092, 0.5966693600427028, 1.1709516012406782, nil,
        -1.8971805994372761, 0.7262289981965983, 0, 0, 0, 0,
      ])
  }

  @Test func `each constant of a variant can be set on its own`() throws {
    let trl = try advantage(", like: trl").map { $0.isMissing ? nil : $0.number }
    expect(
      try advantage(", like: verl, whitening: sequence, eps_group: 1e-4, eps_batch: 1e-4, lone: zero"), equal: trl)
  }

  // MARK: What the paper shows

  /// Two rewards, two rollouts, no whitening and no epsilon.
  private static func paper(_ pairs: [(Value, Value)]) throws -> [Value] {
    let checked = CheckedSpec(
      """

      input a: real
      input b: real
      advantage = gdpo(a: 1, b: 1, whitening: none, eps_group: 0)
      metric one = grpo(a + b, eps: 0)
      """)
    return try checked.values(
      of: "advantage", groups: pairs.map { _ in 0 }, ["a": pairs.map(\.0), "b": pairs.map(\.1)])
  }

  /// GRPO gives both groups the same advantages; GDPO tells one passed reward from two.
  @Test func `two passed rewards weigh more than one`() throws {
    let one = 0.5.squareRoot()
    expect(try Self.paper([(0, 0), (1, 0)]), equal: [-one, one])
    expect(try Self.paper([(0, 0), (1, 1)]), equal: [-2 * one, 2 * one])
  }

  /// Two rewards of which one is what the other is not cancel, where the paper says they do not.
  @Test func `opposed rewards cancel`() throws {
    expect(try Self.paper([(1, 0), (1, 0), (0, 1)]), equal: [0, 0, 0])
  }

  /// The number of different advantages a group of rollouts with two binary rewards can have, by enumeration.
  @Test(arguments: [(2, 3, 2, 3), (3, 6, 4, 6), (4, 14, 7, 10)])
  func `GDPO keeps apart what a sum lumps together`(_ size: Int, _ gdpo: Int, _ grpo: Int, _ unscaled: Int) throws {
    let checked = CheckedSpec(
      """

      input a: real
      input b: real
      advantage = gdpo(a: 1, b: 1, whitening: none, eps_group: 0)
      metric summed = grpo(a + b, eps: 0)
      metric centred = dr_grpo(a + b)
      """)
    // Group g has as its rewards the digits of g to the base 4: bit 0 the first reward, bit 1 the second.
    var groups: [Int] = []
    var a: [Value] = []
    var b: [Value] = []
    for group in 0..<(1 << (2 * size)) {
      for rollout in 0..<size {
        let digit = group >> (2 * rollout) & 3
        groups.append(group)
        a.append(Value(Double(digit & 1)))
        b.append(Value(Double(digit >> 1)))
      }
    }
    func levels(_ name: String) throws -> Int {
      let values = try checked.values(of: name, groups: groups, ["a": a, "b": b]).map(\.number)
      return Set(
        stride(from: 0, to: values.count, by: size).map { start in
          values[start..<start + size].map { ($0 * 1e9).rounded() + 0 }.sorted()
        }
      ).count
    }
    #expect(try levels("advantage") == gdpo)
    #expect(try levels("summed") == grpo)
    #expect(try levels("centred") == unscaled)
  }
}
