import RewardGraph
import RewardSemantics

/// How a ``Scorer`` works.
public struct ScorerOptions: Sendable, Hashable {
  /// Threads that parse and score rows; at least 1. Their number changes no result.
  public var threads: Int
  /// Groups in a batch of rows without a `step`; nil for all in one batch.
  public var batchGroups: Int?
  /// What the numbers of `random` follow from, beside the rows.
  public var seed: UInt64
  /// How many items of lists beside items of lists are held at once; see ``Frame/itemLimit``.
  var itemLimit = Frame.itemLimit

  /// Numbers of threads below 1 are taken as 1.
  public init(threads: Int = 1, batchGroups: Int? = nil, seed: UInt64 = 0) {
    self.threads = max(threads, 1)
    self.batchGroups = batchGroups
    self.seed = seed
  }
}

/// What a run came to.
public struct RunTotals: Sendable, Hashable {
  /// Rows scored.
  public var rows = 0
  /// Rows left out, each reported as a problem.
  public var leftOut = 0
  /// Batches handed out.
  public var batches = 0
  /// Lines read, blank ones included.
  public var lines = 0
  /// Of a run that has not begun.
  public init() {}
}

/// Scores rollouts with a compiled spec: reads chunks of rows, gives batches of outputs.
///
/// Chunks are parsed and their rows scored on several threads; what depends on a group or a batch follows once the
/// batch is complete. Batches are described at ``BatchAssembler``. The results have the same bits for any number of
/// threads and any cut into chunks.
public final class Scorer: Sendable {
  /// Makes one chunk; called on a worker thread.
  public typealias ChunkJob = @Sendable () throws -> RowChunk

  /// What to read of each row.
  public let schema: RowSchema
  /// As given.
  public let options: ScorerOptions
  private let spec: TypedSpec
  private let rowStage: RowStage
  private let batchStage: BatchStage

  /// - Parameters:
  ///   - plan: of the same spec.
  ///   - answers: what came back for requests.
  ///   - judging: who answers for its judges; nil where nobody is asked, so that they have no value.
  public init(
    spec: TypedSpec, plan: Plan, options: ScorerOptions = ScorerOptions(), answers: AnswerTable? = nil,
    judging: (any Judging)? = nil
  ) {
    let prepared = PreparedGraph(plan, judging: judging)
    let layout = InputLayout(plan.graph)
    self.spec = spec
    self.options = options
    schema = layout.schema
    rowStage = RowStage(prepared: prepared, layout: layout, itemLimit: options.itemLimit)
    let rowStage = rowStage
    batchStage = BatchStage(
      prepared: prepared, threads: options.threads, answers: answers,
      attempts: spec.resample == nil ? nil : answers.map { AttemptTable($0, scored: rowStage.runInParts) })
  }

  /// Scores all rows.
  ///
  /// - Parameters:
  ///   - state: what the states of the spec are worth; each batch is a step. A batch is committed after `sink` took it.
  ///   - next: the next piece of work, in input order, as a job that parses it; nil at the end. Called on this thread.
  ///   - onProblems: rows left out and warnings, in line order within a chunk, before the batch they belong to.
  ///   - sink: takes each batch, in input order.
  /// - Throws: ``ScorerError``, ``StateError``, and whatever `next`, its jobs and `sink` throw.
  @discardableResult
  public func score(
    with state: any RunState = MemoryState(), jobs next: () throws -> ChunkJob?,
    onProblems: ([RunProblem]) throws -> Void = { _ in },
    sink: (ScoredBatch) throws -> Void
  ) throws -> RunTotals {
    var assembler = BatchAssembler(layout: rowStage.layout, inputs: spec.inputs, batchGroups: options.batchGroups)
    var totals = RunTotals()
    func deliver() throws {
      let (batches, problems) = assembler.take()
      totals.leftOut += problems.count { $0.isLeftOut }
      if !problems.isEmpty { try onProblems(problems) }
      for batch in batches {
        try batchStage.requireFewPairs(batch)
        let before = try state.begin(batch.step)
        let scored = try batchStage.run(batch, states: before, seed: options.seed, ordinal: totals.batches)
        totals.rows += batch.count
        totals.batches += 1
        try sink(scored)
        // What is left out because the run ends must not be learnt from.
        if let stop = batchStage.prepared.judging?.stop { throw stop }
        try state.commit(scored.states)
      }
    }
    func consume(_ result: Result<[RowResult], any Error>) throws {
      for rows in try result.get() {
        try requireFewItems(rows)
        totals.lines += rows.lineCount
        // What was complete before an error is delivered first.
        let added = Result { try assembler.add(rows) }
        try deliver()
        try added.get()
      }
    }

    let rowStage = rowStage
    let run: @Sendable (ChunkJob) -> Result<[RowResult], any Error> = { job in
      Result { rowStage.runInParts(try job()) }
    }
    if options.threads == 1 {
      while let job = try next() { try consume(run(job)) }
    } else {
      let pool = OrderedPool(threads: options.threads, work: run)
      defer { pool.finish() }
      var isAtEnd = false
      while true {
        // Enough work ahead for the threads while this one is busy with a batch.
        while !isAtEnd, pool.outstanding < 3 * options.threads {
          if let job = try next() { pool.submit(job) } else { isAtEnd = true }
        }
        guard let result = pool.take() else { break }
        try consume(result)
      }
    }
    assembler.finish()
    try deliver()
    return totals
  }

  /// Scores chunks that are parsed already.
  @discardableResult
  public func score(
    with state: any RunState = MemoryState(), chunks next: () throws -> RowChunk?,
    onProblems: ([RunProblem]) throws -> Void = { _ in },
    sink: (ScoredBatch) throws -> Void
  ) throws -> RunTotals {
    func job() throws -> ChunkJob? {
      guard let chunk = try next() else { return nil }
      return { chunk }
    }
    return try score(with: state, jobs: job, onProblems: onProblems, sink: sink)
  }

  /// Scores the rows of one chunk as one batch, whatever their steps.
  ///
  /// Rows whose shared inputs differ from those of an earlier row of the group are scored with its values. What the
  /// states are worth after the step stands in the result.
  ///
  /// - Parameter states: what they are worth at its start.
  public func score(rows chunk: RowChunk, states: StateValues = StateValues()) throws(ScorerError) -> ScoredBatch {
    var batch = PendingBatch()
    for rows in rowStage.runInParts(chunk) {
      try requireFewItems(rows)
      if batch.isEmpty, rows.count > 0 { batch.step = rows.step(0) }
      for row in 0..<rows.count {
        _ = batch.append(row, of: rows, isSameChunk: row > 0, at: batch.place(of: row, in: rows))
      }
    }
    return try batchStage.run(batch, states: states, seed: options.seed)
  }

  private func requireFewItems(_ rows: RowResult) throws(ScorerError) {
    if let grain = rows.overfull { throw .tooManyItems(grain: grain.name, line: rows.lines.first ?? 0) }
  }
}
