import RewardSemantics
import Testing

@testable import RewardRules

import Glibc

struct LogDeterminantTests {
  private func logDeterminant(_ kernel: [Double], _ indices: [Double], _ noise: Double) throws -> Result {
    try Builtin.logDeterminant.call(.numbers(kernel), .numbers(indices), .number(noise))
  }

  @Test func `of two rows, by hand`() throws {
    // I + K / 0.5 = [[5, 2], [2, 7]].
    let value = try #require(try logDeterminant([2, 1, 1, 3], [0, 1], 0.5).number)
    #expect(abs(value - log(31)) < 1e-15)
    // The order does not matter.
    let swapped = try #require(try logDeterminant([2, 1, 1, 3], [1, 0], 0.5).number)
    #expect(abs(swapped - log(31)) < 1e-15)
    #expect(try logDeterminant([2, 1, 1, 3], [], 0.5) == .number(0))
  }

  @Test func `an index may repeat`() throws {
    // The same place observed n times: det(I + k/noise * ones) = 1 + n k/noise.
    let indices = [Double](repeating: 0, count: 512)
    let value = try #require(try logDeterminant([0.3], indices, 0.1).number)
    #expect(abs(value - log(1 + 512 * 3)) < 1e-12)
  }

  @Test func `a gain never grows with what was seen`() throws {
    let kernel = (0..<25).map { place -> Double in
      let distance = Double(place / 5 - place % 5)
      return exp(-distance * distance / 8)
    }
    var values: [Double] = []
    for count in 0...5 {
      values.append(try #require(try logDeterminant(kernel, (0..<count).map(Double.init), 0.2).number))
    }
    let gains = zip(values.dropFirst(), values).map { $0 - $1 }
    #expect(gains == gains.sorted(by: >) && gains.allSatisfy { $0 > 0 })
  }

  @Test func `what is no matrix, no index, too many`() throws {
    #expect(try logDeterminant([1, 2, 3], [0], 1) == .missing(.badValue))
    for index in [2, -1, 0.5, 1e300] { #expect(try logDeterminant([1, 0, 0, 1], [index], 1) == .missing(.badValue)) }
    #expect(try logDeterminant([1], [Double](repeating: 0, count: 513), 1) == .missing(.badValue))
    #expect(try logDeterminant([], [], 1) == .number(0))
  }

  @Test func `not positive definite, or no noise`() throws {
    #expect(try logDeterminant([1, 9, 9, 1], [0, 1], 1) == .missing(.notFinite))
    #expect(try logDeterminant([-2], [0], 1) == .missing(.notFinite))
    #expect(try logDeterminant([1], [0], 0) == .missing(.notFinite))
    #expect(try logDeterminant([0], [0], 0) == .missing(.notFinite))
    #expect(try logDeterminant([1e308], [0], 1e-10) == .missing(.notFinite))
  }
}
