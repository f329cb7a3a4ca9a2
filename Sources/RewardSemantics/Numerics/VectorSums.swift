/// What numbers add up to, in a form that is carried up to the next container.
public protocol PartialTotal: Sendable, Hashable {
  /// Of no number.
  init()
  /// Whether a number of weight 0 is not there at all: weights are then frequencies.
  static var weightsAreFrequencies: Bool { get }
  /// Adds one number.
  mutating func add(_ value: Double, weight: Double)
  /// Adds the numbers of a child container.
  mutating func merge(_ child: Self)
}

extension CompensatedSum: PartialTotal {
  @inlinable public static var weightsAreFrequencies: Bool { false }
  @inlinable public mutating func add(_ value: Double, weight: Double) { add(weight * value) }
  @inlinable public mutating func merge(_ child: CompensatedSum) { add(child) }
}

extension Moments: PartialTotal {
  @inlinable public static var weightsAreFrequencies: Bool { true }
}

/// What vectors add up to, component by component.
///
/// Fill one for each smallest container in element order and ``merge(_:)`` upwards, as ``CompensatedSum`` says.
public struct VectorTotal<Component: PartialTotal>: Sendable, Hashable {
  /// The total of each component; empty while there is no vector.
  public var components: [Component]
  /// Whether a vector was added: the empty vector has no components either.
  public var hasVector: Bool
  /// Whether two of the vectors have different lengths: then there is no total.
  public var lengthsDiffer: Bool
  /// Whether weights are frequencies and one of them is below 0: then there is no total either.
  public var hasNegativeWeight: Bool

  /// Of no vector.
  @inlinable public init() {
    components = []
    hasVector = false
    lengthsDiffer = false
    hasNegativeWeight = false
  }

  /// Adds one vector. Where weights are frequencies, one of weight 0 is not there, whatever its length.
  @inlinable public mutating func add(_ vector: Span<Double>, weight: Double = 1) {
    if weight <= 0, Component.weightsAreFrequencies {
      if weight < 0 { hasNegativeWeight = true }
      return
    }
    guard begins(vector.count) else { return }
    for index in vector.indices { components[index].add(vector[index], weight: weight) }
  }

  /// Adds the vectors of a child container.
  @inlinable public mutating func merge(_ child: Self) {
    if child.lengthsDiffer { lengthsDiffer = true }
    if child.hasNegativeWeight { hasNegativeWeight = true }
    guard child.hasVector, begins(child.components.count) else { return }
    for index in components.indices { components[index].merge(child.components[index]) }
  }

  /// Whether vectors of this length can be added: the first one says how long all are.
  @inlinable mutating func begins(_ count: Int) -> Bool {
    if !hasVector {
      hasVector = true
      components = Array(repeating: Component(), count: count)
    }
    if components.count != count { lengthsDiffer = true }
    return components.count == count
  }

  /// The values with ``Status/present``, or the reason where they have none.
  @inlinable func result(_ values: [Double]) -> (values: [Double], status: Status) {
    values.allSatisfy(\.isFinite) ? (values, .present) : ([], .notFinite)
  }
}

/// A sum of vectors, each component carried as a ``CompensatedSum``.
public typealias VectorSum = VectorTotal<CompensatedSum>

/// The mean of vectors, each component as in ``Moments``.
public typealias VectorMoments = VectorTotal<Moments>

extension VectorTotal<CompensatedSum> {
  /// The sum with ``Status/present``, the empty vector where there is no vector; without values the reason:
  /// ``Status/lengthsDiffer``, or ``Status/notFinite`` where a component overflowed.
  @inlinable public var result: (values: [Double], status: Status) {
    lengthsDiffer ? ([], .lengthsDiffer) : result(components.map(\.value))
  }
}

extension VectorTotal<Moments> {
  /// The mean with ``Status/present``, each component clamped into the range of its values; without values the reason:
  /// ``Status/negativeWeight``, ``Status/lengthsDiffer``, ``Status/noElement`` without vectors or where the weights add
  /// up to 0, or ``Status/notFinite`` where a component overflowed.
  @inlinable public var result: (values: [Double], status: Status) {
    if hasNegativeWeight { return ([], .negativeWeight) }
    if lengthsDiffer { return ([], .lengthsDiffer) }
    let means = components.compactMap(\.mean)
    return hasVector && means.count == components.count ? result(means) : ([], .noElement)
  }
}
