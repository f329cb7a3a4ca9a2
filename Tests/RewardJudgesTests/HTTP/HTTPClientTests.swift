import Foundation
import ScriptedHTTP
import Testing

@testable import RewardJudges

@Suite("Many requests at once", .timeLimit(.minutes(10)))
struct HTTPClientTests {
  private func post(_ url: String, _ body: String = "{}", seconds: Double = 20) -> HTTPRequest {
    HTTPRequest(url: url, body: Array(body.utf8), connectSeconds: seconds, totalSeconds: seconds)
  }

  private func fault(_ outcome: HTTPOutcome) -> HTTPFault? {
    if case .fault(let fault) = outcome { fault } else { nil }
  }

  private func answer(_ outcome: HTTPOutcome) -> HTTPAnswer? {
    if case .answer(let answer) = outcome { answer } else { nil }
  }

  @Test func `a body goes there, with its headers, and the answer comes back`() async throws {
    let server = try ScriptedServer { .json(#"{"heard": "\#($0.text)"}"#) }
    defer { server.stop() }
    var request = post(server.address + "/v1/x?y=1", "hällo")
    request.headers = [HTTPHeader("X-One", "two")]
    let outcome = await HTTPClient().send(request)
    #expect(answer(outcome) == HTTPAnswer(status: 200, body: Array(#"{"heard": "hällo"}"#.utf8)))
    let heard = try #require(server.requests.first)
    #expect(heard.method == "POST" && heard.path == "/v1/x?y=1" && heard.headers["x-one"] == "two")
    #expect(heard.headers["expect"] == nil)
  }

  @Test func `connections are used again`() async throws {
    let server = try ScriptedServer { _ in .json("1") }
    defer { server.stop() }
    let client = HTTPClient()
    for _ in 0..<20 { #expect(answer(await client.send(post(server.address)))?.status == 200) }
    #expect(server.connections == 1)
  }

  @Test func `a host has so many connections at once, and the rest waits its turn`() async throws {
    let server = try ScriptedServer { _ in .json("1", delay: 0.01) }
    defer { server.stop() }
    let client = HTTPClient(connections: 5)
    await withTaskGroup { group in
      for _ in 0..<60 { group.addTask { await client.send(self.post(server.address)) } }
      for await outcome in group { #expect(answer(outcome)?.status == 200) }
    }
    #expect(server.mostInFlight == 5)
    #expect(server.connections == 5)
  }

  @Test func `time spent in the queue of a host is not the request's`() async throws {
    let server = try ScriptedServer { _ in .json("1", delay: 0.5) }
    defer { server.stop() }
    let client = HTTPClient(connections: 1)
    await withTaskGroup { group in
      for _ in 0..<6 { group.addTask { await client.send(self.post(server.address, seconds: 2)) } }
      for await outcome in group { #expect(answer(outcome)?.status == 200, "\(outcome)") }
    }
  }

  @Test func `where nobody listens, the connection is refused`() async throws {
    let server = try ScriptedServer { _ in .json("1") }
    let address = server.address
    server.stop()
    var outcome = await HTTPClient().send(post(address))
    // The thread that listens may take a moment to end.
    while answer(outcome) != nil || fault(outcome)?.kind == .cutOff { outcome = await HTTPClient().send(post(address)) }
    #expect(fault(outcome)?.kind == .refused, "\(outcome)")
    #expect(fault(outcome)?.message.contains("127.0.0.1") == true)
  }

  @Test func `a host without an address, and one that speaks no TLS`() async throws {
    let unresolved = await HTTPClient().send(post("https://judge.invalid/v1"))
    #expect(fault(unresolved)?.kind == .unresolvedHost, "\(unresolved)")
    let server = try ScriptedServer { _ in .json("1") }
    defer { server.stop() }
    let plain = await HTTPClient().send(post("https://127.0.0.1:\(server.port)/"))
    #expect(fault(plain)?.kind == .tls, "\(plain)")
  }

  @Test func `a slow head and a slow body end with the time`() async throws {
    let server = try ScriptedServer { request in
      request.path == "/head" ? .json("[1, 2]", delay: 20) : .init(body: Array("[1, 2]".utf8), pause: 20)
    }
    defer { server.stop() }
    for path in ["/head", "/body"] {
      let outcome = await HTTPClient().send(post(server.address + path, seconds: 0.2))
      #expect(fault(outcome)?.kind == .timeout, "\(outcome)")
    }
  }

  @Test func `a body that is cut off is no answer, nor is a connection that ends`() async throws {
    let server = try ScriptedServer { request in
      let body = [UInt8](repeating: UInt8(ascii: "1"), count: 100)
      return switch request.path {
      case "/none": .closed
      case "/some": .init(body: body, ending: .cutOff(after: 4))
      // In the middle of a chunk, and between two.
      case "/chunk": .init(body: body, ending: .cutOff(after: 30), isChunked: true)
      case "/chunks": .init(body: body, ending: .cutOff(after: 40), isChunked: true)
      default: .init(body: body, isChunked: true)
      }
    }
    defer { server.stop() }
    #expect(answer(await HTTPClient().send(post(server.address + "/all")))?.body.count == 100)
    for path in ["/none", "/some", "/chunk", "/chunks"] {
      let outcome = await HTTPClient().send(post(server.address + path))
      #expect(fault(outcome)?.kind == .cutOff, "\(outcome)")
    }
  }

  @Test func `an answer may be so long`() async throws {
    let server = try ScriptedServer { .init(body: [UInt8](repeating: 0x20, count: Int($0.text) ?? 0)) }
    defer { server.stop() }
    let client = HTTPClient(longestAnswer: 100_000)
    #expect(answer(await client.send(post(server.address, "100000")))?.body.count == 100_000)
    #expect(fault(await client.send(post(server.address, "100001")))?.kind == .tooLarge)
  }

  @Test func `a redirect is an answer, and nobody goes there`() async throws {
    let elsewhere = try ScriptedServer { _ in .json("1") }
    let server = try ScriptedServer { _ in .status(307, ["Location": elsewhere.address + "/"]) }
    defer {
      server.stop()
      elsewhere.stop()
    }
    var request = post(server.address)
    request.headers = [HTTPHeader("Authorization", "Bearer sesame")]
    #expect(answer(await HTTPClient().send(request))?.status == 307)
    #expect(server.requests.count == 1)
    #expect(elsewhere.requests.isEmpty)
  }

  @Test func `cancelling a task ends its transfer at once, under way or waiting`() async throws {
    let server = try ScriptedServer { _ in .json("1", delay: 20) }
    defer { server.stop() }
    let client = HTTPClient(connections: 1)
    func send() -> Task<HTTPOutcome, Never> { Task { await client.send(self.post(server.address)) } }
    let underWay = send()
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    // There is one connection: these wait.
    let tasks = [underWay, send(), send()]
    for task in tasks.reversed() { task.cancel() }
    for task in tasks { #expect(fault(await task.value)?.kind == .cancelled) }
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [
    "ftp://127.0.0.1/", "127.0.0.1", "http://", "http://u:p@127.0.0.1/", "http://127.0.0.1:99999/", "http://a b/",
    "http://127.0.0.1\r\nHost: x/", "http://a\\@b/",
  ])
  func `what is no plain address of a server is not asked`(url: String) async {
    let outcome = await HTTPClient().send(post(url))
    #expect(fault(outcome)?.kind == .badRequest)
    #expect(!"\(outcome)".contains("u:p"))
  }

  @Test func `a header is one line, and shows its value nowhere`() async {
    var request = post("http://127.0.0.1:1/")
    request.headers = [HTTPHeader("Authorization", "Bearer sesame\r\nX: y")]
    let outcome = await HTTPClient().send(request)
    #expect(fault(outcome)?.kind == .badRequest)
    var dumped = ""
    dump(request, to: &dumped)
    for text in ["\(outcome)", "\(request)", String(reflecting: request), dumped] { #expect(!text.contains("sesame")) }
  }

  @Test func `a wait is said in seconds, in milliseconds or by a date`() {
    func wait(_ value: String?, milliseconds: String? = nil, date: String? = nil) -> Double? {
      RetryAfter.seconds(milliseconds: milliseconds, value: value, date: date)
    }
    #expect(wait("7") == 7)
    #expect(wait("0.5") == 0.5)
    #expect(wait("7", milliseconds: "250") == 0.25)
    #expect(wait(nil) == nil)
    #expect(wait("soon") == nil)
    #expect(wait("-3") == nil)
    let now = "Tue, 03 Mar 2026 10:00:00 GMT"
    #expect(wait("Tue, 03 Mar 2026 10:01:30 GMT", date: now) == 90)
    #expect(wait("Tue, 03 Mar 2026 09:00:00 GMT", date: now) == 0)
    #expect(wait("Fri, 02 Mar 2001 10:01:30 GMT") == 0, "by this machine's clock, which is past it")
  }

  @Test func `64 requests are on their way at once, over connections that are used again`() async throws {
    let server = try ScriptedServer { _ in .json(#"{"score": 1}"#, delay: 0.05) }
    defer { server.stop() }
    let client = HTTPClient(connections: 64)
    let count = 64 * 20
    func round() async {
      await withTaskGroup { group in
        for _ in 0..<count { group.addTask { await client.send(self.post(server.address)) } }
        for await outcome in group where answer(outcome)?.status != 200 { Issue.record("\(outcome)") }
      }
    }
    await round()
    await round()
    #expect(server.connections == 64)
  }
}
