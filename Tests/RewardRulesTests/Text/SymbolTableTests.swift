import Testing

@testable import RewardRules

/// The table of 64 cells a word against the one that fills cell by cell.
struct SymbolTableTests {
  @Test(
    arguments: [(0, 0), (0, 5), (1, 1), (63, 64), (64, 64), (65, 63), (128, 127), (129, 7), (200, 300)], [2, 5, 40])
  func `the same as cell by cell`(lengths: (Int, Int), letters: UInt32) throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let a = (0..<lengths.0).map { _ in UInt32.random(in: 0..<letters, using: &generator) }
      let b = (0..<lengths.1).map { _ in UInt32.random(in: 0..<letters, using: &generator) }
      let table = try #require(SymbolTable(a, b, symbolCount: Int(letters)))
      #expect(table.editDistance == cells(a, b, isDistance: true), "\(a) and \(b)")
      #expect(table.commonLength == cells(a, b, isDistance: false), "\(a) and \(b)")
    }
  }

  /// The last cell of the table of edit distances, or of lengths of common subsequences.
  private func cells(_ a: [UInt32], _ b: [UInt32], isDistance: Bool) -> Int {
    var row = isDistance ? Array(0...b.count) : Array(repeating: 0, count: b.count + 1)
    for (i, symbol) in a.enumerated() {
      var next = [isDistance ? i + 1 : 0]
      for (j, other) in b.enumerated() {
        let isSame = symbol == other
        next.append(
          isDistance
            ? min(row[j] + (isSame ? 0 : 1), row[j + 1] + 1, next[j] + 1)
            : isSame ? row[j] + 1 : max(row[j + 1], next[j]))
      }
      row = next
    }
    return row[b.count]
  }

  @Test func `the limit is on the words that are computed`() {
    let one = [UInt32](repeating: 0, count: 64 * 1000)
    let other = [UInt32](repeating: 1, count: SymbolTable.workLimit / 1000)
    #expect(SymbolTable(one, Array(other.prefix(64_000)), symbolCount: 2) != nil)
    // The longer one is in the rows: 100,000 of them are 1,563 blocks.
    #expect(SymbolTable(one, other, symbolCount: 2) == nil)
    #expect(SymbolTable(Array(one.prefix(63_000)), other, symbolCount: 2) != nil)
  }
}
