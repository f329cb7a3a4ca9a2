/// One batch of rollouts, row by row: what the interpreter reads.
public struct Rows: Sendable {
  /// One sampled response or trajectory and what is known of it.
  public struct Rollout: Sendable {
    /// How a test names it.
    public var label: String?
    /// Rollouts with the same number answer the same prompt.
    public var group: Int
    /// What the rows know the group by; random numbers depend on it.
    public var groupKey: [UInt8]
    /// Input by id; an absent one has no value in the row.
    ///
    /// At `token` and `turn` the value is a list with one value for each position of the response or each turn. A
    /// value per group is given for every rollout; the one of the first rollout counts.
    public var inputs: [InputID: Value]
    /// What declarations are worth for this rollout, in place of their definitions: the stubs of a test.
    public var stubs: [DeclarationID: Value] = [:]
    /// What came back for each request about it; that of the first rollout of a group for a request about the group.
    public var answers: [RequestID: [Answer]] = [:]
    /// Which attempt of its group it is of, from 0.
    public var attempt = 0
    /// Number of turns; nil for as many as the inputs per turn have values, or one where there is none.
    public var turns: Int?

    /// - Parameters:
    ///   - group: Any number; see ``Rows/init(_:step:seed:)``.
    ///   - groupKey: The same for every rollout of a group; without it the digits of `group`.
    public init(
      label: String? = nil, group: Int, groupKey: [UInt8]? = nil, inputs: [InputID: Value], turns: Int? = nil
    ) {
      self.label = label
      self.group = group
      self.groupKey = groupKey ?? Array("\(group)".utf8)
      self.inputs = inputs
      self.turns = turns
    }
  }

  /// An answer to a request: what is known of another response to the same prompt.
  public struct Answer: Sendable {
    /// Input by id, as of a rollout.
    public var inputs: [InputID: Value]
    /// What declarations are worth for this answer, in place of their definitions.
    public var stubs: [DeclarationID: Value]
    /// With these inputs.
    public init(inputs: [InputID: Value], stubs: [DeclarationID: Value] = [:]) {
      self.inputs = inputs
      self.stubs = stubs
    }
  }

  /// In row order.
  public let rollouts: [Rollout]
  /// The step as the rows name it; empty for rows without one.
  public let step: [UInt8]
  /// The seed of the run.
  public let seed: UInt64

  /// - Parameters:
  ///   - rollouts: In row order. Groups are numbered anew, from 0 by first appearance.
  ///   - step: The step as the rows name it; random numbers depend on it and on the seed.
  ///   - seed: The seed of the run.
  public init(_ rollouts: [Rollout], step: [UInt8] = [], seed: UInt64 = 0) {
    var numbers: [Int: Int] = [:]
    for rollout in rollouts where numbers[rollout.group] == nil { numbers[rollout.group] = numbers.count }
    self.rollouts = rollouts.map { rollout in
      var rollout = rollout
      rollout.group = numbers[rollout.group] ?? rollout.group
      return rollout
    }
    self.step = step
    self.seed = seed
  }
}
