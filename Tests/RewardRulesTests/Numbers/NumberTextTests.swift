import RewardSemantics
import Testing

@testable import RewardRules

struct NumberTextTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (12, "12"), (-3, "-3"), (0.5, "0.5"), (0.1 + 0.2, "0.30000000000000004"),
      (9_007_199_254_740_992, "9007199254740992"), (9_999_999_999_999_998, "9999999999999998"), (1e16, "1e+16"),
      (1e300, "1e+300"), (1e-5, "1e-05"), (0.0001, "0.0001"), (-1e16, "-1e+16"),
    ] as [(Double, String)])
  func `the shortest form`(number: Double, expected: String) throws {
    #expect(try Builtin.numberText.call(.number(number)) == .text(expected))
    #expect(try Builtin.number.call(.text(expected)) == .number(number))
  }
}
