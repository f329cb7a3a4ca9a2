/// Comma-separated values as Python's `csv.reader` takes them: RFC 4180 with any separator, and lenient.
enum CSV {
  /// The longest field, in characters.
  private static let longestField = 131_072

  /// The rows with their fields; a blank line is a row without any. Nil for a text that the reader refuses.
  static func rows(of text: Scalars, separator: Unicode.Scalar) -> [[Scalars]]? {
    enum State { case rowStart, fieldStart, field, quoted, quoteInQuoted, afterReturn }
    var rows: [[Scalars]] = []
    var row: [Scalars] = []
    var field: Scalars = []
    var state = State.rowStart
    func endField() {
      row.append(field)
      field = []
    }
    func endRow() {
      if state != .rowStart { endField() }
      rows.append(row)
      row = []
    }
    for scalar in text {
      switch (state, scalar) {
      case (.quoted, "\""): state = .quoteInQuoted
      case (.quoted, _): field.append(scalar)
      case (.afterReturn, "\n"): state = .rowStart
      // A line may have several at its end, and nothing behind them.
      case (.afterReturn, "\r"): break
      case (.afterReturn, _): return nil
      case (_, "\n"), (_, "\r"):
        endRow()
        state = scalar == "\n" ? .rowStart : .afterReturn
      case (.rowStart, "\""), (.fieldStart, "\""): state = .quoted
      case (.quoteInQuoted, "\""):
        field.append(scalar)
        state = .quoted
      case (_, separator):
        endField()
        state = .fieldStart
      default:
        field.append(scalar)
        state = .field
      }
      guard field.count <= longestField else { return nil }
    }
    if state != .rowStart, state != .afterReturn { endRow() }
    return rows
  }
}
