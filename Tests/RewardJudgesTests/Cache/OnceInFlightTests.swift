import Synchronization
import Testing

@testable import RewardJudges

@Suite("The same question at the same time", .timeLimit(.minutes(10)))
struct OnceInFlightTests {
  private struct Broken: Error {}
  private let key = Digest(of: [1])

  /// Counts who asks, and holds them until they are let go.
  private final class Asked: Sendable {
    let count = Atomic(0)
    let isOpen = Atomic(false)

    func ask() async throws -> Int {
      let number = count.add(1, ordering: .relaxed).newValue
      while !isOpen.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(2)) }
      return number
    }
  }

  private func started(_ count: Int, _ once: OnceInFlight<Int>, _ asked: Asked) async throws -> [Task<Int, any Error>] {
    var tasks: [Task<Int, any Error>] = []
    for _ in 0..<count {
      tasks.append(Task { try await once.value(for: key) { try await asked.ask() } })
      // The first is the one that asks.
      while asked.count.load(ordering: .relaxed) == 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
    while once.waiting(for: key) < count - 1 { try await Task.sleep(for: .milliseconds(1)) }
    return tasks
  }

  @Test func `one asks, and all get the answer`() async throws {
    let (once, asked) = (OnceInFlight<Int>(), Asked())
    let tasks = try await started(20, once, asked)
    asked.isOpen.store(true, ordering: .relaxed)
    for task in tasks { #expect(try await task.value == 1) }
    #expect(try await once.value(for: key) { try await asked.ask() } == 2, "nothing is kept")
  }

  @Test func `an error is shared`() async throws {
    let (once, asked) = (OnceInFlight<Int>(), Asked())
    let task = Task {
      try await once.value(for: key) {
        _ = try await asked.ask()
        throw Broken()
      }
    }
    while asked.count.load(ordering: .relaxed) == 0 { try await Task.sleep(for: .milliseconds(1)) }
    let waiter = Task { try await once.value(for: key) { try await asked.ask() } }
    while once.waiting(for: key) == 0 { try await Task.sleep(for: .milliseconds(1)) }
    asked.isOpen.store(true, ordering: .relaxed)
    await #expect(throws: Broken.self) { try await task.value }
    await #expect(throws: Broken.self) { try await waiter.value }
    #expect(asked.count.load(ordering: .relaxed) == 1)
  }

  @Test func `when who asks is cancelled, one that waits asks`() async throws {
    let (once, asked) = (OnceInFlight<Int>(), Asked())
    let tasks = try await started(5, once, asked)
    tasks[0].cancel()
    await #expect(throws: CancellationError.self) { try await tasks[0].value }
    while asked.count.load(ordering: .relaxed) == 1 { try await Task.sleep(for: .milliseconds(1)) }
    asked.isOpen.store(true, ordering: .relaxed)
    for task in tasks[1...] { #expect(try await task.value == 2) }
  }

  @Test func `who waits can be cancelled, and nobody else is`() async throws {
    let (once, asked) = (OnceInFlight<Int>(), Asked())
    let tasks = try await started(3, once, asked)
    tasks[1].cancel()
    await #expect(throws: CancellationError.self) { try await tasks[1].value }
    asked.isOpen.store(true, ordering: .relaxed)
    #expect(try await tasks[0].value == 1)
    #expect(try await tasks[2].value == 1)
  }

  @Test func `other questions are asked beside it`() async throws {
    let (once, asked) = (OnceInFlight<Int>(), Asked())
    let tasks = try await started(1, once, asked)
    #expect(try await once.value(for: Digest(of: [2])) { 7 } == 7)
    asked.isOpen.store(true, ordering: .relaxed)
    #expect(try await tasks[0].value == 1)
  }
}
