import Glibc

/// Reads a JSON Lines file, plain or gzip (told by its first bytes, not by its name), in blocks of whole lines.
///
/// A byte order mark at the start is left out. Not thread safe: one reader at a time.
public final class LineSource {
  /// Lines longer than this become a problem of their own and are not kept in memory.
  public static let defaultLineLimit = 256 << 20

  private var input: ByteInput
  private let blockSize: Int
  private let readSize: Int
  private let lineLimit: Int

  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes of `buffer` in use, and how many of them have been searched for line breaks.
  private var filled = 0
  private var scanned = 0
  /// Where the unfinished last line begins.
  private var lineStart = 0
  private var firstLine = 1
  private var nextLine = 1
  private var isSkipping = false
  private var isAtStart = true
  private var isAtEnd = false
  private var failure: FileError?
  private var problems: [RowProblem] = []

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// A block is cut at the last line break once `blockSize` bytes are there. All sizes are in bytes.
  public init(
    path: String, blockSize: Int = 4 << 20, readSize: Int = 1 << 20, lineLimit: Int = LineSource.defaultLineLimit
  ) throws(FileError) {
    input = try ByteInput(path: path, readSize: readSize)
    self.blockSize = max(1, blockSize)
    self.readSize = max(1, readSize)
    self.lineLimit = lineLimit
    capacity = self.blockSize + self.readSize
    buffer = .allocate(capacity: capacity)
  }

  deinit { buffer.deallocate() }

  /// The next block, or nil at the end. An error comes after the whole lines before it.
  ///
  /// - Parameter isInterrupted: asked before each read and while there is nothing to read; true ends the file with the
  ///   cause `interrupted`.
  public func next(isInterrupted: () -> Bool = { false }) throws(FileError) -> LineBlock? {
    while true {
      if filled >= blockSize, lineStart > 0 { return cut(at: lineStart) }
      if let failure {
        if lineStart > 0 || !problems.isEmpty { return cut(at: lineStart) }
        throw failure
      }
      if isAtEnd { return filled > 0 || !problems.isEmpty ? cut(at: filled) : nil }
      fill(isInterrupted)
      if isAtStart, filled < 3, !isAtEnd, failure == nil { continue }
      if isAtStart { skipByteOrderMark() }
      scan()
    }
  }

  private func fill(_ isInterrupted: () -> Bool) {
    if capacity - filled < readSize {
      // Doubling keeps the copying of a very long line linear.
      capacity = max(capacity * 2, filled + readSize)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: buffer, count: filled)
      buffer.deallocate()
      buffer = larger
    }
    do throws(FileError) {
      let target = UnsafeMutableBufferPointer(start: buffer + filled, count: readSize)
      let count = try input.read(into: target, isInterrupted: isInterrupted)
      filled += count
      isAtEnd = count == 0
    } catch {
      failure = error
    }
  }

  private func skipByteOrderMark() {
    isAtStart = false
    if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { remove(0..<3) }
  }

  /// Finds the lines in what was read last and drops those over the limit.
  private func scan() {
    while scanned < filled, let found = memchr(buffer + scanned, 0x0A, filled - scanned) {
      var end = buffer.distance(to: found.assumingMemoryBound(to: UInt8.self))
      if isSkipping || end - lineStart > lineLimit {
        if !isSkipping { reportLongLine() }
        isSkipping = false
        remove(lineStart..<end)
        end = lineStart
      }
      nextLine += 1
      lineStart = end + 1
      scanned = lineStart
    }
    if !isSkipping, filled - lineStart > lineLimit {
      reportLongLine()
      isSkipping = true
    }
    if isSkipping {
      filled = lineStart
      if isAtEnd {
        // The placeholder of a last line without a line break.
        buffer[filled] = 0x0A
        filled += 1
        lineStart = filled
        isSkipping = false
      }
    }
    scanned = filled
  }

  private func reportLongLine() {
    problems.append(RowProblem(line: nextLine, message: "the line is longer than \(lineLimit) bytes"))
  }

  private func remove(_ range: Range<Int>) {
    (buffer + range.lowerBound).update(from: buffer + range.upperBound, count: filled - range.upperBound)
    filled -= range.count
  }

  private func cut(at end: Int) -> LineBlock {
    let bytes = Array(UnsafeBufferPointer(start: buffer, count: end))
    let block = LineBlock(bytes: bytes, firstLine: firstLine, problems: problems)
    remove(0..<end)
    firstLine = nextLine
    problems = []
    lineStart = 0
    scanned = filled
    return block
  }
}
