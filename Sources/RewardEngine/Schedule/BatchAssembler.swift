import RewardSemantics

/// Why a run cannot go on.
public enum ScorerError: Error, Sendable, Hashable {
  /// The rows of one `step` do not stand together.
  case splitStep(step: String, line: Int, closedBefore: Int)
  /// A group of an earlier batch comes back.
  case splitGroup(name: String, line: Int, earlierLine: Int)
  /// A group is too large for a spec that compares each rollout with each other.
  case tooManyPairs(name: String, line: Int, rollouts: Int)
  /// Lists beside lists have more items together than can be held.
  case tooManyItems(grain: String, line: Int)
  /// Two elements of a step give the same key of a state different values.
  case twoUpdates(state: String, key: String, line: Int)

  /// What happened, with the lines it happened at.
  public var message: String {
    switch self {
    case .splitStep(let step, let line, let closedBefore):
      "line \(line): step \(step) comes back after line \(closedBefore) began another step; "
        + "the rows of a step must stand together"
    case .splitGroup(let name, let line, let earlierLine):
      "line \(line): group \(name) was already scored in an earlier batch (line \(earlierLine)); "
        + "a group must not be split over two batches"
    case .tooManyPairs(let name, let line, let rollouts):
      "line \(line): group \(name) has \(rollouts) rollouts, too many for a spec that reads `others`; "
        + "are the rows grouped as they should be?"
    case .tooManyItems(let grain, let line):
      "line \(line) and the rows after it: `\(grain)` has more than \(Frame.itemLimit) elements, too many to hold; "
        + "bound the lists, or the texts they come from: `list<text> <= 100`, `text <= 2000 word`"
    case .twoUpdates(let state, let key, let line):
      "line \(line): `\(state)` was already given another value for the key \(key) in this step"
    }
  }
}

/// A finding about one row.
public struct RunProblem: Sendable, Hashable {
  /// Whether the row was left out; otherwise it was scored, and this is a warning.
  public var isLeftOut: Bool
  /// The line and what was found there.
  public var problem: RowProblem
  /// A finding about the row of `problem`.
  public init(isLeftOut: Bool, problem: RowProblem) {
    self.isLeftOut = isLeftOut
    self.problem = problem
  }
}

/// Cuts rows into batches and groups, in input order.
///
/// - The rows with one `step` are a batch, and must stand together: a batch closes where `step` changes. Rows without a
///   `step` among rows with one are a step of their own.
/// - Rows without a `step` make batches of `batchGroups` groups: a batch closes before the row that would begin one group
///   more. Without `batchGroups` all are one batch.
struct BatchAssembler {
  let layout: InputLayout
  let inputs: [TypedInput]
  let batchGroups: Int?
  private var pending = PendingBatch()
  private var step: String?
  /// The line of the last row of each step that is closed; nil is the step of rows without one.
  private var closedSteps: [String?: Int] = [:]
  /// Line of the first row of each group of closed batches, by hash; only where batches are cut by groups.
  private var closedGroups: [UInt64: Int] = [:]
  private(set) var problems: [RunProblem] = []
  private(set) var closed: [PendingBatch] = []

  init(layout: InputLayout, inputs: [TypedInput], batchGroups: Int?) {
    self.layout = layout
    self.inputs = inputs
    self.batchGroups = batchGroups
  }

  /// Takes in the rows of the next chunk. Batches that they complete stand in `closed`, findings in `problems`.
  mutating func add(_ rows: RowResult) throws {
    var found = rows.problems.map { RunProblem(isLeftOut: true, problem: $0) }
    // Also where a step that comes back ends the run.
    defer { problems += found.sorted { $0.problem.line < $1.problem.line } }
    var isSameChunk = false
    for row in 0..<rows.count {
      if try closeIfNeeded(before: row, of: rows) { isSameChunk = false }
      let place = pending.place(of: row, in: rows)
      if let conflict = pending.conflict(of: row, in: rows, at: place, layout: layout, inputs: inputs) {
        let problem = RunProblem(isLeftOut: true, problem: conflict)
        // The rollouts of one line have the same conflict: it is said once.
        if found.last != problem { found.append(problem) }
        continue
      }
      if let line = pending.append(row, of: rows, isSameChunk: isSameChunk, at: place) {
        let problem = RowProblem(line: rows.lines[row], message: "line \(line) has the same id")
        found.append(RunProblem(isLeftOut: false, problem: problem))
      }
      isSameChunk = true
    }
  }

  /// Closes the last batch.
  mutating func finish() { if !pending.isEmpty { close() } }

  /// The batches closed and the problems found since the last call.
  mutating func take() -> (batches: [PendingBatch], problems: [RunProblem]) {
    defer {
      closed = []
      problems = []
    }
    return (closed, problems)
  }

  private mutating func close() {
    pending.step = step
    closed.append(pending)
    pending = PendingBatch()
  }

  /// Whether the row begins a new batch.
  private mutating func closeIfNeeded(before row: Int, of rows: RowResult) throws -> Bool {
    let step = rows.step(row)
    var isNew = false
    if !pending.isEmpty, step != self.step {
      closedSteps[self.step] = rows.lines[row]
      close()
      isNew = true
    }
    if step != self.step || pending.isEmpty, let line = closedSteps[step] {
      throw ScorerError.splitStep(step: step ?? "null", line: rows.lines[row], closedBefore: line)
    }
    self.step = step
    guard step == nil, let batchGroups else { return isNew }
    if case .new(let hash) = pending.place(of: row, in: rows) {
      if let line = closedGroups[hash] {
        throw ScorerError.splitGroup(
          name: String(decoding: rows.groupKey(row), as: UTF8.self), line: rows.lines[row], earlierLine: line)
      }
      if pending.groupNames.count >= max(batchGroups, 1) {
        for (group, line) in pending.groupLines.enumerated() { closedGroups[pending.groupHash(group)] = line }
        close()
        isNew = true
      }
    }
    return isNew
  }
}
