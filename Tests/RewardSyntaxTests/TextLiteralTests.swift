import Testing

@testable import RewardSyntax

@Suite("What a text says")
struct TextLiteralTests {
  private func value(_ token: String) -> String {
    String(decoding: TextLiteral(Array(token.utf8)[...]).value, as: UTF8.self)
  }

  @Test(
    "Escapes",
    arguments: [
      (#""""#, ""), (#""a""#, "a"), (#""\n\t\r\"\\""#, "\n\t\r\"\\"), (#""\u{41}\u{1F600}""#, "A\u{1F600}"),
      (#""é""#, "é"), (#""\d""#, "\\d"), (#""\u{}""#, "\\u{}"), (#""\u{D800}""#, "\\u{D800}"), (#"'a'"#, "a"),
    ])
  func escapes(token: String, expected: String) {
    #expect(value(token) == expected)
  }

  @Test(
    "A block loses the indentation of its closing quotes",
    arguments: [
      ("\"\"\"\n  a\n    b\n  \"\"\"", "a\n  b"),
      ("\"\"\"\r\n  a\r\n\r\n  b\r\n  \"\"\"", "a\n\nb"),
      ("\"\"\"\n\n  a\n \n\n  \"\"\"", "\na\n\n"),
      ("\"\"\"  \n\ta\n\t\"\"\"", "a"),
      ("\"\"\"\n  \"\"\"", ""),
      ("\"\"\"\n\"\"\"", ""),
      ("\"\"\"\"\"\"", ""),
      ("\"\"\"a \"b\" c\"\"\"", "a \"b\" c"),
      ("\"\"\"\n  a\\n\\\"\"\"\n  \"\"\"", "a\n\"\"\""),
      ("\"\"\"\n  a\"\"\"", "  a"),
    ])
  func blocks(token: String, expected: String) {
    #expect(value(token) == expected)
  }

  @Test("Problems are told with their place in the token")
  func problems() {
    let escapes = TextLiteral(Array(#""ab\qé\é""#.utf8)[...]).problems
    guard escapes.count == 2, case .escape(let first) = escapes[0], case .escape(let second) = escapes[1] else {
      Issue.record("not two escapes")
      return
    }
    #expect(first == 3..<5)
    #expect(second == 7..<10)
    let block = TextLiteral(Array("\"\"\"\n  a\n b\n  \"\"\"".utf8)[...]).problems
    guard case .indentation(let line)? = block.first else {
      Issue.record("no problem")
      return
    }
    #expect(line == 8)
  }
}
