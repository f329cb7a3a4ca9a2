import CZlib
import Glibc

/// The bytes of a file or of standard input, decompressed where they begin as gzip does.
struct ByteInput: ~Copyable {
  let path: String
  private let descriptor: CInt
  private let ownsDescriptor: Bool
  private let readSize: Int
  /// What was read and not yet used: compressed bytes, or the first bytes of a plain file.
  private let raw: UnsafeMutableBufferPointer<UInt8>
  private var rawStart = 0
  private var rawEnd = 0
  private var isPlain: Bool?
  /// zlib remembers the address of its stream, so it must not move.
  private var stream: UnsafeMutablePointer<z_stream>?
  private var isBetweenMembers = false
  /// An error found after good bytes of the same call: thrown by the next one.
  private var pending: FileError?

  /// Opens `path`; `-` is standard input. No call of read(2) asks for more than `readSize` bytes.
  init(path: String, readSize: Int) throws(FileError) {
    self.path = path
    self.readSize = max(1, readSize)
    ownsDescriptor = path != "-"
    if ownsDescriptor {
      var opened: CInt
      repeat { opened = open(path, O_RDONLY | O_CLOEXEC) } while opened < 0 && errno == EINTR
      if opened < 0 { throw FileError(path: path, action: .read, code: errno) }
      descriptor = opened
    } else {
      descriptor = STDIN_FILENO
    }
    raw = .allocate(capacity: max(2, min(self.readSize, 256 << 10)))
  }

  deinit {
    if let stream {
      inflateEnd(stream)
      stream.deallocate()
    }
    raw.deallocate()
    if ownsDescriptor { close(descriptor) }
  }

  /// Fills the front of `target`, which must not be empty. 0 means the end.
  ///
  /// `isInterrupted` is asked before each read and every tenth of a second while there is nothing to read.
  mutating func read(
    into target: UnsafeMutableBufferPointer<UInt8>, isInterrupted: () -> Bool = { false }
  ) throws(FileError) -> Int {
    if let pending { throw pending }
    if isPlain == nil { try recognise(isInterrupted) }
    if let stream { return try inflate(stream, into: target, isInterrupted) }
    if rawStart < rawEnd, let destination = target.baseAddress, let source = raw.baseAddress {
      let count = min(rawEnd - rawStart, target.count)
      destination.update(from: source + rawStart, count: count)
      rawStart += count
      return count
    }
    return try readDescriptor(into: target, isInterrupted)
  }

  private func readDescriptor(
    into target: UnsafeMutableBufferPointer<UInt8>, _ isInterrupted: () -> Bool
  ) throws(FileError) -> Int {
    while true {
      // A signal may reach another thread, so that waiting in read(2) would not end.
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      var ready: CInt
      repeat {
        if isInterrupted() {
          throw FileError(path: path, action: .read, cause: .interrupted, reason: "interrupted")
        }
        ready = poll(&waiting, 1, 100)
      } while ready == 0 || (ready < 0 && errno == EINTR)
      let count = Glibc.read(descriptor, target.baseAddress, min(target.count, readSize))
      if count >= 0 { return count }
      if errno != EINTR { throw FileError(path: path, action: .read, code: errno) }
    }
  }

  /// Reads the first two bytes and decides whether the file is compressed.
  private mutating func recognise(_ isInterrupted: () -> Bool) throws(FileError) {
    while rawEnd < 2 {
      let count = try readDescriptor(into: UnsafeMutableBufferPointer(rebasing: raw[rawEnd...]), isInterrupted)
      if count == 0 { break }
      rawEnd += count
    }
    isPlain = rawEnd < 2 || raw[0] != 0x1F || raw[1] != 0x8B
    if isPlain == true { return }
    let fresh = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    fresh.initialize(to: z_stream())
    // 16: expect the gzip format.
    guard inflateInit2_(fresh, 16 + MAX_WBITS, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
      fresh.deallocate()
      throw FileError(path: path, action: .read, cause: .other, reason: "no memory to decompress")
    }
    stream = fresh
  }

  private mutating func inflate(
    _ stream: UnsafeMutablePointer<z_stream>, into target: UnsafeMutableBufferPointer<UInt8>,
    _ isInterrupted: () -> Bool
  ) throws(FileError) -> Int {
    let room = min(target.count, 1 << 30)
    stream.pointee.next_out = target.baseAddress
    stream.pointee.avail_out = UInt32(room)
    while stream.pointee.avail_out == UInt32(room) {
      if rawStart == rawEnd {
        rawStart = 0
        rawEnd = try readDescriptor(into: raw, isInterrupted)
        if rawEnd == 0 {
          if isBetweenMembers { return 0 }
          throw damaged("the gzip data is cut off")
        }
      }
      if isBetweenMembers {
        // Members may follow one another, and padding with zeros is customary.
        while rawStart < rawEnd, raw[rawStart] == 0 { rawStart += 1 }
        if rawStart == rawEnd { continue }
        guard raw[rawStart] == 0x1F else { throw damaged("other bytes follow the gzip data") }
        inflateReset(stream)
        isBetweenMembers = false
      }
      stream.pointee.next_in = raw.baseAddress.map { $0 + rawStart }
      stream.pointee.avail_in = UInt32(rawEnd - rawStart)
      let code = CZlib.inflate(stream, Z_NO_FLUSH)
      rawStart = rawEnd - Int(stream.pointee.avail_in)
      switch code {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isBetweenMembers = true
      default:
        let error = damaged("the gzip data is damaged")
        if stream.pointee.avail_out == UInt32(room) { throw error }
        pending = error
      }
    }
    return room - Int(stream.pointee.avail_out)
  }

  private func damaged(_ reason: String) -> FileError {
    FileError(path: path, action: .read, cause: .damaged, reason: reason)
  }
}
