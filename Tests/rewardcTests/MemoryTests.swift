import Glibc
import Testing

/// A file of many steps streams: memory does not grow with the file.
@Suite struct MemoryTests {
  static let canMeasure = access("/proc/self/status", R_OK) == 0

  @Test(.enabled(if: canMeasure, "the peak memory of a process is read from /proc"))
  func aLongFileNeedsNoMoreThanAShortOne() {
    let spec = """
      spec task 1.0.0
      input response: text
      rule correct = response contains "4"
      advantage = grpo(correct)

      """
    let folder = Folder(["task.reward": spec])
    let bytes = write(megabytes: 300, to: folder["rows.jsonl"])
    #expect(bytes > 300 << 20)
    let command = Command(["run", "task.reward", "rows.jsonl", "-o", "/dev/null", "--threads", "2"], in: folder)
    var peak = 0
    while let now = command.peakMemory {
      peak = max(peak, now)
      usleep(5_000)
    }
    #expect(command.wait().exit == 0)
    #expect(peak > 1 << 20)
    #expect(peak < 150 << 20, "\(peak >> 20) MiB")
  }

  /// Rows of 30 KB, 64 to a step, so that the bytes are many and the rows few.
  private func write(megabytes: Int, to path: String) -> Int {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    precondition(descriptor >= 0)
    defer { close(descriptor) }
    let text = String(repeating: "think about it ", count: 2_000) + "it is 4"
    var written = 0
    var step = 0
    while written <= megabytes << 20 {
      var block = ""
      for index in 0..<64 {
        block += Sample.row("\(step)-\(index)", group: "g\(step)-\(index / 8)", step: step, text) + "\n"
      }
      writeAll(Array(block.utf8), to: descriptor)
      written += block.utf8.count
      step += 1
    }
    return written
  }
}
