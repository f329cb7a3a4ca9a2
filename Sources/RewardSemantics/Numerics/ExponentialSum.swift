import Glibc

/// A sum of exponentials shifted by its largest term: what `logsumexp` and `softmax` share.
///
/// Find the maximum of all terms first, a constant extra term included; then add the terms in element order, the
/// extra term last. This sum is flat over the container, not a tree.
public struct ExponentialSum: Sendable, Hashable {
  /// The largest term.
  public let maximum: Double
  /// Sum of `exp(term - maximum)`.
  public var sum: CompensatedSum

  /// Of no term.
  @inlinable public init(maximum: Double) {
    self.maximum = maximum
    sum = CompensatedSum()
  }

  /// Adds `exp(term)`.
  @inlinable public mutating func add(_ term: Double) { sum.add(exp(term - maximum)) }

  /// Logarithm of the sum of the exponentials of all terms.
  @inlinable public var logarithm: Double { maximum + log(sum.value) }

  /// What part of the sum `exp(term)` is.
  @inlinable public func share(of term: Double) -> Double { exp(term - maximum) / sum.value }
}
