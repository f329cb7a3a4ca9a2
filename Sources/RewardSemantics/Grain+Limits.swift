/// How many items of lists beside items of lists there may be: a response could make its lists long, and their product
/// much longer still.
extension Grain {
  /// A product has at most this many elements in one rollout. Beyond it has none there, and what is counted over it is
  /// limited (``Status/itemLimit``): the response went over a limit. So are lists that are made of a rollout's lists, where
  /// these have more items together (each counted as often as it is read), and the lists that `cumulative` makes.
  public static let itemsPerRollout = 1 << 20

  /// The products that this grain is made of whose elements a response can multiply, those that others are made of
  /// first. A rollout with the items of one list is none: it has as many elements as the list has items.
  public var limitedProducts: [Grain] {
    switch self {
    case .product(let own, let items):
      own.limitedProducts + Grain.derived(items).limitedProducts
        + (own != .rollout && own.refines(.rollout) ? [self] : [])
    case .derived(let derived):
      (derived.containers + [derived.members].compactMap { $0 }).flatMap(\.limitedProducts)
    default: []
    }
  }

  /// The finest of rollout, group, batch and run whose elements hold those of this grain whole.
  public var holder: Grain { [.rollout, .group, .batch].first(where: refines) ?? .run }
}

extension Window {
  /// How many items the lists of a line have at most, an element of which adds so many: each stands in its own list and in
  /// those of the elements behind it.
  public static func items(ofLists added: some Collection<Int>) -> Int {
    var items = 0
    var behind = added.count
    for count in added {
      items += count * behind
      behind -= 1
    }
    return items
  }
}

extension Aggregate {
  /// Whether the result is made of the items of the lists that are its elements.
  public var holdsLists: Bool { reduction == .collect || reduction == .concatenate }

  /// Whether a limited element makes the result limited: a response must not choose which of its own turns or items
  /// count by going over a limit. Among rollouts a limited one is left out like any missing element, and so is the other
  /// of a pair, where it reads as ``Status/otherLimit``: a score that has a low end was settled before.
  public var keepsLimits: Bool { over.refines(.rollout) }
}

extension Reduction {
  /// Whether a result stands although an element is limited: a failure is stronger, and one true decides `any`.
  ///
  /// - Parameters:
  ///   - status: of the result without regard to limits.
  ///   - isTrue: whether it is not 0; of `any` and `all`.
  public func isDecided(_ status: Status, isTrue: @autoclosure () -> Bool) -> Bool {
    switch self {
    case _ where status.isFailed: true
    case .any: status.hasValue && isTrue()
    case .all: status.hasValue && !isTrue()
    default: false
    }
  }

  /// Whether a missing element makes the result missing.
  public var isArithmetic: Bool {
    switch self {
    case .sum, .product, .any, .all, .collect, .concatenate: true
    default: false
    }
  }
}
