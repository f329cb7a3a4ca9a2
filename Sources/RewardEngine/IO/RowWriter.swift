import RewardSemantics

/// Writes scored rows as JSON Lines. Not thread safe: one writer at a time.
///
/// A pipe whose reader has gone is an error with cause `brokenPipe` only where the program ignores SIGPIPE.
public final class RowWriter {
  private let output: LineOutput

  /// Opens `path` and empties it; `-` is standard output. A name that ends in `.gz` is written compressed.
  public init(path: String) throws(FileError) { output = try LineOutput(path: path) }

  /// Appends a line for each row of the batch, in input order; see ``ScoredRow``.
  public func write(_ batch: ScoredBatch) throws(FileError) {
    let rows = ScoredRow.Writer(batch)
    for row in 0..<batch.count {
      rows.write(row, to: &output.lines)
      try output.writeIfFull()
    }
  }

  /// Hands all rows so far to the system, so that they outlive the process.
  public func flush() throws(FileError) { try output.flush() }

  /// Writes what is left and closes the file. What was not closed may be lost.
  public func close() throws(FileError) { try output.close() }
}
