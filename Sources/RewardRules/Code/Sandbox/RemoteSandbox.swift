import CCurl

/// A sandbox at an address, which answers as `/run_code` of SandboxFusion does: it runs a Python program with an input and
/// gives what that printed. The program is the driver, its input the job.
struct RemoteSandbox: Sendable {
  private let address: String

  /// How long an answer may be, in bytes.
  private static let longestAnswer = 256 << 20

  init(address: String) throws(SandboxFault) {
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
      throw SandboxFault("a sandbox has an address such as http://127.0.0.1:8080/run_code, and this is `\(address)`")
    }
    self.address = address
  }

  func run(_ job: SandboxJob) throws(SandboxFault) -> SandboxReport {
    let seconds = job.limits.totalSeconds(of: job.tests.count) + 5
    var request = JSONSource()
    request.bytes += Array("{\"language\": \"python\", \"run_timeout\": \(seconds), \"code\": ".utf8)
    request.append(string: SandboxJob.driver.utf8)
    request.append(", \"stdin\": ")
    request.append(string: job.json(isAlone: false))
    request.append("}")
    let body = request.bytes
    // Beside the run there is the wait for it.
    var answer = ccurl_post_json(address, body, body.count, Int((seconds + 60) * 1000), Self.longestAnswer)
    defer { ccurl_free(&answer) }
    guard answer.status == 200 else {
      let error = withUnsafeBytes(of: answer.error) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      throw SandboxFault(
        "`\(address)` \(answer.status == 0 ? "gives no answer: \(error)" : "answers \(answer.status)")")
    }
    let bytes = UnsafeRawBufferPointer(start: answer.bytes, count: answer.length).bindMemory(to: UInt8.self)
    func member(_ path: String...) -> JSONValue? {
      guard case .value(let value) = JSONValue.find(path.map { Array($0.utf8) }, in: bytes) else { return nil }
      return value
    }
    guard let output = member("run_result", "stdout")?.string else {
      throw SandboxFault("`\(address)` answers without `run_result.stdout`")
    }
    var report = SandboxReport(output.decoded)
    guard report.isReady else { throw SandboxFault("`\(address)` did not run the driver") }
    let status = member("run_result", "status")?.string.map { String(decoding: $0.decoded, as: UTF8.self) }
    report.isStopped = status == "TimeLimitExceeded"
    return report
  }
}
