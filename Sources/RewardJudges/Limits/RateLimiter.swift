import Synchronization

/// Holds back requests so that all of this process, and of all processes with the same store, stay within what their hosts
/// are asked at most: requests under way, requests a minute, tokens a minute. First come, first served within a process;
/// processes that wait share what is under way equally.
public final class RateLimiter: Sendable {
  /// A request that would start.
  private struct Waiter {
    let number: Int
    let limits: JudgeModel.Limits
    let tokens: Int
    /// Nil where it need not wait any more; else why it was given up.
    let continuation: CheckedContinuation<(any Error)?, Never>
  }

  /// What this process has to do with one host.
  private struct Host {
    var running = 0
    var waiting: [Waiter] = []
    /// Looks again later.
    var timer: Task<Void, Never>?
  }

  private struct State {
    var hosts: [String: Host] = [:]
    var next = 0
    /// Those that need not wait any more, and why they were given up, otherwise. Woken without the lock: a task that is being
    /// cancelled may hold what it takes to wake it, and its handler waits for the lock.
    var woken: [(waiter: Waiter, failure: (any Error)?)] = []
    /// Renews the leases, while there are any.
    var renewal: Task<Void, Never>?
  }

  /// Changes the state, and then wakes those that need not wait any more.
  private func locked<Result: Sendable>(_ change: (inout State) -> Result) -> Result {
    let (result, woken) = state.withLock { state in
      let result = change(&state)
      defer { state.woken = [] }
      return (result, state.woken)
    }
    for (waiter, failure) in woken { waiter.continuation.resume(returning: failure) }
    return result
  }

  private let ledger: SharedLedger
  private let state = Mutex(State())

  /// How often it looks whether other processes have ended something: nobody tells it.
  private static let lookMilliseconds = 15...35

  /// Limits with all that use the same file.
  public init(store: JudgeStore) { ledger = SharedLedger(store: store) }

  deinit {
    state.withLock { state in
      state.renewal?.cancel()
      for host in state.hosts.values { host.timer?.cancel() }
    }
  }

  /// Runs `body` when it may, as one request.
  ///
  /// - Parameters:
  ///   - origin: the host, as ``HTTPAddress/origin`` gives it.
  ///   - tokens: what it may use of the tokens a minute, by an estimate.
  ///   - body: gives its result and how many tokens it has used; nil where the estimate shall stay.
  /// - Throws: `CancellationError` where the task was cancelled while it waited; ``StoreError``; what `body` throws.
  public func run<Result>(
    at origin: String, _ limits: JudgeModel.Limits, tokens: Int, _ body: () async throws -> (Result, tokens: Int?)
  ) async throws -> Result {
    try await start(origin, limits, tokens)
    do {
      let (result, used) = try await body()
      end(origin, limits, moreTokens: used.map { $0 - tokens } ?? 0)
      return result
    } catch {
      end(origin, limits, moreTokens: 0)
      throw error
    }
  }

  /// Nobody asks the host for so many seconds, as it wished.
  public func pause(_ origin: String, seconds: Double) throws(StoreError) {
    try ledger.pause(origin, seconds: seconds)
  }

  /// How many requests of this process wait for a host.
  func waiting(at origin: String) -> Int { state.withLock { $0.hosts[origin]?.waiting.count ?? 0 } }

  // MARK: Starting

