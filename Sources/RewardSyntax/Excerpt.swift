/// A line of source made ready for the terminal, with the columns of the spans to be marked in it.
///
/// A long line is cut around its first span.
struct Excerpt {
  /// The line as shown.
  private(set) var text = ""
  /// For every span, the columns (from 0) to underline; at least one.
  private(set) var columns: [Range<Int>] = []

  private static let widest = 100
  /// How much of a long line is shown before the span.
  private static let lead = 30

  private struct Cell {
    var offset: Int
    var text: String
    var width: Int
  }

  /// - Parameters:
  ///   - line: a range of `bytes` without the line break.
  ///   - spans: ranges of `bytes`; what lies outside the line is cut off.
  init(_ bytes: [UInt8], line: Range<Int>, spans: [Range<Int>]) {
    let focus = min(max(spans.first?.lowerBound ?? line.lowerBound, line.lowerBound), line.upperBound)
    // A column is at least a byte, save for marks of width zero; four bytes each are plenty.
    var start = max(line.lowerBound, focus - 4 * Self.widest)
    while start > line.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(line.upperBound, focus + 4 * Self.widest)
    while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    var cells = Self.cells(bytes, start..<end)
    var isCutLeft = start > line.lowerBound
    var isCutRight = end < line.upperBound

    if isCutLeft || isCutRight || cells.reduce(0, { $0 + $1.width }) > Self.widest {
      (cells, isCutLeft, isCutRight) = Self.cut(cells, around: focus, isCutLeft, isCutRight)
    }
    var column = 0
    var starts: [(offset: Int, column: Int)] = []
    if isCutLeft {
      text = "…"
      column = 1
    }
    for cell in cells {
      starts.append((cell.offset, column))
      text += cell.text
      column += cell.width
    }
    if isCutRight { text += "…" }
    let width = column
    func place(_ offset: Int) -> Int {
      guard let first = starts.first, offset > first.offset else { return isCutLeft ? 1 : 0 }
      return starts.first { $0.offset >= offset }?.column ?? width
    }
    columns = spans.map { span in
      let low = place(span.lowerBound)
      return low..<max(low + 1, place(span.upperBound))
    }
  }

  private static func cells(_ bytes: [UInt8], _ range: Range<Int>) -> [Cell] {
    var cells: [Cell] = []
    var offset = range.lowerBound
    var decoder = UTF8()
    var iterator = bytes[range].makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        let (text, width) = DisplayText.shown(scalar)
        cells.append(Cell(offset: offset, text: text, width: width))
        offset += UTF8.width(scalar)
      case .error:
        let text = "\\x" + String(bytes[min(offset, range.upperBound - 1)], radix: 16, uppercase: true)
        cells.append(Cell(offset: offset, text: text, width: text.utf8.count))
        offset += 1
        // The decoder may have taken more than one byte of a broken sequence.
        iterator = bytes[min(offset, range.upperBound)..<range.upperBound].makeIterator()
        decoder = UTF8()
      case .emptyInput: return cells
      }
    }
  }

  private static func cut(
    _ cells: [Cell], around focus: Int, _ wasCutLeft: Bool, _ wasCutRight: Bool
  ) -> ([Cell], Bool, Bool) {
    var first = cells.firstIndex { $0.offset >= focus } ?? cells.count
    var room = lead
    while first > 0, room >= cells[first - 1].width {
      first -= 1
      room -= cells[first].width
    }
    var last = first
    room = widest - 2
    while last < cells.count, room >= cells[last].width {
      room -= cells[last].width
      last += 1
    }
    return (Array(cells[first..<last]), wasCutLeft || first > 0, wasCutRight || last < cells.count)
  }
}
