import Foundation
import Testing

/// The endpoint that the environment names.
private enum LiveEndpoint {
  private static let environment = ProcessInfo.processInfo.environment
  static let url = environment["JUDGE_URL"].flatMap { $0.isEmpty ? nil : $0 }
  static let model = environment["JUDGE_MODEL"].flatMap { $0.isEmpty ? nil : $0 } ?? "default"

  /// The bindings of keys, and the keys that they name.
  static var variables: [String: String] {
    guard let bindings = environment["REWARDC_KEYS"] else { return [:] }
    let names = bindings.split(separator: ",").compactMap { $0.split(separator: "=").last.map(String.init) }
    return environment.filter { $0.key == "REWARDC_KEYS" || names.contains($0.key) }
  }
}

/// Judges of each form asked of a real model: `make test-live JUDGE_URL=http://127.0.0.1:8000/v1 [JUDGE_MODEL=NAME]`.
///
/// Facts of the protocol are asserted, never what a model thinks: each question ends in a value or in a cause that the
/// language declares, what it cost is counted, nothing is asked twice, and a record of it all replays byte for byte.
@Suite(
  "Judges of a real endpoint", .serialized, .enabled(if: LiveEndpoint.url != nil, "JUDGE_URL names no endpoint"))
struct LiveModelTests {
  /// A small model on a slow machine takes its time.
  private static let seconds = 600

  struct Form: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// From `judge` to `}`; the reward reads `total`.
    var judge: String
    var total = "good"
    /// Questions about three rollouts of a group.
    var questions = 3
    /// Not every endpoint gives probabilities.
    var mayBeUnanswered = false
  }

  static let forms: [Form] = [
    Form(testDescription: "scale", judge: rated("answers 1..5")),
    Form(testDescription: "yes_no", judge: rated("answers yes_no", #"Is "{response}" a polite sentence?"#)),
    Form(testDescription: "labels", judge: rated("answers label(good: 1, fair: 0.5, poor: 0)")),
    Form(testDescription: "expectation", judge: rated("answers expectation 1..5"), mayBeUnanswered: true),
    Form(
      testDescription: "expectation yes_no", judge: rated("answers expectation yes_no", "Is this polite? {response}"),
      mayBeUnanswered: true),
    Form(testDescription: "samples", judge: rated("answers 1..5 samples 3 reduce median")),
    Form(
      testDescription: "json with a schema",
      judge: """
        judge said: json {
          prompt "How polite is this? Give a score from 1 to 5 as JSON. {response}"
          answers json "{\\"type\\": \\"object\\", \\"required\\": [\\"score\\"], \\"properties\\": {\\"score\\": {\\"type\\": \\"integer\\", \\"minimum\\": 1, \\"maximum\\": 5}}}"
          fault retry 1 then abstain
        }
        """, total: "clamp((number(said.score) ?? 1) / 5, 0, 1)"),
    Form(
      testDescription: "jointly over a group",
      judge: """
        judge good: 0..1 per rollout jointly over group {
          prompt "How polite is each of these?\\nText: {response}" answers 1..5 fault retry 1 then drop
        }
        """, questions: 1),
    Form(
      testDescription: "pairs in both orders",
      judge: """
        judge better: 0..1 per pair {
          prompt "Which of two texts is more polite, from 1 (the second) to 5 (the first)?\\n1: {response}\\n2: {other.response}"
          answers 1..5 swap fault retry 1 then drop
        }
        """, total: "mean(better over others) ?? 0", questions: 6),
  ]

  private static func rated(_ answers: String, _ prompt: String = "How polite is this, from poor to good? {response}")
    -> String
  {
    "judge good: 0..1 { prompt \"\(prompt.replacing("\"", with: "\\\""))\" \(answers) fault retry 1 then drop }"
  }

  private static let causes = [
    "caused", "failed: the judge gave no answer", "abstained: the judge gave no answer",
    "failed: rollout dropped, a judge gave no answer",
  ]

  @Test(arguments: forms)
  func `each form ends in a value or a cause, is paid for once, and replays`(form: Form) throws {
    let url = try #require(LiveEndpoint.url)
    let spec = """
      spec live 1.0.0
      input response: text
      \(form.judge)
      reward total = \(form.total)
      advantage = grpo(total)

      """
    let folder = Folder(["live.reward": spec])
    folder.write(
      JudgeSample.rows(["Would you kindly close the door?", "Shut it.", "Please, after you."]), to: "rows.jsonl")
    func run(_ more: String...) -> Command.Outcome {
      let arguments = ["run", "live.reward", "rows.jsonl", "--metrics", "metrics.json"] + more
      return Command(arguments, in: folder, variables: LiveEndpoint.variables).wait(seconds: Self.seconds)
    }
    let locked = rewardc(
      "lock", "judge", "--endpoint", url, "--model", LiveEndpoint.model, "--temperature", "0", "--max-tokens", "200",
      "--in-flight", "4", in: folder)
    #expect(locked.exit == 0, "\(locked.errors)")

    let live = run("--cache", "c.db", "--record", "live.record.jsonl")
    let counts = try #require(try JudgeCounts.read(folder.text(of: "metrics.json")).values.first)
    #expect(live.exit == (counts.unanswered == 0 ? 0 : 3), "\(live.errors)")
    #expect(form.mayBeUnanswered || counts.unanswered == 0, "\(live.errors)")
    #expect(counts.questions == form.questions && counts.calls >= form.questions)
    if counts.unanswered == 0 { #expect(counts.inputTokens > 0 && counts.outputTokens > 0) }
    let lines = try ScoredLine.lines(live.output)
    #expect(lines.count == 3)
    for line in lines {
      if let total = line.scores["total"] ?? nil { #expect((0...1).contains(total)) }
      #expect(line.scores["total"] != .some(nil) || line.missing["total"] != nil)
      for cause in line.missing.values { #expect(Self.causes.contains(cause), "\(cause)") }
    }
    print("\(form.testDescription): \(lines.map { ($0.scores["total"] ?? nil).map { "\($0)" } ?? "-" }), \(counts)")

    let replayed = run("--judges", "replay", "--record", "live.record.jsonl")
    #expect(replayed.output == live.output && replayed.exit == live.exit)
    guard counts.unanswered == 0 else { return }
    let again = run("--cache", "c.db")
    #expect(again.output == live.output && again.exit == 0)
    #expect(try JudgeCounts.read(folder.text(of: "metrics.json")).values.first?.calls == 0)
  }
}
