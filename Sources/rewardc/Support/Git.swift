import Glibc

/// The `git` of the user's path.
enum Git {
  /// Runs a command that only reads, to its end.
  ///
  /// - Returns: whether it ended well, and its standard output; what it says of a failure is dropped.
  static func run(_ arguments: [String], in folder: String) throws(Stop) -> (isGood: Bool, output: [UInt8]) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Stop(.unasked, "git cannot be run: \(String(cString: strerror(errno)))") }
    let (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(reading) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, writing, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

    var words = (["git", "-C", folder] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let code = posix_spawnp(&process, "git", &actions, nil, &words, environ)
    close(writing)
    guard code == 0 else { throw Stop(.unasked, "git cannot be run: \(String(cString: strerror(code)))") }

    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(reading, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      output += block[..<count]
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return (status == 0, output)
  }
}
