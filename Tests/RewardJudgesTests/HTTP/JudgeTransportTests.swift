import Foundation
import ScriptedHTTP
import Synchronization
import Testing

@testable import RewardJudges

@Suite("What is asked again, and how it ends", .timeLimit(.minutes(10)))
struct JudgeTransportTests {
  private struct Unanswered: Error {
    var exchange: Exchange
  }

  private static let quick = RetryPolicy(
    retries: 2, baseSeconds: 0.01, capSeconds: 0.05, mostWaits: 4, mostWaitSeconds: 2)

  private func transport(_ keys: [(host: String, variable: String)] = []) throws -> JudgeTransport {
    JudgeTransport(
      client: HTTPClient(longestAnswer: 10_000), limiter: RateLimiter(store: try JudgeStore()),
      keys: try Keys(keys, environment: { $0 == "JUDGE_KEY" ? "sesame-77" : nil }), seed: 1)
  }

  private func post(
    _ url: String, policy: RetryPolicy = quick, seconds: Double = 10, deadline: Double? = nil
  ) async throws -> Exchange {
    try await transport().post(
      Posting(
        url: url, body: [], connectSeconds: seconds, totalSeconds: seconds, deadlineSeconds: deadline, policy: policy))
  }

  private func status(_ exchange: Exchange) -> Int? {
    if case .answer(let answer) = exchange.outcome { answer.status } else { nil }
  }

  private func kind(_ exchange: Exchange) -> HTTPFault.Kind? {
    if case .fault(let fault) = exchange.outcome { fault.kind } else { nil }
  }

