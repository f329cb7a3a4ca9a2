import RewardSemantics

extension Builtin {
  private static let mostVectors = 1000

  static let cosines = Builtin(
    "cosines", parameters: [Parameter("vectors", .anyList)],
    result: { _, _ in ValueType(.list(.real), domain: Domain(low: -1, high: 1)) }, absence: .fail, cost: .scan,
    summary: "The cosine of each vector of a list with each, as a square matrix written row by row.",
    details: """
      Symmetric, with 1 on the diagonal; 0 beside a vector that is zero. As `kernel` of `logdet` it says how varied the
      vectors are. Failed where the lengths differ, an element is no vector of numbers, or there are more than 1000.

      From some 30 million multiplications on OpenBLAS is used where it is installed; the last bits may then be others.
      """,
    examples: [
      Example("cosines([[1, 0], [0, 2]])", "[1, 0, 0, 1]"),
      Example("cosines([[1, 0], [-3, 0], [0, 0]])", "[1, -1, 0, -1, 1, 0, 0, 0, 0]"),
      Example("cosines([[1], [1, 2]])", "missing"),
    ]
  ) { _ in
    { arguments in
      guard case .lists(let lists) = arguments[0] else {
        return arguments[0].itemCount == 0 ? .numbers([]) : .missing(.badValue)
      }
      guard lists.count <= mostVectors else { return .missing(.badValue) }
      let length = lists.first?.numbers.count ?? 0
      var rows: [Double] = []
      rows.reserveCapacity(lists.count * length)
      for list in lists {
        guard list.itemCount == list.numbers.count else { return .missing(.badValue) }
        guard list.numbers.count == length else { return .missing(.lengthsDiffer) }
        rows += list.numbers.unit()
      }
      return .numbers(cosines(ofRows: rows, count: lists.count, length: length))
    }
  }

  /// - Parameter rows: of length 1 or 0.
  private static func cosines(ofRows rows: [Double], count: Int, length: Int) -> [Double] {
    var matrix = [Double](repeating: 0, count: count * count)
    rows.withUnsafeBufferPointer { rows in
      matrix.withUnsafeMutableBufferPointer { matrix in
        guard let first = rows.baseAddress, let result = matrix.baseAddress else { return }
        let isLarge = count * count * length >= OpenBLAS.leastWork
        let isDone = isLarge && OpenBLAS.products(ofRows: first, count: count, length: length, into: result)
        for row in 0..<count {
          for column in 0..<row {
            let place = row * count + column
            let product = isDone ? result[place] : fastDot(first + row * length, first + column * length, length)
            result[place] = max(-1, min(1, product))
            result[column * count + row] = result[place]
          }
          let isZero = rows[row * length..<(row + 1) * length].allSatisfy { $0 == 0 }
          result[row * count + row] = isZero ? 0 : 1
        }
      }
    }
    return matrix
  }

  /// The sum of the products, eight sums side by side.
  private static func fastDot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var sums = SIMD8<Double>.zero
    var index = 0
    while index + 8 <= count {
      sums +=
        UnsafeRawPointer(a + index).loadUnaligned(as: SIMD8<Double>.self)
        * UnsafeRawPointer(b + index).loadUnaligned(as: SIMD8<Double>.self)
      index += 8
    }
    var sum = sums.sum()
    while index < count {
      sum += a[index] * b[index]
      index += 1
    }
    return sum
  }
}

extension UnsafeBufferPointer<Double> {
  /// The vector of length 1 in the same direction; one that is zero stays so.
  fileprivate func unit() -> [Double] {
    let scaled = scaled().vector
    let length = scaled.withUnsafeBufferPointer { $0.dot($0).squareRoot() }
    return length == 0 ? scaled : scaled.map { $0 / length }
  }
}
