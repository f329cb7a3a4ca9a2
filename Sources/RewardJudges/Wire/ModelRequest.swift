/// What a model is asked, before it is written in the words of an endpoint.
public struct ModelRequest: Sendable, Hashable {
  /// One message of a conversation.
  public struct Message: Sendable, Hashable {
    /// Who speaks.
    public enum Role: String, Sendable, Hashable { case system, user, assistant }
    /// Who speaks.
    public var role: Role
    /// UTF-8.
    public var text: [UInt8]

    /// A message.
    public init(_ role: Role, _ text: [UInt8]) {
      self.role = role
      self.text = text
    }
  }

  /// What the answer is held to.
  public enum Form: Sendable, Hashable {
    /// Any text.
    case text
    /// JSON; by this schema, if there is one (UTF-8).
    case json(schema: [UInt8]?)
    /// The probabilities of the first tokens are wanted beside the text.
    case probabilities
  }

  /// The conversation; of a scoring endpoint the texts that are scored.
  public var messages: [Message]
  /// What the answer is held to.
  public var form: Form
  /// Distinguishes samples, and a question asked again, from one another.
  public var seed: Int

  /// A request.
  public init(messages: [Message], form: Form = .text, seed: Int = 0) {
    self.messages = messages
    self.form = form
    self.seed = seed
  }
}
