/// A JSON Lines file that is written in large pieces. Not thread safe: one writer at a time.
final class LineOutput {
  private var output: ByteOutput
  /// Whole lines that are not written yet.
  var lines = JSONWriter()
  private static let bufferSize = 1 << 20

  /// Opens `path` and empties it; `-` is standard output. A name that ends in `.gz` is written compressed.
  init(path: String) throws(FileError) { output = try ByteOutput(path: path) }

  /// To be called after a line.
  func writeIfFull() throws(FileError) { if lines.bytes.count >= Self.bufferSize { try write() } }

  /// Hands all lines so far to the system, so that they outlive the process.
  func flush() throws(FileError) {
    try write()
    try output.flush()
  }

  /// Writes what is left and closes the file.
  func close() throws(FileError) {
    try write()
    try output.close()
  }

  private func write() throws(FileError) {
    try output.write(lines.bytes)
    lines.removeAll()
  }
}
