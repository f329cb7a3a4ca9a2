/// A sum of doubles that carries what rounding lost (Neumaier 1974).
///
/// Sums over rows are trees that the data define: tokens add up to their rollout, rollouts to their group, groups to
/// their batch, each in element order, and a child's pair of sum and error is added whole. Who follows this tree gets
/// the same bits, whatever the chunk size or the number of threads.
///
/// Adding an empty sum changes nothing, so children without elements need no special case.
public struct CompensatedSum: Sendable, Hashable {
  /// The rounded running sum.
  public var sum: Double
  /// What has to be added to `sum` to make up for rounding.
  public var error: Double

  /// The empty sum.
  @inlinable public init() {
    sum = 0
    error = 0
  }

  /// Adds one term.
  @inlinable public mutating func add(_ term: Double) {
    let total = sum + term
    error += abs(sum) >= abs(term) ? (sum - total) + term : (term - total) + sum
    sum = total
  }

  /// Adds the sum of a child container.
  @inlinable public mutating func add(_ other: CompensatedSum) {
    add(other.sum)
    error += other.error
  }

  /// The sum as one number; not finite where a term was not or the sum overflowed.
  @inlinable public var value: Double { sum + error }
}
