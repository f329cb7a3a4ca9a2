import ScriptedHTTP
import Testing

/// Nobody is asked about what cannot matter.
@Suite("Judges behind conditions and gates", .timeLimit(.minutes(10)))
struct JudgeLazinessTests {
  @Test(arguments: [
    ("reward total = good given sound", 4),
    ("gate plans {\n  level sound   = sound worth 1\n  level quality = good  worth 0.5\n}\nreward total = plans", 4),
    ("reward total = 0.5 * sound + 0.5 * good", 10),
    ("reward total = sound\nmetric seen = good", 0),
  ])
  func `the server is asked about the open rows alone, and the summary says so`(total: String, open: Int) throws {
    let server = try ScriptedServer { Chat.grades($0) }
    defer { server.stop() }
    // Plans of the grades 1 and 2 are sound.
    let spec = """
      spec judged 1.0.0
      input response: text
      rule sound = response matches /plan [12]/
      judge good: 0..1 { model "good" prompt "Rate {response}." answers 1..5 fault drop }
      \(total)
      advantage = grpo(total)

      """
    let folder = JudgeSample.folder(JudgeSample.plans(10), spec: spec, models: ["good": .init(server.address)])
    let outcome = rewardc("run", "judged.reward", "rows.jsonl", "--metrics", "metrics.json", in: folder)
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let counts = try #require(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"])
    #expect(server.requests.count == open && counts.calls == open && counts.questions == open)
    let asked = Set(server.requests.compactMap(Chat.row))
    #expect(asked == Set((0..<10).filter { open == 10 || open == 4 && $0 % 5 < 2 }))
    if open == 4 { #expect(outcome.errors.contains("judge good"), "\(outcome.errors)") }
  }
}
