import RewardSemantics
import Testing

@testable import RewardRules

struct MatchesTests {
  private func matches(_ text: String, _ pattern: String, _ flags: String = "") throws -> Result {
    try Builtin.matches.call(.text(text), statics: ["pattern": .pattern(pattern, flags)])
  }

  @Test func `the search is not anchored`() throws {
    #expect(try matches("the answer is 4.", "[0-9]") == .yes)
    #expect(try matches("the answer is 4.", #"\A[0-9]+\z"#) == .no)
  }

  @Test func `the format of a first spec`() throws {
    let format = #"\A<think>.*?<\/think>\s*<answer>.*?<\/answer>\s*\z"#
    #expect(try matches("<think>2+2\nis 4</think>\n<answer>4</answer>\n", format, "s") == .yes)
    #expect(try matches("<think>2+2\nis 4</think>\n<answer>4</answer> so", format, "s") == .no)
    #expect(try matches("<think>2+2\nis 4</think>", format, "s") == .no)
  }

  @Test func `the empty text`() throws {
    #expect(try matches("", "") == .yes)
    #expect(try matches("", #"\A\z"#) == .yes)
    #expect(try matches("", ".") == .no)
  }

  @Test func `a text that makes the pattern go over its limit is neither true nor false`() throws {
    #expect(try matches(String(repeating: "a", count: 50_000) + "b", "(a+)+$") == .missing(.stepLimit))
  }

  @Test func `without a pattern there is nothing to prepare`() {
    #expect(throws: PreparationError.self) { try Builtin.matches.call("a", statics: ["pattern": .string("a")]) }
    #expect(throws: PreparationError.self) { try Builtin.matches.call("a") }
  }
}
