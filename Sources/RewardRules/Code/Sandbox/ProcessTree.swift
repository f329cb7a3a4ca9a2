import Glibc

/// A process and all that it started, as /proc tells of them.
enum ProcessTree {
  struct Use {
    /// Resident bytes; what several processes share counts for each.
    var memory = 0
    /// Processor time, with that of children who have ended.
    var processorSeconds = 0.0
  }

  private struct Process {
    var parent: pid_t
    var use: Use
  }

  private static let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// What a process and those below it use now. One whose parent has ended belongs to the first process of its
  /// namespace, which is below `root` as well.
  static func use(by root: pid_t) -> Use {
    let processes = all()
    var children: [pid_t: [pid_t]] = [:]
    for (id, process) in processes { children[process.parent, default: []].append(id) }
    var use = Use()
    var waiting = [root]
    while let id = waiting.popLast() {
      guard let process = processes[id] else { continue }
      use.memory += process.use.memory
      use.processorSeconds += process.use.processorSeconds
      waiting += children[id] ?? []
    }
    return use
  }

  private static func all() -> [pid_t: Process] {
    guard let directory = opendir("/proc") else { return [:] }
    defer { closedir(directory) }
    var found: [pid_t: Process] = [:]
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let id = pid_t(name), let process = read("/proc/\(name)/stat") else { continue }
      found[id] = process
    }
    return found
  }

  /// proc(5): the fields after the name in parentheses, which may hold anything.
  private static func read(_ path: String) -> Process? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count > 0, let name = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
    // state, ppid, ...: utime, stime, cutime and cstime are the fields 14 to 17 of all, rss the 24th.
    let fields = bytes[(name + 1)..<count].split(separator: UInt8(ascii: " ")).map {
      Int(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    guard fields.count > 21 else { return nil }
    let time = Double(fields[11] + fields[12] + fields[13] + fields[14]) / ticks
    return Process(parent: pid_t(fields[1]), use: Use(memory: fields[21] * pageSize, processorSeconds: time))
  }
}