  /// A row of the fault table: what the server does by the number of the request, and what comes of it.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var reply: ScriptedServer.Handler
    var status: Int?
    var kind: HTTPFault.Kind?
    var ending = Exchange.Ending.final
    var requests = 1
    var tries = 1
    var waits = 0
    var timeouts = 0
    /// How long one request may take.
    var seconds = 10.0
  }

  static let table: [Case] = [
    Case(testDescription: "good", reply: { _ in .json("1") }, status: 200),
    Case(
      testDescription: "500, then good", reply: { $0.number == 0 ? .status(500) : .json("1") }, status: 200,
      requests: 2,
      tries: 2),
    Case(
      testDescription: "500 for ever", reply: { _ in .status(500) }, status: 500, ending: .triesUsedUp, requests: 3,
      tries: 3),
    Case(
      testDescription: "503 without a word", reply: { _ in .status(503) }, status: 503, ending: .triesUsedUp,
      requests: 3,
      tries: 3),
    Case(
      testDescription: "408, 409 and then good", reply: { [.status(408), .status(409), .json("1")][$0.number] },
      status: 200,
      requests: 3, tries: 3),
    Case(
      testDescription: "425, then good", reply: { $0.number == 0 ? .status(425) : .json("1") }, status: 200,
      requests: 2,
      tries: 2),
    Case(testDescription: "400", reply: { _ in .status(400) }, status: 400),
    Case(testDescription: "401", reply: { _ in .status(401) }, status: 401),
    Case(testDescription: "404", reply: { _ in .status(404) }, status: 404),
    Case(testDescription: "a redirect", reply: { _ in .status(302, ["Location": "/"]) }, status: 302),
    Case(
      testDescription: "429 with a time, then good",
      reply: { $0.number < 3 ? .status(429, ["Retry-After": "0.05"]) : .json("1") }, status: 200, requests: 4, tries: 1,
      waits: 3),
    Case(
      testDescription: "429 without one, then good", reply: { $0.number < 3 ? .status(429) : .json("1") }, status: 200,
      requests: 4, tries: 1, waits: 3),
    Case(
      testDescription: "503 with a time, then good",
      reply: { $0.number == 0 ? .status(503, ["Retry-After": "0"]) : .json("1") }, status: 200, requests: 2, tries: 1,
      waits: 1),
    Case(
      testDescription: "429 for ever", reply: { _ in .status(429) }, status: 429, ending: .waitsUsedUp, requests: 5,
      tries: 0, waits: 4),
    Case(
      testDescription: "429 for longer than is waited", reply: { _ in .status(429, ["Retry-After": "3600"]) },
      status: 429,
      ending: .waitsUsedUp, requests: 1, tries: 0),
    Case(
      testDescription: "429 and 500 in turn", reply: { $0.number % 2 == 0 ? .status(429) : .status(500) }, status: 500,
      ending: .triesUsedUp, requests: 6, tries: 3, waits: 3),
    Case(
      testDescription: "a slow answer", reply: { _ in .json("1", delay: 20) }, kind: .timeout, ending: .triesUsedUp,
      requests: 3, tries: 3, timeouts: 3, seconds: 0.3),
    Case(
      testDescription: "a slow body, then good",
      reply: { $0.number == 0 ? .init(body: Array("[1, 2]".utf8), pause: 20) : .json("1") }, status: 200, requests: 2,
      tries: 2, timeouts: 1, seconds: 2),
    Case(
      testDescription: "a body that is cut off",
      reply: { _ in .init(body: Array("[1, 2]".utf8), ending: .cutOff(after: 3)) },
      kind: .cutOff, ending: .triesUsedUp, requests: 3, tries: 3),
    Case(
      testDescription: "an answer that is too long", reply: { _ in .init(body: [UInt8](repeating: 1, count: 20_000)) },
      kind: .tooLarge),
  ]

  @Test(arguments: table)
  func `every fault ends as it should`(row: Case) async throws {
    let server = try ScriptedServer(row.reply)
    defer { server.stop() }
    let exchange = try await post(server.address + "/v1", seconds: row.seconds)
    #expect(status(exchange) == row.status)
    #expect(kind(exchange) == row.kind)
    #expect(exchange.ending == row.ending)
    #expect(exchange.requests == row.requests)
    #expect(exchange.tries == row.tries)
    #expect(exchange.waits == row.waits)
    #expect(exchange.timeouts == row.timeouts)
    #expect(server.requests.count == row.requests)
  }

  @Test func `where nobody answers, all tries are used up`() async throws {
    let unresolved = try await post("https://judge.invalid/v1", seconds: 10)
    #expect(kind(unresolved) == .unresolvedHost)
    #expect(unresolved.tries == 3 && unresolved.ending == .triesUsedUp)
    let refused = try await post("http://127.0.0.1:1/v1")
    #expect(kind(refused) == .refused && refused.tries == 3)
    let server = try ScriptedServer { _ in .json("1") }
    defer { server.stop() }
    let plain = try await post("https://127.0.0.1:\(server.port)/v1", seconds: 10)
    #expect(kind(plain) == .tls && plain.tries == 3)
  }

  @Test func `an address that is none is never asked`() async throws {
    let exchange = try await post("http://user:word@127.0.0.1/")
    #expect(kind(exchange) == .badRequest && exchange.requests == 0)
  }

  @Test func `a wait that the host has said is kept`() async throws {
    let server = try ScriptedServer { $0.number == 0 ? .status(429, ["Retry-After": "0.4"]) : .json("1") }
    defer { server.stop() }
    let start = ContinuousClock.now
    let exchange = try await post(server.address)
    #expect(status(exchange) == 200)
    #expect(start.duration(to: .now) > .seconds(0.39))
  }

  @Test func `the deadline ends tries and waits`() async throws {
    let server = try ScriptedServer { $0.path == "/slow" ? .json("1", delay: 30) : .status(429, ["Retry-After": "30"]) }
    defer { server.stop() }
    let waiting = try await post(server.address, policy: RetryPolicy(), deadline: 20)
    #expect(status(waiting) == 429 && waiting.requests == 1 && waiting.ending == .deadline)
    let slow = try await post(server.address + "/slow", seconds: 25, deadline: 0.3)
    #expect(kind(slow) == .timeout && slow.requests == 1 && slow.ending == .deadline)
  }

  @Test func `cancelling ends a wait`() async throws {
    let server = try ScriptedServer { _ in .status(429, ["Retry-After": "30"]) }
    defer { server.stop() }
    let task = Task { try await post(server.address, policy: RetryPolicy()) }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `the key goes to its host, and not where that or a lock sends it`() async throws {
    let elsewhere = try ScriptedServer { _ in .json("1") }
    let server = try ScriptedServer { _ in .status(307, ["Location": elsewhere.address + "/"]) }
    defer {
      server.stop()
      elsewhere.stop()
    }
    let transport = try transport([(host: "127.0.0.1:\(server.port)", variable: "JUDGE_KEY")])
    let exchange = try await transport.post(Posting(url: server.address, body: []))
    #expect(status(exchange) == 307)
    #expect(server.requests.map { $0.headers["authorization"] } == ["Bearer sesame-77"])
    #expect(elsewhere.requests.isEmpty)
    _ = try await transport.post(Posting(url: elsewhere.address, body: []))
    #expect(elsewhere.requests.map { $0.headers["authorization"] } == [nil])
    #expect(!"\(exchange)".contains("sesame"))
  }

  @Test func `a host that repeats its key does not spread it`() async throws {
    let server = try ScriptedServer { request in
      .status(401, [:], #"{"error": "Incorrect key: \#(request.headers["authorization"] ?? "")"}"#)
    }
    defer { server.stop() }
    let exchange = try await transport([(host: "127.0.0.1:\(server.port)", variable: "JUDGE_KEY")]).post(
      Posting(url: server.address, body: []))
    guard case .answer(let answer) = exchange.outcome else { throw Unanswered(exchange: exchange) }
    #expect(String(decoding: answer.body, as: UTF8.self) == #"{"error": "Incorrect key: Bearer ***"}"#)
    let slashed = HTTPOutcome.answer(HTTPAnswer(status: 200, body: Array(#""pass\/word/1""#.utf8)))
    #expect(
      slashed.without(keyOf: HTTPHeader("Authorization", "Bearer pass/word"))
        == .answer(HTTPAnswer(status: 200, body: Array(#""***/1""#.utf8))))
    #expect(slashed.without(keyOf: HTTPHeader("Authorization", "Bearer word")) == slashed, "no secret")
  }

  @Test func `what may not be sent any more ends the posting`() async throws {
    let server = try ScriptedServer { _ in .status(500) }
    defer { server.stop() }
    let left = Mutex(2)
    let exchange = try await transport().post(Posting(url: server.address, body: [], policy: Self.quick)) {
      left.withLock { left in
        left -= 1
        return left >= 0
      }
    }
    #expect(exchange.ending == .forbidden && exchange.requests == 2 && server.requests.count == 2)
    #expect(status(exchange) == 500)
  }

  @Test func `a key is not sent without https, nor a request without its key`() async throws {
    let transport = try transport([("judge.example", "JUDGE_KEY"), ("other.example", "NO_KEY")])
    for url in ["http://judge.example/", "https://other.example/"] {
      await #expect(throws: KeyError.self) { try await transport.post(Posting(url: url, body: [])) }
    }
  }

  @Test func `the tokens of an answer correct what was estimated`() async throws {
    let server = try ScriptedServer { _ in .json("600") }
    defer { server.stop() }
    let transport = try transport()
    let limits = JudgeModel.Limits(tokensPerMinute: 24_000)
    let start = ContinuousClock.now
    for _ in 0..<2 {
      let posting = Posting(url: server.address, body: [], limits: limits, estimatedTokens: 10)
      _ = try await transport.post(posting, usedTokens: { Int(String(decoding: $0.body, as: UTF8.self)) })
    }
    // 600 of 400 a second, of which one second may be ahead.
    #expect(start.duration(to: .now) > .seconds(0.45))
  }

  @Test func `with limits and answers in a file, 64 are on their way at once and all are kept`() async throws {
    let server = try ScriptedServer { _ in .json(#"{"score": 1}"#, delay: 0.05) }
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let store = try JudgeStore(path: folder.file("judges"))
    let transport = JudgeTransport(client: HTTPClient(), limiter: RateLimiter(store: store), keys: try Keys([]))
    let (count, url) = (64 * 20, server.address)
    func round(_ name: String) async throws {
      try await withThrowingTaskGroup { group in
        for number in 0..<count {
          group.addTask {
            let exchange = try await transport.post(Posting(url: url, body: []))
            guard case .answer(let answer) = exchange.outcome else { throw Unanswered(exchange: exchange) }
            try store.put(answer.body, for: Digest(of: Array("\(name) \(number)".utf8)))
          }
        }
        try await group.waitForAll()
      }
    }
    try await round("first")
    try await round("second")
    #expect(server.mostInFlight == 64)
    #expect(try store.count() == 2 * count)
  }

  @Test func `waits are random below a limit that doubles, the same for the same seed`() {
    let policy = RetryPolicy(baseSeconds: 0.5, capSeconds: 30)
    #expect((0..<9).map(policy.longestWait) == [0.5, 1, 2, 4, 8, 16, 30, 30, 30])
    func waits(_ seed: UInt64) -> [Double] {
      let jitter = Jitter(seed: seed)
      return (0..<1000).map { _ in jitter.next(upTo: 8) }
    }
    #expect(waits(3) == waits(3))
    #expect(waits(3) != waits(4))
    #expect(waits(3).allSatisfy { (0..<8).contains($0) })
    #expect(abs(waits(3).reduce(0, +) / 1000 - 4) < 0.3)
  }
}
