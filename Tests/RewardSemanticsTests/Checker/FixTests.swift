import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// A message may carry an edit that mends the mistake. Applied, it does.
@Suite struct FixTests {
  @Test(arguments: [
    ("rule short = length(fnial, in: char) < 5 char", "rule short = length(final, in: char) < 5 char"),
    ("rule some = starts_wiht(final, \"a\")", "rule some = starts_with(final, \"a\")"),
    ("advantage = grpo(r, epss: 1e-4)", "advantage = grpo(r, eps: 1e-4)"),
    ("advantage = grpo(r, like: vrel)", "advantage = grpo(r, like: verl)"),
    ("reward total = r - mean(r over gruop)", "reward total = r - mean(r over group)"),
    ("reward total = r - mean(r)", "reward total = r - mean(r over group)"),
    ("reward total = 1 / r", "reward total = divide(1, r, or: 0)"),
    ("rule short = length(final, in: word) < 5", "rule short = length(final, in: word) < 5 word"),
    ("rule some = extract(final, /a/) matches /b/", "rule some = extract(final, /a/) ?? \"\" matches /b/"),
    ("advantage = gdpo(some_score)", "advantage = gdpo(some_score: 1)"),
    ("let wrong: itn = 3\nmetric m = wrong", "let wrong: int = 3\nmetric m = wrong"),
  ])
  func `what a message proposes is right`(_ wrong: String, _ right: String) throws {
    let before =
      "spec example 1.0.0\ninput r: real\ninput final: text\nreward some_score = r\nmetric n = final == \"\"\n"
    let source = SourceFile(name: "example", text: before + wrong)
    let result = Checker.check(source, registry: Registry(RewardRules.builtins))
    let errors = result.diagnostics.filter { $0.severity == .error }
    #expect(errors.count == 1)
    let fix = try #require(errors.first?.fix)
    let mended =
      Array(source.bytes[..<fix.range.start]) + Array(fix.replacement.utf8) + Array(source.bytes[fix.range.end...])
    #expect(String(decoding: mended, as: UTF8.self) == before + right)
    let again = Checker.check(SourceFile(name: "example", bytes: mended), registry: Registry(RewardRules.builtins))
    #expect(!again.hasErrors)
  }

  @Test func `a name that resembles nothing gets no proposal`() {
    let checked = CheckedSpec("input r: real\nreward total = r + something_else")
    #expect(checked.result.diagnostics.map { $0.fix == nil } == [true])
  }
}
