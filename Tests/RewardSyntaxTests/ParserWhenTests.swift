import RewardSyntax
import Testing

@Suite("when")
struct ParserWhenTests {
  @Test(
    "Arms stand on lines, side by side, or behind commas",
    arguments: [
      "when { a -> 0  b <= c -> x  else -> y }",
      "when {\n  a -> 0\n  b <= c -> x\n  else -> y\n}",
      "when { a -> 0, b <= c -> x, else -> y }",
      "when { a -> 0 b <= c -> x else -> y }",
      "when\n{ a ->\n 0\n\n b\n <= c -> x else\n -> y }",
    ])
  func arms(source: String) {
    #expect(expression(source) == "when{a -> 0; (b <= c) -> x; else -> y}")
    #expect(findings("let v = \(source)") == [])
  }

  @Test("A word behind the value of an arm is a unit only if it does not begin the next condition")
  func units() {
    #expect(expression("when { a -> 0  s <= 3 -> 1  else -> 2 }") == "when{a -> 0; (s <= 3) -> 1; else -> 2}")
    #expect(expression("when { a -> 0 s <= 3 -> 1  else -> 2 }") == "when{a -> 0; (s <= 3) -> 1; else -> 2}")
    #expect(expression("when { a -> 0 s  else -> 2 s }") == "when{a -> 0 s; else -> 2 s}")
    #expect(expression("when { a -> (3 s < t)  else -> 2 }") == "when{a -> (3 s < t); else -> 2}")
    #expect(expression("when { n < 4 tok and b -> 0  else -> 2 }") == "when{((n < 4 tok) and b) -> 0; else -> 2}")
  }

  @Test("`else ->` belongs to the `when`, `else` alone to the `given`")
  func elseBelongs() {
    #expect(expression("when { a -> x given c  else -> y }") == "when{a -> (x given c); else -> y}")
    #expect(expression("when { a -> x given c else v  else -> y }") == "when{a -> (x given c else v); else -> y}")
    #expect(
      expression("when { a -> when { b -> 1  else -> 2 }  else -> 3 } + 1")
        == "(when{a -> when{b -> 1; else -> 2}; else -> 3} + 1)")
  }

  @Test("A number is not called: the parenthesis begins the next condition")
  func parenthesisedConditions() {
    #expect(expression("when { a -> 0 (b or c) -> 1 else -> 2 }") == "when{a -> 0; (b or c) -> 1; else -> 2}")
    #expect(expression("when {\n a -> f\n (b) -> 1\n else -> 2 }") == "when{a -> f; b -> 1; else -> 2}")
  }

  @Test("`contains(` at the beginning of a line is a call")
  func calledOperators() {
    #expect(
      expression("when {\n a -> 0\n contains(b, c) -> 1\n else -> b\n contains c }")
        == "when{a -> 0; contains(b, c) -> 1; else -> (b contains c)}")
  }

  @Test("Without `else` the `when` is named, and keeps its arms")
  func missingElse() {
    #expect(findings("let x = when { a -> 1 }") == ["E117 1:9-13"])
    #expect(expression("when { a -> 1 }") == "when{a -> 1; }")
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("let x = when { else -> 1  a -> 2 }", "E119 1:27-28"),
      ("let x = when { a 1  else -> 2 }", "E113 1:18-19"),
      ("let x = when a -> 1", "E113 1:14-15"),
      ("let x = when { a -> b  -c > 1 -> 2  else -> 3 }", "E119 1:31-33"),
      ("let x = when { a => 1  else -> 2 }", "E108 1:18-20"),
      ("let x = when { a: 1  else -> 2 }", "E108 1:17-18"),
      ("let x = when { a -> 1  _ -> 2 }", "E108 1:24-25"),
      ("let x = when { a -> 1\nelse -> 2\nlet y = 3", "E121 1:14-15"),
    ])
  func mistakes(source: String, finding: String) {
    #expect(findings(source) == [finding])
  }
}
