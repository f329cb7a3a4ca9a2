import Glibc

/// `rewardc` at a terminal: what is typed goes through a line discipline, and the screen is what comes back.
final class PseudoTerminal {
  private let terminal: Int32
  private let process: pid_t
  /// What came back and was not waited for yet.
  private var unread = ""
  private var hasEnded = false
  /// Nothing comes back any more: the command has closed the terminal.
  private var isOver = false

  /// How long anything may take, in milliseconds.
  private static let patience: Int32 = 20_000

  /// `TIOCGPTN` and `TIOCSPTLCK`, which are too much of a macro to be imported.
  private static let getNumber: UInt = 0x8004_5430
  private static let setLock: UInt = 0x4004_5431

  /// Starts the command in `folder`, with `history` as its history file.
  init(_ arguments: [String], in folder: Folder, history: String) {
    // `openpty` would leave both ends open to commands that other tests start meanwhile.
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: UInt32 = 0
    var isLocked: Int32 = 0
    precondition(terminal >= 0 && ioctl(terminal, Self.getNumber, &number) == 0)
    precondition(ioctl(terminal, Self.setLock, &isLocked) == 0)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    precondition(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens is the one whose keys are its signals.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let setsid: Int32 = 0x80
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | setsid))

    var argv = (["env", "-C", folder.path, Command.program] + arguments).map { strdup($0) } + [nil]
    let variables = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=xterm", "NO_COLOR=1", "REWARDC_HISTORY=\(history)"]
    var environment = variables.map { strdup($0) } + [nil]
    defer { for pointer in argv + environment { free(pointer) } }
    var started = pid_t()
    let code = posix_spawn(&started, "/usr/bin/env", &actions, &attributes, &argv, &environment)
    precondition(code == 0, "/usr/bin/env: \(String(cString: strerror(code)))")
    process = started
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(terminal)
  }

  /// Types; Ctrl-D is a key only where there is a prompt.
  func type(_ text: String) { writeAll(Array(text.utf8), to: terminal) }

  /// Everything up to a text, once it is there; nil where it does not come.
  func read(to text: String) -> String? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      let screen = unread + String(decoding: bytes, as: UTF8.self)
      if let end = screen.firstRange(of: text)?.upperBound {
        unread = String(screen[end...])
        return String(screen[..<end])
      }
      var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Self.patience) == 1 else { return nil }
      let count = Glibc.read(terminal, &block, block.count)
      if count <= 0 {
        isOver = true
        return nil
      }
      bytes += block[..<count]
    }
  }

  /// The exit code, once the command has ended; 128 and the number of the signal where one ended it; -1 if it does not end.
  func wait() -> Int32 {
    // What is not read could keep the command from ending. It ends the terminal, too.
    guard read(to: "\u{0}") == nil, isOver else { return -1 }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    hasEnded = true
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }
}
