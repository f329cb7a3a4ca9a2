import Glibc
import RewardSyntax

extension LanguageServer {
  /// Where a module of the standard library can be read: its embedded source is written to a file when it is first
  /// asked for, for no editor can open what lies in a program. The file is made read-only.
  func libraryPath(_ source: SourceFile) -> String? {
    guard let libraryFolder else { return nil }
    let folder = "\(libraryFolder)/\(version)"
    let path = "\(folder)/\(source.name).reward"
    if contents(of: path) == source.bytes { return path }
    for end in folder.indices where folder[end] == "/" && end > folder.startIndex {
      mkdir(String(folder[..<end]), 0o755)
    }
    mkdir(folder, 0o755)
    // Another server may be reading it: the new file takes the place of the old one at once.
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o444)
    guard descriptor >= 0 else { return nil }
    let written = source.bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    guard written == source.bytes.count, Glibc.rename(draft, path) == 0 else { return nil }
    return path
  }

  /// Whether a document is a source of the standard library that was put there.
  func isLibrary(_ path: String) -> Bool {
    libraryFolder.map { path.hasPrefix(Document.canonical($0) + "/") } ?? false
  }

  private func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_size < 1 << 20 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(info.st_size))
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    return count == bytes.count ? bytes : nil
  }
}
