/// One of the things that a value is defined per, by its place in the batch. All indices count from 0.
public indirect enum Element: Hashable, Sendable {
  /// A response token: its place among the *selected* tokens of its rollout.
  case token(rollout: Int, position: Int)
  /// A turn, by its place in its rollout.
  case turn(rollout: Int, position: Int)
  /// A rollout, in row order.
  case rollout(Int)
  /// A group, in order of first appearance.
  case group(Int)
  /// The one optimizer step that the rows are.
  case batch
  /// The whole run: here, that one batch.
  case run
  /// A rollout against another of its group.
  case pair(rollout: Int, other: Int)
  /// A part of a partition, by its number in the batch.
  case part(DerivedGrain, number: Int)
  /// An item of a list.
  case item(Item)
  /// An element with an item of a list that it sees.
  case product(Element, Item)

  /// An item of a list, by its place in it.
  public struct Item: Hashable, Sendable {
    /// The grain of the items of such lists.
    public var grain: DerivedGrain
    /// The element that has the list.
    public var owner: Element
    /// The place in the list.
    public var place: Int

    /// - Parameters:
    ///   - grain: The items of lists, not the parts of a partition.
    ///   - owner: Of the grain that the items lie in.
    public init(_ grain: DerivedGrain, of owner: Element, place: Int) {
      self.grain = grain
      self.owner = owner
      self.place = place
    }
  }

  /// What it is one of.
  public var grain: Grain {
    switch self {
    case .token: .token
    case .turn: .turn
    case .rollout: .rollout
    case .group: .group
    case .batch: .batch
    case .run: .run
    case .pair: .pair
    case .part(let parts, _): .derived(parts)
    case .item(let item): .derived(item.grain)
    case .product(let element, let item): .product(element.grain, item.grain)
    }
  }
}
