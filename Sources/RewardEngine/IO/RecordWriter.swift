import RewardSemantics

/// Writes the records of one `emit` as JSON Lines: an object with the fields of the emission in their order, null where
/// a value is missing. Not thread safe: one writer at a time.
public final class RecordWriter {
  private let output: LineOutput
  private let types: [BaseType]

  /// Opens `path` and empties it. A name that ends in `.gz` is written compressed.
  ///
  /// - Parameter types: those of the fields; `json` and tables are written as the value that they are the source of.
  public init(path: String, types: [BaseType]) throws(FileError) {
    output = try LineOutput(path: path)
    self.types = types
  }

  /// Appends a line for each record. The fields are those of `types`.
  public func write(_ records: ScoredBatch.Records) throws(FileError) {
    for record in 0..<records.count {
      output.lines.beginObject()
      for (field, type) in zip(records.fields, types) {
        output.lines.key(field.name)
        ColumnWriter.value(field.column, record, of: type, to: &output.lines)
      }
      output.lines.endObject()
      output.lines.newline()
      try output.writeIfFull()
    }
  }

  /// Hands all records so far to the system, so that they outlive the process.
  public func flush() throws(FileError) { try output.flush() }

  /// Writes what is left and closes the file. What was not closed may be lost.
  public func close() throws(FileError) { try output.close() }
}
