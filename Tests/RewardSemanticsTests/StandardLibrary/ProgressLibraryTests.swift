import Testing

@testable import RewardSemantics

/// Whether the last update was an improvement.
@Suite struct ProgressLibraryTests {
  /// One rollout with a mean reward, after steps with those means.
  private func improvement(_ mu: Double, after means: [Double]) throws -> [Value] {
    let checked = CheckedSpec("input mu: real\ninput means: list<real>\nmetric it = improvement(mu, means)")
    return try checked.values(
      of: "it", groups: [0], ["mu": [Value(mu)], "means": [Value(list: means.map { Value($0) })]])
  }

  /// (0.5 - 0.3) / 0.1
  @Test func `it is measured in deviations of the steps before`() throws {
    expect(try improvement(0.5, after: [0.2, 0.4]), equal: [2])
  }

  @Test func `means that do not differ have deviation 1, and the difference is clamped`() throws {
    expect(try improvement(0.5, after: [0.2, 0.2]), equal: [0.3])
    expect(try improvement(0.5, after: [0.2]), equal: [0.3])
    expect(try improvement(9, after: [0, 0]), equal: [5])
  }

  /// Mean absolute advantage 0.5, so 1 stands for 2; after a step back all signs turn and a tenth is left.
  @Test func `a step back turns advantages round`() throws {
    func rewards(_ arguments: String) throws -> [Value] {
      let checked = CheckedSpec("input a: real\nmetric it = improvement_reward(a, \(arguments), eps: 0)")
      return try checked.values(of: "it", groups: [0, 0, 0], ["a": [1, -0.5, 0]])
    }
    expect(try rewards("2"), equal: [4, -2, 0])
    expect(try rewards("-2"), equal: [-0.4, 0.2, 0])
    expect(try rewards("-2, local: raw, lambda: 1"), equal: [-2, 1, 0])
    expect(try rewards("20"), equal: [10, -10, 0])
  }
}
