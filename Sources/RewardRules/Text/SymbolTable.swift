/// The table of a comparison of two sequences, each place of one against each place of the other, of which 64 cells at a
/// time are the bits of a word.
///
/// Heikki Hyyrö, "Explaining and extending the bit-parallel approximate string matching algorithm of Myers" (2001) and
/// "Bit-parallel LCS-length computation revisited" (2004). Memory is linear in the sequences, whatever they hold.
struct SymbolTable {
  /// The most words that may be computed, a few tenths of a second: enough for two texts of 80,000 symbols.
  static let workLimit = 100_000_000

  /// What the sequences begin and end with in common, which needs no table.
  private let shared: Int
  /// What is left of the longer sequence and of the other one.
  private let rows: ArraySlice<UInt32>
  private let columns: ArraySlice<UInt32>
  private let symbolCount: Int

  /// The table of the first two texts; nil where it would be more work than ``workLimit``.
  init?(_ symbols: Symbols) { self.init(symbols.texts[0], symbols.texts[1], symbolCount: symbols.count) }

  /// The table of two sequences of symbols below `symbolCount`.
  init?(_ first: [UInt32], _ second: [UInt32], symbolCount: Int) {
    var (a, b) = (first[...], second[...])
    let whole = a.count
    let prefix = zip(a, b).prefix { $0 == $1 }.count
    (a, b) = (a.dropFirst(prefix), b.dropFirst(prefix))
    let suffix = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    (a, b) = (a.dropLast(suffix), b.dropLast(suffix))
    shared = whole - a.count
    (rows, columns) = a.count < b.count ? (b, a) : (a, b)
    self.symbolCount = symbolCount
    let blocks = (rows.count + 63) / 64
    if blocks.multipliedReportingOverflow(by: columns.count).overflow || blocks * columns.count > Self.workLimit {
      return nil
    }
  }

  /// The fewest insertions, deletions and substitutions of a symbol that make one sequence the other.
  var editDistance: Int {
    /// By column, the distance's step from the column before it in the last row of the block above.
    var steps = [Int](repeating: 1, count: columns.count)
    forEachBlock { masks, columns, height in
      // The rows whose distance is one more, and one less, than that of the row above.
      var (more, less) = (~UInt64(0), UInt64(0))
      let last = UInt64(height - 1)
      for column in columns.indices {
        let hits = masks[Int(columns[column])]
        let above = UInt64(bitPattern: Int64(steps[column]))
        let isLess = above >> 63
        let isMore = above & ~isLess & 1
        let vertical = hits | less
        let equal = hits | isLess
        let horizontal = (((equal & more) &+ more) ^ more) | equal
        let stepsUp = less | ~(horizontal | more)
        let stepsDown = more & horizontal
        steps[column] = Int(stepsUp >> last & 1) - Int(stepsDown >> last & 1)
        let up = stepsUp << 1 | isMore
        more = stepsDown << 1 | isLess | ~(vertical | up)
        less = up & vertical
      }
    }
    return rows.count + steps.reduce(0, +)
  }

  /// The length of the longest sequence that both hold in this order, with gaps.
  var commonLength: Int {
    var length = shared
    /// By column, what the sum of the block above carries over.
    var carries = [UInt64](repeating: 0, count: columns.count)
    forEachBlock { masks, columns, height in
      /// The rows at which the length does not grow.
      var level = ~UInt64(0)
      for column in columns.indices {
        let hits = level & masks[Int(columns[column])]
        let (sum, isOver) = level.addingReportingOverflow(hits)
        let (total, isOverNow) = sum.addingReportingOverflow(carries[column])
        carries[column] = isOver || isOverNow ? 1 : 0
        level = total | level & ~hits
      }
      length += height - (level & ~UInt64(0) >> UInt64(64 - height)).nonzeroBitCount
    }
    return length
  }

  /// Every run of up to 64 rows: by symbol the rows that hold it, the columns, and how many rows there are.
  private func forEachBlock(_ body: (UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt32>, Int) -> Void) {
    var masks = [UInt64](repeating: 0, count: symbolCount)
    columns.withUnsafeBufferPointer { columns in
      var rest = rows
      while !rest.isEmpty {
        let block = rest.prefix(64)
        rest = rest.dropFirst(64)
        for (row, symbol) in block.enumerated() { masks[Int(symbol)] |= 1 << UInt64(row) }
        masks.withUnsafeBufferPointer { body($0, columns, block.count) }
        for symbol in block { masks[Int(symbol)] = 0 }
      }
    }
  }
}
