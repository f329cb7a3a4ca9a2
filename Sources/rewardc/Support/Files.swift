import Glibc
import RewardSemantics
import RewardSyntax

/// Reading and writing whole small files: specs, metrics, manifests.
enum Files {
  /// No file that a person or a program writes as a spec is longer.
  private static let sizeLimit = 16 << 20

  /// The bytes of a file. What is imported must be a regular file, so that nothing waits for a pipe or a device.
  static func read(_ path: String, mustBeRegular: Bool = false) throws(Stop) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | (mustBeRegular ? O_NONBLOCK : 0))
    guard descriptor >= 0 else { throw Stop(.unasked, "\(path): \(reason())") }
    defer { close(descriptor) }
    if mustBeRegular {
      var info = stat()
      guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
        throw Stop(.unasked, "\(path) is not a file")
      }
    }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Stop(.unasked, "\(path): \(reason())")
      }
      if count == 0 { return bytes }
      bytes += block[..<count]
      guard bytes.count <= sizeLimit else { throw Stop(.unasked, "\(path) is longer than \(sizeLimit >> 20) MiB") }
    }
  }

  static func write(_ bytes: [UInt8], to path: String, replacing: Bool = true) throws(Stop) {
    let flags = O_WRONLY | O_CREAT | (replacing ? O_TRUNC : O_EXCL)
    let descriptor = open(path, flags, 0o644)
    guard descriptor >= 0 else { throw Stop(.unasked, "\(path): \(reason())") }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, of: path)
  }

  /// Gives a file new contents and keeps its permissions. Whenever it is read, it has the old contents or the new.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Stop) {
    // A link stays one.
    guard let target = canonical(path) else { throw Stop(.unasked, "\(path): \(reason())") }
    var info = stat()
    guard stat(target, &info) == 0, access(target, W_OK) == 0 else { throw Stop(.unasked, "\(path): \(reason())") }
    guard info.st_mode & S_IFMT == S_IFREG else { throw Stop(.unasked, "\(path) is not a file") }
    let draft = "\(target).\(getpid()).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Stop(.unasked, "\(path): \(reason())") }
    defer { close(descriptor) }
    do throws(Stop) {
      try write(bytes, to: descriptor, of: path)
      guard fchmod(descriptor, info.st_mode & 0o7777) == 0, fsync(descriptor) == 0, rename(draft, target) == 0 else {
        throw Stop(.unasked, "\(path): \(reason())")
      }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, of path: String) throws(Stop) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw Stop(.unasked, "\(path): \(reason())")
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Makes a folder unless it is there.
  static func makeFolder(_ path: String) throws(Stop) {
    guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    throw Stop(.unasked, "cannot make \(path): \(reason())")
  }

  /// Makes a folder for the user alone, and those above it; true where it is there.
  static func makeFolders(_ path: String) -> Bool {
    if exists(path) { return true }
    let parent = directory(of: path)
    return (parent == path || makeFolders(parent)) && mkdir(path, 0o700) == 0
  }

  /// Makes sure before a run that its results can be written after it, and that no file it reads is overwritten.
  static func checkTargets(_ targets: [String], sources: [String]) throws(Stop) {
    var taken = sources.map { (path: $0, use: "is read") }
    for target in targets where target != "-" {
      if let other = taken.first(where: { isSameFile($0.path, target) }) {
        throw Stop(.unasked, "\(target) \(other.use) by this run; write to another file")
      }
      if access(exists(target) ? target : directory(of: target), W_OK) != 0 {
        throw Stop(.unasked, "cannot write \(target): \(reason())")
      }
      taken.append((target, "is written"))
    }
  }

  private static func isSameFile(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return place(of: one) == place(of: other) }
    // A device, such as /dev/null, may be named twice.
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino && first.st_mode & S_IFMT == S_IFREG
  }

  /// The path of a file that may not be there yet, without links and dots before its name.
  private static func place(of path: String) -> String {
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    return (canonical(directory(of: path)) ?? directory(of: path)) + "/" + name
  }

  /// Whether a path names something other than a file or a folder, such as `/dev/null`.
  static func isDevice(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT != S_IFREG && info.st_mode & S_IFMT != S_IFDIR
  }

  /// Whether there is a file of that name, and no folder or device.
  static func isFile(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
  }

  /// An input as messages name it.
  static func inputName(_ path: String) -> String { path == "-" ? "standard input" : path }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func reason() -> String { String(cString: strerror(errno)) }

  /// The path without links and dots; nil where there is no such file.
  static func canonical(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The one name of a file in messages: relative to the working directory where it is below it.
  static func displayName(_ path: String) -> String {
    guard let target = canonical(path), let here = canonical(".") else { return path }
    return target.hasPrefix(here + "/") ? String(target.dropFirst(here.count + 1)) : target
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The nearest folder above a file that holds a `.git`.
  static func projectRoot(of path: String) -> String? {
    var folder = canonical(directory(of: path)) ?? directory(of: path)
    while folder != "/" && folder != "." {
      if exists(folder + "/.git") { return folder }
      folder = directory(of: folder)
    }
    return nil
  }

  /// Reads imports from disk, relative to the importing file, and only under the project's root: the nearest folder
  /// above the spec that holds a `.git`, else the spec's own folder.
  ///
  /// - Parameters:
  ///   - open: contents by absolute path that count before the disk: what an editor has not saved.
  ///   - naming: what messages call the file at an absolute path.
  static func loader(
    for spec: String, open: [String: [UInt8]] = [:], naming: @escaping @Sendable (String) -> String = displayName
  ) -> ModuleLoader {
    let root = projectRoot(of: spec) ?? canonical(directory(of: spec)) ?? directory(of: spec)
    return ModuleLoader { [root] path, importer in
      let joined = path.hasPrefix("/") ? path : directory(of: importer) + "/" + path
      guard let target = canonical(joined) ?? absent(joined, among: open) else {
        return .failure(.init("there is no file `\(path)`"))
      }
      guard target.hasPrefix(root + "/") else {
        return .failure(.init("`\(path)` is outside the project (\(root))", isOutsideRoot: true))
      }
      if let bytes = open[target] { return .success(SourceFile(name: naming(target), bytes: bytes)) }
      do throws(Stop) {
        return .success(SourceFile(name: naming(target), bytes: try read(target, mustBeRegular: true)))
      } catch {
        return .failure(.init(error.message ?? "`\(path)` cannot be read"))
      }
    }
  }

  /// The path of a file that is open and was never saved; nil where it is not.
  private static func absent(_ path: String, among open: [String: [UInt8]]) -> String? {
    let target = place(of: path)
    return open[target] == nil ? nil : target
  }
}
