/// What is posted to a model's endpoint, and under what conditions.
public struct Posting: Sendable {
  /// The whole address.
  public var url: String
  /// JSON.
  public var body: [UInt8]
  /// Beside `Content-Type`, `User-Agent` and the key.
  public var headers: [HTTPHeader] = []
  /// Of its host.
  public var limits: JudgeModel.Limits
  /// What it may use of the tokens a minute.
  public var estimatedTokens: Int
  /// How long a connection may take to come about.
  public var connectSeconds: Double
  /// How long one request may take.
  public var totalSeconds: Double
  /// How long all tries and the waits between them may take, from the first request on; what this side's own limits hold it
  /// back before that does not count.
  public var deadlineSeconds: Double?
  /// What is asked again.
  public var policy: RetryPolicy

  /// Something to post.
  public init(
    url: String, body: [UInt8], limits: JudgeModel.Limits = JudgeModel.Limits(), estimatedTokens: Int = 0,
    connectSeconds: Double = 10, totalSeconds: Double = 120, deadlineSeconds: Double? = nil,
    policy: RetryPolicy = RetryPolicy()
  ) {
    self.url = url
    self.body = body
    self.limits = limits
    self.estimatedTokens = estimatedTokens
    self.connectSeconds = connectSeconds
    self.totalSeconds = totalSeconds
    self.deadlineSeconds = deadlineSeconds
    self.policy = policy
  }
}

/// What came of a posting.
public struct Exchange: Sendable, Hashable {
  /// Why it was not asked again.
  public enum Ending: Sendable, Hashable {
    /// The outcome is one that another try would not change.
    case final
    /// All tries are used up.
    case triesUsedUp
    /// The host was waited for as often or as long as may be, or wants to be left alone for longer.
    case waitsUsedUp
    /// There was no time left for another try.
    case deadline
    /// Another request may not be sent.
    case forbidden
  }

  /// The last answer or fault.
  public internal(set) var outcome: HTTPOutcome
  /// Why it is the last.
  public internal(set) var ending = Ending.final
  /// Requests that were sent, those that found no connection included.
  public internal(set) var requests = 0
  /// How many of them used up a try: all but those that the host answered with being asked too much.
  public internal(set) var tries = 0
  /// How often the host was waited for as it is asked too much.
  public internal(set) var waits = 0
  /// How many requests ran out of time.
  public internal(set) var timeouts = 0
}
