/// An http or https address, taken apart strictly: what two readers could understand differently is refused, so that the
/// host a key is looked up for is the host that is connected to.
public struct HTTPAddress: Sendable, Hashable {
  /// Why a text is no address. Never quotes what stands before an `@`: that may be a password.
  public struct Unusable: Error, Hashable, CustomStringConvertible {
    /// A sentence without its full stop.
    public let description: String
  }

  /// Over TLS.
  public let isSecure: Bool
  /// Lower-cased ASCII; an IPv6 address has its brackets.
  public let host: String
  /// The one written, or 443 and 80.
  public let port: Int
  /// From the first `/` on, with the query: `/v1/chat/completions`; at least `/`.
  public let path: String

  /// Takes an address apart.
  public init(_ text: String) throws(Unusable) {
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
      throw Unusable(description: "an address is written in ASCII, without blanks, control characters and backslashes")
    }
    let rest: Substring
    if text.lowercased().hasPrefix("https://") {
      (isSecure, rest) = (true, text.dropFirst(8))
    } else if text.lowercased().hasPrefix("http://") {
      (isSecure, rest) = (false, text.dropFirst(7))
    } else {
      throw Unusable(description: "an address begins with `http://` or `https://`")
    }
    let authority = rest.prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else {
      throw Unusable(description: "an address has no user or password before an `@`; keys are bound to hosts")
    }
    let tail = rest.dropFirst(authority.count)
    guard !tail.contains("#") else { throw Unusable(description: "an address has no fragment behind a `#`") }
    let (host, port) = try Self.split(authority)
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
    path = tail.hasPrefix("/") ? String(tail) : "/" + tail
  }

  /// `host`, `host:port`, `[::1]:port`, as bindings of keys write it, too.
  static func split(_ authority: some StringProtocol) throws(Unusable) -> (host: String, port: Int?) {
    let text = authority.lowercased()
    let end = text.hasPrefix("[") ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
    let host = String(text[..<(end ?? text.endIndex)])
    let isName = !host.isEmpty && host.utf8.allSatisfy { isLetterOrDigit($0) || "-._".utf8.contains($0) }
    let isIPv6 =
      host.hasPrefix("[") && host.hasSuffix("]") && host.count > 3
      && host.dropFirst().dropLast().utf8.allSatisfy { isLetterOrDigit($0) || ":.".utf8.contains($0) }
    guard isName || isIPv6 else { throw Unusable(description: "an address names a host in ASCII letters and digits") }
    let tail = text[(end ?? text.endIndex)...]
    if tail.isEmpty { return (host, nil) }
    let digits = tail.dropFirst()
    guard tail.hasPrefix(":"), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
      (1...65535).contains(port)
    else { throw Unusable(description: "a port is a number from 1 to 65535") }
    return (host, port)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// Whom limits are counted for: `https://api.example.com:443`.
  public var origin: String { "\(isSecure ? "https" : "http")://\(host):\(port)" }

  /// The whole address, with its port.
  public var text: String { origin + path }

  /// The machine itself: `localhost`, 127.0.0.0/8 in its usual writing, `[::1]`.
  public var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { (1...3).contains($0.utf8.count) && UInt8($0) != nil && ($0 == "0" || $0.first != "0") }
  }
}
