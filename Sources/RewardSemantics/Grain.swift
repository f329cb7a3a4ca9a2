/// What a value is defined *per*.
public enum Grain: String, Hashable, Sendable, CaseIterable {
  /// The chain, from the finest to the coarsest.
  case token, turn, rollout, group, batch, run
  /// One rubric line of a prompt.
  case criterion
  /// One rubric line judged on one rollout.
  case verdict
  /// A rollout against another rollout of its group: ordered, self excluded.
  case pair

  /// The grains of the chain, finest first.
  public static let chain: [Grain] = [.token, .turn, .rollout, .group, .batch, .run]

  /// Whether every element of `self` lies in exactly one element of `other` (a pair in its own rollout).
  public func refines(_ other: Grain) -> Bool {
    if self == other { return true }
    switch self {
    case .criterion: return Grain.group.refines(other)
    case .verdict: return other == .criterion || Grain.rollout.refines(other)
    case .pair: return Grain.rollout.refines(other)
    default:
      guard let mine = Grain.chain.firstIndex(of: self), let theirs = Grain.chain.firstIndex(of: other) else {
        return false
      }
      return mine <= theirs
    }
  }

  /// The coarsest grain that refines both, or nil where there is none.
  public func meet(_ other: Grain) -> Grain? {
    if refines(other) { return self }
    if other.refines(self) { return other }
    let both: Set<Grain> = [self, other]
    return both == [.rollout, .criterion] ? .verdict : nil
  }
}
