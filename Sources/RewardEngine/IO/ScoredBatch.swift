import RewardSemantics

/// All that a run has to say of one batch, in input order: what the row writer and the summary read.
public struct ScoredBatch: Sendable {
  /// The values of one declaration over the batch.
  public struct Output: Sendable {
    /// The declaration's name.
    public var name: String
    /// What it was declared as.
    public var kind: TypedDeclaration.Kind
    /// `rollout`, `turn` or `token`; coarser declarations are already read at each rollout.
    public var grain: Grain
    /// One element a row, or those of `turnOffsets` / `tokenOffsets`. Token columns have every position of the
    /// response: positions that a mask took out hold 0.
    public var column: Column
    /// `grain` is `rollout`, `turn` or `token` and tells how many elements `column` has.
    public init(name: String, kind: TypedDeclaration.Kind, grain: Grain, column: Column) {
      self.name = name
      self.kind = kind
      self.grain = grain
      self.column = column
    }
  }

  /// How often an expensive builtin was called, and how often a closed condition spared the call.
  public struct Laziness: Sendable, Hashable {
    /// The builtin and the declaration it first stands in: `matches in format`.
    public var label: String
    /// Elements for which it was called.
    public var called: Int
    /// Elements for which it was not.
    public var skipped: Int
    /// `called` and `skipped` count elements.
    public init(label: String, called: Int, skipped: Int) {
      self.label = label
      self.called = called
      self.skipped = skipped
    }
  }

  /// Number of rollouts.
  public var count: Int
  /// Line number of each row.
  public var lines: [Int]
  /// Each row's place, from 0, among the rollouts of its line; nil where a line is one rollout.
  public var rollouts: [Int]?
  /// JSON source of each id; `noValue` where the row has none.
  public var ids: Column
  /// Index of each row's group in `groupNames`, by first appearance in the batch.
  public var groups: [Int]
  /// Each group's key as text: that of its rows, their prompt, or `line 7` where there is neither.
  public var groupNames: [String]
  /// Declared `rule`, `reward`, `metric` in file order, then the advantage, if there is one.
  public var outputs: [Output]
  /// Rollout i has the turns `turnOffsets[i]..<turnOffsets[i + 1]`; nil where nothing is per turn.
  public var turnOffsets: [Int]?
  /// The same for all positions of the responses, masked ones included; nil where nothing is per token.
  public var tokenOffsets: [Int]?
  /// One entry for each call of an expensive builtin in the graph.
  public var laziness: [Laziness]

  /// Every list per rollout has `count` entries.
  public init(
    count: Int, lines: [Int], rollouts: [Int]? = nil, ids: Column, groups: [Int], groupNames: [String],
    outputs: [Output], turnOffsets: [Int]?, tokenOffsets: [Int]?, laziness: [Laziness]
  ) {
    self.count = count
    self.lines = lines
    self.rollouts = rollouts
    self.ids = ids
    self.groups = groups
    self.groupNames = groupNames
    self.outputs = outputs
    self.turnOffsets = turnOffsets
    self.tokenOffsets = tokenOffsets
    self.laziness = laziness
  }
}
