/// What is asked again, how often, and after what wait.
///
/// Two things are counted apart. *Tries* are used up by what may be broken: no connection, a time-out, an answer that was cut
/// off, 408, 409, 425 and 5xx. A host that says it is asked too much (429, or 503 with `Retry-After`) is waited for, which
/// uses up no try, but has bounds of its own. Any other status is an answer, and final.
public struct RetryPolicy: Sendable, Hashable {
  /// Tries after the first.
  public var retries: Int
  /// The longest wait before the first retry, in seconds; it doubles with each. The wait itself is random below that ("full
  /// jitter").
  public var baseSeconds: Double
  /// What the longest wait grows to.
  public var capSeconds: Double
  /// How often a host that is asked too much is waited for.
  public var mostWaits: Int
  /// How long all these waits may be together, in seconds.
  public var mostWaitSeconds: Double

  /// A policy.
  public init(
    retries: Int = 2, baseSeconds: Double = 0.5, capSeconds: Double = 30, mostWaits: Int = 60,
    mostWaitSeconds: Double = 900
  ) {
    self.retries = retries
    self.baseSeconds = baseSeconds
    self.capSeconds = capSeconds
    self.mostWaits = mostWaits
    self.mostWaitSeconds = mostWaitSeconds
  }

  /// What an outcome means.
  enum Verdict: Hashable {
    /// There is nothing to ask again.
    case final
    /// A try was used up; the host may have said how long it wants to be left alone.
    case broken(retryAfter: Double?)
    /// The host is asked too much.
    case limited(retryAfter: Double?)
  }

  static func verdict(_ outcome: HTTPOutcome) -> Verdict {
    switch outcome {
    case .fault(let fault): fault.kind.isPassing ? .broken(retryAfter: nil) : .final
    case .answer(let answer):
      switch answer.status {
      case 429: .limited(retryAfter: answer.retryAfter)
      case 503 where answer.retryAfter != nil: .limited(retryAfter: answer.retryAfter)
      case 408, 409, 425, 500...599: .broken(retryAfter: answer.retryAfter)
      default: .final
      }
    }
  }

  /// The longest wait after so many waits before it.
  func longestWait(after count: Int) -> Double {
    var longest = baseSeconds
    for _ in 0..<count where longest < capSeconds { longest *= 2 }
    return min(longest, capSeconds)
  }
}
