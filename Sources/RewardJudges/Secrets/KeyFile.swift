import Glibc

/// The file of the user that binds hosts to keys.
enum KeyFile {
  /// Longer than anybody's.
  private static let longest = 1 << 20

  /// Where it would lie; nil where the user has no home.
  static func path(_ environment: Keys.Environment) -> String? {
    // A path that is not absolute is ignored, as the XDG base directories say.
    if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + "/rewardc/keys.json" }
    return environment("HOME").flatMap { $0.isEmpty ? nil : $0 + "/.config/rewardc/keys.json" }
  }

  /// Hosts and variables in their order; nil where there is no file.
  static func read(_ path: String) throws(KeyError) -> [(host: String, variable: String)]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw KeyError("`\(path)` cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    // Of the open file, so that nobody can exchange it meanwhile.
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw KeyError("`\(path)` is no file")
    }
    guard status.st_uid == geteuid() else {
      throw KeyError("`\(path)` belongs to another user, who could send keys anywhere")
    }
    guard status.st_mode & S_IWOTH == 0 else {
      throw KeyError("`\(path)` can be written by everybody, who could send keys anywhere: `chmod o-w` it")
    }
    guard status.st_size <= longest else { throw KeyError("`\(path)` is longer than \(longest) bytes") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var length = 0
    while length < bytes.count {
      let count = bytes.withUnsafeMutableBytes { bytes in
        Glibc.read(file, bytes.baseAddress.map { $0 + length }, bytes.count - length)
      }
      guard count > 0 else { break }
      length += count
    }
    return try bindings(String(decoding: bytes[..<length], as: UTF8.self), of: path)
  }

  /// An object whose values are texts. SQLite reads JSON as strictly as is wanted here.
  private static func bindings(_ text: String, of path: String) throws(KeyError) -> [(host: String, variable: String)] {
    var (isObject, areTexts) = (false, true)
    var bindings: [(host: String, variable: String)] = []
    do throws(StoreError) {
      let database = try SharedDatabase(path: ":memory:")
      try database.run("SELECT json_valid(?1) AND json_type(?1) = 'object'", [.text(text)]) {
        isObject = $0.integer(0) == 1
      }
      guard isObject else { throw StoreError(path: path, cause: .damaged, reason: "") }
      try database.run("SELECT key, type = 'text', value FROM json_each(?)", [.text(text)]) { row in
        areTexts = areTexts && row.integer(1) == 1
        bindings.append((row.text(0), row.text(2)))
      }
    } catch {
      throw KeyError("`\(path)` is no JSON object of hosts and names of environment variables")
    }
    guard areTexts else { throw KeyError("`\(path)` binds a host to something that is no text") }
    return bindings
  }
}
