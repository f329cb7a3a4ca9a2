import Glibc

/// A new folder that goes, with all that is in it, when its owner goes.
final class Folder: Sendable {
  let path: String

  /// - Parameter files: texts by name.
  init(_ files: [String: String] = [:]) {
    var template = Array("/tmp/rewardc-tests-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for (name, text) in files { write(text, to: name) }
  }

  deinit { system("rm -rf \(path)") }

  subscript(name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) {
    let descriptor = open(self[name], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    precondition(descriptor >= 0)
    defer { close(descriptor) }
    writeAll(bytes, to: descriptor)
  }

  /// What is in a file; nil where there is none.
  func bytes(of name: String) -> [UInt8]? {
    let descriptor = open(self[name], O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    return readAll(descriptor)
  }

  func text(of name: String) -> String { String(decoding: bytes(of: name) ?? [], as: UTF8.self) }
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count <= 0 { return }
    written += count
  }
}

func readAll(_ descriptor: Int32) -> [UInt8] {
  var result: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &block, block.count)
    if count <= 0 { return result }
    result += block[..<count]
  }
}
