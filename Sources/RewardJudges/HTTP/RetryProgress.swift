/// How far a posting has used up what its policy allows.
struct RetryProgress {
  /// What is waited for before the next request.
  struct Wait: Hashable {
    var seconds: Double
    /// It uses up no try.
    var isForLimits: Bool
    /// How long the host wants to be left alone by everybody; nil where it has not said so.
    var pauseSeconds: Double?
  }

  private let policy: RetryPolicy
  private let jitter: Jitter
  private var waited = 0.0
  /// What has come of it so far.
  var exchange = Exchange(outcome: .fault(HTTPFault(.other, "nothing was asked")))

  init(_ policy: RetryPolicy, _ jitter: Jitter) {
    self.policy = policy
    self.jitter = jitter
  }

  /// Counts what came of a request; nil where it is not asked again, else the wait before it is.
  mutating func wait(after outcome: HTTPOutcome) -> Wait? {
    exchange.outcome = outcome
    exchange.requests += 1
    if case .fault(let fault) = outcome, fault.kind == .timeout { exchange.timeouts += 1 }
    switch RetryPolicy.verdict(outcome) {
    case .final:
      exchange.tries += 1
      exchange.ending = .final
      return nil
    case .broken(let retryAfter):
      exchange.tries += 1
      guard exchange.tries <= policy.retries else {
        exchange.ending = .triesUsedUp
        return nil
      }
      let random = jitter.next(upTo: policy.longestWait(after: exchange.tries - 1))
      return Wait(
        seconds: max(random, min(retryAfter ?? 0, policy.capSeconds)), isForLimits: false)
    case .limited(let retryAfter):
      // Those who were told the same time do not come at the same moment.
      let longest = policy.longestWait(after: retryAfter == nil ? exchange.waits : 0)
      let seconds = (retryAfter ?? 0) + jitter.next(upTo: longest)
      guard exchange.waits < policy.mostWaits, waited + seconds <= policy.mostWaitSeconds else {
        exchange.ending = .waitsUsedUp
        return nil
      }
      waited += seconds
      return Wait(seconds: seconds, isForLimits: true, pauseSeconds: retryAfter)
    }
  }

  /// The exchange, ended for another reason.
  func stopped(_ ending: Exchange.Ending) -> Exchange {
    var exchange = exchange
    exchange.ending = ending
    return exchange
  }
}
