import Glibc
import ScriptedHTTP
import Testing

/// Who is asked, and with which key.
@Suite("Endpoints, stubs and keys", .timeLimit(.minutes(10)))
struct JudgeSetupTests {
  @Test func `without an endpoint one message says how to get one`() {
    let folder = JudgeSample.folder(JudgeSample.plans(2), models: [:])
    folder.write("{\"models\": {}}", to: "empty.lock")
    unlink(folder["reward.lock"])
    let outcome = rewardc("run", "judged.reward", "rows.jsonl", in: folder)
    #expect(outcome.exit == 2 && outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        rewardc: the judge `good` asks the model `good`, and no reward.lock says where that is. Name an endpoint:
          rewardc lock good --endpoint http://127.0.0.1:8000/v1 --model NAME
        or run without one: --judges stub --stub good=0.5

        """)
    let other = rewardc("run", "judged.reward", "rows.jsonl", "--lock", "empty.lock", in: folder)
    #expect(other.exit == 2 && other.errors.contains("empty.lock does not say where that is"))
  }

  @Test func `what the message says is what helps`() throws {
    let server = try ScriptedServer { Chat.grades($0) }
    defer { server.stop() }
    let folder = JudgeSample.folder(JudgeSample.plans(2), models: [:])
    unlink(folder["reward.lock"])
    #expect(rewardc("lock", "good", "--endpoint", server.address + "/v1", "--model", "m", in: folder).exit == 0)
    let asked = rewardc("run", "judged.reward", "rows.jsonl", in: folder)
    #expect(asked.exit == 0 && server.requests.map(\.path) == ["/v1/chat/completions", "/v1/chat/completions"])
    let stubbed = rewardc(
      "run", "judged.reward", "rows.jsonl", "--judges", "stub", "--stub", "good=0.5", in: folder)
    #expect(stubbed.exit == 0)
    #expect(try ScoredLine.lines(stubbed.output).map { $0.scores["good"] } == [0.5, 0.5])
    #expect(server.requests.count == 2)
  }

  @Test(arguments: [
    ([], "`good` has no --stub: what does it answer?"),
    (["--stub", "good=7"], "--stub: `good` answers 0 to 1, and this is `7`"),
    (["--stub", "bad=1"], "--stub takes judge=value, and this is `bad=1`; the judges are `good`"),
  ])
  func `a stub that cannot be is not run`(more: [String], message: String) {
    let folder = JudgeSample.folder(JudgeSample.plans(2), models: [:])
    let outcome = Command(["run", "judged.reward", "rows.jsonl", "--judges", "stub"] + more, in: folder).wait()
    #expect(outcome.exit == 2 && outcome.errors == "rewardc: \(message)\n")
  }

  /// A host that repeats a key, as some do that do not know it, must not spread it.
  @Test(arguments: [200, 401])
  func `a key goes to its host and nowhere else`(status: Int) throws {
    let key = "sesame-4f1c09"
    let server = try ScriptedServer { request in
      status == 200
        ? Chat.says("\(request.headers["authorization"] ?? "")\\nVerdict: 4")
        : .status(status, [:], #"{"error": {"message": "no such key: \#(request.headers["authorization"] ?? "")"}}"#)
    }
    let elsewhere = try ScriptedServer { Chat.grades($0) }
    defer {
      server.stop()
      elsewhere.stop()
    }
    let folder = JudgeSample.folder(JudgeSample.plans(3), models: ["good": .init(server.address)])
    folder.write(JudgeSample.lock(["good": .init(elsewhere.address)]), to: "other.lock")
    let variables = ["REWARDC_KEYS": "127.0.0.1:\(server.port)=JUDGE_KEY", "JUDGE_KEY": key]
    let files = ["metrics.json", "manifest.json", "r.jsonl", "c.db", "c.db-wal"]
    func run(lock: String, cache: String) -> Command.Outcome {
      Command(
        [
          "run", "judged.reward", "rows.jsonl", "--metrics", files[0], "--manifest", files[1], "--record", files[2],
          "--lock", lock, "--cache", cache,
        ], in: folder, variables: variables
      ).wait()
    }
    let outcome = run(lock: "reward.lock", cache: files[3])
    #expect(outcome.exit == (status == 200 ? 0 : 3))
    #expect(server.requests.count == 3)
    #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(key)" })
    func shows(_ outcome: Command.Outcome) -> Bool {
      outcome.output.contains(key) || outcome.errors.contains(key)
        || files.contains { folder.bytes(of: $0)?.firstRange(of: Array(key.utf8)) != nil }
    }
    #expect(!shows(outcome))
    #expect(files.prefix(4).allSatisfy { folder.bytes(of: $0)?.isEmpty == false })
    let sent = run(lock: "other.lock", cache: "d.db")
    #expect(sent.exit == 0 && !shows(sent))
    #expect(elsewhere.requests.map { $0.headers["authorization"] } == [nil, nil, nil])
  }

  @Test func `a key that is not there asks nobody`() throws {
    let server = try ScriptedServer { Chat.grades($0) }
    defer { server.stop() }
    let folder = JudgeSample.folder(JudgeSample.plans(2), models: ["good": .init(server.address)])
    let outcome = Command(
      ["run", "judged.reward", "rows.jsonl"], in: folder,
      variables: ["REWARDC_KEYS": "127.0.0.1:\(server.port)=JUDGE_KEY"]
    ).wait()
    #expect(server.requests.isEmpty && outcome.output.isEmpty)
    #expect(outcome.exit == 2 && outcome.errors == "rewardc: 127.0.0.1 has its key in JUDGE_KEY, which is not set\n")
  }
}
