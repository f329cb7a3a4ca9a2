import ScriptedHTTP
import Testing

/// What `--max-calls` and `--max-cost` allow is what is asked; what was answered until then is kept, and is not paid for again.
@Suite("Budgets of judges", .timeLimit(.minutes(10)))
struct JudgeBudgetTests {
  private static let spec = JudgeSample.spec("answers 1..5 fault retry 2 then drop")

  @Test func `calls that are spent end the run, and the next one asks for the rest`() throws {
    let server = try ScriptedServer { Chat.grades($0, delay: 0.02) }
    defer { server.stop() }
    let folder = JudgeSample.folder(JudgeSample.plans(10), spec: Self.spec, models: ["good": .init(server.address)])
    let arguments = ["run", "judged.reward", "rows.jsonl", "--cache", "c.db", "--metrics", "metrics.json"]
    let first = Command(arguments + ["--max-calls", "3"], in: folder).wait()
    #expect(first.exit == 3)
    #expect(
      first.errors.hasSuffix(
        "rewardc: the budget of 3 calls to judges is spent; the rows until then are written, with what is missing\n"))
    #expect(server.requests.count == 3)
    let lines = try ScoredLine.lines(first.output)
    #expect(lines.count == 10)
    #expect(lines.count { $0.scores["good"] != .some(nil) && $0.missing.isEmpty && $0.kept } == 3)
    #expect(lines.count { $0.missing["good"] == "failed: not asked any more" && !$0.kept } == 7)
    let counts = try #require(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"])
    #expect(counts.calls == 3 && counts.notAsked == 7 && counts.unanswered == 0)

    let second = Command(arguments, in: folder).wait()
    #expect(second.exit == 0, "\(second.errors)")
    #expect(Set(server.requests.map(\.body)).count == 10 && server.requests.count == 10)
    let rest = try #require(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"])
    #expect(rest.calls == 7 && rest.known == 3)
    #expect(try ScoredLine.lines(second.output).allSatisfy { $0.missing.isEmpty })
  }

  @Test(arguments: [ScriptedServer.Reply.status(500), .status(429, ["Retry-After": "0"])])
  func `what is sent again is a call, too`(reply: ScriptedServer.Reply) throws {
    let server = try ScriptedServer { _ in reply }
    defer { server.stop() }
    let folder = JudgeSample.folder(["plan 1"], spec: Self.spec, models: ["good": .init(server.address)])
    let outcome = rewardc("run", "judged.reward", "rows.jsonl", "--max-calls", "2", in: folder)
    #expect(outcome.exit == 3)
    #expect(outcome.errors.contains("the budget of 2 calls to judges is spent"))
    #expect(server.requests.count == 2)
  }

  @Test func `without a call nobody is asked, and what is kept is used`() throws {
    let server = try ScriptedServer { Chat.grades($0) }
    defer { server.stop() }
    let folder = JudgeSample.folder(JudgeSample.plans(4), spec: Self.spec, models: ["good": .init(server.address)])
    let arguments = ["run", "judged.reward", "rows.jsonl", "--cache", "c.db", "--max-calls"]
    let refused = Command(arguments + ["0"], in: folder).wait()
    #expect(refused.exit == 3 && server.requests.isEmpty)
    #expect(Command(arguments + ["4"], in: folder).wait().exit == 0)
    #expect(Command(arguments + ["0"], in: folder).wait().exit == 0)
    #expect(server.requests.count == 4)
  }

  @Test func `money that is spent ends the run, and the next one asks for the rest`() throws {
    let server = try ScriptedServer { Chat.grades($0) }
    defer { server.stop() }
    // 110 tokens are 0.11 usd.
    let model = JudgeSample.Model(
      server.address, #""price": {"input": 1000, "output": 1000}"#, #""in_flight": 1"#)
    let folder = JudgeSample.folder(JudgeSample.plans(8), spec: Self.spec, models: ["good": model])
    let arguments = ["run", "judged.reward", "rows.jsonl", "--cache", "c.db", "--metrics", "metrics.json"]
    let first = Command(arguments + ["--max-cost", "0.3"], in: folder).wait()
    #expect(first.exit == 3)
    #expect(first.errors.contains("the budget of 0.3 usd for judges is spent"))
    #expect(server.requests.count == 3)
    let counts = try #require(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"])
    #expect(abs(counts.usd - 0.33) < 1e-12 && counts.inputTokens == 300 && counts.outputTokens == 30)
    #expect(Command(arguments, in: folder).wait().exit == 0)
    #expect(server.requests.count == 8)
    #expect(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"]?.calls == 5)
  }
}
