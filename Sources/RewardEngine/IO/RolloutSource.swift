import RewardSemantics

/// The blocks of a file, none of which ends amid the rows of a rollout: where a row is a turn, the last rollout of a block
/// is held back until it is known where it ends. Not thread safe.
final class RolloutSource {
  /// What is known of the rollout that a line is a turn of.
  private enum Owner: Equatable {
    case rollout([UInt8])
    case unknown
  }

  private let lines: LineSource
  private let parser: RowParser
  private let reader: RowReader
  /// What was read and not given out: nothing ends in it.
  private var held: LineBlock?
  /// That of the last row which is held; nil where no row is.
  private var last: Owner?
  private var failure: FileError?

  init(_ lines: LineSource, for parser: RowParser) {
    self.lines = lines
    self.parser = parser
    reader = RowReader(parser)
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
      if let block = add(more) { return block }
    }
  }

  /// Holds `more`; returns the rollouts that end with it.
  private func add(_ more: LineBlock) -> LineBlock? {
    // A line that is too long is told of before its place comes.
    let long = Set((more.problems + (held?.problems.suffix(1) ?? [])).map(\.line))
    let cut = cut(more, long: long)
    guard let cut else {
      if held == nil { held = LineBlock(bytes: [], firstLine: more.firstLine) }
      held?.bytes += more.bytes
      held?.problems += more.problems
      return nil
    }
    var head = held.take() ?? LineBlock(bytes: [], firstLine: more.firstLine)
    head.bytes += more.bytes[..<cut.offset]
    let problems = head.problems + more.problems
    head.problems = problems.filter { $0.line < cut.line }
    held = LineBlock(
      bytes: Array(more.bytes[cut.offset...]), firstLine: cut.line, problems: problems.filter { $0.line >= cut.line })
    return head
  }

  /// The last line of `more` at which another rollout begins; nil where there is none. Each line is looked at once.
  private func cut(_ more: LineBlock, long: Set<Int>) -> (offset: Int, line: Int)? {
    let before = last
    var isFirst = true
    var next: (owner: Owner, offset: Int, line: Int)?
    return more.bytes.withUnsafeBufferPointer { bytes in
      var starts: [Int] = []
      var start = 0
      while start < bytes.count {
        starts.append(start)
        start = RowParser.lineEnd(in: bytes, from: start) + 1
      }
      for (index, start) in starts.enumerated().reversed() {
        let end = index + 1 < starts.count ? starts[index + 1] - 1 : RowParser.lineEnd(in: bytes, from: start)
        let line = more.firstLine + index
        guard let owner = owner(of: UnsafeBufferPointer(rebasing: bytes[start..<end]), isLong: long.contains(line))
        else { continue }
        if isFirst { last = owner }
        isFirst = false
        if let next, Self.isBoundary(owner, next.owner) { return (next.offset, next.line) }
        next = (owner, start, line)
      }
      guard let before, let next, Self.isBoundary(before, next.owner) else { return nil }
      return (next.offset, next.line)
    }
  }

  /// Beside a row of which nothing is known nothing ends.
  private static func isBoundary(_ left: Owner, _ right: Owner) -> Bool {
    left != .unknown && right != .unknown && left != right
  }

  /// Nil where the line is no row.
  private func owner(of line: UnsafeBufferPointer<UInt8>, isLong: Bool) -> Owner? {
    if RowParser.isBlank(line) { return isLong ? .unknown : nil }
    return reader.rollout(of: line).map { .rollout($0) } ?? .unknown
  }
}

extension LineBlock {
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
