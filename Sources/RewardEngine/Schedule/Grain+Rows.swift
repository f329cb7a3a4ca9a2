import RewardSemantics

/// How the rows of a run hold values of a grain.
extension Grain {
  /// The grain at which a row holds a value of this one; nil where it does not. A value of a criterion stands in each
  /// rollout of its group, that of a part in each of its members.
  var ofRows: Grain? {
    for grain in [Grain.rollout, .turn, .token] where grain.refines(self) { return grain }
    return meet(.rollout).flatMap { $0.isListOfRollout ? $0 : nil }
  }

  /// Whether a rollout has one list of such elements: its pairs, or the items of a list that it sees.
  var isListOfRollout: Bool {
    switch self {
    case .pair: true
    case .product(let own, _): own == .rollout
    case .derived(let derived): derived.kind == .items && derived.containers == [.rollout]
    default: false
    }
  }
}
