import Synchronization

/// What a run may spend on its judges.
public final class Budget: Sendable {
  private let calls: Int?
  private let cost: Double?
  private let spent = Mutex<(calls: Int, cost: Double)>((0, 0))

  /// - Parameters:
  ///   - calls: requests that may be sent, those that are sent again included; nil for any number.
  ///   - cost: US dollars; nil for any sum. Requests that are on their way when it is spent are paid for.
  public init(calls: Int? = nil, cost: Double? = nil) {
    self.calls = calls
    self.cost = cost
  }

  /// Why there is nothing left.
  struct Spent {
    var reason: String
  }

  /// Takes a request out of it; why there is nothing left, where there is not.
  func take() -> Spent? {
    spent.withLock { spent in
      if let calls, spent.calls >= calls {
        return Spent(reason: "the budget of \(calls) \(calls == 1 ? "call" : "calls") to judges is spent")
      }
      if let cost, spent.cost >= cost { return Spent(reason: "the budget of \(cost) usd for judges is spent") }
      spent.calls += 1
      return nil
    }
  }

  /// Notes what an answer cost, in US dollars.
  func pay(_ cost: Double) { spent.withLock { $0.cost += cost } }
}
