/// What became of a request: an answer with any status, or none.
public enum HTTPOutcome: Sendable, Hashable {
  case answer(HTTPAnswer)
  case fault(HTTPFault)
}

/// What a server answered.
public struct HTTPAnswer: Sendable, Hashable {
  /// 100 to 599.
  public var status: Int
  /// In seconds, of `retry-after-ms` or `Retry-After`; nil where neither is there or can be read.
  public var retryAfter: Double?
  /// As it came.
  public var body: [UInt8]

  /// An answer.
  public init(status: Int, retryAfter: Double? = nil, body: [UInt8] = []) {
    self.status = status
    self.retryAfter = retryAfter
    self.body = body
  }
}

/// Why no whole answer came.
public struct HTTPFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds that are told apart.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// No connection came about.
    case refused
    /// The host's name has no address.
    case unresolvedHost
    /// No secure connection came about.
    case tls
    /// The time of the connection or of the whole request was over.
    case timeout
    /// The connection ended before the answer did.
    case cutOff
    /// The answer is longer than the client takes.
    case tooLarge
    /// libcurl is not installed, or too old.
    case libraryMissing
    /// An address or a header that cannot be sent.
    case badRequest
    /// The task that asked was cancelled.
    case cancelled
    /// Something else of libcurl.
    case other

    /// Whether the same request may fare better a moment later.
    var isPassing: Bool {
      switch self {
      case .refused, .unresolvedHost, .tls, .timeout, .cutOff, .other: true
      case .tooLarge, .libraryMissing, .badRequest, .cancelled: false
      }
    }
  }

  /// Which one.
  public let kind: Kind
  /// A clause for a person; libcurl's words, where nothing is plainer.
  public let message: String

  /// A fault.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
