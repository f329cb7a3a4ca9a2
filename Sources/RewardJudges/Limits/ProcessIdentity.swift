import Glibc

/// A process, told apart from a later one with the same number.
struct ProcessIdentity: Hashable {
  /// Its number.
  let pid: Int
  /// When it started, in the kernel's ticks since the machine did; 0 where that cannot be read.
  let started: Int
  /// The run of the machine and the space of its process numbers; only in the same one do numbers mean something.
  let machine: String

  /// This process.
  static let current = ProcessIdentity(
    pid: Int(getpid()), started: start(of: Int(getpid())) ?? 0,
    machine: text(of: "/proc/sys/kernel/random/boot_id").filter { !$0.isNewline } + " " + link("/proc/self/ns/pid"))

  /// Whether it has certainly ended. One of another machine may be alive for all that is known.
  var hasEnded: Bool {
    guard machine == Self.current.machine else { return false }
    if kill(pid_t(pid), 0) != 0, errno == ESRCH { return true }
    // A zombie runs no more, and another process may have got the number.
    guard let now = Self.start(of: pid) else { return false }
    return started != 0 && now != started
  }

  /// Nil where the process is not there; -1 for a zombie.
  private static func start(of pid: Int) -> Int? {
    let stat = text(of: "/proc/\(pid)/stat")
    // The name before the last parenthesis may hold anything.
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 19 else { return nil }
    return fields[0] == "Z" ? -1 : Int(fields[19])
  }

  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func link(_ path: String) -> String {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = bytes.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        bytes.baseAddress.map { readlink(path, $0, bytes.count) } ?? 0
      }
    }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
