import CSimdjson
import RewardSemantics

/// Reads the rows of one block into column builders.
final class RowReader {
  let plan: RowParser
  private let parser: JSONParser?
  /// By node of the path tree: the row that last had a value there, and its place on the tape.
  @exclusivity(unchecked) private var seen: [Int]
  @exclusivity(unchecked) private var places: [Int]
  @exclusivity(unchecked) private(set) var row = 0
  /// The row that is being read.
  @exclusivity(unchecked) private var document: JSONValue?

  let columns: [ColumnBuilder]
  let turnTexts = ColumnBuilder(.texts)
  let turnObservations = ColumnBuilder(.texts)
  let turnCalls = ColumnBuilder(.lists(.texts))
  let turnArguments = ColumnBuilder(.lists(.texts))
  let turnToolCalls = ColumnBuilder(.lists(.texts))
  let ids = ColumnBuilder(.texts)
  let groups = ColumnBuilder(.texts)
  let steps = ColumnBuilder(.texts)
  private let builders: [ColumnBuilder]
  let embedded = EmbeddedJSON()
  let items = ResponseItems()
  /// The list of criteria that was read last: its row and place on the tape, and what it holds.
  @exclusivity(unchecked) var criteria: (row: Int, place: Int, list: [Criterion]) = (0, 0, [])

  @exclusivity(unchecked) private var lines: [Int] = []
  @exclusivity(unchecked) private var groupedByPrompt: [Bool] = []
  /// Where a row is a turn: the rollout of each line that could not be read otherwise.
  @exclusivity(unchecked) private var badRollouts: [Int: [UInt8]] = [:]
  /// See ``RowChunk/rounds``.
  @exclusivity(unchecked) private var rounds: [String?: Double] = [:]
  /// Of rows that hold a group: each rollout's place in its line.
  @exclusivity(unchecked) private var rollouts: [Int] = []
  /// Of the row that is being read, if it holds a group: the elements of its rollouts, by ``FieldPlan/list``.
  @exclusivity(unchecked) var lists: [RolloutList]
  /// The conversations of its rollouts, where `messages` holds several.
  @exclusivity(unchecked) var conversations: RolloutList?
  /// The place of the rollout that is being read in its row.
  @exclusivity(unchecked) var rollout = 0
  private let hasTokens: Bool
  private let hasTurns: Bool
  @exclusivity(unchecked) var tokenOffsets = [0]
  @exclusivity(unchecked) var turnOffsets = [0]

  init(_ plan: RowParser) {
    self.plan = plan
    parser = JSONParser(depthLimit: RowParser.depthLimit)
    seen = Array(repeating: 0, count: plan.tree.count)
    places = Array(repeating: 0, count: plan.tree.count)
    columns = plan.fields.map { ColumnBuilder(ColumnBuilder.Layout($0.form)) }
    lists = Array(repeating: RolloutList(.absent), count: plan.listCount)
    builders = columns + [turnTexts, turnObservations, turnCalls, turnArguments, turnToolCalls, ids, groups, steps]
    hasTokens = plan.fields.contains { $0.grain == .token }
    hasTurns = plan.schema.rowGrain == .turn || plan.schema.needsTurns || plan.fields.contains { $0.grain == .turn }
  }

  /// Reads one row; returns why it could not be read.
  func read(_ text: UnsafeBufferPointer<UInt8>, line: Int, isPadded: Bool) -> RowProblem? {
    guard let parser else { return RowProblem(line: line, message: "no memory to parse the row") }
    let (result, root) = Self.parse(text, isPadded: isPadded, with: parser)
    guard let root else { return problem(result, text, line: line) }
    for builder in builders { builder.mark() }
    let (tokens, turns) = (tokenOffsets.count, turnOffsets.count)
    row += 1
    items.beginRow()
    do throws(RowFailure) {
      guard root.kind == .object else { throw RowFailure(message: "the row is \(root.kind.name), not an object") }
      document = root
      try walk(root, from: PathTree.root)
      if plan.schema.holdsGroup {
        let (count, isGroupedByLine) = try appendGroup(line: line)
        groupedByPrompt.append(contentsOf: repeatElement(isGroupedByLine, count: count))
        lines.append(contentsOf: repeatElement(line, count: count))
        rollouts.append(contentsOf: 0..<count)
      } else {
        if plan.schema.rowGrain == .turn, firstValue(of: plan.ids) == nil { throw hasNoRollout() }
        let isGroupedByPrompt = appendKeys()
        try appendFields()
        groupedByPrompt.append(isGroupedByPrompt)
        lines.append(line)
      }
      noteRound()
      return nil
    } catch {
      if plan.schema.rowGrain == .turn, let id = firstValue(of: plan.ids) { badRollouts[line] = source(of: id) }
      for builder in builders { builder.rollBack() }
      tokenOffsets.removeLast(tokenOffsets.count - tokens)
      turnOffsets.removeLast(turnOffsets.count - turns)
      return RowProblem(line: line, message: error.message)
    }
  }

