import CZlib
import Glibc

/// A file or standard output, compressed where the name ends in `.gz`. Every failed write is thrown.
struct ByteOutput: ~Copyable {
  let path: String
  private let descriptor: CInt
  private let ownsDescriptor: Bool
  /// zlib remembers the address of its stream, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>?
  private let compressed: UnsafeMutableBufferPointer<UInt8>
  private var isClosed = false

  /// Opens `path` and empties it; `-` is standard output.
  init(path: String) throws(FileError) {
    let stream = path.hasSuffix(".gz") ? try Self.makeStream(path: path) : nil
    var opened = STDOUT_FILENO
    if path != "-" {
      repeat {
        opened = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      } while opened < 0 && errno == EINTR
    }
    if opened < 0 {
      let code = errno
      if let stream { Self.free(stream) }
      throw FileError(path: path, action: .write, code: code)
    }
    self.path = path
    self.stream = stream
    ownsDescriptor = path != "-"
    descriptor = opened
    compressed = .allocate(capacity: stream == nil ? 0 : 256 << 10)
  }

  private static func makeStream(path: String) throws(FileError) -> UnsafeMutablePointer<z_stream> {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16: write the gzip format. 8: the default of `memLevel`.
    let code = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      CInt(MemoryLayout<z_stream>.size))
    if code == Z_OK { return stream }
    stream.deallocate()
    throw FileError(path: path, action: .write, cause: .other, reason: "no memory to compress")
  }

  private static func free(_ stream: UnsafeMutablePointer<z_stream>) {
    deflateEnd(stream)
    stream.deallocate()
  }

  deinit {
    if let stream { Self.free(stream) }
    compressed.deallocate()
    if ownsDescriptor, !isClosed { Glibc.close(descriptor) }
  }

  func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
      if stream == nil { try writeDescriptor(buffer) } else { try deflate(buffer, Z_NO_FLUSH) }
    }
  }

  /// Hands what was written so far to the system: a compressor keeps nothing back.
  func flush() throws(FileError) {
    if stream != nil { try deflate(UnsafeBufferPointer(start: nil, count: 0), Z_SYNC_FLUSH) }
  }

  /// Writes what is left and closes the file. Some file systems only now say that they are full.
  mutating func close() throws(FileError) {
    if isClosed { return }
    if stream != nil { try deflate(UnsafeBufferPointer(start: nil, count: 0), Z_FINISH) }
    isClosed = true
    if ownsDescriptor, Glibc.close(descriptor) != 0, errno != EINTR {
      throw FileError(path: path, action: .write, code: errno)
    }
  }

  private func deflate(_ bytes: UnsafeBufferPointer<UInt8>, _ flush: CInt) throws(FileError) {
    guard let stream else { return }
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
    repeat {
      stream.pointee.next_out = compressed.baseAddress
      stream.pointee.avail_out = UInt32(compressed.count)
      guard CZlib.deflate(stream, flush) != Z_STREAM_ERROR else {
        throw FileError(path: path, action: .write, cause: .other, reason: "the compressor failed")
      }
      let count = compressed.count - Int(stream.pointee.avail_out)
      try writeDescriptor(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(compressed)[..<count]))
    } while stream.pointee.avail_out == 0
  }

  private func writeDescriptor(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileError) {
    guard var next = bytes.baseAddress else { return }
    var left = bytes.count
    while left > 0 {
      let count = Glibc.write(descriptor, next, left)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, action: .write, code: errno)
      }
      next += count
      left -= count
    }
  }
}
