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
    Checker.check(file, registry: Registry(RewardRules.builtins)).spec.map { Graph(lowering: $0).digest }
  }

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
  func layout() {
    var count = 0
    for file in RewardFiles.all {
      guard let formatted = Formatter.format(file), let before = digest(file) else { continue }
      // Most files of the repository are formatted; all but the texts that span lines can be typed otherwise.
      let text = String(decoding: file.bytes, as: UTF8.self)
      let isPlain = !text.contains("\"\"\"")
      let typed = text.replacing("\n", with: isPlain ? "  \n    " : "\n")
      count += 1
      for bytes in [formatted, Array(typed.utf8)] {
        #expect(digest(SourceFile(name: file.name, bytes: bytes)) == before, "\(file.name)")
      }
    }
    #expect(count > 150)
  }
}
