import RewardSyntax
import Testing

@Suite("Spellings of other languages")
struct ParserForeignSpellingsTests {
  @Test(
    "Each is named once, and its fix is right",
    arguments: [
      ("let a = b && c", "let a = b and c", "1:11-13"),
      ("let a = b || c", "let a = b or c", "1:11-13"),
      ("let a = b AND c OR d", "let a = b and c or d", "1:11-14 1:17-19"),
      ("let a = b === c", "let a = b == c", "1:11-14"),
      ("let a = b !== c", "let a = b != c", "1:11-14"),
      ("test \"t\" {\n  group { a = \"x\" }\n}", "test \"t\" {\n  group { a : \"x\" }\n}", "2:13-14"),
      ("let a = b ** 2", "let a = b ^ 2", "1:11-13"),
      ("let a = !b", "let a = not b", "1:9-10"),
      ("let a = b and !c.d", "let a = b and not c.d", "1:15-16"),
      ("rule a = b = 1", "rule a = b == 1", "1:12-13"),
      ("let a := 1", "let a = 1", "1:7-9"),
      ("let a == 1", "let a = 1", "1:7-9"),
      ("let a = b ? c : d", "let a = when { b -> c  else -> d }", "1:9-18"),
      ("let a = f(b > 0 ? c : d, e)", "let a = f(when { b > 0 -> c  else -> d }, e)", "1:11-24"),
      ("let a = c if b else d", "let a = when { b -> c  else -> d }", "1:9-22"),
      ("let a = if b then c else d", "let a = when { b -> c  else -> d }", "1:9-27"),
      ("let a = if b { c } else { d }", "let a = when { b -> c  else -> d }", "1:9-30"),
      ("let a = if b then c elif d then e else f", "let a = when { b -> c  d -> e  else -> f }", "1:9-41"),
      ("let a = if b { c } else if d { e } else { f }", "let a = when { b -> c  d -> e  else -> f }", "1:9-46"),
      ("let a = when { b -> 1  elif c -> 2  else -> 3 }", "let a = when { b -> 1   c -> 2  else -> 3 }", "1:24-28"),
      ("let a = when { b -> 1  default -> 3 }", "let a = when { b -> 1  else -> 3 }", "1:24-31"),
      ("let a = 'it'", "let a = \"it\"", "1:9-13"),
      ("let a = f\"it\"", "let a = \"it\"", "1:9-10"),
      ("# a\nlet a = 1 # b", "// a\nlet a = 1 // b", "1:1-2 2:11-12"),
      ("def f(x: real) = x", "func f(x: real) = x", "1:1-4"),
      ("function f(x: real) = x", "func f(x: real) = x", "1:1-9"),
      ("func f() {\n  return 1\n}", "func f() {\n   1\n}", "2:3-9"),
      ("const a = 1", "let a = 1", "1:1-6"),
      ("let a = 1;\nlet b = 2", "let a = 1\nlet b = 2", "1:10-11"),
      ("let a = True", "let a = true", "1:9-13"),
      ("let a = xs.map(lambda x: x + 1)", "let a = xs.map(x => x + 1)", "1:16-25"),
      ("let a = f(b, eps=1)", "let a = f(b, eps:1)", "1:17-18"),
      ("let a = b \u{2264} c", "let a = b <= c", "1:11-12"),
    ])
  func spellings(source: String, right: String, places: String) {
    let tree = parse(source)
    #expect(findings(tree).map { String($0.dropFirst(5)) }.joined(separator: " ") == places)
    #expect(mended(tree) == right)
    #expect(findings(right) == [])
  }

  @Test("`null` has no counterpart, but a way out", arguments: ["null", "None", "nil", "undefined"])
  func missing(word: String) {
    let tree = parse("let a = \(word)")
    #expect(findings(tree) == ["E108 1:9-\(9 + word.utf8.count)"])
    #expect(tree.diagnostics.first?.message == "missing has no literal")
    #expect(tree.diagnostics.first?.notes.first?.contains("`x ?? 0`") == true)
  }

  @Test("What is understood is also read: later stages find nothing missing")
  func understood() {
    #expect(expression("b && !c || d = e") == "((b and (not c)) or (d == e))")
    #expect(expression("f(eps=1)") == "f(eps: 1)")
    #expect(expression("'x'") == "\"x\"")
    #expect(expression("2 ** 3") == "(2 ^ 3)")
  }

  @Test(
    "Words of other languages are names where they can be",
    arguments: ["let a = lambda * gamma", "let a = f(lambda: 0.95)", "let if_then = 1", "let a = x.null", "let f = r"])
  func names(source: String) {
    #expect(findings(source) == [])
  }

  @Test(
    "Foreign text around it does not add messages",
    arguments: [
      "def f(x):\n  return x + 1\nlet a = 1",
      "let a = b /* here */ + c",
      "function f(x) {\n  return x;\n}",
    ])
  func oneMessage(source: String) {
    #expect(Set(parse(source).diagnostics.map(\.code)) == [.foreignSpelling])
  }
}
