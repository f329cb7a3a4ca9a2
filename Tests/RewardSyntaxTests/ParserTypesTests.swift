import RewardSyntax
import Testing

@Suite("Types")
struct ParserTypesTests {
  @Test(
    "Every form",
    arguments: [
      ("real", "real"), ("tool_call", "tool_call"), ("list", "list"),
      ("0..1", "0.0..1.0"), ("-1..1 tok", "-1.0..1.0 tok"), ("-2..-1.5", "-2.0..-1.5"),
      ("{0, 1}", "{0.0, 1.0}"), ("{-1, 0.5}", "{-1.0, 0.5}"), ("{sigmoid, ipo}", "{sigmoid, ipo}"),
      ("list<text>", "list<text>"), ("table<list<real>>?", "(table<list<real>>?)"), ("table", "table"),
      ("list<list<real>>", "list<list<real>>"), ("list<0..1>", "list<0.0..1.0>"),
      ("int tok", "(int tok)"), ("real?", "(real?)"), ("list<real>?", "(list<real>?)"),
      ("text <= 8192 tok", "(text <= 8192.0 tok)"), ("list<text> <= 10", "(list<text> <= 10.0)"),
      ("text <= 8192 tok?", "((text <= 8192.0 tok)?)"),
    ])
  func forms(source: String, expected: String) {
    #expect(type(source) == expected)
    #expect(findings("input x: \(source)") == [])
  }

  @Test("A line may end with `>` of a list")
  func listAtTheEndOfALine() {
    #expect(findings("input x: list<text>\ninput y: list<real>\nadvantage = 1") == [])
    #expect(declarations("input x: list<text>\ninput y: list<real>\nadvantage = 1").count == 3)
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("input x:", "E112 1:9-9"),
      ("input x: 0", "E112 1:11-11"),
      ("input x: 0..", "E112 1:13-13"),
      ("input x: list<real", "E113 1:19-19"),
      ("input x: table<", "E112 1:16-16"),
      ("input x: {a, 1}", "E110 1:14-15"),
      ("input x: {}", "E112 1:11-12"),
      ("input x: text <= tok", "E112 1:18-21"),
      ("input x: when", "E110 1:10-14"),
    ])
  func mistakes(source: String, finding: String) {
    #expect(findings(source) == [finding])
  }
}
