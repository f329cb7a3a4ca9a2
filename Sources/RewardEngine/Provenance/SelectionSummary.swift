import RewardSemantics

/// What `keep` made of the groups of a run.
public struct SelectionSummary: Sendable, Hashable {
  /// Whether there are enough groups to train on.
  public enum Readiness: String, Sendable, Hashable {
    /// As many groups as wanted are kept.
    case ready
    /// Fewer: more rollouts are needed.
    case more
    /// Fewer, and no further round is to be tried.
    case exhausted
  }

  /// Groups that are trained on.
  public private(set) var kept = 0
  /// Groups that `keep` drops: its condition is false or not known.
  public private(set) var dropped = 0
  /// Groups that `keep` would keep, beyond those that are wanted.
  public private(set) var surplus = 0
  /// Of the last batch; nil where every kept group is wanted.
  public private(set) var readiness: Readiness?
  private let target: Int?
  private let rounds: Int?

  /// The summary of no batch.
  public init(_ selection: TypedSelection) {
    target = selection.target
    rounds = selection.rounds
  }

  /// Adds the groups of one more batch.
  ///
  /// - Parameter round: the greatest number of a round of sampling among its rows, from 1; nil where they have none.
  public mutating func add(_ batch: ScoredBatch, round: Double?) {
    guard let column = batch.kept else { return }
    let wanted = batch.wanted ?? column
    for group in batch.groupNames.indices {
      if column.isTrue(group) { kept += 1 } else if wanted.isTrue(group) { surplus += 1 } else { dropped += 1 }
    }
    guard let target else { return }
    let isLast = if let round, let rounds { round >= Double(rounds) } else { false }
    let count = batch.groupNames.indices.count { column.isTrue($0) }
    readiness = count >= target ? .ready : isLast ? .exhausted : .more
  }
}
