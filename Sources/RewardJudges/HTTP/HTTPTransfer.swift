import CCurl
import Synchronization

/// A request on its way through the loop. All but ``isCancelled`` belongs to the loop's thread once it was handed over.
final class HTTPTransfer: @unchecked Sendable {
  let request: HTTPRequest
  let address: HTTPAddress
  let longestAnswer: Int
  let isCancelled = Atomic(false)
  var continuation: CheckedContinuation<HTTPOutcome, Never>?
  /// libcurl's, while it is with it.
  private(set) var handle: OpaquePointer?

  init(_ request: HTTPRequest, to address: HTTPAddress, longestAnswer: Int) {
    self.request = request
    self.address = address
    self.longestAnswer = longestAnswer
  }

  /// Makes the handle; nil when there is no memory.
  func open() -> OpaquePointer? {
    handle = request.body.withUnsafeBytes { body in
      address.text.withCString { text in
        var request = ccurl_request(
          address: text, body: body.baseAddress, length: body.count,
          connect_milliseconds: Self.milliseconds(self.request.connectSeconds),
          total_milliseconds: Self.milliseconds(self.request.totalSeconds), limit: longestAnswer,
          is_direct: address.isLoopback ? 1 : 0)
        return ccurl_transfer_new(&request)
      }
    }
    guard let handle else { return nil }
    for header in request.headers where ccurl_transfer_header(handle, "\(header.name): \(header.value)") == 0 {
      close()
      return nil
    }
    return handle
  }

  func close() {
    if let handle { ccurl_transfer_free(handle) }
    handle = nil
  }

  /// What the transfer came to, which has ended.
  func outcome() -> HTTPOutcome {
    guard let handle else { return .fault(HTTPFault(.other, "the request was never sent")) }
    let result = ccurl_transfer_result(handle)
    if let kind = Self.kind(of: result.fault) {
      return .fault(HTTPFault(kind, message(of: kind, said: String(cString: result.message))))
    }
    func header(_ name: String) -> String? { ccurl_transfer_answer_header(handle, name).map { String(cString: $0) } }
    let body = UnsafeRawBufferPointer(start: result.bytes, count: result.length)
    return .answer(
      HTTPAnswer(
        status: result.status,
        retryAfter: RetryAfter.seconds(
          milliseconds: header("retry-after-ms"), value: header("Retry-After"), date: header("Date")),
        body: [UInt8](body)))
  }

  /// One for all faults that are alike: libcurl tells, of some, how many milliseconds and bytes they took.
  private func message(of kind: HTTPFault.Kind, said: String) -> String {
    switch kind {
    case .refused: "no connection to \(address.host):\(address.port)"
    case .timeout:
      said.hasPrefix("Operation")
        ? "no answer within \(VerdictForm.plain(request.totalSeconds)) s"
        : "no connection to \(address.host):\(address.port) in time"
    case .cutOff: "the connection ended before the answer did"
    default: said
    }
  }

  private static func kind(of fault: ccurl_fault) -> HTTPFault.Kind? {
    switch fault {
    case CCURL_GOOD: nil
    case CCURL_REFUSED: .refused
    case CCURL_UNRESOLVED: .unresolvedHost
    case CCURL_TLS: .tls
    case CCURL_TIMED_OUT: .timeout
    case CCURL_CUT_OFF: .cutOff
    case CCURL_TOO_LARGE: .tooLarge
    default: .other
    }
  }

  /// At least one, as libcurl takes none for no limit; at most a day.
  private static func milliseconds(_ seconds: Double) -> Int { Int(min(max(seconds * 1000, 1), 86_400_000)) }
}
