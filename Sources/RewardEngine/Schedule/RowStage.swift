import RewardGraph
import RewardSemantics

/// What the row stage leaves of a chunk: numbers mostly, and its texts only where a later stage reads them.
struct RowResult: Sendable {
  var count: Int
  var lines: [Int]
  /// Each row's place among the rollouts of its line; nil where a line is one rollout.
  var rollouts: [Int]?
  var ids: Column
  /// Group key of each row, and whether it is the prompt that stands in for one.
  var groups: Column
  var groupedByPrompt: [Bool]
  var steps: Column
  var turnOffsets: [Int]?
  /// Every position of the responses, and the selected ones alone.
  var rawTokenOffsets: [Int]?
  var tokenOffsets: [Int]?
  /// The positions that are tokens; nil where all are.
  var selected: [Int32]?
  /// The place of the turn of each selected token, where the rows say it.
  var turnPlaces: Column?
  /// Columns that the batch stage reads: those of ``Plan/retained``, and inputs of the batch.
  var columns: [NodeID: Column]
  /// For each shared input of the layout, a hash of each row's value.
  var fingerprints: [[UInt64]]
  /// For each expensive call, how often it was made for each row; nil for once an element.
  var calls: [NodeID: [Int32]?]
  /// For each of them at a grain of the spec's own, how many elements each row has.
  var elements: [NodeID: [Int32]]
  var problems: [RowProblem]
  var lineCount: Int
  /// A grain with too many elements to be held; see ``Frame/overfull``.
  var overfull: Grain?
}

/// Computes what can be computed from each row alone. A value: chunks may run on several threads at once.
struct RowStage: Sendable {
  let prepared: PreparedGraph
  let layout: InputLayout
  var itemLimit = Frame.itemLimit

  /// The chunk in one result, or in several where its lists have more items together than can be held.
  func runInParts(_ chunk: RowChunk) -> [RowResult] {
    let result = run(chunk)
    guard result.overfull != nil, chunk.count > 1 else { return [result] }
    let half = chunk.count / 2
    return [0..<half, half..<chunk.count].flatMap { runInParts(chunk.rows($0, of: layout.schema)) }
  }

  func run(_ chunk: RowChunk) -> RowResult {
    let selection = TokenSelection(chunk, masks: layout.masks)
    // Each row is a group of its own, so that a group's inputs are read at each row.
    let turnPlaces = layout.turnPlaces.map { place in
      selection?.indices.map(chunk.columns[place].gathered) ?? chunk.columns[place]
    }
    let frame = Frame(
      groups: (0..<Int32(chunk.count)).map { $0 }, turnOffsets: chunk.turnOffsets,
      tokenOffsets: selection?.offsets ?? chunk.tokenOffsets,
      turnPlaces: turnPlaces.map { NumberOperand($0, isPlain: false, isScalar: false) }, itemLimit: itemLimit)
    var inputs: [NodeID: Column] = [:]
    for (node, input, origin) in layout.nodes {
      let column: Column
      switch origin {
      case .field(let number):
        let raw = chunk.columns[number]
        let isPerToken = prepared.graph.inputs[input].type.grain == .token
        column = isPerToken ? selection?.indices.map(raw.gathered) ?? raw : raw
      case .turn(let part):
        column = chunk.turns.flatMap(part.column) ?? missing(frame.count(.turn), prepared.graph[node].form)
      }
      inputs[node] = column
    }

    let plan = prepared.plan
    let evaluator = Evaluator(prepared, frame: frame, inputs: inputs.filter { plan.isRowable[$0.key] })
    evaluator.computeEager(plan.row)
    var columns: [NodeID: Column] = [:]
    for node in plan.retained { columns[node] = evaluator.column(node).compacted() }
    for (node, column) in inputs where !plan.isRowable[node] { columns[node] = column.compacted() }
    var calls: [NodeID: [Int32]?] = [:]
    var elements: [NodeID: [Int32]] = [:]
    for node in prepared.rowCalls {
      calls[node] = evaluator.callsByRow(node)
      let grain = prepared.graph[node].grain
      if !grain.derivedGrains.isEmpty { elements[node] = evaluator.elementsByRow(grain) }
    }
    return RowResult(
      count: chunk.count, lines: chunk.lines, rollouts: chunk.rollouts, ids: chunk.ids, groups: chunk.groups,
      groupedByPrompt: chunk.groupedByPrompt, steps: chunk.steps, turnOffsets: chunk.turnOffsets,
      rawTokenOffsets: chunk.tokenOffsets, tokenOffsets: selection?.offsets ?? chunk.tokenOffsets,
      selected: selection?.indices, turnPlaces: turnPlaces, columns: columns,
      fingerprints: layout.shared.map { chunk.columns[$0.column].fingerprints() }, calls: calls, elements: elements,
      problems: chunk.problems, lineCount: chunk.lineCount, overfull: frame.overfull)
  }

  private func missing(_ count: Int, _ form: Node.Form) -> Column {
    Column(repeating: Value(missing: .noValue), form: form, count: count)
  }
}

/// Which positions of the responses of a chunk are tokens.
private struct TokenSelection {
  /// Nil where every position is one.
  var indices: [Int32]?
  var offsets: [Int]

  /// Nil for rows without tokens. A position is no token where a mask is false; a mask without a value takes nothing out.
  init?(_ chunk: RowChunk, masks: [Int]) {
    guard let raw = chunk.tokenOffsets else { return nil }
    offsets = raw
    guard !masks.isEmpty else { return }
    let isOut = masks.map { mask -> (Int) -> Bool in
      let operand = NumberOperand(chunk.columns[mask], isPlain: false, isScalar: false)
      return { operand.status[$0] < 16 && operand.values[$0] == 0 }
    }
    var indices: [Int32] = []
    for row in 0..<chunk.count {
      for position in raw[row]..<raw[row + 1] where !isOut.contains(where: { $0(position) }) {
        indices.append(Int32(position))
      }
      offsets[row + 1] = indices.count
    }
    self.indices = indices
  }
}
