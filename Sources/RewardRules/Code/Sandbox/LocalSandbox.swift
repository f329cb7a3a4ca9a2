import Glibc

/// A sandbox on this machine: bubblewrap's namespaces without a network, a read-only root that holds /usr alone, no
/// privileges, a filter of system calls, and limits on time, memory, processes, files and output.
struct LocalSandbox: Sendable {
  private let bubblewrap: String
  private let python: String
  /// Begins the command: root hands its privileges over first, so that limits on processes hold.
  private let asNobody: [String]
  private let filter: [UInt8]

  /// The user and group that root's sandboxes run as.
  private static let nobody = 65534
  /// The number under which bubblewrap finds the filter.
  private static let filterNumber: Int32 = 10

  /// - Throws: what is missing here.
  init() throws(SandboxFault) {
    bubblewrap = try Self.find("bwrap", "install bubblewrap")
    python = try Self.find("python3", "install python3")
    asNobody =
      geteuid() == 0
      ? [
        try Self.find("setpriv", "install util-linux"), "--reuid=\(Self.nobody)", "--regid=\(Self.nobody)",
        "--clear-groups",
      ] : []
    guard let filter = SystemCallFilter.program() else {
      throw SandboxFault("this kernel takes no filter of system calls")
    }
    self.filter = filter
  }

  /// Only what lies below /usr is there inside.
  private static func find(_ program: String, _ advice: String) throws(SandboxFault) -> String {
    for folder in ["/usr/bin", "/usr/local/bin", "/usr/sbin"] where access("\(folder)/\(program)", X_OK) == 0 {
      return "\(folder)/\(program)"
    }
    throw SandboxFault("there is no `\(program)` below /usr: \(advice)")
  }

  private func command(scratch: Int) -> [String] {
    var words = asNobody + [bubblewrap, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    words += ["--ro-bind", "/usr", "/usr"]
    for folder in ["bin", "sbin", "lib", "lib64", "lib32"] {
      var status = stat()
      guard lstat("/\(folder)", &status) == 0 else { continue }
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      words += isLink ? ["--symlink", "usr/\(folder)", "/\(folder)"] : ["--ro-bind", "/\(folder)", "/\(folder)"]
    }
    // Names of programs such as awk lead there; nothing else of /etc is there.
    words += ["--ro-bind-try", "/etc/alternatives", "/etc/alternatives"]
    words += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    words += ["--dev", "/dev", "--proc", "/proc", "--size", "\(scratch)", "--tmpfs", "/tmp", "--chdir", "/tmp"]
    words += ["--size", "\(scratch)", "--tmpfs", "/dev/shm", "--remount-ro", "/dev", "--remount-ro", "/"]
    words += ["--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin", "--setenv", "HOME", "/tmp"]
    words += ["--setenv", "LANG", "C.UTF-8", "--setenv", "PYTHONHASHSEED", "0", "--setenv", "OMP_NUM_THREADS", "1"]
    words += ["--seccomp", "\(Self.filterNumber)", "--", python, "-I", "-B", "-c", SandboxJob.driver]
    return words
  }

  /// Runs a job and gives what the driver said.
  func run(_ job: SandboxJob) throws(SandboxFault) -> SandboxReport {
    guard let input = FileHandle.unnamed("job", holding: job.json(isAlone: true)),
      let filter = FileHandle.unnamed("filter", holding: filter)
    else { throw SandboxFault("no file in memory can be had: \(String(cString: strerror(errno)))") }
    let command = command(scratch: job.limits.scratch)
    let result = ChildProcess(
      path: command[0], arguments: command, input: input, files: [Self.filterNumber: filter],
      seconds: job.limits.totalSeconds(of: job.tests.count) + 2, memory: job.limits.memory + SandboxLimits.driverMemory,
      processorSeconds: job.limits.seconds * Double(job.tests.count + 2),
      output: job.limits.output * 2 * (job.tests.count + 1) + 65536
    ).run()
    var report = SandboxReport(result.output)
    guard report.isReady else {
      switch result.end {
      case .notStarted(let error):
        throw SandboxFault("`\(command[0])` does not start: \(String(cString: strerror(error)))")
      default:
        let said = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").first.map(String.init)
        throw SandboxFault(said ?? "the sandbox ended before it was ready")
      }
    }
    if case .ended = result.end {} else { report.isStopped = true }
    return report
  }
}
