import Foundation
import Testing

/// What a newcomer opens first works as it stands.
@Suite struct ExamplesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every spec under `Examples/`, by its path from there.
  static let specs: [String] = {
    let examples = root.appending(path: "Examples").path
    let found = FileManager.default.enumerator(atPath: examples)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(".reward") }.sorted()
  }()

  @Test func thereAreSome() { #expect(Self.specs.contains("gsm8k/gsm8k.reward")) }

  @Test(arguments: specs) func isWithoutProblems(_ spec: String) {
    let outcome = rewardc("check", "--strict", Self.root.appending(path: "Examples/\(spec)").path, in: Folder())
    #expect(outcome.exit == 0, "\(outcome.errors)")
  }

  @Test(arguments: specs) func itsTestsPass(_ spec: String) {
    let outcome = rewardc("test", Self.root.appending(path: "Examples/\(spec)").path, in: Folder())
    // 2: it has none.
    #expect(outcome.exit == 0 || outcome.exit == 2 && outcome.errors.contains("has no tests"), "\(outcome.errors)")
  }

  /// An algorithm of the atlas shows what it does with numbers.
  @Test func theSystemsHaveTests() {
    let without = Self.specs.filter { spec in
      let source = try? String(contentsOf: Self.root.appending(path: "Examples/\(spec)"), encoding: .utf8)
      return spec.hasPrefix("atlas/") && source?.contains("\ntest \"") != true
    }
    #expect(without == [])
  }

  @Test func theFirstExampleTellsTiedRolloutsApart() {
    let folder = Folder()
    let example = Self.root.appending(path: "Examples/gsm8k").path
    #expect(rewardc("test", "\(example)/gsm8k.reward", in: folder).exit == 0)
    let outcome = rewardc(
      "run", "\(example)/gsm8k.reward", "\(example)/rollouts.jsonl", "--ties", "summed", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.rows.count == 320)
    #expect(outcome.errors.contains("320 rollouts, 40 groups, 1 batch"))
    #expect(outcome.errors.contains("`summed` ties these rollouts of group m00, the advantage tells them apart"))
  }
}
