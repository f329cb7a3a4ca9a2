/// What a model answered, whatever the endpoint's words for it.
public struct ModelAnswer: Sendable, Hashable {
  /// A token that could have stood at a place, and the natural logarithm of its probability.
  public struct Token: Sendable, Hashable {
    /// UTF-8; may be a part of a character.
    public var text: [UInt8]
    /// At most 0.
    public var logProbability: Double

    /// A token.
    public init(_ text: [UInt8], _ logProbability: Double) {
      self.text = text
      self.logProbability = logProbability
    }
  }
  /// What it cost.
  public struct Usage: Sendable, Hashable {
    /// Tokens of the prompt.
    public var input: Int
    /// Tokens of the answer, those of its reasoning included.
    public var output: Int

    /// Tokens.
    public init(input: Int = 0, output: Int = 0) {
      self.input = input
      self.output = output
    }
  }

  /// UTF-8, without what the endpoint keeps apart as reasoning; empty of a scoring endpoint.
  public var text: [UInt8]
  /// Why it ended: `stop`, `length`, `content_filter`...; nil where the endpoint does not say.
  public var ending: String?
  /// For each token of the answer, the likeliest tokens at its place; empty where they were not asked for or not given.
  public var alternatives: [[Token]]
  /// The score of a scoring endpoint.
  public var score: Double?
  /// What it cost; nil where the endpoint does not say.
  public var usage: Usage?

  /// An answer.
  public init(
    text: [UInt8] = [], ending: String? = nil, alternatives: [[Token]] = [], score: Double? = nil, usage: Usage? = nil
  ) {
    self.text = text
    self.ending = ending
    self.alternatives = alternatives
    self.score = score
    self.usage = usage
  }
}
