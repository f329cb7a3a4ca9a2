import RewardSemantics
import Testing

@testable import RewardRules

struct ContainsTests {
  @Test(arguments: [
    ("the answer", "answer", true), ("the answer", "Answer", false), ("", "", true), ("a", "", true), ("", "a", false),
    ("a\0b", "\0b", true), ("aaab", "aab", true), ("naïve", "ï", true), ("e\u{301}", "é", false), ("ab", "abc", false),
  ])
  func `contains compares bytes`(text: String, part: String, expected: Bool) throws {
    #expect(try Builtin.contains.call(.text(text), .text(part)) == (expected ? .yes : .no))
  }

  @Test func `starts_with and ends_with`() throws {
    #expect(try Builtin.startsWith.call("<think>", "<th") == .yes)
    #expect(try Builtin.startsWith.call("<th", "<think>") == .no)
    #expect(try Builtin.startsWith.call(" a", "a") == .no)
    #expect(try Builtin.startsWith.call("", "") == .yes)
    #expect(try Builtin.endsWith.call("a.", ".") == .yes)
    #expect(try Builtin.endsWith.call("a. ", ".") == .no)
    #expect(try Builtin.endsWith.call("", ".") == .no)
  }
}
