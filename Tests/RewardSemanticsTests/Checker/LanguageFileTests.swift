import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// `Tests/Language/*.reward`: what each part of the language means, as specs with tests whose numbers were found by hand.
@Suite struct LanguageFileTests {
  @Test(arguments: DiagnosticFile.files(in: "Tests/Language"))
  func `means what its tests say`(_ file: DiagnosticFile) throws {
    let result = Checker.check(file.source, registry: Registry(RewardRules.builtins))
    #expect(result.diagnostics.map(\.message) == [])
    let spec = try #require(result.spec)
    #expect(!spec.tests.isEmpty)
    for test in spec.tests {
      let outcome = Interpreter.run(test, of: spec)
      #expect(outcome.passed, "\(test.title)\n\(outcome.report(in: spec.sources))")
    }
  }

  @Test func `there are some`() { #expect(DiagnosticFile.files(in: "Tests/Language").count > 4) }
}
