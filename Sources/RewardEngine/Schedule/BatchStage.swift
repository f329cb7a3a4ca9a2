import RewardGraph
import RewardSemantics

/// Computes the rest of a batch over the columns that the row stage retained, and gathers its outputs.
struct BatchStage: Sendable {
  let prepared: PreparedGraph
  let threads: Int
  /// What came back for the requests of earlier runs over the same rows.
  var answers: AnswerTable?
  /// Attempts of groups that were sampled again.
  var attempts: AttemptTable?

  /// Pairs of a batch beyond this are refused: each takes some 20 bytes for every value.
  static let pairLimit = 1 << 25

  /// Refuses a batch whose pairs of rollouts would not fit in memory, where the graph has such pairs.
  func requireFewPairs(_ batch: PendingBatch) throws(ScorerError) {
    guard prepared.graph.nodes.contains(where: { $0.grain == .pair }) else { return }
    var sizes = [Int](repeating: 0, count: batch.groupNames.count)
    for group in batch.groups { sizes[Int(group)] += 1 }
    guard sizes.reduce(0, { $0 + $1 * ($1 - 1) }) > Self.pairLimit,
      let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] })
    else { return }
    throw .tooManyPairs(
      name: batch.groupNames[largest], line: batch.groupLines[largest], rollouts: sizes[largest])
  }

  /// Scores a batch.
  ///
  /// - Parameters:
  ///   - states: what the states of the spec are worth at the start of the step.
  ///   - seed: of the run's random numbers.
  ///   - ordinal: of the batch in the run, from 0: stands in for a step that the rows do not name.
  /// - Throws: ``ScorerError/twoUpdates(state:key:line:)``.
  func run(_ batch: PendingBatch, states: StateValues = StateValues(), seed: UInt64 = 0, ordinal: Int = 0)
    throws(ScorerError)
    -> ScoredBatch
  {
    let batch = attempted(batch, states: states, seed: seed, ordinal: ordinal)
    let evaluation = Evaluation(batch, self, states: states, seed: seed, ordinal: ordinal)
    let (frame, evaluator, ids) = (evaluation.frame, evaluation.evaluator, evaluation.ids)
    let turnOffsets = evaluation.turnOffsets
    let rawTokenOffsets = batch.offsets(\.rawTokenOffsets)
    evaluator.computeEager(prepared.plan.batch)
    let records = evaluator.demandTrained()

    let outputs = prepared.graph.roots.compactMap { root -> ScoredBatch.Output? in
      guard let grain = BatchStage.printedGrain(of: root) else { return nil }
      var column = evaluator.column(root.node, at: grain)
      if grain == .token, let selected = batch.selectedTokens(rawTokenOffsets) {
        column = column.scattered(selected, count: rawTokenOffsets?.last ?? 0)
      }
      return ScoredBatch.Output(
        name: root.name, kind: root.kind, grain: grain, column: column,
        offsets: grain.isListOfRollout ? frame.offsets(of: grain) : nil)
    }
    let lines = batch.segments.flatMap { segment in segment.ranges.flatMap { segment.rows.lines[$0] } }
    let after = try evaluator.updated(states, lines: lines)
    if let grain = frame.overfull { throw .tooManyItems(grain: grain.name, line: lines.first ?? 0) }
    return ScoredBatch(
      count: batch.count, step: batch.step, lines: lines,
      rollouts: batch.rollouts, ids: ids, groups: batch.groups.map { Int($0) },
      groupNames: batch.groupNames,
      outputs: outputs, kept: evaluator.perGroup(prepared.graph.selection?.kept),
      wanted: evaluator.perGroup(prepared.graph.selection?.wanted), records: records,
      requests: evaluator.requested() + [evaluator.resampleRecords()].compactMap(\.self),
      statesBefore: states, states: after.states, failedUpdates: after.failed, turnOffsets: turnOffsets,
      tokenOffsets: rawTokenOffsets,
      laziness: laziness(batch, frame, evaluator))
  }

  /// The grain at which a row prints a score; nil for what it does not print.
  private static func printedGrain(of root: Graph.Root) -> Grain? {
    root.kind.isScore ? root.grain.ofRows : nil
  }

  /// The columns of a batch, before anything of it is computed.
  struct Evaluation {
    let frame: Frame
    let evaluator: Evaluator
    let ids: Column
    let turnOffsets: [Int]?

    init(_ batch: PendingBatch, _ stage: BatchStage, states: StateValues, seed: UInt64, ordinal: Int) {
      let prepared = stage.prepared
      turnOffsets = batch.offsets(\.turnOffsets)
      let turnPlaces =
        batch.segments.allSatisfy { $0.rows.turnPlaces != nil } && !batch.segments.isEmpty
        ? batch.joined(\.tokenOffsets) { $0.turnPlaces ?? Column(.numbers([]), status: []) } : nil
      frame = Frame(
        groups: batch.groups, turnOffsets: turnOffsets, tokenOffsets: batch.offsets(\.tokenOffsets),
        turnPlaces: turnPlaces.map { NumberOperand($0, isPlain: false, isScalar: false) })
      var inputs: [NodeID: Column] = [:]
      if let first = batch.segments.first {
        for node in first.rows.columns.keys { inputs[node] = stage.column(of: node, batch, frame) }
      }
      let stepName = batch.step ?? (ordinal == 0 ? "" : "batch \(ordinal)")
      ids = batch.joined { $0.ids }
      let step = Step(
        states: states, random: RandomSource(seed: seed, spec: prepared.specName, step: Array(stepName.utf8)),
        groupKeys: batch.groupNames.indices.map(batch.groupKey),
        identity: RequestIdentity(spec: prepared.specName, step: stepName, ids: ids, groupNames: batch.groupNames),
        answers: stage.answers, attempts: batch.attempts)
      evaluator = Evaluator(prepared, frame: frame, inputs: inputs, step: step, threads: stage.threads)
    }
  }

  /// A retained column of the whole batch, at its own grain.
  fileprivate func column(of node: NodeID, _ batch: PendingBatch, _ frame: Frame) -> Column {
    func joined(_ offsets: KeyPath<RowResult, [Int]?>?) -> Column {
      batch.joined(offsets) { $0.columns[node] ?? Column(.numbers([]), status: []) }
    }
    switch prepared.graph[node].grain {
    case .token: return joined(\.tokenOffsets)
    case .turn: return joined(\.turnOffsets)
    case .rollout: return joined(nil)
    // Kept at each row; the first row of a group or batch speaks for it.
    case .group:
      return joined(nil).gathered((0..<frame.groupCount).map { frame.groupMembers[frame.groupOffsets[$0]] })
    default:
      guard let first = batch.segments.first, let own = first.rows.columns[node] else {
        return Column(.numbers([]), status: [])
      }
      // An input has one value a row, what is made of constants has one value.
      if case .input = prepared.graph[node].operation { return own.gathered([Int32(first.ranges[0].lowerBound)]) }
      return own
    }
  }

  /// Calls of each expensive builtin over the rows of the batch, in both stages.
  private func laziness(_ batch: PendingBatch, _ frame: Frame, _ evaluator: Evaluator) -> [ScoredBatch.Laziness] {
    prepared.graph.nodes.indices.filter(prepared.graph.isExpensiveCall).map { node in
      let grain = prepared.graph[node].grain
      let isInRowStage = prepared.rowCalls.contains(node)
      // The row stage reads what belongs to the group at each row.
      let possible =
        !isInRowStage
        ? frame.count(grain)
        : grain == .group
          ? frame.rolloutCount : grain.derivedGrains.isEmpty ? frame.count(grain) : batch.elements(of: node)
      var called = evaluator.callCount(node)
      if isInRowStage { called += batch.calls(of: node, grain) }
      return ScoredBatch.Laziness(
        label: prepared.graph.callLabel(node), called: called, skipped: max(possible - called, 0))
    }
  }
}

