import RewardSemantics
import Testing

@testable import RewardRules

struct LetterCaseTests {
  @Test(arguments: [
    ("", ""), ("PARIS 42!", "paris 42!"), ("ÉTÉ", "été"), ("ΣΑΣ", "σασ"), ("@[`{", "@[`{"), ("A\u{301}", "a\u{301}"),
    ("İ", "i\u{307}"), ("a\0Z", "a\0z"),
  ])
  func `lower`(text: String, expected: String) throws {
    #expect(try Builtin.lower.call(.text(text)) == .text(expected))
  }

  @Test(arguments: [("", ""), ("paris 42!", "PARIS 42!"), ("été", "ÉTÉ"), ("straße", "STRASSE"), ("ﬁ", "FI")])
  func `upper`(text: String, expected: String) throws {
    #expect(try Builtin.upper.call(.text(text)) == .text(expected))
  }
}
