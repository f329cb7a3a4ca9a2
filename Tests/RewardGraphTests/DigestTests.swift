import RewardFiles
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Testing

@Suite("The score digest")
struct DigestTests {
  private func digest(_ text: String) throws -> String {
    try #require(digest(SourceFile(name: "a.reward", text: text)))
  }

  private func digest(_ file: SourceFile) -> String? {
    Checker.check(file, registry: Self.registry).spec.map { Graph(lowering: $0).digest }
  }

  private static let registry = Registry(RewardRules.builtins)

  private static let tail = String(repeating: "x", count: 200)
  private static let spec = """
    spec a 1.0.0
    input response: text
    input n: 0..100 from "length"
    rule long = response matches /\(tail)a/
    rule few = n <= 10
    reward total = long + 0.5 * few
    """

  @Test(
    "a comment, a blank or another column leaves it",
    arguments: [
      (of: "spec a", with: "// a comment\nspec a"), (of: "0.5 * few", with: "0.5  *  few"),
      (of: "\"length\"", with: "\"other\""),
    ])
  func stays(_ edit: (of: String, with: String)) throws {
    #expect(try digest(Self.spec) == digest(Self.spec.replacing(edit.of, with: edit.with)))
  }

  @Test(
    "what a score is made of changes it",
    arguments: [
      (of: "xa/", with: "xb/"), (of: "0.5", with: "0.50001"), (of: "<= 10", with: "< 10"),
      (of: "0..100", with: "0..99"),
      (of: "long + 0.5", with: "long - 0.5"), (of: "reward total", with: "metric total"),
    ])
  func changes(_ edit: (of: String, with: String)) throws {
    #expect(try digest(Self.spec) != digest(Self.spec.replacing(edit.of, with: edit.with)))
  }

  @Test("the layout of a file leaves it")
  func layout() throws {
    // Others have mistakes, are modules or read other files.
    let files = RewardFiles.all.filter { !$0.name.contains("Diagnostics/") || $0.name.hasSuffix("_healthy.reward") }
    var count = 0
    for file in files where !file.name.contains("StandardLibrary/") {
      guard let before = digest(file) else { continue }
      count += 1
      // Nearly all files are formatted: the layout of one whose lines are indented otherwise differs.
      let text = String(decoding: file.bytes, as: UTF8.self)
      // What stands at the end of a line of a text is part of it.
      if text.contains("\"\"\"") { continue }
      let typed = SourceFile(name: file.name, text: text.replacing("\n", with: "  \n    "))
      let formatted = try #require(Formatter.format(typed), "\(file.name)")
      #expect(digest(SourceFile(name: file.name, bytes: formatted)) == before, "\(file.name)")
    }
    #expect(count > 100)
  }
}
