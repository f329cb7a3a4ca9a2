/// A line of a request's head. Its value may be a key, so that no description shows it.
public struct HTTPHeader: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `Content-Type`.
  public let name: String
  /// Shown by nothing.
  public let value: String

  /// A header.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The name only.
  public var description: String { "\(name): ..." }
  /// The name only.
  public var debugDescription: String { description }
  /// The name only.
  public var customMirror: Mirror { Mirror(self, children: ["name": name]) }

  /// Whether it is one line: a name of HTTP's token characters (RFC 9110, 5.6.2), a value without control characters.
  var isWellFormed: Bool {
    func isToken(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
    }
    return !name.isEmpty && name.utf8.allSatisfy(isToken) && !value.isEmpty
      && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }
}

/// What is posted to an address.
public struct HTTPRequest: Sendable {
  /// http or https, without user and password; see ``HTTPAddress``.
  public var url: String
  /// Beside those that HTTP itself needs.
  public var headers: [HTTPHeader]
  /// What is posted.
  public var body: [UInt8]
  /// How long a connection may take to come about.
  public var connectSeconds: Double
  /// How long everything may take, from the moment the request leaves the queue of its host.
  public var totalSeconds: Double

  /// A request.
  public init(
    url: String, headers: [HTTPHeader] = [], body: [UInt8], connectSeconds: Double = 10, totalSeconds: Double = 120
  ) {
    self.url = url
    self.headers = headers
    self.body = body
    self.connectSeconds = connectSeconds
    self.totalSeconds = totalSeconds
  }
}
