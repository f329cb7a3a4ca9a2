/// Why the states of a run cannot be read or kept.
public struct StateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Kinds of failure that a program may want to tell apart.
  public enum Cause: Sendable, Hashable {
    /// Another process has the file open.
    case inUse
    /// The file holds something else, or is damaged.
    case damaged
    /// The file was written by a later version of the program.
    case tooNew
    /// The file holds a state of this name with another type.
    case otherType
    /// The rows have no `step` to keep states under.
    case noStep
    /// The file cannot be opened or written.
    case notWritable
  }

  /// As given by the caller.
  public var path: String
  /// The kind of failure.
  public var cause: Cause
  /// What went wrong, without the path.
  public var reason: String

  /// `reason` reads on from `state file x: `.
  public init(path: String, cause: Cause, reason: String) {
    self.path = path
    self.cause = cause
    self.reason = reason
  }

  /// `state file run.db: another run uses it`
  public var description: String { "state file \(path): \(reason)" }
}
