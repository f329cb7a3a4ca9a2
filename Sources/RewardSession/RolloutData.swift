import RewardEngine
import RewardGraph
import RewardSemantics

/// The file of rows that a session asks its spec about, as it was when it was loaded.
struct RolloutData: Sendable {
  /// As it was named.
  let path: String
  /// Its lines, up to ``RolloutLookup/rowLimit``.
  let block: LineBlock
  /// Whether it has more lines.
  let isCut: Bool

  /// More bytes are not held in memory.
  private static let sizeLimit = 256 << 20

  init(path: String) throws(Trouble) {
    self.path = path
    do throws(FileError) {
      let source = try LineSource(path: path, blockSize: Self.sizeLimit)
      var block = try source.next() ?? LineBlock(bytes: [])
      let end = Self.end(ofLine: RolloutLookup.rowLimit, in: block.bytes)
      let hasMore = try source.next() != nil
      isCut = hasMore || end < block.bytes.count
      block.bytes.removeSubrange(end...)
      self.block = block
    } catch {
      throw .refused("\(error)")
    }
  }

  /// The place behind a line, counted from 1, or the end.
  private static func end(ofLine number: Int, in bytes: [UInt8]) -> Int {
    var line = 0
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      line += 1
      if line == number { return place + 1 }
    }
    return bytes.count
  }
}

/// The rows as a spec reads them.
struct LoadedRows {
  let spec: TypedSpec
  let graph: Graph
  let batches: RolloutBatches
  let settings: Session.Settings

  init(_ data: RolloutData, of spec: TypedSpec, settings: Session.Settings) throws(Trouble) {
    self.spec = spec
    self.settings = settings
    graph = Graph(lowering: spec, roots: Array(spec.declarations.indices))
    do throws(ScorerError) {
      batches = try RolloutBatches(
        data.block, graph: graph, structure: settings.paths.filter { settings.structure.contains($0.key) },
        batchGroups: settings.batchGroups)
    } catch {
      throw .refused("\(data.path), \(error.message)")
    }
    guard batches.chunk.count <= RolloutLookup.rowLimit else {
      throw .refused("a session reads at most \(RolloutLookup.rowLimit) rollouts, and these are \(batches.chunk.count)")
    }
  }

  /// The rows of each batch, for the interpreter.
  func rows(ofBatch batch: Int) -> Rows {
    Rows(batches.chunk, rows: batches.members[batch], of: graph, seed: settings.seed)
  }

  /// Goes through the batches in order, with what the states are worth at the start of each.
  ///
  /// - Parameter body: false ends it.
  func forEachBatch(_ body: (Int, Rows, StateValues) throws(Trouble) -> Bool) throws(Trouble) {
    var state = StateValues()
    for batch in batches.members.indices {
      let rows = rows(ofBatch: batch)
      guard try body(batch, rows, state) else { return }
      if spec.states.isEmpty { continue }
      state = Interpreter(spec: spec, rows: rows, state: state).stateAfter().values
    }
  }

  /// `320 rollouts, 40 groups, 1 batch`
  var counts: String {
    let groups = batches.members.indices.map { Set(rows(ofBatch: $0).rollouts.map(\.group)).count }.reduce(0, +)
    return RunSummary.counts(
      rollouts: batches.members.map(\.count).reduce(0, +), groups: groups, batches: batches.members.count)
  }

  /// What is said of single rows, the first ones in full.
  var findings: [String] {
    let shown = batches.findings.prefix(Self.findingLimit).map { finding in
      "line \(finding.problem.line)\(finding.isLeftOut ? " is left out" : ""): \(finding.problem.message)"
    }
    let more = batches.findings.count - shown.count
    return shown + (more > 0 ? ["... and \(more) more"] : [])
  }

  private static let findingLimit = 5
}
