/// One of the things that a value is defined per, by its place in the batch. All indices count from 0.
public enum Element: Hashable, Sendable {
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
    }
  }
}
