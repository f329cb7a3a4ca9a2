import Foundation
import Synchronization
import Testing

@testable import RewardJudges

@Suite("Limits of a host", .timeLimit(.minutes(10)))
struct RateLimiterTests {
  private let origin = "https://judge.example:443"

  /// Counts what is under way.
  private final class Gauge: Sendable {
    private let counts = Mutex((now: 0, most: 0, all: 0))
    var most: Int { counts.withLock { $0.most } }
    var all: Int { counts.withLock { $0.all } }
    func use(_ seconds: Double) async throws {
      counts.withLock {
        $0.now += 1
        $0.all += 1
        $0.most = max($0.most, $0.now)
      }
      defer { counts.withLock { $0.now -= 1 } }
      try await Task.sleep(for: .seconds(seconds))
    }
  }

  private final class Gate: Sendable {
    private let isOpen = Atomic(false)
    func open() { isOpen.store(true, ordering: .releasing) }
    func wait() async throws {
      while !isOpen.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(1)) }
    }
  }

  private final class Order: Sendable {
    let numbers = Mutex([Int]())
  }

  private func run(
    _ count: Int, on limiters: [RateLimiter], _ limits: JudgeModel.Limits, _ gauge: Gauge, seconds: Double
  ) async throws {
    try await withThrowingTaskGroup { group in
      for number in 0..<count {
        group.addTask {
          try await limiters[number % limiters.count].run(at: self.origin, limits, tokens: 10) {
            (try await gauge.use(seconds), 10)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `never more are under way, whoever asks`() async throws {
    let folder = try TemporaryFolder()
    let gauge = Gauge()
    // Three stores on the same file are three processes to one another.
    let limiters = try (0..<3).map { _ in RateLimiter(store: try JudgeStore(path: folder.file("judges"))) }
    try await run(60, on: limiters, JudgeModel.Limits(inFlight: 4), gauge, seconds: 0.01)
    #expect(gauge.all == 60)
    #expect(gauge.most == 4)
  }

  @Test func `a minute's requests are those of all processes together`() async throws {
    let folder = try TemporaryFolder()
    let gauge = Gauge()
    let limiters = try (0..<2).map { _ in RateLimiter(store: try JudgeStore(path: folder.file("judges"))) }
    let start = ContinuousClock.now
    // Ten at once, ten more in the second after.
    try await run(20, on: limiters, JudgeModel.Limits(requestsPerMinute: 600), gauge, seconds: 0)
    #expect(start.duration(to: .now) > .seconds(0.95))
    #expect(gauge.all == 20)
  }

  /// Takes the only place of the host until the gate is open.
  private func hold(_ limiter: RateLimiter, _ limits: JudgeModel.Limits, _ gate: Gate) async throws -> Task<
    Void, any Error
  > {
    let started = Gate()
    let task = Task {
      try await limiter.run(at: origin, limits, tokens: 0) {
        started.open()
        try await gate.wait()
        return ((), nil)
      }
    }
    try await started.wait()
    return task
  }

  @Test func `within a process the first comes first`() async throws {
    let limiter = RateLimiter(store: try JudgeStore())
    let (origin, limits, order, gate) = (origin, JudgeModel.Limits(inFlight: 1), Order(), Gate())
    let holder = try await hold(limiter, limits, gate)
    var tasks: [Task<Void, any Error>] = []
    for number in 0..<10 {
      tasks.append(
        Task {
          try await limiter.run(at: origin, limits, tokens: 0) { (order.numbers.withLock { $0.append(number) }, nil) }
        })
      while limiter.waiting(at: origin) <= number { try await Task.sleep(for: .milliseconds(1)) }
    }
    gate.open()
    try await holder.value
    for task in tasks { try await task.value }
    #expect(order.numbers.withLock { $0 } == Array(0..<10))
  }

  @Test func `who gives up in the queue is in nobody's way`() async throws {
    let limiter = RateLimiter(store: try JudgeStore())
    let (origin, limits, gate) = (origin, JudgeModel.Limits(inFlight: 1), Gate())
    let holder = try await hold(limiter, limits, gate)
    var tasks: [Task<Int, any Error>] = []
    for number in 0..<3 {
      tasks.append(Task { try await limiter.run(at: origin, limits, tokens: 0) { (number, nil) } })
      while limiter.waiting(at: origin) <= number { try await Task.sleep(for: .milliseconds(1)) }
    }
    for number in [0, 1] {
      tasks[number].cancel()
      await #expect(throws: CancellationError.self) { try await tasks[number].value }
    }
    gate.open()
    #expect(try await tasks[2].value == 2)
    try await holder.value
    #expect(limiter.waiting(at: origin) == 0)
  }

  @Test func `one process does not starve another`() async throws {
    let folder = try TemporaryFolder()
    let limits = JudgeModel.Limits(inFlight: 2)
    let (busy, late) = (
      RateLimiter(store: try JudgeStore(path: folder.file("judges"))),
      RateLimiter(store: try JudgeStore(path: folder.file("judges")))
    )
    let gauge = Gauge()
    let load = Task { try await run(200, on: [busy], limits, gauge, seconds: 0.02) }
    try await Task.sleep(for: .milliseconds(100))
    try await late.run(at: origin, limits, tokens: 0) { ((), nil) }
    #expect(gauge.all < 150, "it had its turn long before the other was done")
    load.cancel()
    _ = await load.result
  }

  @Test func `a pause is everybody's`() async throws {
    let folder = try TemporaryFolder()
    let (one, other) = (
      RateLimiter(store: try JudgeStore(path: folder.file("judges"))),
      RateLimiter(store: try JudgeStore(path: folder.file("judges")))
    )
    try one.pause(origin, seconds: 0.3)
    let start = ContinuousClock.now
    try await other.run(at: origin, JudgeModel.Limits(), tokens: 0) { ((), nil) }
    #expect(start.duration(to: .now) > .seconds(0.28))
    try one.pause(origin, seconds: 50)
    try await other.run(at: "https://other.example:443", JudgeModel.Limits(), tokens: 0) { ((), nil) }
  }

  @Test func `an error inside gives the place back`() async throws {
    struct Broken: Error {}
    let limiter = RateLimiter(store: try JudgeStore())
    let limits = JudgeModel.Limits(inFlight: 1)
    for _ in 0..<3 {
      await #expect(throws: Broken.self) {
        try await limiter.run(at: origin, limits, tokens: 0) { () async throws -> (Int, tokens: Int?) in throw Broken()
        }
      }
    }
    #expect(try await limiter.run(at: origin, limits, tokens: 0) { (7, nil) } == 7)
  }
}
