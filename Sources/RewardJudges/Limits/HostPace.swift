/// When a host may be asked next, by the generic cell rate algorithm (ITU-T I.371): each request moves a time ahead of the
/// clock by what it costs, and one may start when that time is near enough. Seconds since 1970.
struct HostPace: Hashable {
  /// When all requests so far are paid for.
  var requests = 0.0
  /// When all tokens so far are paid for.
  var tokens = 0.0
  /// Before that the host does not want to be asked.
  var openFrom = 0.0
  /// When this was last changed.
  var changed = 0.0

  /// Seconds until a request may start; 0 for now.
  func wait(_ limits: JudgeModel.Limits, now: Double) -> Double {
    var start = openFrom
    if let (cost, slack) = Self.requestCost(limits) { start = max(start, requests - slack * cost) }
    if limits.tokensPerMinute != nil { start = max(start, tokens - Self.tokenSlack) }
    return max(0, start - now)
  }

  /// A request starts that may need so many tokens.
  mutating func take(_ limits: JudgeModel.Limits, tokens count: Int, now: Double) {
    if let (cost, _) = Self.requestCost(limits) { requests = max(requests, now) + cost }
    spend(count, limits, now: now)
    changed = now
  }

  /// Tokens that were not known of before, or fewer than was thought.
  mutating func spend(_ count: Int, _ limits: JudgeModel.Limits, now: Double) {
    guard let perMinute = limits.tokensPerMinute else { return }
    tokens = max(tokens, now) + Double(count) * 60 / max(perMinute, Self.smallestRate)
    changed = now
  }

  /// Keeps the distances where the clock was set back.
  mutating func follow(_ now: Double) {
    guard changed > now else { return }
    let back = changed - now
    requests -= back
    tokens -= back
    openFrom -= back
    changed = now
  }

  /// What a request costs in seconds, and how many may start ahead of their time: what comes late (a timer, a busy machine)
  /// catches up within a second, and still no 60 seconds see more than the limit.
  private static func requestCost(_ limits: JudgeModel.Limits) -> (cost: Double, slack: Double)? {
    guard let perMinute = limits.requestsPerMinute.map({ max($0, smallestRate) }) else { return nil }
    let burst = max(1, (perMinute / 60).rounded(.down))
    return (60 / (perMinute - burst + 1 > 1 ? perMinute - burst + 1 : perMinute), burst - 1)
  }

  /// A request may start when what was spent is paid for within so many seconds: a minute sees the limit, a sixtieth of it
  /// and one request more at most.
  private static let tokenSlack = 1.0
  /// One a day or so; less is no rate.
  private static let smallestRate = 1.0 / 1440
}
