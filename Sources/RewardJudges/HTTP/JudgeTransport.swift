/// Posts to the endpoints of models: with the key of the host, within its limits, and again where that makes sense.
public final class JudgeTransport: Sendable {
  private let client: HTTPClient
  private let limiter: RateLimiter
  private let keys: Keys
  private let jitter: Jitter

  /// - Parameter seed: of the random part of waits.
  public init(
    client: HTTPClient, limiter: RateLimiter, keys: Keys, seed: UInt64 = .random(in: .min ... .max)
  ) {
    self.client = client
    self.limiter = limiter
    self.keys = keys
    jitter = Jitter(seed: seed)
  }

  /// Posts, and waits until an answer is there or nothing more is to be tried.
  ///
  /// - Parameters:
  ///   - mayAsk: asked before each request, when it could be sent; false ends the posting with ``Exchange/Ending/forbidden``.
  ///   - usedTokens: what an answer with a status of 2xx says it has used, in tokens; nil where it does not say.
  /// - Throws: ``KeyError``, ``StoreError`` of the file that keeps the limits, `CancellationError`.
  public func post(
    _ posting: Posting, mayAsk: @Sendable () -> Bool = { true },
    usedTokens: @Sendable (HTTPAnswer) -> Int? = { _ in nil }
  ) async throws -> Exchange {
    let address: HTTPAddress
    do throws(HTTPAddress.Unusable) {
      address = try HTTPAddress(posting.url)
    } catch {
      return Exchange(outcome: .fault(HTTPFault(.badRequest, error.description)))
    }
    var request = HTTPRequest(
      url: address.text,
      headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("User-Agent", "rewardc")],
      body: posting.body, connectSeconds: posting.connectSeconds, totalSeconds: posting.totalSeconds)
    request.headers += posting.headers
    let key = try keys.header(for: address)
    if let key { request.headers.append(key) }

    var progress = RetryProgress(posting.policy, jitter)
    var end: ContinuousClock.Instant?
    while true {
      let outcome: HTTPOutcome? = try await limiter.run(
        at: address.origin, posting.limits, tokens: posting.estimatedTokens
      ) {
        guard mayAsk() else { return (nil, tokens: 0) }
        if end == nil { end = posting.deadlineSeconds.map { .now + .seconds($0) } }
        if let end {
          request.totalSeconds = min(posting.totalSeconds, ContinuousClock.now.duration(to: end) / .seconds(1))
        }
        let outcome = await client.send(request).without(keyOf: key)
        return (outcome, tokens: Self.tokens(of: outcome, usedTokens))
      }
      try Task.checkCancellation()
      guard let outcome else { return progress.stopped(.forbidden) }
      guard let wait = progress.wait(after: outcome) else { return progress.exchange }
      if let end, .now + .seconds(wait.seconds) >= end { return progress.stopped(.deadline) }
      if let seconds = wait.pauseSeconds { try limiter.pause(address.origin, seconds: seconds) }
      if wait.isForLimits { progress.exchange.waits += 1 }
      try await Task.sleep(for: .seconds(wait.seconds))
    }
  }

  /// What is known of the tokens that a request has used; nil where the estimate has to do.
  private static func tokens(of outcome: HTTPOutcome, _ usedTokens: (HTTPAnswer) -> Int?) -> Int? {
    switch outcome {
    case .answer(let answer): (200..<300).contains(answer.status) ? usedTokens(answer) : nil
    case .fault(let fault):
      [.refused, .unresolvedHost, .tls, .badRequest, .libraryMissing].contains(fault.kind) ? 0 : nil
    }
  }
}
