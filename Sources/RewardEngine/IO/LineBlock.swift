/// Whole lines of a file, in order.
public struct LineBlock: Sendable {
  /// The lines, each with its line break; the last line of a file may lack one.
  public var bytes: [UInt8]
  /// Line number, from 1, of the first line.
  public var firstLine: Int
  /// Lines that were too long to be read. Each stands in `bytes` as an empty line, so that numbers stay true.
  public var problems: [RowProblem]

  /// Lines that begin with number `firstLine`.
  public init(bytes: [UInt8], firstLine: Int = 1, problems: [RowProblem] = []) {
    self.bytes = bytes
    self.firstLine = firstLine
    self.problems = problems
  }
}
