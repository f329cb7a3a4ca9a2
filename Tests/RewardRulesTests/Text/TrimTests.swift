import RewardSemantics
import Testing

@testable import RewardRules

struct TrimTests {
  @Test(arguments: [
    ("", ""), (" \n\t", ""), (" a b ", "a b"), ("\u{A0}\u{3000}a\u{2028}", "a"), ("\u{200B}a", "\u{200B}a"),
    ("\u{85}é\u{85}", "é"), ("a", "a"),
  ])
  func `trim takes White_Space from the ends`(text: String, expected: String) throws {
    #expect(try Builtin.trim.call(.text(text)) == .text(expected))
  }

  @Test(arguments: [("", ""), (" \n ", ""), ("  a \n\n b\u{A0}", "a b"), ("a b", "a b"), ("é\u{2003}ü", "é ü")])
  func `normalize_space makes every run one space`(text: String, expected: String) throws {
    #expect(try Builtin.normalizeSpace.call(.text(text)) == .text(expected))
  }

  @Test func `White_Space is the property of the Unicode standard`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if isWhiteSpace(value) != scalar.properties.isWhitespace { Issue.record("U+\(String(value, radix: 16))") }
    }
  }
}
