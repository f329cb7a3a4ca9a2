import RewardSemantics
import Testing

@testable import RewardRules

struct SameTextTests {
  @Test(arguments: [
    (" The  Answer", "the answer\n", true), ("the answer", "the answer.", false), ("STRASSE", "straße", true),
    ("ΣΑΣ", "σας", true), ("é", "E\u{301}", true), ("é", "e", false), ("", " ", true), ("ab", "a b", false),
    ("", "a", false),
  ])
  func `same up to case and White_Space`(a: String, b: String, expected: Bool) throws {
    #expect(try Builtin.sameText.call(.text(a), .text(b)) == (expected ? .yes : .no))
  }
}
