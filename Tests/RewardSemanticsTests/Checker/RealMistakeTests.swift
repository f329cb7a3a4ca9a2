import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// `Tests/Diagnostics/Mistakes/*.reward`: mistakes that users of other systems have reported, as they would be made here.
/// The first line names the report; the rest is as in ``DiagnosticFileTests``. A file with `healthy` in its name is how it
/// is done.
@Suite struct RealMistakeTests {
  private static let files = DiagnosticFile.files(in: "Tests/Diagnostics/Mistakes")

  @Test(arguments: files)
  func `says what is wrong, where, and nothing else`(_ file: DiagnosticFile) {
    let result = Checker.check(file.source, registry: Registry(RewardRules.builtins))
    let found = result.diagnostics.map { Finding($0, in: result.sources) }
    #expect(found.sorted() == file.expected.sorted())
    #expect(file.expected.isEmpty == file.name.hasSuffix("_healthy"))
  }

  @Test(arguments: files)
  func `names the report that it is after`(_ file: DiagnosticFile) {
    #expect(file.source.text(ofLine: 1).contains(/^\/\/ after [\w.-]+\/[\w.-]+#\d+: .+\.(  \/\/ ! .+)?$/))
  }

  @Test func `there are many of them`() {
    #expect(Self.files.count(where: { !$0.expected.isEmpty }) >= 60)
  }
}
