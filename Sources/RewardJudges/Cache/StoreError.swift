/// Why the file of answers cannot be used.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds that are told apart.
  public enum Cause: Sendable, Hashable {
    /// It is none of ours, of another version, or damaged.
    case damaged
    /// It cannot be opened, read or written.
    case unavailable
  }

  /// The file.
  public let path: String
  /// Which one.
  public let cause: Cause
  /// What is wrong: `is damaged: ...`.
  public let reason: String

  /// An error.
  public init(path: String, cause: Cause, reason: String) {
    self.path = path
    self.cause = cause
    self.reason = reason
  }

  /// A sentence without its full stop that names the file.
  public var description: String { "the judge cache `\(path)` \(reason)" }
}
