/// A sum of vectors, component by component, each component carried as a ``CompensatedSum``.
///
/// Fill one for each smallest container in element order and ``merge(_:)`` upwards, as ``CompensatedSum`` says.
public struct VectorSum: Sendable, Hashable {
  /// The sum of each component; empty while there is no vector.
  public var components: [CompensatedSum]
  /// Whether a vector was added: the empty vector has no components either.
  public var hasVector: Bool
  /// Whether two of the vectors have different lengths: then there is no sum.
  public var lengthsDiffer: Bool

  /// Of no vector.
  @inlinable public init() {
    components = []
    hasVector = false
    lengthsDiffer = false
  }

  /// Adds one vector, each component times `weight`.
  @inlinable public mutating func add(_ vector: Span<Double>, weight: Double = 1) {
    begin(vector.count)
    guard components.count == vector.count else {
      lengthsDiffer = true
      return
    }
    for index in vector.indices { components[index].add(weight * vector[index]) }
  }

  /// Adds the vectors of a child container.
  @inlinable public mutating func merge(_ child: VectorSum) {
    if child.lengthsDiffer { lengthsDiffer = true }
    guard child.hasVector else { return }
    begin(child.components.count)
    guard components.count == child.components.count else {
      lengthsDiffer = true
      return
    }
    for index in components.indices { components[index].add(child.components[index]) }
  }

  /// The sum with ``Status/present``, the empty vector where there is no vector; without values the reason:
  /// ``Status/lengthsDiffer``, or ``Status/notFinite`` where a component overflowed.
  @inlinable public var result: (values: [Double], status: Status) {
    if lengthsDiffer { return ([], .lengthsDiffer) }
    let values = components.map(\.value)
    return values.allSatisfy(\.isFinite) ? (values, .present) : ([], .notFinite)
  }

  @inlinable mutating func begin(_ count: Int) {
    if hasVector { return }
    hasVector = true
    components = Array(repeating: CompensatedSum(), count: count)
  }
}

/// The mean of vectors, component by component, each component as in ``Moments``.
///
/// Weights are frequencies: a vector of weight 0 is not there, whatever its length.
public struct VectorMoments: Sendable, Hashable {
  /// What the mean of each component is made of; empty while there is no vector.
  public var components: [Moments]
  /// Whether a vector was added: the empty vector has no components either.
  public var hasVector: Bool
  /// Whether two of the vectors have different lengths: then there is no mean.
  public var lengthsDiffer: Bool

  /// Of no vector.
  @inlinable public init() {
    components = []
    hasVector = false
    lengthsDiffer = false
  }

  /// Adds one vector that counts `weight` times.
  @inlinable public mutating func add(_ vector: Span<Double>, weight: Double = 1) {
    if weight == 0 { return }
    begin(vector.count)
    guard components.count == vector.count else {
      lengthsDiffer = true
      return
    }
    for index in vector.indices { components[index].add(vector[index], weight: weight) }
  }

  /// Adds the vectors of a child container.
  @inlinable public mutating func merge(_ child: VectorMoments) {
    if child.lengthsDiffer { lengthsDiffer = true }
    guard child.hasVector else { return }
    begin(child.components.count)
    guard components.count == child.components.count else {
      lengthsDiffer = true
      return
    }
    for index in components.indices { components[index].merge(child.components[index]) }
  }

  /// The mean with ``Status/present``, each component clamped into the range of its values; without values the reason:
  /// ``Status/lengthsDiffer``, ``Status/noElement`` without vectors or where the weights add up to 0, or
  /// ``Status/notFinite`` where a component overflowed.
  @inlinable public var result: (values: [Double], status: Status) {
    if lengthsDiffer { return ([], .lengthsDiffer) }
    if !hasVector { return ([], .noElement) }
    let values = components.compactMap(\.mean)
    if values.count < components.count { return ([], .noElement) }
    return values.allSatisfy(\.isFinite) ? (values, .present) : ([], .notFinite)
  }

  @inlinable mutating func begin(_ count: Int) {
    if hasVector { return }
    hasVector = true
    components = Array(repeating: Moments(), count: count)
  }
}
