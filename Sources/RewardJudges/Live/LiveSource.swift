import Synchronization

/// Answers of models over the network, each paid for once: what is kept is not asked again, and what is asked for by several
/// at a time is asked once.
final class LiveSource: ModelSource {
  private let transport: JudgeTransport
  /// Nil where nothing is kept.
  private let store: JudgeStore?
  private let budget: Budget
  private let inFlight = OnceInFlight<ModelReply>()
  /// How JSON is asked for, by endpoint and model, once an endpoint refused a way.
  private let formats = Mutex<[String: ResponseFormat]>([:])

  /// How long an answer may take where neither judge nor run says, in seconds.
  private static let usualTimeout = 120.0
  /// Bytes of a token, for estimates.
  private static let bytesPerToken = 4
  /// What an answer may be long, in tokens, where the lock file does not say, for estimates.
  private static let usualAnswer = 256

  init(transport: JudgeTransport, store: JudgeStore?, budget: Budget) {
    self.transport = transport
    self.store = store
    self.budget = budget
  }

  func reply(to call: ModelCall) async -> ModelReply {
    let key = call.key
    let isOwn = Mutex(false)
    do {
      if let kept = try kept(key) { return kept }
      var reply = try await inFlight.value(for: key) {
        isOwn.withLock { $0 = true }
        // Another task may have been answered between the look and the turn.
        if let kept = try self.kept(key) { return kept }
        return try await self.ask(call, key)
      }
      if !isOwn.withLock(\.self) { (reply.calls, reply.timeouts, reply.isKnown) = (0, 0, true) }
      return reply
    } catch {
      return ModelReply(outcome: .fault(.host("\(error)")))
    }
  }

  private func kept(_ key: Digest) throws -> ModelReply? {
    guard let bytes = try store?.get(key), let answer = ModelAnswer(json: bytes) else { return nil }
    return ModelReply(outcome: .answer(answer), isKnown: true)
  }

  /// Asks until there is an answer in the words of the endpoint, or no try is left.
  private func ask(_ call: ModelCall, _ key: Digest) async throws -> ModelReply {
    var reply = ModelReply(outcome: .fault(.host("not asked")))
    var tries = call.tries
    while tries > 0 {
      let format = formats.withLock { $0[call.model.place] } ?? .first(for: call.request.form)
      let spent = Mutex<Budget.Spent?>(nil)
      let exchange = try await transport.post(try posting(of: call, format: format, tries: tries)) {
        let found = budget.take()
        spent.withLock { $0 = found }
        return found == nil
      } usedTokens: { answer in
        guard let usage = (try? call.model.answer(in: answer.body, to: call.request))?.usage else { return nil }
        // Here, so that the next request in line knows of it.
        if let price = call.model.price { budget.pay(price.cost(of: usage)) }
        return usage.input + usage.output
      }
      tries -= max(exchange.tries, 1)
      reply.calls += exchange.requests
      reply.timeouts += exchange.timeouts
      if let spent = spent.withLock(\.self) {
        reply.outcome = .fault(.budget(spent.reason))
        return reply
      }
      switch outcome(of: exchange, call) {
      case .success(let answer):
        // What another process was told first counts for all.
        let kept = try store?.put(answer.json, for: key).nonEmpty.flatMap(ModelAnswer.init(json:))
        reply.outcome = .answer(kept ?? answer)
        return reply
      case .failure(.format):
        // Not a fault of the moment: asked in other words, it uses up no try.
        guard let next = format.next else {
          reply.outcome = .fault(.host("the endpoint refuses every way to ask for JSON"))
          return reply
        }
        formats.withLock { $0[call.model.place] = next }
        tries += max(exchange.tries, 1)
      case .failure(.final(let fault)):
        reply.outcome = .fault(fault)
        return reply
      case .failure(.again(let fault)): reply.outcome = .fault(fault)
      }
    }
    return reply
  }

  private func posting(of call: ModelCall, format: ResponseFormat, tries: Int) throws(WireFault) -> Posting {
    let body = try call.model.body(asking: call.request, format: format)
    return Posting(
      url: call.model.address, body: body, limits: call.model.limits,
      estimatedTokens: body.count / Self.bytesPerToken + (call.model.sampling.maxTokens ?? Self.usualAnswer),
      totalSeconds: call.timeout ?? Self.usualTimeout, policy: RetryPolicy(retries: tries - 1))
  }

  /// Why an exchange brought no answer.
  private enum Problem: Error {
    /// The endpoint does not know the format that was asked for.
    case format
    /// Another try would bring the same.
    case final(ModelFault)
    case again(ModelFault)
  }

  private func outcome(of exchange: Exchange, _ call: ModelCall) -> Result<ModelAnswer, Problem> {
    switch exchange.outcome {
    case .fault(let fault): return .failure(.final(.host(fault.message)))
    case .answer(let answer) where answer.status == 200:
      do throws(WireFault) {
        return .success(try call.model.answer(in: answer.body, to: call.request))
      } catch {
        return .failure(.again(.host(error.description)))
      }
    case .answer(let answer):
      let refusal = ErrorBody(
        status: answer.status, body: answer.body, maxTokens: call.model.sampling.maxTokens)
      if refusal.isAboutLength { return .failure(.final(.promptTooLong(refusal.message))) }
      if refusal.isAboutFormat, case .json = call.request.form { return .failure(.format) }
      let said = refusal.message.isEmpty ? "" : ": \(refusal.message)"
      return .failure(.final(.host("the endpoint answers \(answer.status)\(said)")))
    }
  }
}

extension JudgeModel {
  /// What decides which words its endpoint knows.
  fileprivate var place: String { "\(endpoint) \(model)" }
}

extension [UInt8] {
  fileprivate var nonEmpty: [UInt8]? { isEmpty ? nil : self }
}
