import Glibc
import ScriptedHTTP
import Synchronization
import Testing

/// Runs that share a cache: after one another, after one that was killed, and at the same time.
@Suite("The cache of answers between runs", .timeLimit(.minutes(10)))
struct JudgeCacheTests {
  private static let arguments = ["run", "judged.reward", "rows.jsonl", "--cache", "c.db", "--metrics", "metrics.json"]

  /// Something that threads of a server share.
  private final class Shared<Value: Sendable>: Sendable {
    private let state: Mutex<Value>
    init(_ value: Value) { state = Mutex(value) }
    var value: Value { state.withLock { $0 } }
    func change(_ body: (inout Value) -> Void) { state.withLock { body(&$0) } }
  }

  @Test func `what was answered before a kill is not asked again`() throws {
    let isHolding = Shared(true)
    let answered = Shared<[[UInt8]]>([])
    let server = try ScriptedServer { request in
      if isHolding.value, request.number >= 7 { return Chat.grades(request, delay: 100) }
      answered.change { $0.append(request.body) }
      return Chat.grades(request)
    }
    defer { server.stop() }
    let folder = JudgeSample.folder(
      JudgeSample.plans(20), models: ["good": .init(server.address, #""in_flight": 4"#)])
    let command = Command(Self.arguments, in: folder)
    for _ in 0..<3000 where server.requests.count < 11 { usleep(10_000) }
    #expect(server.requests.count == 11)
    // The last of the seven is on its way into the file.
    usleep(500_000)
    kill(command.process, SIGKILL)
    #expect(command.wait().exit == 128 + SIGKILL)
    #expect(answered.value.count == 7)

    isHolding.change { $0 = false }
    let again = Command(Self.arguments, in: folder).wait()
    #expect(again.exit == 0, "\(again.errors)")
    #expect(answered.value.count == 20 && Set(answered.value).count == 20, "each was answered once")
    let counts = try #require(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"])
    #expect(counts.known == 7 && counts.calls == 13)
    #expect(try ScoredLine.lines(again.output).map { $0.scores["good"] } == (0..<20).map { Double($0 % 5) / 4 })
  }

  @Test func `what is kept is the same rows again, without a server`() throws {
    let server = try ScriptedServer { Chat.grades($0) }
    let folder = JudgeSample.folder(JudgeSample.plans(6) + ["plan 5 of row 0"], models: ["good": .init(server.address)])
    let first = Command(Self.arguments, in: folder).wait()
    server.stop()
    let second = Command(Self.arguments, in: folder).wait()
    #expect(first.exit == 0 && second.exit == 0 && first.output == second.output)
    #expect(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"]?.calls == 0)
    let without = Command(["run", "judged.reward", "rows.jsonl", "--no-cache", "--max-calls", "1"], in: folder).wait()
    #expect(without.exit == 3, "nothing is taken from a cache that is not wanted")
  }

  @Test func `the same question is asked once`() throws {
    let server = try ScriptedServer { Chat.grades($0, delay: 0.05) }
    defer { server.stop() }
    let folder = JudgeSample.folder(
      Array(repeating: "plan 2", count: 6) + ["plan 3"], models: ["good": .init(server.address)])
    let outcome = rewardc("run", "judged.reward", "rows.jsonl", "--metrics", "metrics.json", "--no-cache", in: folder)
    #expect(outcome.exit == 0)
    let counts = try #require(try JudgeCounts.read(folder.text(of: "metrics.json"))["good"])
    #expect(counts.questions == 7 && counts.calls == server.requests.count && counts.calls + counts.known == 7)
    #expect(Set(server.requests.map(\.body)).count == server.requests.count, "while it was asked, or after it")
  }

  @Test func `two processes keep the limits of a host together`() throws {
    let times = Shared<[Double]>([])
    let server = try ScriptedServer { request in
      var now = timespec()
      clock_gettime(CLOCK_MONOTONIC, &now)
      let time = Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
      times.change { $0.append(time) }
      return Chat.grades(request, delay: 0.15)
    }
    defer { server.stop() }
    let model = JudgeSample.Model(server.address, #""in_flight": 3"#, #""requests_per_minute": 600"#)
    let folder = JudgeSample.folder([], models: ["good": model])
    let plans = JudgeSample.plans(30)
    folder.write(JudgeSample.rows(Array(plans[..<15])), to: "one.jsonl")
    folder.write(JudgeSample.rows(Array(plans[15...])), to: "two.jsonl")
    let commands = ["one.jsonl", "two.jsonl"].map {
      Command(["run", "judged.reward", $0, "--cache", "c.db"], in: folder)
    }
    for command in commands { #expect(command.wait().exit == 0) }
    #expect(server.requests.count == 30 && server.mostInFlight <= 3)
    // 600 a minute are ten at once and then one in a tenth of a second.
    let sorted = times.value.sorted()
    for first in sorted.indices { #expect(sorted[first...].prefix { $0 < sorted[first] + 1 }.count <= 22) }
  }
}
