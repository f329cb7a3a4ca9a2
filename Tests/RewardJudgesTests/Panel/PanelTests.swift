import RewardSemantics
import Testing

@testable import RewardJudges

/// From a question to a value: prompts, verdicts, samples, faults.
@Suite struct PanelTests {
  private static func judge(_ clauses: String, type: String = "0..1", per: String = "") -> String {
    """
    input response: text
    judge good: \(type) \(per) { prompt "Rate {response}." \(clauses) }
    reward total = good
    advantage = total
    """
  }
  private static func rows(_ responses: String...) -> [String] { responses.map { #"{"response": "\#($0)"}"# } }

  @Test("a number on a scale is mapped onto the range of the judge")
  func scale() throws {
    let model = ScriptedModel.saying { $0.contains("poor") ? "Weak.\nVerdict: 1" : "Verdict: 4" }
    let run = try JudgedRun(Self.judge("answers 1..5 fault drop"), Self.rows("poor", "fine"), asking: model)
    #expect(run["good"] == [Value(0), Value(0.75)])
    #expect(ScriptedModel.system(of: model.requests[0]).contains("`Verdict:` and a number from 1 to 5"))
  }

  @Test("yes and no, labels, text and probabilities")
  func forms() throws {
    let yes = ScriptedModel.saying { _ in "Verdict: yes" }
    #expect(try JudgedRun(Self.judge("answers yes_no fault drop"), Self.rows("a"), asking: yes)["good"] == [Value(1)])
    let fair = ScriptedModel.saying { _ in "Verdict: fair" }
    let labels = "answers label(good: 1, fair: 0.5, poor: 0) fault drop"
    #expect(try JudgedRun(Self.judge(labels), Self.rows("a"), asking: fair)["good"] == [Value(0.5)])
    let likely = ScriptedModel { _ in
      .answer(
        ModelAnswer(
          text: Array("Yes".utf8),
          alternatives: [[.init(Array("Yes".utf8), -0.2876820724517809), .init(Array("No".utf8), -1.3862943611198906)]])
      )
    }
    let value = try JudgedRun(Self.judge("answers expectation yes_no fault drop"), Self.rows("a"), asking: likely)[
      "good"]
    #expect(abs(value[0].number - 0.75) < 1e-12)
    #expect(likely.requests[0].form == .probabilities)
  }

  @Test("JSON that is not valid by its schema is asked again")
  func schema() throws {
    let text = """
      input response: text
      judge said: json { prompt "Rate {response}." answers json "{\\"required\\": [\\"a\\"]}" fault retry 1 then abstain }
      reward total = clamp(number(said.a) ?? 0, 0, 5)
      advantage = total
      """
    let good = ScriptedModel.saying { _ in #"{"a": 2}"# }
    #expect(try JudgedRun(text, Self.rows("x"), asking: good)["total"] == [Value(2)])
    let bad = ScriptedModel.saying { _ in #"{"b": 2}"# }
    let run = try JudgedRun(text, Self.rows("x"), asking: bad)
    #expect(bad.requests.count == 2)
    #expect(run.panel.report.judges[0].unread == 2 && run.panel.report.judges[0].unreadable == 1)
  }

  @Test("an answer that cannot be read is asked again with another seed, and is then caused")
  func unreadable() throws {
    let model = ScriptedModel.saying { _ in "I would say 8/10." }
    let run = try JudgedRun(Self.judge("answers 1..5 fault retry 2 then drop"), Self.rows("a"), asking: model)
    #expect(run["good"] == [Value(0, status: .caused)])
    #expect(model.requests.map(\.seed) == [0, 1, 2])
    let report = run.panel.report.judges[0]
    #expect(report.unread == 3 && report.unreadable == 1 && report.calls == 3)
    #expect(report.unreadTexts.first == "I would say 8/10.")
  }

  @Test("a score outside the scale is no verdict")
  func outside() throws {
    let model = ScriptedModel.saying { _ in "Verdict: 9" }
    let run = try JudgedRun(Self.judge("answers 1..5 on_limit 0.1 fault drop"), Self.rows("a"), asking: model)
    #expect(run["good"] == [Value(0.1, status: .caused)])
  }

  @Test(
    "a fault is what the judge says it is",
    arguments: [("drop", Status.noAnswer), ("abstain", .unansweredOnPurpose), ("stop", .noAnswer)])
  func faults(_ action: String, _ status: Status) throws {
    let model = ScriptedModel { _ in .fault(.host("refused")) }
    let text = """
      input response: text
      judge good: 0..1 { prompt "Rate {response}." answers 1..5 fault \(action) }
      reward total = good ?? 0.5
      advantage = total
      """
    let run = try JudgedRun(text, Self.rows("a"), asking: model)
    #expect(run["good"] == [Value(missing: status)])
    #expect(run.panel.report.judges[0].unanswered == 1)
    #expect(run.panel.report.judges[0].reasons == ["refused": 1])
    #expect((run.panel.stop == .fault(judge: "good", reason: "refused")) == (action == "stop"))
  }

  @Test("a prompt that the model finds too long is caused by the response")
  func tooLong() throws {
    let model = ScriptedModel { _ in .fault(.promptTooLong("too long")) }
    let run = try JudgedRun(Self.judge("answers 1..5 fault drop"), Self.rows("a"), asking: model)
    #expect(run["good"] == [Value(0, status: .caused)])
    #expect(run.panel.report.judges[0].tooLong == 1)
  }

  @Test("samples are told apart by their seeds and reduced; how far they agree is counted")
  func samples() throws {
    let model = ScriptedModel { request in .answer(ModelAnswer(text: Array("Verdict: \(request.seed + 2)".utf8))) }
    let run = try JudgedRun(
      Self.judge("answers 1..5 samples 3 reduce median fault drop"), Self.rows("a"), asking: model)
    #expect(Set(model.requests.map(\.seed)) == [0, 1, 2])
    #expect(run["good"] == [Value(0.5)])
    #expect(run.panel.report.judges[0].samples.share == 0)
  }

  @Test("both orders of a pair make one value, which no liking for the first place moves")
  func swap() throws {
    let text = """
      input response: text
      judge better: 0..1 per pair { prompt "1: {response}\\n2: {other.response}" answers 1..5 swap fault drop }
      reward total = mean(better over others) ?? 0
      advantage = total
      """
    let order = ScriptedModel.saying { prompt in
      guard let a = prompt.firstRange(of: "alpha"), let b = prompt.firstRange(of: "beta") else { return "?" }
      return a.lowerBound < b.lowerBound ? "Verdict: 4" : "Verdict: 3"
    }
    let run = try JudgedRun(
      text, [#"{"group_id": "g", "response": "alpha"}"#, #"{"group_id": "g", "response": "beta"}"#], asking: order)
    // alpha first 0.75, beta first 0.5: (0.75 + 1 - 0.5) / 2.
    #expect(run["total"] == [Value(0.625), Value(0.375)])
  }

  @Test("several items are shown in an order of their own and matched by id")
  func jointly() throws {
    let text = """
      input prompt: text per group
      input response: text
      judge place: 0..1 per rollout jointly over group {
        prompt "Question: {prompt}\\nAnswer: {response}\\nCompare." answers 1..5 fault drop
      }
      reward total = place
      advantage = total
      """
    let model = ScriptedModel.saying { prompt in
      // The last answer first; each gets its length.
      let items = prompt.split(separator: "[").dropFirst().map { part in
        let id = part.prefix { $0 != "]" }
        let size = ["one": 1, "three": 3, "five": 5].first { part.contains($0.key) }?.value ?? 0
        return #"{"id": "\#(id)", "verdict": \#(size)}"#
      }
      return #"{"verdicts": [\#(items.reversed().joined(separator: ", "))]}"#
    }
    let run = try JudgedRun(
      text,
      ["one", "three", "five"].map { #"{"group_id": "g", "prompt": "q", "response": "\#($0)"}"# }, asking: model)
    #expect(run["place"] == [Value(0), Value(0.5), Value(1)])
    #expect(model.requests.count == 1)
    let prompt = ScriptedModel.prompt(of: model.requests[0])
    #expect(prompt.hasPrefix("Question: ") && prompt.hasSuffix("Compare."))
    #expect(prompt.ranges(of: "Answer: ").count == 3)
  }

  @Test("what was answered is recorded, and replays without anybody, bit for bit")
  func record() throws {
    let model = ScriptedModel { request in
      ScriptedModel.prompt(of: request).contains("bad")
        ? .fault(.host("refused")) : .answer(ModelAnswer(text: Array("Verdict: \(request.seed + 2)".utf8)))
    }
    let text = Self.judge("answers 1..5 samples 3 reduce mean fault drop")
    let rows = Self.rows("a", "bad", "c")
    let recording = RecordingSource(model, into: AnswerRecord(made: "2026-11-26", models: [:]))
    let live = try JudgedRun(text, rows, asking: recording)
    let again = try AnswerRecord(recording.record.text)
    let replayed = try JudgedRun(text, rows, asking: ReplaySource(record: again))
    #expect(again.text == recording.record.text)
    #expect(replayed["good"] == live["good"])
    #expect(live["good"].map(\.status) == [.present, .noAnswer, .present])
    #expect(replayed.panel.report.judges[0].calls == 0)
    let other = try JudgedRun(text, Self.rows("new"), asking: ReplaySource(record: again))
    #expect(other["good"] == [Value(missing: .noAnswer)])
  }
}
