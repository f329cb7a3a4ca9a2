import RewardSyntax
import Testing

@Suite("Limits")
struct ParserLimitsTests {
  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test("What a careful author nests is accepted")
  func accepted() {
    #expect(findings("let x = " + repeated("(", 250) + "a" + repeated(")", 250)) == [])
    #expect(findings("let x = a" + repeated(" + a", 400)) == [])
    #expect(findings("let x = a" + repeated(" ?? a", 400)) == [])
    #expect(findings("let x = f(" + repeated("a, ", 50_000) + ")") == [])
  }

  @Test(
    "100 kB of one thing gives one message and takes no time",
    arguments: [
      ("(", 100_000), ("[", 100_000), ("f(", 50_000), ("f(x => ", 15_000), ("when { ", 15_000), ("-", 100_000),
      ("not ", 25_000), ("a + ", 25_000), ("a ?? ", 20_000), ("a ^ ", 25_000), ("a and ", 20_000), ("a given ", 10_000),
      ("a given b else ", 7_000), ("if a then ", 10_000), ("a[", 50_000), ("when { a -> ", 8_000),
    ])
  func oneMessage(piece: String, count: Int) {
    let text = "let x = " + repeated(piece, count) + "\nlet y = z z"
    let clock = ContinuousClock()
    var tree = parse("")
    let duration = clock.measure { tree = parse(text) }
    let codes = tree.diagnostics.map(\.code).filter { $0 != .foreignSpelling }
    #expect(codes == [.nestedTooDeeply, .unexpectedToken])
    // Some hundred times what an optimised build needs; a quadratic parser takes minutes.
    #expect(duration < .seconds(5))
    #expect(tree.root.declarations.count == 2)
  }

  @Test("Balanced brackets are passed over, and what follows is read")
  func balanced() {
    let text = "let x = f(" + repeated("(", 1000) + "a" + repeated(")", 1000) + ", b c)\nlet y = 1"
    #expect(findings(text).map { $0.prefix(4) } == ["E118", "E113"])
  }

  @Test("A chain inside brackets inside a chain stays within what later stages can walk")
  func height() {
    let deep = repeated("(", 200) + "a" + repeated(repeated(" + a", 350) + ")", 200)
    #expect(Set(parse("let x = \(deep)").diagnostics.map(\.code)) == [.nestedTooDeeply])
  }

  @Test(
    "Many items and clauses take no time, right or wrong",
    arguments: [
      ("gate g {\n", " level a = b worth 1\n"), ("gate g {\n", " level a = b worth 1 worth 1\n"),
      ("gate g {\n", " worth\n"), ("gate g {\n level a = b\n", " worth 1 else 2\n"),
      ("machine m over turn {\n", " a -[b]-> c pays 1\n"), ("machine m over turn {\n", " a -[\n"),
      ("emit e {\n", " a: b\n"), ("emit e {\n", " a b,\n"), ("rubric r {\n", " criterion \"a\" weight\n"),
      ("optimize {\n", " keep groups where a until\n"), ("partition p by a", ", a"),
      ("import \"a\" with a: 1", ", a: 1"), ("let x = [a for b in c]", " + [a for b in c]\n"),
    ])
  func items(head: String, item: String) {
    let text = head + repeated(item, 10_000) + "\n}\nlet y = z z"
    let clock = ContinuousClock()
    var last: SourceRange?
    let duration = clock.measure {
      let tree = parse(text)
      for node in tree.root.declarations {
        _ = node.declaration
        last = node.range
      }
    }
    #expect(duration < .seconds(5))
    #expect(last?.end == text.utf8.count)
  }

  @Test("Types nest no deeper")
  func types() {
    #expect(findings("input x: " + repeated("list<", 20_000)).map { $0.prefix(4) } == ["E118"])
  }

  @Test("Stray closing brackets do not search all open ones")
  func closers() {
    let text = "let x = " + repeated("(", 50_000) + repeated("]", 50_000)
    let clock = ContinuousClock()
    #expect(clock.measure { _ = parse(text) } < .seconds(5))
  }
}
