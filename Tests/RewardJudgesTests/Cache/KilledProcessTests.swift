import Foundation
import Testing

@testable import RewardJudges

/// Each child is a process of its own, which ends by `kill -9`.
@Suite("Processes that are killed", .timeLimit(.minutes(10)))
struct KilledProcessTests {
  private static let origin = "https://judge.example:443"

  @Test func `what was kept before a kill is there after it`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try JudgeStore(path: path + "/judges")
      let log = open(path + "/kept", O_WRONLY | O_CREAT | O_APPEND, 0o600)
      Thread.detachNewThread {
        usleep(150_000)
        kill(getpid(), SIGKILL)
      }
      for number in 0... {
        try store.put(
          [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 300), for: Digest(of: [UInt8]("\(number)".utf8)))
        let line = Array("\(number)\n".utf8)
        _ = write(log, line, line.count)
      }
    }
    let kept = try String(contentsOfFile: path + "/kept", encoding: .utf8).split(separator: "\n")
    #expect(kept.count > 10)
    let store = try JudgeStore(path: path + "/judges")
    for number in kept {
      #expect(try store.get(Digest(of: Array(number.utf8)))?.count == 300)
    }
    #expect([0, 1].contains(try store.count() - kept.count), "at most the one it was at when it was killed")
  }

  @Test func `what a killed process had under way is free at once`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("judges")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let limiter = RateLimiter(store: try JudgeStore(path: path))
      for _ in 0..<2 {
        Task {
          try await limiter.run(at: Self.origin, JudgeModel.Limits(inFlight: 2), tokens: 0) {
            (try await Task.sleep(for: .seconds(60)), nil)
          }
        }
      }
      try await Task.sleep(for: .milliseconds(300))
      kill(getpid(), SIGKILL)
    }
    let store = try JudgeStore(path: path)
    let leases = try store.use { database throws(StoreError) in
      var count = 0
      try database.run("SELECT total(running) FROM leases") { count = $0.integer(0) }
      return count
    }
    #expect(leases == 2, "they were there when it was killed")
    try await RateLimiter(store: store).run(at: Self.origin, JudgeModel.Limits(inFlight: 2), tokens: 0) { ((), nil) }
  }

  @Test func `two processes share a minute's requests and the file`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("judges")
    @Sendable func child() async {
      await #expect(processExitsWith: .success) { [path = path as String] in
        let store = try JudgeStore(path: path)
        let limiter = RateLimiter(store: store)
        for _ in 0..<15 {
          let time = try await limiter.run(at: Self.origin, JudgeModel.Limits(requestsPerMinute: 600), tokens: 0) {
            (SharedLedger.now(), nil)
          }
          let key = Digest(of: Array("\(getpid()) \(time)".utf8))
          try store.put(Array("\(time)".utf8), for: key)
        }
      }
    }
    await withTaskGroup { group in
      for _ in 0..<2 { group.addTask { await child() } }
    }
    let store = try JudgeStore(path: path)
    let times = try store.use { database throws(StoreError) in
      var times: [Double] = []
      try database.run("SELECT value FROM answers") {
        times.append(Double(String(decoding: $0.bytes(0), as: UTF8.self)) ?? 0)
      }
      return times.sorted()
    }
    #expect(times.count == 30)
    // 600 a minute are ten at once and then one in a tenth of a second; either process may be late to look at the clock.
    for first in times.indices {
      let inSecond = times[first...].prefix { $0 < times[first] + 1 }.count
      #expect(inSecond <= 22)
    }
    if let first = times.first, let last = times.last { #expect(last - first > 1.5) }
  }
}
