/// The first pass over the present elements of a container: what `mean` and `variance` need of them.
///
/// Weights are frequencies: an element of weight 0 is not there, and none is there less than not at all. Fill one for
/// each smallest container in element order and ``merge(_:)`` upwards along the chain, as ``CompensatedSum`` says.
public struct Moments: Sendable, Hashable {
  /// Sum of weight times value.
  public var sum: CompensatedSum
  /// Sum of weights; without weights, the number of elements.
  public var weight: CompensatedSum
  /// Smallest value; infinity while there is none.
  public var minimum: Double
  /// Largest value; -infinity while there is none.
  public var maximum: Double
  /// Whether an element has a weight below 0: then there is no mean.
  public var hasNegativeWeight: Bool

  /// Of no element.
  @inlinable public init() {
    sum = CompensatedSum()
    weight = CompensatedSum()
    minimum = .infinity
    maximum = -.infinity
    hasNegativeWeight = false
  }

  /// Adds one element that counts once.
  @inlinable public mutating func add(_ value: Double) {
    sum.add(value)
    weight.sum += 1
    minimum = Scalar.minimum(minimum, value)
    maximum = Scalar.maximum(maximum, value)
  }

  /// Adds one element that counts `weight` times.
  @inlinable public mutating func add(_ value: Double, weight: Double) {
    if weight <= 0 {
      if weight < 0 { hasNegativeWeight = true }
      return
    }
    sum.add(weight * value)
    self.weight.add(weight)
    minimum = Scalar.minimum(minimum, value)
    maximum = Scalar.maximum(maximum, value)
  }

  /// Adds the elements of a child container.
  @inlinable public mutating func merge(_ child: Moments) {
    sum.add(child.sum)
    weight.add(child.weight)
    minimum = Scalar.minimum(minimum, child.minimum)
    maximum = Scalar.maximum(maximum, child.maximum)
    if child.hasNegativeWeight { hasNegativeWeight = true }
  }

  /// The mean, clamped into `minimum...maximum`, so that a constant column has exactly itself as its mean, even where
  /// its sum is not finite. Nil where the weights add up to 0, as they do without elements, and where one is below 0:
  /// ``reason`` says which.
  @inlinable public var mean: Double? {
    let total = weight.value
    if total == 0 || hasNegativeWeight { return nil }
    return minimum == maximum ? minimum : Scalar.clamp(sum.value / total, minimum, maximum)
  }
}

extension Moments {
  /// Why there is no ``mean``, where there is none.
  @inlinable public var reason: Status { hasNegativeWeight ? .negativeWeight : .noElement }
}

/// The second pass: the squared distances of the same elements from the mean of their container.
public struct SquaredDeviations: Sendable, Hashable {
  /// The clamped mean of the container.
  public let mean: Double
  /// Sum of weight times squared distance.
  public var sum: CompensatedSum

  /// Of no element.
  @inlinable public init(around mean: Double) {
    self.mean = mean
    sum = CompensatedSum()
  }

  /// Adds one element that counts once.
  @inlinable public mutating func add(_ value: Double) {
    let distance = value - mean
    sum.add(distance * distance)
  }

  /// Adds one element that counts `weight` times.
  @inlinable public mutating func add(_ value: Double, weight: Double) {
    if weight == 0 { return }
    let distance = value - mean
    sum.add(weight * (distance * distance))
  }

  /// Adds the elements of a child container, which were measured from the same mean.
  @inlinable public mutating func merge(_ child: SquaredDeviations) { sum.add(child.sum) }

  /// `sum / (weight - ddof)`, and 0 where the weight is not more than `ddof`. Exactly 0 for a constant column, as no
  /// value has a distance from the clamped mean.
  ///
  /// - Parameter moments: the first pass over the same elements; its mean must be the mean of this pass.
  @inlinable public func variance(of moments: Moments, ddof: Int) -> Double {
    let freedom = moments.weight.value - Double(ddof)
    return freedom <= 0 ? 0 : sum.value / freedom
  }

  /// Square root of ``variance(of:ddof:)``.
  @inlinable public func deviation(of moments: Moments, ddof: Int) -> Double {
    variance(of: moments, ddof: ddof).squareRoot()
  }
}
