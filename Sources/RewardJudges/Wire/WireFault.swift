/// Why a request cannot be written in the words of an endpoint, or its answer cannot be read: a fault of the host or of the
/// settings, never of the text that is judged.
public struct WireFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// The body is no JSON.
    case notJSON
    /// It is JSON without what an answer has.
    case wrongShape
    /// The probabilities of tokens were asked for and are not given.
    case withoutProbabilities
    /// The endpoint has no words for what is asked.
    case cannotBeAsked
  }

  /// What is wrong.
  public var kind: Kind
  /// One line for a person, without a full stop at its end.
  public var description: String

  /// A fault.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
