import RewardGraph
import RewardSemantics

/// The rollouts of a file that is small enough for the reference interpreter, cut into batches as a run cuts them.
public struct RolloutBatches: Sendable {
  /// Every row that could be read.
  public let chunk: RowChunk
  /// For each batch in order, the rows of the chunk that it has, ascending.
  public let members: [[Int]]
  /// What a run says of rows, those that it leaves out among them, in line order.
  public let findings: [RunProblem]

  /// - Parameters:
  ///   - block: the whole file.
  ///   - graph: the graph whose inputs are read.
  ///   - structure: other paths for the row's own structure; see ``ScoringRun/Options/structure``.
  ///   - batchGroups: groups in a batch of rows without a `step`; see ``ScorerOptions/batchGroups``.
  public init(
    _ block: LineBlock, graph: Graph, structure: [String: [String]] = [:], batchGroups: Int? = nil
  ) throws(ScorerError) {
    let layout = InputLayout(graph)
    let parser = RowParser(schema: layout.schema.reading(structure))
    let stage = RowStage(prepared: PreparedGraph(Plan(graph)), layout: layout)
    chunk = parser.parse(block)
    (members, findings) = try Self.cut(chunk, by: stage, of: graph.inputs, batchGroups: batchGroups)
  }

  /// The rows of each batch, and the findings about rows.
  static func cut(
    _ chunk: RowChunk, by stage: RowStage, of inputs: [TypedInput], batchGroups: Int?
  ) throws(ScorerError) -> (members: [[Int]], findings: [RunProblem]) {
    var assembler = BatchAssembler(layout: stage.layout, inputs: inputs, batchGroups: batchGroups)
    do {
      try assembler.add(stage.run(chunk))
    } catch {
      if let error = error as? ScorerError { throw error }
    }
    assembler.finish()
    let (batches, findings) = assembler.take()
    return (batches.map { $0.segments.flatMap { $0.ranges.joined() } }, findings)
  }
}