extension PendingBatch {
  /// Each row's place among the rollouts of its line; nil where a line is one rollout.
  var rollouts: [Int]? {
    guard segments.contains(where: { $0.rows.rollouts != nil }) else { return nil }
    return segments.flatMap { segment in segment.ranges.flatMap { segment.rows.rollouts?[$0] ?? [] } }
  }

  /// Offsets of turns or tokens of the rows of the batch; nil where the chunks have none.
  func offsets(_ offsets: KeyPath<RowResult, [Int]?>) -> [Int]? {
    var result = [0]
    for segment in segments {
      guard let own = segment.rows[keyPath: offsets] else { return nil }
      for row in segment.ranges.joined() { result.append(result[result.count - 1] + own[row + 1] - own[row]) }
    }
    return result
  }

  /// A column of the chunks for the rows of the batch.
  ///
  /// - Parameter offsets: of the elements of a row; nil for one element a row.
  func joined(_ offsets: KeyPath<RowResult, [Int]?>? = nil, _ column: (RowResult) -> Column) -> Column {
    Column.joined(
      segments.map { segment in
        guard let offsets, let own = segment.rows[keyPath: offsets] else {
          return (column(segment.rows), segment.ranges)
        }
        return (column(segment.rows), segment.ranges.map { own[$0.lowerBound]..<own[$0.upperBound] })
      })
  }

  /// For each selected token of the batch its place among all positions; nil where every position is a token.
  func selectedTokens(_ rawOffsets: [Int]?) -> [Int]? {
    guard let rawOffsets, segments.contains(where: { $0.rows.selected != nil }) else { return nil }
    var result: [Int] = []
    var row = 0
    for segment in segments {
      guard let offsets = segment.rows.tokenOffsets, let raw = segment.rows.rawTokenOffsets else { continue }
      for own in segment.ranges.joined() {
        let shift = rawOffsets[row] - raw[own]
        for token in offsets[own]..<offsets[own + 1] {
          result.append((segment.rows.selected.map { Int($0[token]) } ?? token) + shift)
        }
        row += 1
      }
    }
    return result
  }

  /// How many elements of a grain of the spec's own the rows of the batch have.
  func elements(of node: Int) -> Int {
    var total = 0
    for segment in segments {
      guard let counts = segment.rows.elements[node] else { continue }
      for row in segment.ranges.joined() { total += Int(counts[row]) }
    }
    return total
  }

  /// How often the row stage made an expensive call for the rows of the batch.
  func calls(of node: Int, _ grain: Grain) -> Int {
    var total = 0
    for segment in segments {
      guard let counts = segment.rows.calls[node] else { continue }
      for range in segment.ranges {
        if let counts {
          for row in range { total += Int(counts[row]) }
        } else {
          let offsets = grain == .token ? segment.rows.tokenOffsets : grain == .turn ? segment.rows.turnOffsets : nil
          total += offsets.map { $0[range.upperBound] - $0[range.lowerBound] } ?? range.count
        }
      }
    }
    return total
  }
}

extension Column {
  /// Element `i` moved to place `places[i]` of `count`; the other places hold 0.
  fileprivate func scattered(_ places: [Int], count: Int) -> Column {
    var indices = [Int32](repeating: -1, count: count)
    for (element, place) in places.enumerated() { indices[place] = Int32(element) }
    var column = gathered(indices)
    for place in 0..<count where indices[place] < 0 { column.status[place] = Status.present.rawValue }
    return column
  }
}
