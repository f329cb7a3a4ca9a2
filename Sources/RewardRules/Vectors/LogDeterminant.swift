import Glibc
import RewardSemantics

extension Builtin {
  private static let mostIndices = 512

  static let logDeterminant = Builtin(
    "logdet",
    parameters: [Parameter("kernel", .numberList), Parameter("indices", .numberList), Parameter("noise", .number)],
    result: { _, _ in .real }, absence: .fail, cost: .scan,
    summary: "The logarithm of det(I + K / noise), with K the rows and columns of the kernel at the indices.",
    details: """
      `kernel` is a symmetric n by n matrix, written row by row; an index may repeat. Half the value is the information
      that noisy observations at the indices give about a Gaussian process (Srinivas et al. 2010, arXiv 0912.3995). 0 without
      an index. By Cholesky decomposition, with compensation for rounding. Failed where the kernel is not square, an index
      is no row of it, there are more than 512, or the matrix is not positive definite.
      """,
    examples: [
      Example("logdet([0, 0, 0, 0], [0, 1, 1], 0.5)", "0"),
      Example("logdet([1, 0, 0, 1], [], 1)", "0"),
      Example("logdet([1, 0, 0, 1], [2], 1)", "missing"),
    ]
  ) { _ in
    { arguments in
      let kernel = arguments[0].numbers
      let size = Int(Double(kernel.count).squareRoot())
      guard size * size == kernel.count, arguments[1].numbers.count <= mostIndices else { return .missing(.badValue) }
      var indices: [Int] = []
      for number in arguments[1].numbers {
        guard let index = Int(exactly: number), 0 <= index, index < size else { return .missing(.badValue) }
        indices.append(index)
      }
      return .finite(logDeterminant(of: kernel, size: size, at: indices, noise: arguments[2].number))
    }
  }.differentiable(by: "kernel", "noise")

  /// NaN where the matrix is not positive definite.
  private static func logDeterminant(
    of kernel: UnsafeBufferPointer<Double>, size: Int, at indices: [Int], noise: Double
  ) -> Double {
    let count = indices.count
    /// The lower triangle, row by row; the places above the diagonal stay 0.
    var factor = [Double](repeating: 0, count: count * count)
    var sum = CompensatedSum()
    for row in 0..<count {
      for column in 0...row {
        var entry = CompensatedSum()
        if row == column { entry.add(1) }
        entry.add(kernel[indices[row] * size + indices[column]] / noise)
        for inner in 0..<column { entry.add(-factor[row * count + inner] * factor[column * count + inner]) }
        if row == column {
          guard entry.value > 0, entry.value.isFinite else { return .nan }
          sum.add(log(entry.value))
          factor[row * count + row] = entry.value.squareRoot()
        } else {
          factor[row * count + column] = entry.value / factor[column * count + column]
        }
      }
    }
    return sum.value
  }
}
