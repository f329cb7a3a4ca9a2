import RewardSemantics

/// What to read of a row: made from the inputs of a spec, used by the reader.
public struct RowSchema: Sendable {
  /// How one value is held in the row and in its column.
  public indirect enum Form: Sendable, Hashable {
    /// `json` is kept as source text.
    case number, bool, text, json
    /// An object or array whose values have one form; kept as source text.
    case table(Form)
    /// A record, brought into one form and kept as source text.
    case record(RecordType)
    /// A list whose items have one form.
    case list(Form)
    /// A list of items of this form, in which null stands for one that is not there: as 0, or an empty text or list.
    case items(Form)
    /// Of such a list, whether each item is there.
    case presence
    /// Whether the rollout is the first of its row, and which turn a token lies in; nothing is read for them.
    case isFirst, turnNumber
    /// One column of a list of rubric criteria: a list with an item for each; see ``CriterionForm``.
    case criteria(TypedInput.CriterionPart)

    /// How values of `type` are read.
    public static func of(_ type: BaseType) -> Form {
      switch type {
      case .bool: .bool
      case .int, .real, .poison, .pattern: .number
      case .text, .symbol: .text
      case .json: .json
      case .table(let value): .table(of(value))
      case .record(let record): .record(record)
      case .list(let item): .list(of(item))
      }
    }
  }
  /// One column to read.
  public struct Field: Sendable {
    /// As the spec names it.
    public var name: String
    /// Candidate paths into the row, the first that is there counts.
    public var paths: [[String]]
    /// How one value is held.
    public var form: Form
    /// At `token` and `turn` the row holds one list with a value for each; at `rollout` and `group` one value.
    public var grain: Grain
    /// Whether a row may lack it: then it has status `noValue`, otherwise the row is a problem.
    public var isOptional: Bool
    /// `paths` are tried in order; `grain` tells how many values a row holds.
    public init(name: String, paths: [[String]], form: Form, grain: Grain, isOptional: Bool) {
      self.name = name
      self.paths = paths
      self.form = form
      self.grain = grain
      self.isOptional = isOptional
    }
  }

  /// What a row is: `rollout`; `group` for one prompt with all its rollouts; `pair` for one with a chosen and a rejected
  /// response; `turn` for one turn of a rollout; see ``RowParser``.
  public var rowGrain: Grain
  /// Columns to read; a chunk has them in this order.
  public var fields: [Field]
  /// Whether `messages` must be split in turns: fills ``RowChunk/turns``.
  public var needsTurns: Bool
  /// Whether the tool calls of the turns are read too.
  public var needsCalls: Bool
  /// Whether what came back after the turns is read.
  public var needsObservations: Bool
  /// Paths tried for the row's own structure.
  public var idPaths: [[String]]
  /// Paths of the key that the rollouts of one group share.
  public var groupPaths: [[String]]
  /// Paths of the training step that the rows of one batch share.
  public var stepPaths: [[String]]
  /// Paths of the number of the round of sampling that a row came from; none where nobody asks for it.
  public var roundPaths: [[String]]

  /// Whether a row is a group with its rollouts.
  var holdsGroup: Bool { rowGrain == .group || rowGrain == .pair }

  /// Each list of paths is tried in order; the first that is there counts.
  public init(
    rowGrain: Grain = .rollout, fields: [Field], needsTurns: Bool, needsCalls: Bool = false,
    needsObservations: Bool = true, idPaths: [[String]], groupPaths: [[String]], stepPaths: [[String]],
    roundPaths: [[String]] = []
  ) {
    self.rowGrain = rowGrain
    self.fields = fields
    self.needsTurns = needsTurns
    self.needsCalls = needsCalls
    self.needsObservations = needsObservations
    self.idPaths = idPaths
    self.groupPaths = groupPaths
    self.stepPaths = stepPaths
    self.roundPaths = roundPaths
  }
}

