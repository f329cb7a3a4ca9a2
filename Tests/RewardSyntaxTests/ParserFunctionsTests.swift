import RewardSyntax
import Testing

@Suite("func")
struct ParserFunctionsTests {
  private func read(_ text: String) -> FunctionSyntax? {
    if case .function(let function)? = declarations(text).first { function } else { nil }
  }

  @Test("A function is an expression over its parameters")
  func expressionBody() throws {
    let text = "func shaped(x: real, within: grain = group, how: {a, b} = a,) -> 0..1 = clamp(x / 2, 0, 1)"
    #expect(findings(text) == [])
    let function = try #require(read(text))
    #expect(function.name.text == "shaped")
    #expect(function.parameters.map(\.name.text) == ["x", "within", "how"])
    #expect(function.parameters.map { $0.type.map(outline(type:)) } == ["real", "grain", "{a, b}"])
    #expect(function.parameters.map { $0.defaultValue.map { outline($0) } } == [nil, "group", "a"])
    #expect(function.result.map(outline(type:)) == "0.0..1.0")
    #expect(function.body.map { outline($0) } == "clamp((x / 2), 0, 1)")
    #expect(function.locals.isEmpty)
  }

  @Test("A body in braces holds `let`s and ends with its value")
  func block() throws {
    let text = """
      func bnpo(r: 0..1, cap: real = 1e6) {
        let p = mean(r over group)
        let k = when { p <= 0 -> 1
                       else -> 2 }
        (r - p) * k
          + cap
      }
      """
    #expect(findings(text) == [])
    let function = try #require(read(text))
    #expect(function.locals.map(\.name.text) == ["p", "k"])
    #expect(function.locals.map { outline($0.value) } == ["mean(r over group)", "when{(p <= 0) -> 1; else -> 2}"])
    #expect(function.body.map { outline($0) } == "(((r - p) * k) + cap)")
    #expect(function.result == nil)
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("func f = 1", "E113 1:8-9"),
      ("func f(x) = 1", "E113 1:9-10"),
      ("func f(x: real = 1", "E121 1:7-8"),
      ("func f(x: real) 1", "E113 1:17-18"),
      ("func f() {\n  let a = 1\n}", "E111 2:12-12"),
      ("func f() {\n  let a = 1\n  - a\n}", "E111 3:6-6"),
      ("func f() {\n  let a = 1 let b = 2\n  a\n}", "E114 2:13-16"),
      ("func f() {\n  let a = 1  a\n}", "E114 2:14-15"),
      ("func f() {\n  1\n  2\n}", "E114 3:3-4"),
      ("func f() {\n  let a: real = 1\n  a\n}", "E119 2:8-9"),
      ("func f() {\n  let a = 1\n  a\nlet b = 2\nrule c = 3", "E121 1:10-11"),
      ("func f() {\n  let a = (1\n  a\n}\nrule c = 3", "E121 2:11-12"),
    ])
  func mistakes(source: String, finding: String) {
    #expect(findings(source) == [finding])
  }
}
