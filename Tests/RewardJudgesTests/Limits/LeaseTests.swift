import Foundation
import Synchronization
import Testing

@testable import RewardJudges

@Suite("Leases of processes", .timeLimit(.minutes(10)))
struct LeaseTests {
  private let origin = "https://judge.example:443"
  private let limits = JudgeModel.Limits(inFlight: 2)

  private final class Clock: Sendable {
    let time = Mutex(1_000_000.0)
    var read: @Sendable () -> Double { { self.time.withLock { $0 } } }
  }

  @Test func `one that is not renewed is void after a while`() throws {
    let folder = try TemporaryFolder()
    let clock = Clock()
    func ledger() throws -> SharedLedger {
      SharedLedger(store: try JudgeStore(path: folder.file("judges")), clock: clock.read)
    }
    let (lost, other) = (try ledger(), try ledger())
    for running in 0..<2 {
      #expect(try lost.start(origin, limits, tokens: 0, running: running, waits: false) == .started)
    }
    #expect(try other.start(origin, limits, tokens: 0, running: 0, waits: false) == .full)
    clock.time.withLock { $0 += SharedLedger.leaseSeconds - 1 }
    #expect(try other.start(origin, limits, tokens: 0, running: 0, waits: false) == .full)
    try lost.renew(origin, running: 2, waits: false)
    clock.time.withLock { $0 += 2 }
    #expect(try other.start(origin, limits, tokens: 0, running: 0, waits: false) == .full, "it was renewed")
    clock.time.withLock { $0 += SharedLedger.leaseSeconds }
    #expect(try other.start(origin, limits, tokens: 0, running: 0, waits: false) == .started)
  }

  @Test func `a process that is gone holds nothing`() throws {
    let folder = try TemporaryFolder()
    let store = try JudgeStore(path: folder.file("judges"))
    let ledger = SharedLedger(store: store)
    let sleeper = Process()
    sleeper.executableURL = URL(filePath: "/bin/sleep")
    sleeper.arguments = ["60"]
    try sleeper.run()
    let pid = Int(sleeper.processIdentifier)
    // As if that process had asked twice.
    try store.use { database throws(StoreError) in
      _ = try database.run(
        "REPLACE INTO leases VALUES (?, 1, 2, 0, ?, ?, 0, ?)",
        [.text(origin), .real(SharedLedger.now()), .integer(pid), .text(ProcessIdentity.current.machine)])
    }
    #expect(try ledger.start(origin, limits, tokens: 0, running: 0, waits: false) == .full)
    kill(sleeper.processIdentifier, SIGKILL)
    sleeper.waitUntilExit()
    #expect(try ledger.start(origin, limits, tokens: 0, running: 0, waits: false) == .started)
  }

  @Test func `a process of another machine may be alive`() {
    #expect(!ProcessIdentity.current.hasEnded)
    #expect(!ProcessIdentity(pid: 1 << 22, started: 1, machine: "another").hasEnded)
    #expect(ProcessIdentity(pid: 1 << 22 + 1, started: 1, machine: ProcessIdentity.current.machine).hasEnded)
    let current = ProcessIdentity.current
    #expect(ProcessIdentity(pid: current.pid, started: current.started + 1, machine: current.machine).hasEnded)
  }
}