  private func start(_ origin: String, _ limits: JudgeModel.Limits, _ tokens: Int) async throws {
    let number = locked { state in
      state.next += 1
      return state.next
    }
    let failure = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<(any Error)?, Never>) in
        let isCancelled = locked { state in
          if Task.isCancelled { return true }
          let waiter = Waiter(number: number, limits: limits, tokens: tokens, continuation: continuation)
          state.hosts[origin, default: Host()].waiting.append(waiter)
          // Behind others there is nothing to decide.
          if state.hosts[origin]?.waiting.count == 1 { advance(origin, &state) }
          return false
        }
        if isCancelled { continuation.resume(returning: CancellationError()) }
      }
    } onCancel: {
      locked { state in
        guard let place = state.hosts[origin]?.waiting.firstIndex(where: { $0.number == number }),
          let waiter = state.hosts[origin]?.waiting.remove(at: place)
        else { return }
        state.woken.append((waiter, CancellationError()))
        if place == 0 { advance(origin, &state) }
      }
    }
    if let failure { throw failure }
  }

  private func end(_ origin: String, _ limits: JudgeModel.Limits, moreTokens: Int) {
    locked { state in
      if replace(origin, limits, &state) { return }
      state.hosts[origin]?.running -= 1
      guard let host = state.hosts[origin] else { return }
      // Where the file fails, the next request says so; the lease is set right with the next step.
      try? ledger.end(
        origin, limits, moreTokens: moreTokens, running: host.running, waits: !host.waiting.isEmpty)
      advance(origin, &state)
    }
  }

  /// Starts the next request in the place of one that has ended: the usual case, and it writes nothing.
  private func replace(_ origin: String, _ limits: JudgeModel.Limits, _ state: inout State) -> Bool {
    guard let next = state.hosts[origin]?.waiting.first, let running = state.hosts[origin]?.running,
      !limits.haveRates, !next.limits.haveRates, running <= next.limits.inFlight,
      (try? ledger.mayReplace(origin, next.limits, running: running - 1)) == true
    else { return false }
    state.hosts[origin]?.waiting.removeFirst()
    state.woken.append((next, nil))
    return true
  }

  /// Starts those in front that may.
  private func advance(_ origin: String, _ state: inout State) {
    state.hosts[origin]?.timer?.cancel()
    state.hosts[origin]?.timer = nil
    while let first = state.hosts[origin]?.waiting.first, let running = state.hosts[origin]?.running {
      // Whoever ends one will look again.
      if running >= max(1, first.limits.inFlight) { return }
      let waits = state.hosts[origin]?.waiting.count ?? 0 > 1
      let decision: SharedLedger.Decision
      do throws(StoreError) {
        decision = try ledger.start(origin, first.limits, tokens: first.tokens, running: running, waits: waits)
      } catch {
        state.hosts[origin]?.waiting.removeFirst()
        state.woken.append((first, error))
        continue
      }
      switch decision {
      case .started:
        state.hosts[origin]?.waiting.removeFirst()
        state.hosts[origin]?.running += 1
        state.woken.append((first, nil))
      case .wait(let seconds): return look(origin, again: .seconds(min(seconds, 3600)), &state)
      case .full: return look(origin, again: .milliseconds(Int.random(in: Self.lookMilliseconds)), &state)
      }
    }
    if let host = state.hosts[origin], host.running == 0, host.waiting.isEmpty {
      // The lease may still say that somebody waits who was cancelled meanwhile.
      try? ledger.renew(origin, running: 0, waits: false)
      state.hosts[origin] = nil
    }
    renewLeases(&state)
  }

  private func look(_ origin: String, again delay: Duration, _ state: inout State) {
    state.hosts[origin]?.timer = Task { [weak self] in
      guard (try? await Task.sleep(for: delay)) != nil, let self else { return }
      self.locked { state in
        if !Task.isCancelled { self.advance(origin, &state) }
      }
    }
    renewLeases(&state)
  }

  private func renewLeases(_ state: inout State) {
    guard state.renewal == nil, !state.hosts.isEmpty else { return }
    state.renewal = Task { [weak self] in
      while (try? await Task.sleep(for: .seconds(SharedLedger.renewalSeconds))) != nil {
        guard let self, self.renewOnce() else { return }
      }
    }
  }

  /// Whether there will be something to renew.
  private func renewOnce() -> Bool {
    state.withLock { state in
      for (origin, host) in state.hosts {
        try? ledger.renew(origin, running: host.running, waits: !host.waiting.isEmpty)
      }
      if state.hosts.isEmpty { state.renewal = nil }
      return !state.hosts.isEmpty
    }
  }
}

extension JudgeModel.Limits {
  /// Whether something is counted by the minute.
  fileprivate var haveRates: Bool { requestsPerMinute != nil || tokensPerMinute != nil }
}
