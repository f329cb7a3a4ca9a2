import ScriptedHTTP
import Testing

/// What becomes of a run whose model fails, for each way to fail: a verdict after all, a fault as the judge declares it, or
/// something that the response caused. Never a number that nobody declared.
@Suite("Faults of models, from the wire to the rows", .timeLimit(.minutes(10)))
struct FaultTableTests {
  /// What is known of the shaky judge in the end.
  enum End: Sendable {
    case value(Double)
    /// A fault, with words of the reason that the summary gives.
    case fault(String)
    /// An answer that was never a verdict, with words of the reason.
    case unreadable(String)
    case tooLong
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var answers = "1..5"
    /// Where the model is, if not at the scripted server; its port takes the place of `PORT`.
    var endpoint: String?
    /// What it answers to the requests, counted from 0.
    var reply: @Sendable (Int) -> ScriptedServer.Reply = { _ in .status(500) }
    var end: End
    /// Requests that arrive at the server.
    var requests = 2
    var timeouts = 0
  }

  private static let good = Chat.says("Verdict: 4")

  static let table: [Case] = [
    Case(
      testDescription: "refused connection", endpoint: "http://127.0.0.1:1/v1",
      end: .fault("no connection to 127.0.0.1:1"), requests: 0),
    Case(
      testDescription: "no such host", endpoint: "http://judge.invalid/v1", end: .fault("resolve host"), requests: 0),
    Case(testDescription: "no TLS", endpoint: "https://127.0.0.1:PORT/v1", end: .fault("SSL"), requests: 0),
    Case(
      testDescription: "429 with Retry-After, then good",
      reply: { $0 == 0 ? .status(429, ["Retry-After": "1"]) : good }, end: .value(0.75)),
    Case(
      testDescription: "429 without Retry-After, then good", reply: { $0 == 0 ? .status(429) : good },
      end: .value(0.75)),
    Case(
      testDescription: "429 for longer than anybody waits", reply: { _ in .status(429, ["Retry-After": "86400"]) },
      end: .fault("the endpoint answers 429"), requests: 1),
    Case(testDescription: "500, then good", reply: { $0 == 0 ? .status(500) : good }, end: .value(0.75)),
    Case(testDescription: "500 for ever", end: .fault("the endpoint answers 500")),
    Case(
      testDescription: "a body that takes longer than the timeout",
      reply: { _ in
        var reply = good
        reply.pause = 20
        return reply
      }, end: .fault("no answer within 2 s"), timeouts: 2),
    Case(
      testDescription: "a body that is cut off",
      reply: { _ in
        var reply = good
        reply.ending = .cutOff(after: 40)
        return reply
      }, end: .fault("the connection ended before the answer did")),
    Case(
      testDescription: "a body that is no JSON", reply: { _ in .json(#"{"choices": ["#) },
      end: .fault("the answer is no JSON")),
    Case(testDescription: "an empty body", reply: { _ in .json("") }, end: .fault("the answer is empty")),
    Case(
      testDescription: "JSON of another shape", reply: { _ in .json(#"{"rating": 4}"#) },
      end: .fault("the answer has no `choices`")),
    Case(
      testDescription: "no probabilities, where the answer is an expectation", answers: "expectation 1..5",
      reply: { _ in Chat.says("4") }, end: .fault("`logprobs.content`")),
    Case(
      testDescription: "a score outside the scale", reply: { _ in Chat.says("Verdict: 9") }, end: .unreadable("9")),
    Case(
      testDescription: "a score on another scale, then a good one",
      reply: { $0 == 0 ? Chat.says("Verdict: 8/10") : good }, end: .value(0.75)),
    Case(testDescription: "an empty answer", reply: { _ in Chat.says("") }, end: .unreadable("the answer is empty")),
    Case(
      testDescription: "a prompt that is too long",
      reply: { _ in
        .status(400, [:], #"{"error": {"message": "too many tokens", "code": "context_length_exceeded"}}"#)
      }, end: .tooLong, requests: 1),
    Case(
      testDescription: "401", reply: { _ in .status(401, [:], #"{"error": {"message": "no such key"}}"#) },
      end: .fault("the endpoint answers 401: no such key"), requests: 1),
    Case(
      testDescription: "404", reply: { _ in .status(404, [:], #"{"error": {"message": "no such model"}}"#) },
      end: .fault("the endpoint answers 404: no such model"), requests: 1),
  ]

  /// The shaky judge is asked about row 1 alone.
  private static func spec(_ answers: String, then action: String) -> String {
    """
    spec judged 1.0.0
    input response: text
    judge steady: 0..1 { model "steady" prompt "Rate {response}." answers 1..5 fault drop }
    judge shaky: 0..1 {
      model "shaky" prompt "Rate {response}." answers \(answers)
      given response contains "row 1" fault retry 1 then \(action) timeout 2 s
    }
    reward total = steady + shaky
    advantage = grpo(total)

    """
  }

  /// Runs the spec with both models there and the shaky one as a case has it.
  private static func run(_ row: Case, then action: String) throws -> (Command.Outcome, JudgeCounts, requests: Int) {
    let steady = try ScriptedServer { Chat.grades($0) }
    let shaky = try ScriptedServer { row.reply($0.number) }
    defer {
      steady.stop()
      shaky.stop()
    }
    let endpoint = row.endpoint?.replacing("PORT", with: "\(shaky.port)") ?? shaky.address + "/v1"
    let folder = JudgeSample.folder(
      JudgeSample.plans(4), spec: spec(row.answers, then: action),
      models: ["steady": .init(steady.address + "/v1"), "shaky": .init(endpoint)])
    let outcome = rewardc("run", "judged.reward", "rows.jsonl", "--metrics", "metrics.json", in: folder)
    let counts = try #require(try JudgeCounts.read(folder.text(of: "metrics.json"))["shaky"])
    return (outcome, counts, shaky.requests.count)
  }

  /// The advantages that the rows but for row 1 have by themselves.
  private static let undisturbed: [Double?] = {
    let folder = JudgeSample.folder(
      JudgeSample.plans(4).enumerated().filter { $0.offset != 1 }.map(\.element),
      spec: """
        spec judged 1.0.0
        input response: text
        let grade = number(extract(response, /plan ([0-9])/) ?? "1") ?? 1
        reward total = clamp((grade - 1) / 4, 0, 1)
        advantage = grpo(total)

        """, models: [:])
    let outcome = rewardc("run", "judged.reward", "rows.jsonl", in: folder)
    return ((try? ScoredLine.lines(outcome.output)) ?? []).map(\.advantage)
  }()

  @Test(arguments: table)
  func `every fault ends as the spec declares`(row: Case) throws {
    let (outcome, counts, requests) = try Self.run(row, then: "drop")
    let lines = try ScoredLine.lines(outcome.output)
    #expect(lines.map { $0.scores["steady"] } == [0, 0.25, 0.5, 0.75])
    #expect(requests == row.requests)
    #expect(counts.questions == 1 && counts.timeouts == row.timeouts)
    let one = lines[1]
    switch row.end {
    case .value(let value):
      #expect(outcome.exit == 0, "\(outcome.errors)")
      #expect(one.scores["shaky"] == value && one.scores["total"] == 0.25 + value && one.missing.isEmpty)
      #expect(counts.unanswered == 0 && counts.unreadable == 0 && one.kept)
    case .unreadable, .tooLong:
      #expect(outcome.exit == 0, "\(outcome.errors)")
      #expect(one.scores["shaky"] == 0 && one.scores["total"] == 0.25 && one.kept)
      #expect(one.missing["shaky"] == "caused" && counts.unanswered == 0)
      if case .unreadable(let reason) = row.end {
        #expect(counts.unreadable == 1 && counts.unread == 2 && counts.tooLong == 0)
        #expect(counts.reasons?.keys.contains { $0.contains(reason) } == true, "\(counts)")
      } else {
        #expect(counts.unreadable == 0 && counts.tooLong == 1)
      }
    case .fault(let reason):
      #expect(outcome.exit == 3)
      #expect(one.scores["shaky"] == .some(nil) && one.scores["total"] == .some(nil) && one.advantage == nil)
      #expect(!one.kept && one.missing["shaky"] == "failed: the judge gave no answer")
      #expect(one.missing["advantage"] == "failed: rollout dropped, a judge gave no answer")
      #expect(counts.unanswered == 1 && counts.unreadable == 0 && counts.tooLong == 0)
      #expect(counts.reasons?.keys.contains { $0.contains(reason) } == true, "\(counts)")
      #expect(outcome.errors.contains("rewardc: 1 verdict is missing: the judge `shaky` gave no answer ("))
      #expect(outcome.errors.split(separator: "\n").last?.contains(reason) == true, "\(outcome.errors)")
      #expect([lines[0], lines[2], lines[3]].map(\.advantage) == Self.undisturbed)
    }
  }

  private static var faults: [Case] {
    table.filter { if case .fault = $0.end { true } else { false } }
  }

  @Test(arguments: faults)
  func `a fault that abstains leaves out the score`(row: Case) throws {
    let (outcome, counts, _) = try Self.run(row, then: "abstain")
    let lines = try ScoredLine.lines(outcome.output)
    #expect(outcome.exit == 3 && counts.unanswered == 1)
    #expect(lines[1].scores["shaky"] == .some(nil) && lines[1].scores["total"] == .some(nil))
    #expect(lines[1].missing["shaky"] == "abstained: the judge gave no answer")
    #expect([lines[0], lines[2], lines[3]].map(\.advantage) == Self.undisturbed)
  }

  @Test(arguments: faults)
  func `a fault that stops ends the run with its rows kept`(row: Case) throws {
    let (outcome, counts, _) = try Self.run(row, then: "stop")
    #expect(outcome.exit == 3 && counts.unanswered == 1)
    #expect(outcome.errors.contains("rewardc: the judge `shaky` gave no answer: "))
    let lines = try ScoredLine.lines(outcome.output)
    #expect(lines.count == 4)
    #expect(lines[1].scores["shaky"] == .some(nil) && lines[1].missing["shaky"]?.hasPrefix("failed: ") == true)
  }
}
