/// Why a key cannot be used. Never holds a key, nor what may be one.
public struct KeyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A sentence without its full stop.
  public let description: String

  init(_ description: String) { self.description = description }
}