/// Some whole rows, as columns. Of a row that holds a group, each rollout is a row here.
public struct RowChunk: Sendable {
  /// Policy messages of the rows' `messages`, in order: what the assistant wrote, and what came back before its next
  /// message (tool and user messages joined by line breaks).
  public struct Turns: Sendable {
    /// Row i has the turns `offsets[i]..<offsets[i + 1]`.
    public var offsets: [Int]
    /// What the assistant wrote: one text for each turn.
    public var text: Column
    /// What came back before the next turn: one text for each turn.
    public var observation: Column
    /// The tools that each turn calls: a list of names. Nil unless the schema needs them.
    public var calls: Column?
    /// What they are called with: a list of JSON values as source, as long as that of `calls`.
    public var arguments: Column?
    /// The calls as records: a list of JSON objects, as long as that of `calls`.
    public var toolCalls: Column?
    /// `offsets` has one entry more than there are rows; the columns have one element for each turn.
    public init(
      offsets: [Int], text: Column, observation: Column, calls: Column? = nil, arguments: Column? = nil,
      toolCalls: Column? = nil
    ) {
      self.offsets = offsets
      self.text = text
      self.observation = observation
      self.calls = calls
      self.arguments = arguments
      self.toolCalls = toolCalls
    }
  }

  /// Good rows, in input order.
  public var count: Int
  /// Line number (from 1) of each row.
  public var lines: [Int]
  /// Each row's place, from 0, among the rollouts of its line; nil where a line is one rollout.
  public var rollouts: [Int]?
  /// The last line of each row; nil where a row has one.
  public var lastLines: [Int]?
  /// One column for each field of the schema: `count` elements, or one for each token or turn of the rows.
  public var columns: [Column]
  /// Row i has the tokens `tokenOffsets[i]..<tokenOffsets[i + 1]`; nil when no field is per token.
  public var tokenOffsets: [Int]?
  /// Row i has the turns of `turnOffsets`; nil when neither a field is per turn nor turns were needed.
  public var turnOffsets: [Int]?
  /// The turns of `messages`; nil unless the schema needs them.
  public var turns: Turns?
  /// The JSON source of each row's id (`"m00-0"`, `12`); status `noValue` where it has none. Where a line holds a
  /// group, its rollouts share an id that is not a list.
  public var ids: Column
  /// The row's group: text of a string, JSON source of anything else. Where the row has no group key it is its
  /// prompt in the same form (of `messages`: the part before the first assistant message); `noValue` where it has
  /// neither. A line that holds a group and has no group key is `line 7`.
  public var groups: Column
  /// Row i has no group key of its own and `groups` holds its prompt or line. Such a key is another group than an equal
  /// text that is a group key.
  public var groupedByPrompt: [Bool]
  /// The `step` column as JSON source; `noValue` where it has none.
  public var steps: Column
  /// The greatest round of sampling among the rows of each step, by the step's JSON source; of rows without a step
  /// under nil. Empty unless the schema has paths to rounds.
  public var rounds: [String?: Double]
  /// Rows that could not be read, in line order.
  public var problems: [RowProblem]
  /// Lines seen, blank ones included.
  public var lineCount: Int

  /// `groupedByPrompt` nil means that every row has its own group key.
  public init(
    count: Int, lines: [Int], rollouts: [Int]? = nil, columns: [Column], tokenOffsets: [Int]?, turnOffsets: [Int]?,
    turns: Turns?, ids: Column, groups: Column, groupedByPrompt: [Bool]? = nil, steps: Column,
    rounds: [String?: Double] = [:], problems: [RowProblem], lineCount: Int
  ) {
    self.count = count
    self.lines = lines
    self.rollouts = rollouts
    self.columns = columns
    self.tokenOffsets = tokenOffsets
    self.turnOffsets = turnOffsets
    self.turns = turns
    self.ids = ids
    self.groups = groups
    self.groupedByPrompt = groupedByPrompt ?? Array(repeating: false, count: count)
    self.steps = steps
    self.rounds = rounds
    self.problems = problems
    self.lineCount = lineCount
  }
}

/// Why a row was left out.
public struct RowProblem: Sendable, Hashable {
  /// Line number, from 1.
  public var line: Int
  /// Byte column from 1, where known.
  public var column: Int?
  /// What is wrong, without the line number.
  public var message: String
  /// `line` and `column` count from 1.
  public init(line: Int, column: Int? = nil, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}
