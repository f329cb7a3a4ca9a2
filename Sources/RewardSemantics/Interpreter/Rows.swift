/// One batch of rollouts, row by row: what the interpreter reads.
public struct Rows: Sendable {
  /// One sampled response or trajectory and what is known of it.
  public struct Rollout: Sendable {
    /// How a test names it.
    public var label: String?
    /// Rollouts with the same number answer the same prompt.
    public var group: Int
    /// Input by id; an absent one has no value in the row.
    ///
    /// At `token` and `turn` the value is a list with one value for each position of the response or each turn. A
    /// value per group is given for every rollout; the one of the first rollout counts.
    public var inputs: [InputID: Value]
    /// Number of turns; nil for as many as the inputs per turn have values, or one where there is none.
    public var turns: Int?

    /// - Parameter group: Any number; see ``Rows/init(_:)``.
    public init(label: String? = nil, group: Int, inputs: [InputID: Value], turns: Int? = nil) {
      self.label = label
      self.group = group
      self.inputs = inputs
      self.turns = turns
    }
  }

  /// In row order.
  public let rollouts: [Rollout]

  /// - Parameter rollouts: In row order. Groups are numbered anew, from 0 by first appearance.
  public init(_ rollouts: [Rollout]) {
    var numbers: [Int: Int] = [:]
    for rollout in rollouts where numbers[rollout.group] == nil { numbers[rollout.group] = numbers.count }
    self.rollouts = rollouts.map { rollout in
      var rollout = rollout
      rollout.group = numbers[rollout.group] ?? rollout.group
      return rollout
    }
  }
}
