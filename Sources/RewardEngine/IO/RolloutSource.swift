import RewardSemantics

/// The blocks of a file, none of which ends amid the rows of a rollout: where a row is a turn, the last rollout of a block
/// is held back until it is known where it ends. Not thread safe.
final class RolloutSource {
  private let lines: LineSource
  private let parser: RowParser
  private var held: LineBlock?
  private var failure: FileError?

  init(_ lines: LineSource, for parser: RowParser) {
    self.lines = lines
    self.parser = parser
  }

  /// The next block; see ``LineSource/next(isInterrupted:)``. Where the file cannot be read to its end, the rollout that
  /// was held back may not be whole: its rows are left out.
  func next(isInterrupted: () -> Bool) throws(FileError) -> LineBlock? {
    guard parser.schema.rowGrain == .turn else { return try lines.next(isInterrupted: isInterrupted) }
    if let failure { throw failure }
    while true {
      let more: LineBlock?
      do throws(FileError) {
        more = try lines.next(isInterrupted: isInterrupted)
      } catch {
        failure = error
        guard let held else { throw error }
        self.held = nil
        return held.leftOut("the file could not be read to the end of the rollout")
      }
      guard let more else {
        defer { held = nil }
        return held
      }
      var block = held ?? LineBlock(bytes: [], firstLine: more.firstLine)
      block.bytes += more.bytes
      block.problems += more.problems
      if let (head, tail) = parser.cut(block) {
        held = tail
        return head
      }
      held = block
    }
  }
}

extension RowParser {
  /// A block before and from the last line at which another rollout begins; nil where there is none.
  fileprivate func cut(_ block: LineBlock) -> (LineBlock, LineBlock)? {
    let reader = RowReader(self)
    var last: [UInt8]?
    var end = block.bytes.count
    var isKnown = false
    return block.bytes.withUnsafeBufferPointer { bytes in
      while end > 0 {
        var start = end - 1
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if !line.allSatisfy({ $0 <= 0x20 }) {
          let id = reader.rollout(of: line)
          if isKnown, let id, let last, id != last { return block.cut(at: end) }
          // Beside a row of which nothing is known nothing ends.
          last = id
          isKnown = true
        }
        end = start
      }
      return nil
    }
  }
}

extension LineBlock {
  /// The lines before and from a byte that begins a line.
  fileprivate func cut(at offset: Int) -> (LineBlock, LineBlock) {
    let head = Array(bytes[..<offset])
    let line = firstLine + head.count { $0 == UInt8(ascii: "\n") }
    return (
      LineBlock(bytes: head, firstLine: firstLine, problems: problems.filter { $0.line < line }),
      LineBlock(bytes: Array(bytes[offset...]), firstLine: line, problems: problems.filter { $0.line >= line })
    )
  }

  /// The same lines, empty, with a problem for each that was not.
  fileprivate func leftOut(_ message: String) -> LineBlock {
    var found = problems
    var line = firstLine
    var isBlank = true
    func close() {
      if !isBlank { found.append(RowProblem(line: line, message: message)) }
      isBlank = true
    }
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        close()
        line += 1
      } else if byte > 0x20 {
        isBlank = false
      }
    }
    close()
    let breaks = [UInt8](repeating: UInt8(ascii: "\n"), count: line - firstLine)
    return LineBlock(bytes: breaks, firstLine: firstLine, problems: found)
  }
}
