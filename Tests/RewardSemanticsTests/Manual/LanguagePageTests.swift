import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// What the manual shows works as it stands.
@Suite struct LanguagePageTests {
  @Test(arguments: LanguagePage.all.map(\.name))
  func `the example of a page is in order`(_ name: String) throws {
    let page = try #require(LanguagePage.all.first { $0.name == name })
    let result = Checker.check(
      SourceFile(name: name, bytes: Array(page.example.utf8)), registry: Registry(RewardRules.builtins))
    #expect(result.diagnostics.map(\.message) == [])
    #expect(result.spec != nil)
  }

  @Test func `a page is found by its name`() throws {
    let manual = Manual(registry: Registry(RewardRules.builtins))
    let page = try #require(manual.page(for: "gate"))
    #expect(page.hasPrefix("gate NAME"))
    #expect(page.contains("level valid   = real_names"))
    #expect(manual.contents.contains("The language:"))
  }
}
