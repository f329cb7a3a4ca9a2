import Synchronization

/// The same question asked by several tasks at a time is asked once, and all get what comes of it. If the task that asks is
/// cancelled, one that waits asks in its place. Nothing is kept afterwards.
public final class OnceInFlight<Value: Sendable>: Sendable {
  /// What a waiting task is woken with.
  private enum Word: Sendable {
    case ended(Result<Value, any Error>)
    case yourTurn
    case cancelled
  }

  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Word, Never>
  }

  private struct State {
    /// Who waits for a question that is being asked, in the order they came.
    var waiting: [Digest: [Waiter]] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  /// Nothing is under way.
  public init() {}

  /// What `ask` gives, or has given another task that asked the same at the time; errors, too, are shared, but for those of a
  /// task that was cancelled.
  public func value(for key: Digest, _ ask: () async throws -> Value) async throws -> Value {
    let isFirst = state.withLock { state in
      if state.waiting[key] != nil { return false }
      state.waiting[key] = []
      return true
    }
    if !isFirst {
      switch await wait(for: key) {
      case .ended(let result): return try result.get()
      case .cancelled: throw CancellationError()
      case .yourTurn: break
      }
    }
    do {
      let value = try await ask()
      finish(key, .success(value))
      return value
    } catch {
      if Task.isCancelled { handOver(key) } else { finish(key, .failure(error)) }
      throw error
    }
  }

  /// How many tasks wait for a question that another asks.
  func waiting(for key: Digest) -> Int { state.withLock { $0.waiting[key]?.count ?? 0 } }

  private func wait(for key: Digest) async -> Word {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let word: Word? = state.withLock { state in
          if Task.isCancelled { return .cancelled }
          // Whoever asked may have ended between the two looks; then it is this task's turn.
          guard state.waiting[key] != nil else {
            state.waiting[key] = []
            return .yourTurn
          }
          state.waiting[key]?.append(Waiter(number: number, continuation: continuation))
          return nil
        }
        if let word { continuation.resume(returning: word) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        guard let place = state.waiting[key]?.firstIndex(where: { $0.number == number }) else { return nil }
        return state.waiting[key]?.remove(at: place)
      }
      waiter?.continuation.resume(returning: .cancelled)
    }
  }

  private func finish(_ key: Digest, _ result: Result<Value, any Error>) {
    let waiters = state.withLock { $0.waiting.removeValue(forKey: key) } ?? []
    for waiter in waiters { waiter.continuation.resume(returning: .ended(result)) }
  }

  private func handOver(_ key: Digest) {
    let next = state.withLock { state -> Waiter? in
      guard state.waiting[key]?.isEmpty == false else {
        state.waiting[key] = nil
        return nil
      }
      return state.waiting[key]?.removeFirst()
    }
    next?.continuation.resume(returning: .yourTurn)
  }
}
