import Glibc

/// The `rewardc` that was built with these tests, running in a folder of its own.
final class Command {
  /// What a run of the command came to.
  struct Outcome {
    /// The exit code; 128 and the number of the signal where one ended it.
    var exit: Int32
    var output: String
    var errors: String

    /// The lines of standard output.
    var rows: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Where standard input comes from.
  enum Input {
    case nothing, file(String), descriptor(Int32)
  }

  /// Where standard output goes; by default it is kept for the outcome.
  enum Output {
    case kept, file(String), descriptor(Int32)
  }

  private let folder: Folder
  private let scratch = Folder()
  let process: pid_t

  /// The program lies beside the test bundle.
  static let program: String = {
    let size = 4096
    var path = [CChar](repeating: 0, count: size)
    let count = readlink("/proc/self/exe", &path, size - 1)
    let bundle = String(decoding: path[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (bundle.lastIndex(of: "/").map { bundle[...$0] } ?? "") + "rewardc"
  }()

  /// Starts the command in `folder` and does not wait for it.
  ///
  /// - Parameter variables: the environment, beside `PATH` and `LC_ALL`.
  init(
    _ arguments: [String], in folder: Folder, input: Input = .nothing, output: Output = .kept,
    variables: [String: String] = [:]
  ) {
    self.folder = folder
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    case .file(let path): posix_spawn_file_actions_addopen(&actions, 0, path, O_RDONLY, 0)
    case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
    }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    switch output {
    case .kept: posix_spawn_file_actions_addopen(&actions, 1, scratch["output"], create, 0o644)
    case .file(let path): posix_spawn_file_actions_addopen(&actions, 1, path, create, 0o644)
    case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
    }
    posix_spawn_file_actions_addopen(&actions, 2, scratch["errors"], create, 0o644)

    // The user's signals and settings must not change what is tested.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    // `env -C` changes the folder and becomes the command: the process stays the same.
    let words = ["env", "-C", folder.path, Self.program] + arguments
    var argv = words.map { strdup($0) } + [nil]
    let settings = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"] + variables.map { "\($0)=\($1)" }
    var environment = settings.map { strdup($0) } + [nil]
    defer { for pointer in argv + environment { free(pointer) } }
    var started = pid_t()
    let code = posix_spawn(&started, "/usr/bin/env", &actions, &attributes, &argv, &environment)
    precondition(code == 0, "/usr/bin/env: \(String(cString: strerror(code)))")
    process = started
  }

  func interrupt() { kill(process, SIGINT) }

  /// Waits for the end of the command, or for so many seconds.
  func wait(seconds: Int = 60) -> Outcome {
    var status: Int32 = 0
    for _ in 0..<100 * seconds {
      if waitpid(process, &status, WNOHANG) == process { return outcome(status) }
      usleep(10_000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return outcome(status)
  }

  private func outcome(_ status: Int32) -> Outcome {
    let signal = status & 0x7F
    return Outcome(
      exit: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: scratch.text(of: "output"),
      errors: scratch.text(of: "errors"))
  }

  /// The most memory the running command has used so far, in bytes; nil where it has ended or the system does not say.
  var peakMemory: Int? {
    let descriptor = open("/proc/\(process)/status", O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    let lines = String(decoding: readAll(descriptor), as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("VmHWM:") }) else { return nil }
    return Int(line.filter(\.isNumber)).map { $0 << 10 }
  }
}

/// Runs `rewardc` in `folder` to its end.
func rewardc(
  _ arguments: String..., in folder: Folder = Folder(), input: Command.Input = .nothing,
  output: Command.Output = .kept
) -> Command.Outcome {
  Command(arguments, in: folder, input: input, output: output).wait()
}

/// A pipe. It has a name for a moment, so that its ends can be opened in the one way that keeps them from commands
/// which other tests start meanwhile.
func pipe() -> (reading: Int32, writing: Int32) {
  let folder = Folder()
  precondition(mkfifo(folder["pipe"], 0o600) == 0)
  let reading = open(folder["pipe"], O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  let writing = open(folder["pipe"], O_WRONLY | O_CLOEXEC)
  precondition(reading >= 0 && writing >= 0)
  precondition(fcntl(reading, F_SETFL, 0) == 0)
  return (reading, writing)
}
