import Glibc

/// Why a file of rollouts or of scores could not be read or written.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Kinds of failure that a program may want to tell apart.
  public enum Cause: Sendable, Hashable {
    /// The path does not exist, may not be used, or is a directory.
    case notFound, notPermitted, isDirectory
    /// Compressed data that is cut off or damaged.
    case damaged
    /// Whoever read our output has gone.
    case brokenPipe
    /// No space on the device, or the quota or size limit is reached.
    case full
    /// The program was asked to stop while it waited for input.
    case interrupted
    /// Anything else; see ``FileError/reason``.
    case other
  }
  /// What was attempted.
  public enum Action: String, Sendable, Hashable { case read, write }

  /// As given by the caller; `-` is standard input or output.
  public var path: String
  /// What was attempted.
  public var action: Action
  /// The kind of failure.
  public var cause: Cause
  /// What went wrong, without the path.
  public var reason: String

  /// `reason` reads on from `cannot read x: `.
  public init(path: String, action: Action, cause: Cause, reason: String) {
    self.path = path
    self.action = action
    self.cause = cause
    self.reason = reason
  }

  /// From a value of `errno`.
  init(path: String, action: Action, code: CInt) {
    let cause: Cause =
      switch code {
      case ENOENT: .notFound
      case EACCES, EPERM: .notPermitted
      case EISDIR: .isDirectory
      case EPIPE: .brokenPipe
      case ENOSPC, EDQUOT, EFBIG: .full
      default: .other
      }
    self.init(path: path, action: action, cause: cause, reason: String(cString: strerror(code)))
  }

  /// `cannot read rows.jsonl: No such file or directory`
  public var description: String {
    let place = path == "-" ? (action == .read ? "standard input" : "standard output") : path
    return "cannot \(action.rawValue) \(place): \(reason)"
  }
}
