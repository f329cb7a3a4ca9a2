/// What `cumulative` has put together so far, as a number or a condition.
///
/// `append` and `union` make lists, which are kept elsewhere; their status is kept here.
public struct RunningFold: Sendable, Hashable {
  /// What it puts together.
  public let fold: Window.Fold
  /// The terms of a sum.
  @usableFromInline var sum: CompensatedSum
  /// The product, the least or largest number, the number of true conditions.
  @usableFromInline var number: Double
  /// Whether a number was added, or a condition that decides `any` or `all`.
  @usableFromInline var isReached: Bool
  /// The joined status of all elements, without *caused*.
  @usableFromInline var missing: Status

  /// Of no element.
  @inlinable public init(_ fold: Window.Fold) {
    self.fold = fold
    sum = CompensatedSum()
    number = fold == .product ? 1 : 0
    isReached = false
    missing = .present
  }

  /// Adds the next element. The number of a missing one is ignored.
  @inlinable public mutating func add(_ value: Double, _ status: Status) {
    if status.isMissing {
      missing = missing.joined(status)
      return
    }
    switch fold {
    case .sum: sum.add(value)
    case .product: number *= value
    case .min: number = isReached ? Scalar.minimum(number, value) : value
    case .max: number = isReached ? Scalar.maximum(number, value) : value
    case .any: if value == 0 { return }
    case .all: if value != 0 { return }
    case .count: number += value != 0 ? 1 : 0
    case .append, .union: break
    }
    isReached = true
  }

  /// The value so far with ``Status/present``, or 0 and why there is none: the joined status of the missing elements,
  /// ``Status/noElement`` for the least or largest of none, ``Status/notFinite``. A condition that decides does so
  /// whatever is missing, and a count leaves missing elements out.
  @inlinable public var value: (number: Double, status: Status) {
    switch fold {
    case .any where isReached: return (1, .present)
    case .all where isReached: return (0, .present)
    case .count: return (number, .present)
    default: break
    }
    if missing.isMissing { return (0, missing) }
    switch fold {
    case .sum: return finite(sum.value)
    case .product: return finite(number)
    case .min, .max: return isReached ? (number, .present) : (0, .noElement)
    case .all: return (1, .present)
    case .any, .count, .append, .union: return (0, .present)
    }
  }

  @inlinable func finite(_ value: Double) -> (number: Double, status: Status) {
    value.isFinite ? (value, .present) : (0, .notFinite)
  }
}