  func finish(problems: [RowProblem], lineCount: Int) -> RowChunk {
    let turns =
      plan.schema.needsTurns
      ? RowChunk.Turns(
        offsets: turnOffsets, text: turnTexts.finish(), observation: turnObservations.finish(),
        calls: plan.schema.needsCalls ? turnCalls.finish() : nil,
        arguments: plan.schema.needsCalls ? turnArguments.finish() : nil,
        toolCalls: plan.schema.needsCalls ? turnToolCalls.finish() : nil) : nil
    let chunk = RowChunk(
      count: lines.count, lines: lines, rollouts: plan.schema.holdsGroup ? rollouts : nil,
      columns: columns.map { $0.finish() },
      tokenOffsets: hasTokens ? tokenOffsets : nil, turnOffsets: hasTurns ? turnOffsets : nil, turns: turns,
      ids: ids.finish(), groups: groups.finish(), groupedByPrompt: groupedByPrompt, steps: steps.finish(),
      rounds: rounds, problems: problems, lineCount: lineCount)
    return plan.schema.rowGrain == .turn ? TurnJoiner(chunk, of: plan.schema, badRollouts).joined() : chunk
  }

  /// The id of the rollout that a line is a turn of; nil where it cannot be read.
  func rollout(of text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    if open(text, isPadded: false) == nil { return nil }
    return firstValue(of: plan.ids).map(source)
  }

  /// Makes `text` the row that the paths of the schema lead into; nil where it is no row. Nothing is read of it.
  func open(_ text: UnsafeBufferPointer<UInt8>, isPadded: Bool) -> JSONValue? {
    guard let parser, let root = Self.parse(text, isPadded: isPadded, with: parser).root, root.kind == .object else {
      return nil
    }
    row += 1
    document = root
    do throws(RowFailure) {
      try walk(root, from: PathTree.root)
    } catch {
      return nil
    }
    return root
  }

  private static func parse(
    _ text: UnsafeBufferPointer<UInt8>, isPadded: Bool, with parser: JSONParser
  ) -> (result: rw_json_result, root: JSONValue?) {
    let (result, root) = parser.parse(text, isPadded: isPadded)
    guard result == RW_JSON_BAD_NUMBER, let widened = WideIntegers.asReals(text) else { return (result, root) }
    return widened.withUnsafeBufferPointer { parser.parse($0, isPadded: false) }
  }

  private func source(of id: JSONValue) -> [UInt8] {
    var json = JSONWriter()
    json.value(id)
    return json.bytes
  }

  private func hasNoRollout() -> RowFailure {
    let paths = plan.schema.idPaths.map { "`\($0.joined(separator: "."))`" }.joined(separator: ", ")
    return RowFailure(message: "nothing says which rollout the turn is of: the row has none of \(paths)")
  }

  private func noteRound() {
    guard !plan.rounds.isEmpty, let round = firstValue(of: plan.rounds)?.number else { return }
    var step: String?
    if let value = firstValue(of: plan.steps) {
      var json = JSONWriter()
      json.value(value)
      step = String(decoding: json.bytes, as: UTF8.self)
    }
    rounds[step] = max(rounds[step] ?? round, round)
  }

  private func problem(_ result: rw_json_result, _ text: UnsafeBufferPointer<UInt8>, line: Int) -> RowProblem {
    if result == RW_JSON_TOO_LARGE {
      return RowProblem(line: line, message: "no memory to parse a row of \(text.count) bytes")
    }
    let finding = JSONDiagnosis.firstProblem(in: text, depthLimit: RowParser.depthLimit)
    return RowProblem(line: line, column: finding?.column, message: finding?.message ?? "the row is not JSON")
  }

  /// Notes where the paths of the schema lead in this row.
  private func walk(_ object: JSONValue, from node: PathTree.NodeID) throws(RowFailure) {
    try object.forEachMember { (key, value) throws(RowFailure) in
      guard let child = plan.tree.child(of: node, key: key) else { return }
      if seen[child] == row { throw RowFailure(message: "duplicate key `\(String(decoding: key, as: UTF8.self))`") }
      seen[child] = row
      places[child] = value.index
      if value.kind == .object, !plan.tree.isLeaf(child) { try walk(value, from: child) }
    }
  }
  /// What the row has at a node; nil where it has nothing.
  func value(at node: PathTree.NodeID) -> JSONValue? { seen[node] == row ? document?.at(places[node]) : nil }
}
