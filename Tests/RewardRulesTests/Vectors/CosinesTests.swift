import RewardSemantics
import Testing

@testable import RewardRules

struct CosinesTests {
  private func cosines(_ vectors: [[Double]]) throws -> Result {
    try Builtin.cosines.call(.lists(vectors.map { .numbers($0) }))
  }

  /// Reproducible numbers from -0.5 to 0.5.
  private func vectors(_ count: Int, _ length: Int) -> [[Double]] {
    var state: UInt64 = 7
    return (0..<count).map { _ in
      (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(1 << 53) - 0.5
      }
    }
  }

  private func isSame(_ vectors: [[Double]]) throws -> Bool {
    let matrix = try cosines(vectors).numbers
    var isSame = matrix.count == vectors.count * vectors.count
    for (row, a) in vectors.enumerated() {
      for (column, b) in vectors.enumerated() where row % 37 == 0 || column == row {
        let one = try Builtin.cosine.call(.numbers(a), .numbers(b)).number ?? 9
        isSame = isSame && abs(matrix[row * vectors.count + column] - one) < 1e-12
      }
    }
    return isSame
  }

  @Test func `each is the cosine of two`() throws {
    #expect(try isSame([[3, 4], [-4, 3], [1, 1], [-6, -8]]))
    #expect(
      try cosines([[1e300, 1e300], [1e-300, 0], [0, 0]]).numbers.map { ($0 * 1e9).rounded() / 1e9 }
        == [1, 0.707106781, 0, 0.707106781, 1, 0, 0, 0, 0])
    #expect(try isSame(vectors(20, 19)))
  }

  /// By OpenBLAS where it is installed.
  @Test func `many long vectors`() throws {
    let vectors = vectors(200, 900)
    #expect(200 * 200 * 900 > OpenBLAS.leastWork)
    #expect(try isSame(vectors))
  }

  @Test func `other lists`() throws {
    #expect(try Builtin.cosines.call(.texts([])) == .numbers([]))
    #expect(try Builtin.cosines.call(.texts(["a"])) == .missing(.badValue))
    #expect(try Builtin.cosines.call(.lists([.texts(["a"])])) == .missing(.badValue))
    #expect(try cosines([[1, 2], [1]]) == .missing(.lengthsDiffer))
    #expect(try cosines([[], []]) == .numbers([0, 0, 0, 0]))
    #expect(try cosines([[Double]](repeating: [1], count: 1001)) == .missing(.badValue))
  }
}
