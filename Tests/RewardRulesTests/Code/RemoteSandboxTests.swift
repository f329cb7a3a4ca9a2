import Foundation
import ScriptedHTTP
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

/// A server that answers at `/run_code`.
private struct RunCodeServer {
  typealias Answer = @Sendable ([String: Any]) throws -> (status: Int, body: Data)

  private let server: ScriptedServer
  var port: UInt16 { server.port }
  var address: String { server.address + "/run_code" }
  var requests: [[String: Any]] { server.requests.compactMap { Self.object($0.body) } }

  init(_ answer: @escaping Answer) throws {
    server = try ScriptedServer { request in
      guard let object = Self.object(request.body), let (status, body) = try? answer(object) else { return .closed }
      return .init(status: status, body: Array(body))
    }
  }

  /// Nobody answers from here on.
  func stop() { server.stop() }

  private static func object(_ json: [UInt8]) -> [String: Any]? {
    try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
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
