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

  /// What a model answered is recorded beside the spec.
  @Test func theAssistantRunsWithoutItsModel() throws {
    let folder = Folder()
    let example = Self.root.appending(path: "Examples/shopping").path
    let arguments = ["\(example)/assistant.reward", "\(example)/rollouts.jsonl", "--judges", "replay"]
    let outcome = Command(["run"] + arguments + ["-o", "scored.jsonl", "--metrics", "metrics.json"], in: folder).wait()
    #expect(outcome.exit == 0, "\(outcome.errors)")
    // Only what passes the rules is put before a model; two orders of each pair.
    #expect(outcome.errors.contains("judge suits: 81 of 96") && outcome.errors.contains("judge better: 632 of 672"))
    #expect(outcome.errors.contains("both orders say the same: 0% of 40"))
    let metrics = try String(contentsOf: URL(filePath: folder["metrics.json"]), encoding: .utf8)
    #expect(metrics.contains(#""suits":{"model":"judge","questions":15,"calls":0,"known":15"#))
    #expect(metrics.contains(#""orders_agree":0"#))
    let ungated = rewardc(
      "run", "\(example)/assistant.reward", "\(example)/rollouts.jsonl", "-o", "all.jsonl", "--set", "gated=false",
      "--judges", "stub", "--stub", "suits=0.5", "--stub", "helpful=0.5", "--stub", "better=0.5", in: folder)
    #expect(ungated.exit == 0 && !ungated.errors.contains("judge suits:"), "\(ungated.errors)")
    #expect(ungated.errors.contains("suits    stub      96"))
    // A rollout that the gate closed was not asked about, and is explained so.
    let closed = Command(["explain"] + arguments + ["--id", "s00-0", "--score", "suits"], in: folder).wait()
    #expect(closed.output.contains("abstained: not asked"), "\(closed.output)\(closed.errors)")
    let asked = Command(["explain"] + arguments + ["--id", "s03-7", "--score", "suits"], in: folder).wait()
    #expect(asked.exit == 0 && !asked.output.contains("not asked"), "\(asked.output)\(asked.errors)")
  }

  /// What a small model revised lies beside the spec.
  @Test func revisionsTakeSlots() throws {
    let folder = Folder()
    let example = Self.root.appending(path: "Examples/rubric").path
    let arguments = ["run", "\(example)/hindsight.reward", "\(example)/instructions.jsonl", "-o", "scored.jsonl"]
    let asked = Command(arguments, in: folder).wait()
    #expect(asked.exit == 0 && asked.errors.contains("revise.requests: 48"), "\(asked.errors)")
    let alone = try String(contentsOf: URL(filePath: folder["scored.jsonl"]), encoding: .utf8)
    let revised = Command(arguments + ["--answers", "\(example)/revisions.jsonl"], in: folder).wait()
    #expect(revised.exit == 0 && revised.errors.contains("revise.slots: 10"), "\(revised.errors)")
    let mixed = try String(contentsOf: URL(filePath: folder["scored.jsonl"]), encoding: .utf8)
    // The scores of what the policy wrote stay; what a slot is worth has changed.
    #expect(alone.split(separator: "\n").count == 128 && mixed.split(separator: "\n").count == 128)
    #expect(alone != mixed)
  }
}
