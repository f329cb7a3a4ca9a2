import RewardSemantics
import Testing

@testable import RewardRules

struct TruncateTests {
  private func truncate(_ text: String, _ limit: Double, _ unit: String) throws -> Result {
    try Builtin.truncate.call(.text(text), statics: ["limit": .list([.number(limit), .symbol(unit)])])
  }

  @Test(
    arguments: [
      ("", 3, "word", ""), ("one two", 0, "word", ""), ("one two", 1, "word", "one"), (" one  two ", 1, "word", " one"),
      (" one  two ", 2, "word", " one  two "), ("a\u{3000}b c", 2, "word", "a\u{3000}b"), ("  ", 1, "word", "  "),
      ("naïve", 3, "char", "naï"), ("naïve", 5, "char", "naïve"), ("naïve", 3, "byte", "na"),
      ("naïve", 4, "byte", "naï"),
      ("😀😀", 7, "byte", "😀"), ("😀", 3, "byte", ""), ("a\nb\n", 1, "line", "a\n"), ("a\nb\n", 2, "line", "a\nb\n"),
      ("\n\n\n", 2, "line", "\n\n"), ("a", 1, "line", "a"), ("abc", 1e15, "char", "abc"),
    ] as [(String, Double, String, String)])
  func `what is cut`(text: String, limit: Double, unit: String, expected: String) throws {
    #expect(try truncate(text, limit, unit) == .text(expected))
  }

  @Test(arguments: ["char", "word", "line", "byte"])
  func `what is cut has the length of the limit and begins as the text`(unit: String) throws {
    let text = "Ünî code,\u{2003}wörds \n\n and\r\nlines 😀 e\u{301}\n "
    for limit in 0...50 {
      let result = try truncate(text, Double(limit), unit)
      guard case .text(let cut) = result else { Issue.record("\(result)"); return }
      #expect(Array(text.unicodeScalars).starts(with: Array(cut.unicodeScalars)))
      let length = try #require(try Builtin.length.call(.text(cut), statics: ["in": .symbol(unit)]).number)
      #expect(length <= Double(limit))
      #expect(try truncate(cut, Double(limit), unit) == .text(cut))
      if cut != text, unit != "byte" { #expect(length == Double(limit)) }
    }
  }

  @Test func `a limit is a whole number of a unit`() {
    for limit: StaticValue in [
      .number(3), .list([.number(1.5), .symbol("word")]), .list([.number(3), .symbol("page")]),
    ] {
      let error = #expect(throws: PreparationError.self) { try Builtin.truncate.prepared(["limit": limit]) }
      #expect(error?.parameter == "limit")
    }
  }
}
