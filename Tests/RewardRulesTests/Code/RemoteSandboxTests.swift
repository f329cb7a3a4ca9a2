import Foundation
import Testing

@testable import RewardRules

/// A sandbox at an address, played by a server of the test that runs what it is given with Python.
struct RemoteSandboxTests {
  private func job(_ code: String, _ tests: [CodeTest]) -> SandboxJob { Programs.job(code, tests, seconds: 2) }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func `a program runs elsewhere as it does here`() throws {
    let server = try RunCodeServer { request in
      let output = try RunCodeServer.python(request["code"] as? String ?? "", input: request["stdin"] as? String ?? "")
      let answer: [String: Any] = ["status": "Success", "run_result": ["status": "Finished", "stdout": output]]
      return (200, try JSONSerialization.data(withJSONObject: answer))
    }
    let tests: [CodeTest] = [
      .call("f", "[2]", gives: "4"), .snippet("assert f(3) == 7"), .snippet("assert f(1) == 2, 'é'"),
    ]
    let job = job("def f(n): return 2 * n", tests)
    let report = try RemoteSandbox(address: server.address).run(job)
    #expect(report.isFinished)
    let verdict = CodeVerdict(job, report)
    #expect(verdict.passed == 2)
    #expect(verdict.isCompiled && verdict.hasRun)
    let request = try #require(server.requests.first)
    #expect(request["language"] as? String == "python")
    #expect((request["run_timeout"] as? Double ?? 0) > 2)
    #expect(!(request["stdin"] as? String ?? "").contains("\"4\""), "what is expected stays here")
  }

  @Test(arguments: [
    (500, "{}", "answers 500"), (200, "{}", "without `run_result.stdout`"), (200, "not JSON", "without"),
    (200, #"{"run_result": {"stdout": "Traceback"}}"#, "did not run the driver"),
  ])
  func `what is no answer is a fault, which no program is blamed for`(status: Int, body: String, why: String) throws {
    let server = try RunCodeServer { _ in (status, Data(body.utf8)) }
    let sandbox = try RemoteSandbox(address: server.address)
    do throws(SandboxFault) {
      _ = try sandbox.run(job("", [.snippet("pass")]))
      Issue.record("an answer")
    } catch {
      #expect(error.message.contains(why), "\(error.message)")
    }
  }

  @Test func `an address where nobody is, and one that is none`() throws {
    let port: UInt16
    do {
      let server = try RunCodeServer { _ in (200, Data()) }
      port = server.port
      server.stop()
    }
    #expect(throws: SandboxFault.self) {
      try RemoteSandbox(address: "http://127.0.0.1:\(port)/run_code").run(job("", [.snippet("pass")]))
    }
    for address in ["", "localhost:80", "file:///etc/passwd", "ftp://x"] {
      #expect(throws: SandboxFault.self) { try RemoteSandbox(address: address) }
    }
  }

  @Test func `a run that was stopped counts what it said until then`() throws {
    let said = #"{"ready": true}\n{"compiled": true, "errors": ""}\n{"test": 0, "ended": "done", "loaded": true}\n{"te"#
    let server = try RunCodeServer { _ in
      (
        200,
        Data(
          #"{"run_result": {"status": "TimeLimitExceeded", "stdout": "\#(said.replacingOccurrences(of: "\"", with: "\\\""))"}}"#
            .utf8)
      )
    }
    let job = job("", [.snippet("pass"), .snippet("while True: pass")])
    let report = try RemoteSandbox(address: server.address).run(job)
    #expect(report.isStopped && !report.isFinished)
    #expect(CodeVerdict(job, report).passed == 1)
  }
}

/// A server on loopback that answers one request a connection.
private final class RunCodeServer: @unchecked Sendable {
  typealias Answer = @Sendable ([String: Any]) throws -> (status: Int, body: Data)

  struct Unavailable: Error {}

  let port: UInt16
  var address: String { "http://127.0.0.1:\(port)/run_code" }
  private let socket: Int32
  private let lock = NSLock()
  private var received: [[String: Any]] = []
  var requests: [[String: Any]] { lock.withLock { received } }

  init(_ answer: @escaping Answer) throws {
    let server = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(server, $0, size) == 0 && listen(server, 4) == 0 && getsockname(server, $0, &size) == 0
      }
    }
    guard isBound else { throw Unavailable() }
    port = UInt16(bigEndian: name.sin_port)
    socket = server
    Thread.detachNewThread { [self] in
      while case let client = accept(server, nil, nil), client >= 0 { serve(client, answer) }
      close(server)
    }
  }

  /// Nobody answers from here on. The thread that waits for requests closes the socket: its number must not become another's
  /// before.
  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  private func serve(_ client: Int32, _ answer: Answer) {
    defer { close(client) }
    var bytes = Data()
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      if let end = bytes.range(of: Data("\r\n\r\n".utf8)) {
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
        let length =
          head.components(separatedBy: "content-length: ").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        if bytes.count >= end.upperBound + length {
          respond(client, bytes[end.upperBound...], answer)
          return
        }
      }
      let count = read(client, &buffer, buffer.count)
      guard count > 0 else { return }
      bytes += buffer[..<count]
    }
  }

  private func respond(_ client: Int32, _ body: Data, _ answer: Answer) {
    guard let request = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else { return }
    lock.withLock { received.append(request) }
    guard let (status, body) = try? answer(request) else { return }
    let head = "HTTP/1.1 \(status) X\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    for part in [Data(head.utf8), body] { _ = part.withUnsafeBytes { write(client, $0.baseAddress, $0.count) } }
  }

  static func python(_ code: String, input: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-I", "-B", "-c", code]
    let (input_, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input_, output)
    try process.run()
    input_.fileHandleForWriting.write(Data(input.utf8))
    input_.fileHandleForWriting.closeFile()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }
}
