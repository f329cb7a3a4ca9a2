import ScriptedHTTP
import Testing

/// What models said, replayed without them.
@Suite("Records of answers", .timeLimit(.minutes(10)))
struct JudgeRecordTests {
  private static let replay = ["run", "judged.reward", "rows.jsonl", "--judges", "replay"]

  @Test func `a replay is the same rows, byte for byte, with the server down`() throws {
    // Verdicts that differ from sample to sample, one that is never read, one fault.
    let server = try ScriptedServer { request in
      switch Chat.row(request) {
      case 3: .status(500)
      case 4: Chat.says("I would rather not say.")
      default: request.text.contains(#""seed":1"#) ? Chat.says("Verdict: 1") : Chat.grades(request)
      }
    }
    let folder = JudgeSample.folder(
      JudgeSample.plans(6), spec: JudgeSample.spec("answers 1..5 samples 2 reduce mean fault retry 1 then drop"),
      models: ["good": .init(server.address)])
    let live = rewardc("run", "judged.reward", "rows.jsonl", "--record", "judged.record.jsonl", in: folder)
    let asked = server.requests.count
    server.stop()
    #expect(live.exit == 3, "one fault")
    folder.write("", to: "reward.lock")
    let named = Command(Self.replay + ["--record", "judged.record.jsonl"], in: folder).wait()
    let usual = Command(Self.replay, in: folder).wait()
    #expect(named.output == live.output && usual.output == live.output && !live.output.isEmpty)
    #expect(named.exit == 3)
    #expect(server.requests.count == asked)
    let lines = try ScoredLine.lines(live.output)
    #expect(lines[1].scores["good"] == 0.125)
    #expect(lines[3].missing["good"] == "failed: the judge gave no answer")
    #expect(lines[4].missing["good"] == "caused" && lines[4].scores["good"] == 0)
  }

  @Test func `a record of another spec says so`() throws {
    let server = try ScriptedServer { Chat.grades($0) }
    let folder = JudgeSample.folder(JudgeSample.plans(3), models: ["good": .init(server.address)])
    #expect(rewardc("run", "judged.reward", "rows.jsonl", "--record", "r.jsonl", in: folder).exit == 0)
    server.stop()
    folder.write(
      JudgeSample.spec().replacing("Rate", with: "Grade"), to: "judged.reward")
    let outcome = Command(Self.replay + ["--record", "r.jsonl"], in: folder).wait()
    #expect(outcome.exit == 3)
    #expect(outcome.errors.contains("the record has no answer to this: it was made with another spec or other rows"))
    #expect(try ScoredLine.lines(outcome.output).allSatisfy { $0.scores["good"] == .some(nil) })
  }

  @Test func `a damaged record names its place`() throws {
    let server = try ScriptedServer { Chat.grades($0) }
    defer { server.stop() }
    let folder = JudgeSample.folder(JudgeSample.plans(2), models: ["good": .init(server.address)])
    #expect(rewardc("run", "judged.reward", "rows.jsonl", "--record", "r.jsonl", in: folder).exit == 0)
    var lines = folder.text(of: "r.jsonl").split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    lines[1] = String(lines[1].dropLast(20))
    folder.write(lines.joined(separator: "\n"), to: "cut.jsonl")
    let cut = Command(Self.replay + ["--record", "cut.jsonl"], in: folder).wait()
    #expect(cut.exit == 2)
    #expect(cut.errors.hasPrefix("rewardc: cut.jsonl:2:\(lines[1].utf8.count + 1): this is not JSON"), "\(cut.errors)")
    for (text, place) in [("", "1:1"), (lines[2], "1:1"), (lines[0] + "\n{\"key\": \"12\"}", "2:1")] {
      folder.write(text, to: "other.jsonl")
      let other = Command(Self.replay + ["--record", "other.jsonl"], in: folder).wait()
      #expect(other.exit == 2 && other.errors.hasPrefix("rewardc: other.jsonl:\(place): "), "\(other.errors)")
    }
  }

  @Test func `without a record a replay says how to make one`() {
    let folder = JudgeSample.folder(JudgeSample.plans(2), models: [:])
    let outcome = Command(Self.replay, in: folder).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors.contains("judged.record.jsonl") && outcome.errors.contains("--record"))
  }

  @Test(arguments: [
    (#"{"models": {"good": {"endpoint": "http://127.0.0.1:1/v1", "model": }}}"#, "1:68", "this is not JSON"),
    ("{\"models\": {\"good\": {\n  \"endpoint\": 7, \"model\": \"m\"}}}", "2:", "a text is expected"),
    (
      "{\"models\": {\n\"good\": {\"endpoint\": \"http://127.0.0.1:1/v1\", \"model\": \"m\", \"tempo\": 1}}}", "2:",
      "`tempo` says nothing about a model"
    ),
  ])
  func `a damaged lock file names its place`(text: String, place: String, reason: String) {
    let folder = JudgeSample.folder(JudgeSample.plans(2), models: [:])
    folder.write(text, to: "reward.lock")
    let outcome = rewardc("run", "judged.reward", "rows.jsonl", in: folder)
    #expect(outcome.exit == 2)
    #expect(outcome.errors.hasPrefix("rewardc: reward.lock:\(place)"), "\(outcome.errors)")
    #expect(outcome.errors.contains(reason), "\(outcome.errors)")
  }
}
