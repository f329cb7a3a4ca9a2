import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Testing

@Suite("The score digest")
struct DigestTests {
  private func digest(_ text: String) throws -> String {
    let result = Checker.check(SourceFile(name: "a.reward", text: text), registry: Registry(RewardRules.builtins))
    return try Graph(lowering: #require(result.spec)).digest
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
}
