/// Draws from weights by the inverse of their distribution: what `sample` counts.
public struct Draws: Sendable, Hashable {
  /// The shares of the elements so far, own one included, in element order. Empty where the weights add up to 0: then
  /// nothing is drawn.
  public let shares: [Double]
  /// ``Status/present``, or why nothing can be drawn: ``Status/badValue`` for a weight below 0, ``Status/notFinite``
  /// for a total that overflows. Then it is the result of every element of the container.
  public let status: Status

  /// - Parameter weights: In element order; 0 for elements that cannot be drawn.
  @inlinable public init(of weights: Span<Double>) {
    var total = CompensatedSum()
    var isBad = false
    for index in weights.indices {
      if weights[index] < 0 { isBad = true }
      total.add(weights[index])
    }
    let whole = total.value
    status = isBad ? .badValue : whole.isFinite ? .present : .notFinite
    guard status == .present, whole > 0 else {
      shares = []
      return
    }
    var shares: [Double] = []
    shares.reserveCapacity(weights.count)
    var share = 0.0
    for index in weights.indices {
      share += weights[index] / whole
      shares.append(share)
    }
    self.shares = shares
  }

  /// The first element whose cumulated share exceeds `level`; nil where none is drawn.
  ///
  /// A level below 0 acts as 0. A level below 1 that rounding leaves above the last share draws what the last share
  /// belongs to; at 1 and above nothing is drawn.
  @inlinable public func element(at level: Double) -> Int? {
    guard let last = shares.last, level < 1 else { return nil }
    if level >= last { return first { $0 >= last } }
    let level = max(level, 0)
    return first { $0 > level }
  }

  /// By halving, as shares never fall. One of them must be far enough.
  @inlinable func first(where isFar: (Double) -> Bool) -> Int {
    var low = 0
    var high = shares.count - 1
    while low < high {
      let middle = (low + high) / 2
      if isFar(shares[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
