import RewardSemantics

/// All that a run has to say of one batch, in input order: what the row writer and the summary read.
public struct ScoredBatch: Sendable {
  /// The values of one declaration over the batch.
  public struct Output: Sendable {
    /// The declaration's name.
    public var name: String
    /// What it was declared as.
    public var kind: TypedDeclaration.Kind
    /// `rollout`, `turn` or `token`; coarser declarations are already read at each rollout. Or a grain of which each
    /// rollout has a list: its pairs, the criteria of its prompt.
    public var grain: Grain
    /// One element a row, or those of `turnOffsets`, `tokenOffsets` or `offsets`. Token columns have every position of the
    /// response: positions that a mask took out hold 0.
    public var column: Column
    /// Where each rollout has a list: row i has the elements `offsets[i]..<offsets[i + 1]`.
    public var offsets: [Int]?
    /// `grain` tells how many elements `column` has.
    public init(
      name: String, kind: TypedDeclaration.Kind, grain: Grain, column: Column, offsets: [Int]? = nil
    ) {
      self.name = name
      self.kind = kind
      self.grain = grain
      self.column = column
      self.offsets = offsets
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

  /// The records of one `emit` over the batch.
  public struct Records: Sendable {
    /// The name of the emission.
    public var name: String
    /// Number of records, in the order of their elements.
    public var count: Int
    /// What a record holds, in file order: columns with one element for each record.
    public var fields: [(name: String, column: Column)]
    /// The columns have `count` elements.
    public init(name: String, count: Int, fields: [(name: String, column: Column)]) {
      self.name = name
      self.count = count
      self.fields = fields
    }
  }

  /// An update of a state that could not be found out, so that the old value stayed.
  public struct FailedUpdate: Sendable, Hashable {
    /// The state.
    public var state: StateID
    /// Why.
    public var status: Status
    /// `status` is one of failure, or of a limit that the response went over.
    public init(state: StateID, status: Status) {
      self.state = state
      self.status = status
    }
  }

  /// Number of rollouts.
  public var count: Int
  /// The `step` of the rows as JSON source; nil where they have none.
  public var step: String?
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
  /// Declared `rule`, `gate`, `reward`, `metric` in file order, then the advantage, if there is one.
  public var outputs: [Output]
  /// Whether each group is trained on; nil for a spec that keeps all.
  public var kept: Column?
  /// Whether `keep` would keep each group if as many as there are were wanted; nil where that is the same.
  public var wanted: Column?
  /// The records of each emission, in file order, also where there are none.
  public var records: [Records]
  /// What each request asks for, in file order, also where it asks for nothing.
  public var requests: [Records]
  /// What the states are worth before the step, and after it.
  public var statesBefore: StateValues
  public var states: StateValues
  /// Updates of states that failed.
  public var failedUpdates: [FailedUpdate]
  /// Rollout i has the turns `turnOffsets[i]..<turnOffsets[i + 1]`; nil where nothing is per turn.
  public var turnOffsets: [Int]?
  /// The same for all positions of the responses, masked ones included; nil where nothing is per token.
  public var tokenOffsets: [Int]?
  /// One entry for each call of an expensive builtin in the graph.
  public var laziness: [Laziness]

  /// Every list per rollout has `count` entries.
  public init(
    count: Int, step: String? = nil, lines: [Int], rollouts: [Int]? = nil, ids: Column, groups: [Int],
    groupNames: [String], outputs: [Output], kept: Column? = nil, wanted: Column? = nil, records: [Records] = [],
    requests: [Records] = [],
    statesBefore: StateValues = StateValues(), states: StateValues = StateValues(),
    failedUpdates: [FailedUpdate] = [], turnOffsets: [Int]?,
    tokenOffsets: [Int]?, laziness: [Laziness]
  ) {
    self.count = count
    self.step = step
    self.lines = lines
    self.rollouts = rollouts
    self.ids = ids
    self.groups = groups
    self.groupNames = groupNames
    self.outputs = outputs
    self.kept = kept
    self.wanted = wanted
    self.records = records
    self.requests = requests
    self.statesBefore = statesBefore
    self.states = states
    self.failedUpdates = failedUpdates
    self.turnOffsets = turnOffsets
    self.tokenOffsets = tokenOffsets
    self.laziness = laziness
  }
}

extension Column {
  /// Whether an element of a column of conditions is known to be true.
  func isTrue(_ element: Int) -> Bool {
    guard case .numbers(let numbers) = storage else { return false }
    return Status(rawValue: status[element]).hasValue && numbers[element] != 0
  }
}
