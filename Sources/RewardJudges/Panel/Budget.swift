import Synchronization

/// What a run may spend on its judges.
public final class Budget: Sendable {
  private let calls: Int?
  private let cost: Double?
  private let spent = Mutex<(calls: Int, cost: Double)>((0, 0))

  /// - Parameters:
  ///   - calls: requests that may be sent; nil for any number.
  ///   - cost: US dollars; nil for any sum. Requests that are on their way when it is spent are paid for.
  public init(calls: Int? = nil, cost: Double? = nil) {
    self.calls = calls
    self.cost = cost
  }

  /// Why there is nothing left.
  struct Spent: Error {
    var reason: String
  }

  /// Takes requests out of it, as many as are wanted or left.
  func take(_ wanted: Int) -> Result<Int, Spent> {
    spent.withLock { spent in
      let left = calls.map { $0 - spent.calls } ?? wanted
      if left <= 0 {
        return .failure(
          Spent(reason: "the budget of \(calls ?? 0) \(calls == 1 ? "call" : "calls") to judges is spent"))
      }
      if let cost, spent.cost >= cost {
        return .failure(Spent(reason: "the budget of \(cost) usd for judges is spent"))
      }
      let taken = min(wanted, left)
      spent.calls += taken
      return .success(taken)
    }
  }

  /// Requests that were taken and not sent.
  func giveBack(_ count: Int) { spent.withLock { $0.calls -= max(count, 0) } }

  /// Notes what an answer cost, in US dollars.
  func pay(_ cost: Double) { spent.withLock { $0.cost += cost } }
}
