import RewardSyntax
import Testing

@Suite("The limits of the formatter") struct FormatterLimitsTests {
  @Test(
    "100 kB of one thing take no time",
    arguments: [
      ("let a = [", "1, ", "]"), ("let a = [", "\"text\", ", "]"), ("let a = f(", "x, ", ")"),
      ("let a = f(", "x // c\n, ", ")"), ("", "let a = b\n", ""), ("", "// a\n\n", ""), ("", "/// a\n", "let a = b"),
      ("test \"t\" {\n", "expect a\n", "}"), ("test \"t\" { group { ", "a: { b: 1 } ", "} }"),
      ("test \"t\" {\ngroup {\n", "a: { b: 1 }\n", "}\n}"), ("gate g {\n", "level a = b worth 1 missing skip\n", "}"),
      ("machine m over turn {\n", "a -[b]-> c pays 1\n", "}"), ("let a = when { ", "b -> 1  ", "else -> 2 }"),
      ("let a = when {\n", "b -> when { c -> 1 else -> 2 }\n", "else -> 2 }"), ("input a: {", "1, ", "1}"),
      ("emit e {\n", "a: b, ", "}"), ("func f(x: real) {\n", "let a = x\n", "x }"), ("let a = \"", "x", "\""),
    ])
  func long(_ head: String, _ item: String, _ tail: String) {
    let text = head + String(repeating: item, count: 100_000 / item.utf8.count) + tail
    let duration = ContinuousClock().measure {
      let formatted = Formatter.format(SourceFile(name: "long.reward", text: text))
      #expect(formatted != nil)
    }
    #expect(duration < .seconds(10))
  }

  @Test(
    "what the parser takes is not too deep to be laid out",
    arguments: [
      ("let a = ", "(", "b", ")", 120), ("let a = ", "f(x, ", "b", ")", 120), ("let a = ", "[", "b", "]", 120),
      ("let a = ", "-", "b", "", 250), ("let a = ", "when { c -> ", "b", " else -> d }", 60),
      ("let a = ", "xs.map(x => ", "b", ")", 60), ("let a = b", "", "", " + b", 400),
      ("let a = b", "", "", " ?? b", 400),
      ("let a = b", "", "", " given b", 400), ("let a = b", "", "", ".b(x)", 200),
      ("input a: ", "list<", "real", ">", 250),
    ])
  func deep(_ head: String, _ opener: String, _ middle: String, _ closer: String, _ count: Int) {
    let text = head + String(repeating: opener, count: count) + middle + String(repeating: closer, count: count)
    #expect(formatted(text).split(separator: "\n").count >= 1)
    #expect(Formatter.format(SourceFile(name: "deep.reward", text: text)) != nil)
  }
}
