import RewardSemantics

extension Builtin {
  private static let pair = [Parameter("a", .numberList), Parameter("b", .numberList)]

  static let dot = Builtin(
    "dot", parameters: pair, result: { _, _ in .real }, absence: .fail, cost: .scan,
    summary: "The sum of the products of the elements that stand at the same place.",
    details: """
      Added up with compensation for rounding (Neumaier 1974). 0 for empty vectors; failed where the lengths differ or the
      sum is not finite.
      """,
    examples: [
      Example("dot([1, 2, 3], [4, 5, 6])", "32"),
      Example("dot([1, 2], [1])", "missing"),
    ]
  ) { _ in
    { arguments in
      let (a, b) = (arguments[0].numbers, arguments[1].numbers)
      guard a.count == b.count else { return .missing(.lengthsDiffer) }
      return .finite(a.dot(b))
    }
  }.differentiable(by: "a", "b")

  static let norm = Builtin(
    "norm", parameters: [Parameter("a", .numberList)],
    result: { arguments, _ in ValueType(.real, domain: .count, unit: (arguments.first ?? nil)?.unit) }, absence: .fail,
    cost: .scan,
    summary: "The Euclidean length of the vector: the root of the sum of the squares.",
    details: "0 for the empty vector. Squares are scaled, so that only a length beyond the largest double is failed.",
    examples: [
      Example("norm([3, 4])", "5"),
      Example("norm([])", "0"),
    ]
  ) { _ in
    { arguments in
      let (scaled, exponent) = arguments[0].numbers.scaled()
      return scaled.withUnsafeBufferPointer { .finite(Double.scalbn($0.dot($0).squareRoot(), exponent)) }
    }
  }.differentiable(by: "a")

  static let cosine = Builtin(
    "cosine", parameters: pair, result: { _, _ in ValueType(.real, domain: Domain(low: -1, high: 1)) }, absence: .fail,
    cost: .scan,
    summary: "The cosine of the angle between two vectors.",
    details: "0 where one of them is zero or empty; failed where the lengths differ.",
    examples: [
      Example("cosine([1, 0], [2, 0])", "1"),
      Example("cosine([1, 0], [0, 3])", "0"),
      Example("cosine([0, 0], [1, 2])", "0"),
    ]
  ) { _ in
    { arguments in
      guard arguments[0].numbers.count == arguments[1].numbers.count else { return .missing(.lengthsDiffer) }
      let a = arguments[0].numbers.scaled().vector
      let b = arguments[1].numbers.scaled().vector
      return a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          let squares = a.dot(a) * b.dot(b)
          return squares == 0 ? .number(0) : .number(max(-1, min(1, a.dot(b) / squares.squareRoot())))
        }
      }
    }
  }.differentiable(by: "a", "b")

  static let outer = Builtin(
    "outer", parameters: pair, result: { _, _ in .numberList }, absence: .fail, cost: .scan,
    summary: "The product of each element of `a` with each of `b`, row by row, as one vector.",
    details: """
      Element `i * n + j` is `a[i] * b[j]`, with `n` elements in `b`, so that `dot(outer(a, b), m)` is the bilinear form of a
      matrix `m` that is written row by row. Failed beyond 1000000 elements and where a product is not finite.
      """,
    examples: [
      Example("outer([1, 2], [3, 4, 5])", "[3, 4, 5, 6, 8, 10]"),
      Example("outer([], [3])", "[]"),
    ]
  ) { _ in
    { arguments in
      let (a, b) = (arguments[0].numbers, arguments[1].numbers)
      guard a.isEmpty || b.count <= longestBuiltList / a.count else { return .missing(.badValue) }
      var products: [Double] = []
      products.reserveCapacity(a.count * b.count)
      for x in a { for y in b { products.append(x * y) } }
      return .finite(products)
    }
  }.differentiable(by: "a", "b")
}

extension UnsafeBufferPointer<Double> {
  /// The sum of the products with as many numbers of `other`.
  func dot(_ other: UnsafeBufferPointer<Double>) -> Double {
    var sum = CompensatedSum()
    for (x, y) in zip(self, other) { sum.add(x * y) }
    return sum.value
  }

  /// The numbers times a power of two that brings the largest to between 1 and 2, and the exponent that brings them
  /// back: their squares neither overflow nor vanish.
  func scaled() -> (vector: [Double], exponent: Int) {
    let largest = reduce(0) { Swift.max($0, abs($1)) }
    guard largest > 0 else { return (Array(self), 0) }
    let exponent = Int(largest.exponent)
    return (map { Double.scalbn($0, -exponent) }, exponent)
  }
}

extension Double {
  /// `x` times 2 to the `exponent`.
  fileprivate static func scalbn(_ x: Double, _ exponent: Int) -> Double {
    // One factor alone may be out of range.
    let half = exponent / 2
    return x * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
  }
}
