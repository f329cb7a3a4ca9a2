import Glibc

/// A file that goes when its owner goes.
final class TemporaryFile {
  let path: String

  /// `suffix` ends the name: `.jsonl.gz`.
  init(_ bytes: [UInt8] = [], suffix: String = ".jsonl") {
    var template = Array("/tmp/rewardc-XXXXXX\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, CInt(suffix.utf8.count))
    precondition(descriptor >= 0)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var written = 0
    while written < bytes.count {
      written += bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
    close(descriptor)
  }

  convenience init(_ text: String, suffix: String = ".jsonl") { self.init(Array(text.utf8), suffix: suffix) }

  deinit { unlink(path) }

  var bytes: [UInt8] {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count <= 0 { return result }
      result.append(contentsOf: chunk[..<count])
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
