import Glibc

/// Which host gets which key. A key goes to no other host than the one that the user's own configuration binds it to,
/// whatever a spec or a `reward.lock` calls an endpoint: those come from elsewhere.
///
/// The bindings stand in `$XDG_CONFIG_HOME/rewardc/keys.json` (`~/.config/rewardc/keys.json`), an object of hosts and names
/// of environment variables, and in `REWARDC_KEYS`, which comes before it:
///
/// ```
/// {"api.example.com": "EXAMPLE_API_KEY", "127.0.0.1:8000": "LOCAL_KEY"}
/// REWARDC_KEYS="api.example.com=EXAMPLE_API_KEY,127.0.0.1:8000=LOCAL_KEY"
/// ```
///
/// A host without a port is that of the scheme (443, or 80). A key itself is read when it is sent and kept nowhere.
public struct Keys: Sendable {
  /// The value of an environment variable; nil where it is not set.
  public typealias Environment = @Sendable (String) -> String?

  /// Variables by `host` or `host:port`, lower-cased, without the port 443.
  private var variables: [String: String] = [:]
  private let environment: Environment

  /// The environment of the process.
  public static let processEnvironment: Environment = { name in getenv(name).map { String(cString: $0) } }

  /// Keys by bindings that somebody else has read.
  public init(
    _ bindings: [(host: String, variable: String)], environment: @escaping Environment = processEnvironment
  ) throws(KeyError) {
    self.environment = environment
    for (host, variable) in bindings { try bind(host, to: variable, by: "the bindings of keys") }
  }

  /// The keys of the user.
  public static func load(environment: @escaping Environment = processEnvironment) throws(KeyError) -> Keys {
    var keys = try Keys([], environment: environment)
    if let path = KeyFile.path(environment) {
      for (host, variable) in try KeyFile.read(path) ?? [] { try keys.bind(host, to: variable, by: "`\(path)`") }
    }
    for entry in environment("REWARDC_KEYS")?.split(separator: ",") ?? [] {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.trimmed)
      if parts == [""] { continue }
      guard parts.count == 2 else {
        throw KeyError("an entry of REWARDC_KEYS is not `host=VARIABLE`")
      }
      try keys.bind(parts[0], to: parts[1], by: "REWARDC_KEYS")
    }
    return keys
  }

  private static func trimmed(_ text: Substring) -> String {
    let blanks = text.prefix { $0 == " " }.count
    var rest = text.dropFirst(blanks)
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  /// - Parameter source: where it is written, for messages.
  private mutating func bind(_ host: String, to variable: String, by source: String) throws(KeyError) {
    let (name, port): (String, Int?)
    do throws(HTTPAddress.Unusable) {
      (name, port) = try HTTPAddress.split(host)
    } catch {
      throw KeyError("\(source) binds a key to something that is no `host` or `host:port`: \(error.description)")
    }
    // Somebody may have written the key itself there: it is not repeated.
    guard Self.isName(variable) else {
      throw KeyError(
        "\(source) binds \(name) to something that is no name of an environment variable (capitals, digits and `_`)")
    }
    variables[Self.entry(name, port)] = variable
  }

  private static func entry(_ host: String, _ port: Int?) -> String {
    port.map { $0 == 443 ? host : "\(host):\($0)" } ?? host
  }

  private static func isName(_ text: String) -> Bool {
    func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_") }
    guard let first = text.utf8.first, isCapital(first), text.utf8.count <= 64 else { return false }
    return text.utf8.allSatisfy { isCapital($0) || (0x30...0x39).contains($0) }
  }

  /// The variable that is bound to the host of an address; nil where none is.
  public func variable(for address: HTTPAddress) -> String? {
    if let variable = variables[Self.entry(address.host, address.port)] { return variable }
    return !address.isSecure && address.port == 80 ? variables[address.host] : nil
  }

  /// The header with the key of an address's host; nil where no key is bound to it.
  public func header(for address: HTTPAddress) throws(KeyError) -> HTTPHeader? {
    guard let variable = variable(for: address) else { return nil }
    guard address.isSecure || address.isLoopback else {
      throw KeyError(
        "the key in \(variable) is not sent to \(address.origin): without https anybody on the way reads it")
    }
    guard let key = environment(variable), !key.isEmpty else {
      throw KeyError("\(address.host) has its key in \(variable), which is not set")
    }
    guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw KeyError("the key in \(variable) has blanks, control characters or letters that are not ASCII")
    }
    return HTTPHeader("Authorization", "Bearer \(key)")
  }
}
