import Glibc
import RewardEngine

/// One line on a terminal that says how far a run is; nothing elsewhere.
struct ProgressLine {
  private let isOn: Bool
  /// Bytes of the input; nil where they are not known (standard input, compressed).
  private let size: Int?
  private let start = Self.now()
  private var last = 0.0
  private var isShown = false

  init(input: String, isOn: Bool) {
    self.isOn = isOn
    var info = stat()
    size = input != "-" && !input.hasSuffix(".gz") && stat(input, &info) == 0 ? Int(info.st_size) : nil
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  mutating func show(_ progress: ScoringRun.Progress) {
    let elapsed = Self.now() - start
    guard isOn, elapsed - last > 0.2 else { return }
    last = elapsed
    isShown = true
    var text = "\(progress.rows) rollouts, \(Int(Double(progress.rows) / elapsed))/s"
    if progress.missing > 0 { text += ", \(progress.missing) scores missing" }
    if progress.leftOut > 0 { text += ", \(progress.leftOut) left out" }
    if let size, size > 0, progress.bytes > 0 {
      let share = min(1, Double(progress.bytes) / Double(size))
      text += ", \(Int(share * 100))%, \(Int((elapsed / share - elapsed).rounded())) s left"
    }
    Terminal.write("\r\u{1B}[K" + text, to: 2)
  }

  mutating func clear() {
    guard isShown else { return }
    isShown = false
    Terminal.write("\r\u{1B}[K", to: 2)
  }
}

/// Problems of rows, the first ones in full.
struct ProblemList {
  private static let limit = 20
  private let input: String
  private var count = 0

  init(input: String) { self.input = Files.inputName(input) }

  mutating func say(_ problems: [RunProblem]) {
    for problem in problems {
      count += 1
      guard count <= Self.limit else { continue }
      let row = problem.problem
      let column = row.column.map { ":\($0)" } ?? ""
      Terminal.say("\(input):\(row.line)\(column): \(problem.isLeftOut ? "error" : "warning"): \(row.message)")
    }
  }

  func finish() { if count > Self.limit { Terminal.say("... and \(count - Self.limit) more") } }
}

/// Ctrl-C: the run ends after the current block, and what is complete is kept.
enum Interruption {
  nonisolated(unsafe) private static var asked: sig_atomic_t = 0

  static var isAsked: Bool { asked != 0 }

  /// Ctrl-C ends only what is being worked on, and every time.
  static func watch() { signal(SIGINT) { _ in Interruption.asked = 1 } }

  /// What was asked before counts no more.
  static func forget() { asked = 0 }

  static func install() {
    signal(SIGINT) { _ in
      // A second Ctrl-C ends the program at once.
      if Interruption.asked != 0 { _exit(130) }
      Interruption.asked = 1
    }
  }
}
