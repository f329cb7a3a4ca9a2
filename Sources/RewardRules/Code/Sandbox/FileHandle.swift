import CSandbox
import Glibc

/// An open file, closed with its last reference.
final class FileHandle: Sendable {
  let descriptor: Int32

  /// Takes over the descriptor.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// A file in memory without a name, not inherited; nil where the system has none to give.
  static func unnamed(_ label: String) -> FileHandle? {
    let descriptor = csandbox_unnamed_file(label)
    return descriptor < 0 ? nil : FileHandle(descriptor)
  }

  /// A file in memory that holds these bytes, at its beginning.
  static func unnamed(_ label: String, holding bytes: [UInt8]) -> FileHandle? {
    guard let file = unnamed(label) else { return nil }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file.descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      written += count
    }
    return file.rewind() ? file : nil
  }

  /// Two ends of a connection, not inherited: what is written to one is read from the other.
  ///
  /// A socket rather than a pipe, which another process of the same user could open through /proc.
  static func connected() -> (FileHandle, FileHandle)? {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { return nil }
    return (FileHandle(ends[0]), FileHandle(ends[1]))
  }

  /// All its bytes, from the beginning; nil where it cannot be read.
  func contents() -> [UInt8]? {
    guard rewind() else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private func rewind() -> Bool { lseek(descriptor, 0, SEEK_SET) == 0 }
}
