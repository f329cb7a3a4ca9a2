import Glibc
import Testing

/// A run that is killed and run again, at any moment, comes to what an undisturbed run comes to.
@Suite struct KilledRunTests {
  private static let steps = 1...150

  private func arguments(_ rows: String, _ output: String, _ state: String) -> [String] {
    ["run", "drift.reward", rows, "-o", output, "--state", state]
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test(arguments: [1, 2, 3]) func killedAtAnyMoment(seed: UInt64) {
    let folder = StateSample.folder(Self.steps)
    folder.write(StateSample.rows(151...152).map { $0 + "\n" }.joined(), to: "next.jsonl")
    let start = now()
    #expect(Command(arguments("rows.jsonl", "whole.jsonl", "whole.db"), in: folder).wait().exit == 0)
    let duration = now() - start
    #expect(Command(arguments("next.jsonl", "whole.next.jsonl", "whole.db"), in: folder).wait().exit == 0)

    var random = seed &* 0x9E37_79B9_7F4A_7C15
    var killed = 0
    for _ in 0..<12 {
      let command = Command(arguments("rows.jsonl", "scored.jsonl", "run.db"), in: folder)
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      usleep(UInt32(Double(random >> 40) / Double(1 << 24) * duration * 1e6))
      kill(command.process, SIGKILL)
      if command.wait().exit == 128 + SIGKILL { killed += 1 }
    }
    #expect(killed > 0)
    let last = Command(arguments("rows.jsonl", "scored.jsonl", "run.db"), in: folder).wait()
    #expect(last.exit == 0)
    #expect(last.errors.contains(" had been scored before: states were read again and not changed\n"))
    #expect(folder.text(of: "scored.jsonl") == folder.text(of: "whole.jsonl"))
    // What the states are worth now shows in the rows of the next steps.
    #expect(Command(arguments("next.jsonl", "next.scored.jsonl", "run.db"), in: folder).wait().exit == 0)
    #expect(folder.text(of: "next.scored.jsonl") == folder.text(of: "whole.next.jsonl"))
  }

  /// Rows come before the state: a step that is kept has its rows in the file.
  @Test func whatIsKeptIsWritten() throws {
    let folder = StateSample.folder(Self.steps)
    let command = Command(arguments("rows.jsonl", "scored.jsonl", "run.db"), in: folder)
    // The log of the database grows with every step.
    while (folder.bytes(of: "run.db-wal")?.count ?? 0) < 60_000 { usleep(1000) }
    kill(command.process, SIGKILL)
    _ = command.wait()
    let written = folder.text(of: "scored.jsonl").split(separator: "\n").count
    let again = Command(arguments("rows.jsonl", "again.jsonl", "run.db"), in: folder).wait()
    let match = try #require(again.errors.firstMatch(of: /([0-9]+) steps? had been scored before/))
    let kept = try #require(Int(match.1))
    #expect(kept > 0)
    #expect(written >= 4 * kept)
  }
}
