import CSandbox
import Glibc

/// A program of the host that is run to its end, with everything that it started.
struct ChildProcess {
  /// The path of the program, and its arguments with its name first.
  var path: String
  var arguments: [String]
  /// What it reads.
  var input: FileHandle
  /// Open in it under these numbers, besides 0, 1 and 2.
  var files: [Int32: FileHandle] = [:]
  /// How long it may take, in seconds.
  var seconds: Double
  /// How much memory it and what it started may have together, in bytes.
  var memory: Int
  /// How much processor time they may use together, in seconds.
  var processorSeconds: Double
  /// How much it may write, in bytes.
  var output: Int

  enum End: Equatable {
    /// It ended by itself; the status as `waitpid` gives it.
    case ended(Int32)
    case overtime
    case overMemory
    case overflow
    case notStarted(Int32)
  }

  struct Result {
    var end: End
    var output: [UInt8] = []
    /// The last of what it said on standard error.
    var errors: [UInt8] = []
  }

  /// How often the memory and time of what it started are looked at, in milliseconds.
  private static let watchInterval: Int32 = 50
  private static let keptErrors = 4096

  /// Starts it and waits. Nothing of it is left when this returns but what dies with it.
  func run() -> Result {
    guard let (process, output, errors) = start() else { return Result(end: .notStarted(errno)) }
    return watch(process, output, errors)
  }

  /// Starts it. What is read from it ends when all its processes have: their ends are closed on this side.
  private func start() -> (process: pid_t, output: FileHandle, errors: FileHandle)? {
    guard let (output, itsOutput) = FileHandle.connected(), let (errors, itsErrors) = FileHandle.connected() else {
      return nil
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (file, number) in [(input, 0), (itsOutput, 1), (itsErrors, 2)] {
      posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(number))
    }
    for (number, file) in files { posix_spawn_file_actions_adddup2(&actions, file.descriptor, number) }
    csandbox_close_from(&actions, (files.keys.max() ?? 2) + 1)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The masks of a thread here are no business of the program's.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var process: pid_t = 0
    let words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    // The actions hold numbers: the files behind them stay open until here, and no longer.
    let error = withExtendedLifetime((input, itsOutput, itsErrors, files)) {
      posix_spawn(&process, path, &actions, &attributes, words, [nil])
    }
    errno = error
    return error == 0 ? (process, output, errors) : nil
  }

  /// Reads what it says until it has ended, or ends it when it goes over a limit.
  private func watch(_ process: pid_t, _ output: FileHandle, _ errors: FileHandle) -> Result {
    var result = Result(end: .overtime)
    let deadline = Clock.now + seconds
    var nextLook = Clock.now + Double(Self.watchInterval) / 1000
    var polled = [output, errors].map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let now = Clock.now
      guard now < deadline else { break }
      if now >= nextLook {
        nextLook = now + Double(Self.watchInterval) / 1000
        let used = ProcessTree.use(by: process)
        if used.memory > memory || used.processorSeconds > processorSeconds {
          result.end = used.memory > memory ? .overMemory : .overtime
          break
        }
      }
      let isOpen = polled.contains { $0.fd >= 0 }
      if !isOpen {
        var status: Int32 = 0
        if waitpid(process, &status, WNOHANG) == process {
          result.end = .ended(status)
          return result
        }
      }
      // Once all is read, its end is a matter of a moment.
      poll(&polled, nfds_t(polled.count), isOpen ? Self.watchInterval : 1)
      for index in polled.indices where polled[index].revents != 0 {
        let count = read(polled[index].fd, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          polled[index].fd = -1
          continue
        }
        if index == 0 {
          result.output += buffer[..<count]
        } else {
          result.errors = Array((result.errors + buffer[..<count]).suffix(Self.keptErrors))
        }
      }
      if result.output.count > self.output {
        result.end = .overflow
        break
      }
    }
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return result
  }
}

/// Seconds that pass whatever the calendar does.
enum Clock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
