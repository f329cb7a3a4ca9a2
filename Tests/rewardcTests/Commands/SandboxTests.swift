import Foundation
import Testing

/// What the commands say of specs whose programs run in a sandbox.
@Suite struct SandboxTests {
  private static let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Examples/code")
  private static let spec = example.appending(path: "code.reward").path
  private static let rollouts = example.appending(path: "rollouts.jsonl").path

  /// Whether programs can run at all here.
  static let canRun = rewardc("test", spec, in: Folder()).exit == 0

  @Test(.enabled(if: canRun, "no sandbox works here"))
  func `the example's programs get what they deserve`() {
    let outcome = rewardc("run", Self.spec, Self.rollouts, "-q", in: Folder())
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let shares = outcome.rows.map { row in row.split(separator: "\"share\":")[1].prefix { !",}".contains($0) } }
    // Right; wrong in a test; equal to all, which is compared outside; no program.
    #expect(shares[..<4] == ["1", "0.75", "0", "0"])
    // Right; one that reads beyond the end; endless; one that leaves.
    #expect(shares[4..<8] == ["1", "0", "0", "0"])
    // Right; in another order; right; one that wants the network.
    #expect(shares[8...] == ["1", "0.6666666666666666", "1", "0"])
    #expect(outcome.rows.allSatisfy { $0.contains(#""missing":{}"#) })
  }

  @Test func `an address that is none, and one where nobody answers, are refused before a row is read`() {
    for (address, why) in [("ftp://x", "is `ftp://x`"), ("http://127.0.0.1:1/run_code", "gives no answer")] {
      let outcome = rewardc("run", Self.spec, Self.rollouts, "--sandbox", address, in: Folder())
      #expect(outcome.exit == 2)
      #expect(outcome.errors.contains(why), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
  }
}
