import RewardSemantics
import Testing

@testable import RewardRules

struct LengthTests {
  private func length(_ text: String, _ unit: String) throws -> Result {
    try Builtin.length.call(.text(text), statics: ["in": .symbol(unit)])
  }

  @Test(arguments: [
    ("", "char", 0.0), ("naïve", "char", 5), ("naïve", "byte", 6), ("e\u{301}", "char", 2), ("😀", "char", 1),
    ("😀", "byte", 4), ("a\0b", "char", 3),
    ("", "word", 0), ("  two \u{A0}words\n", "word", 2), ("one", "word", 1), ("a\u{200B}b", "word", 1),
    ("a\u{3000}b", "word", 2), ("\ta\u{B}b\u{C}c\r\nd ", "word", 4), ("\u{7F}\u{0} \u{1C}", "word", 2),
    // Longer than what one round of the counter of ASCII texts can count; the same with one character beyond ASCII.
    (String(repeating: "a b\n", count: 300), "word", 600), (String(repeating: "a b\n", count: 300) + "é", "word", 601),
    ("", "line", 0), ("a", "line", 1), ("a\n", "line", 1), ("a\nb", "line", 2), ("\n\n", "line", 2),
    ("a\r\nb\r\n", "line", 2),
  ])
  func `length in each unit`(text: String, unit: String, expected: Double) throws {
    #expect(try length(text, unit) == .number(expected))
  }

  @Test func `a long text`() throws {
    let text = String(repeating: "wörd \n", count: 170_000)
    #expect(try length(text, "byte") == .number(1_190_000))
    #expect(try length(text, "char") == .number(1_020_000))
    #expect(try length(text, "word") == .number(170_000))
    #expect(try length(text, "line") == .number(170_000))
  }

  @Test func `the result carries the unit`() {
    let type = Builtin.length.result([.text, nil], [nil, .symbol("word")])
    #expect(type == ValueType(.int, domain: .count, unit: "word"))
  }

  @Test func `an unknown unit is a mistake`() {
    let error = #expect(throws: PreparationError.self) { try length("a", "page") }
    #expect(error?.message == "one of char, word, line, byte is needed")
  }
}
