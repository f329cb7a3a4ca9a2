import RewardSemantics
import Testing

@testable import RewardRules

struct TokenF1Tests {
  @Test(
    arguments: [
      ("cheap blue jacket", "Blue jacket", 0.8), ("red shoes", "blue jacket", 0), (" Maps ", "maps", 1),
      ("a a b", "a b b b", 4 / 7.0), ("a a a", "a", 0.5), ("ÉTÉ\u{A0}x", "été", 2 / 3.0), ("a, b", "a b", 0.5),
      ("", "", 1), (" \n", "", 1), ("", "a", 0), ("a", " ", 0),
    ] as [(String, String, Double)])
  func `token_f1`(a: String, b: String, expected: Double) throws {
    #expect(try Builtin.tokenF1.call(.text(a), .text(b)) == .number(expected))
    #expect(try Builtin.tokenF1.call(.text(b), .text(a)) == .number(expected))
  }
}
