import RewardGraph
import RewardSemantics
import Synchronization

/// A run from a file of rollouts to a file of scored rows: reader, scorer, writer and summary put together.
public struct ScoringRun {
  /// What to read, what to write, and how.
  public struct Options: Sendable {
    /// A JSON Lines file, plain or gzip; `-` is standard input.
    public var input: String
    /// Where rows go; nil writes none, `-` is standard output, `.gz` compresses.
    public var output: String?
    /// Where the records of each emission go, by its name; those without a path are counted and not written.
    public var records: [String: String]
    /// What came back for requests; nil where nothing did.
    public var answers: AnswerTable?
    /// Where states last beyond this run; nil for nowhere.
    public var state: StateOptions?
    /// How rows are scored.
    public var scorer: ScorerOptions
    /// A metric whose ties within a group are looked for; see ``TieFinder``.
    public var ties: String?
    /// Other paths for the row's own structure: `id`, `group_id`, `step`.
    public var structure: [String: [String]]
    /// Bytes of input that one job parses and scores.
    public var blockSize: Int
    /// Who answers for the judges of the spec; nil where nobody is asked.
    public var judging: (any Judging)?

    /// Blocks of 1 MiB, no records, no ties, and the usual paths unless said otherwise.
    public init(
      input: String, output: String?, records: [String: String] = [:], answers: AnswerTable? = nil,
      state: StateOptions? = nil, scorer: ScorerOptions, ties: String? = nil, structure: [String: [String]] = [:],
      blockSize: Int = 1 << 20, judging: (any Judging)? = nil
    ) {
      self.input = input
      self.output = output
      self.records = records
      self.answers = answers
      self.state = state
      self.scorer = scorer
      self.ties = ties
      self.structure = structure
      self.blockSize = blockSize
      self.judging = judging
    }
  }

  /// A file that states are kept in, see ``StateFile``.
  public struct StateOptions: Sendable {
    /// The SQLite file; it is made if it is not there.
    public var path: String
    /// The name of the training run that this run continues.
    public var run: String
    /// States of the training run `run`.
    public init(path: String, run: String) {
      self.path = path
      self.run = run
    }
  }

  /// How far a run has come.
  public struct Progress: Sendable {
    /// Bytes of (uncompressed) input handed out.
    public var bytes: Int
    /// Rows read.
    public var rows: Int
    /// Rows left out, each reported as a problem.
    public var leftOut: Int
    /// Missing scores and advantages of the batches that are complete.
    public var missing: Int
  }

  /// What a run came to.
  public struct Report: Sendable {
    /// Distributions of the scores and counts of what is missing.
    public var summary: RunSummary
    /// Numbers of rows, batches and lines.
    public var totals: RunTotals
    /// What `keep` made of the groups; nil for a spec that keeps all.
    public var selection: SelectionSummary?
    /// What the last step changed in each state, in file order.
    public var states: [StateSummary]
    /// What the random numbers followed from, beside the rows.
    public var seed: UInt64
    /// Steps that had been run before, so that their states were read again and not changed.
    public var repeatedSteps: Int
    /// What each emission came to, in file order.
    public var records: [RecordCount]
    /// What each request asks for, in file order.
    public var requests: [RecordCount]
    /// The most telling tie; nil where none was looked for or found.
    public var tie: TieFinder.Tie?
    /// Rows that had no group of their own were grouped by prompt, and the groups differ in size.
    public var hasUnevenPromptGroups: Bool
    /// Rows have a `step`, so that the number of groups in a batch was not used.
    public var ignoresBatchGroups: Bool
    /// Rows had neither a group nor a prompt: each is a group of its own.
    public var hasRowsWithoutGroup: Bool
    /// What stopped the run before the end of its input; what was complete until then is written.
    public var failure: Failure?
  }

  /// The records of one emission.
  public struct RecordCount: Sendable, Hashable {
    /// The name of the emission.
    public var name: String
    /// How many there were.
    public var count: Int
    /// Whether they went to a file.
    public var isWritten: Bool
  }

  /// What stops a run.
  public enum Failure: Error, Sendable {
    /// The input cannot be read on, or the output cannot be written.
    case file(FileError)
    /// The rows cannot be cut into batches, a group is too large to compare its rollouts, or updates of a state
    /// contradict one another.
    case scorer(ScorerError)
    /// The states cannot be read or kept.
    case state(StateError)
    /// A judge stopped the run; the rows of the batch that it was asked about are written, with what is missing.
    case judging(JudgingStop)
    /// `isInterrupted` said so.
    case interrupted

    /// In words, for the terminal.
    public var message: String {
      switch self {
      case .file(let error): "\(error)"
      case .scorer(let error): error.message
      case .state(let error): "\(error)"
      case .judging(.fault(let judge, let reason)): "the judge `\(judge)` gave no answer: \(reason)"
      case .judging(.budget(let reason)): reason
      case .judging(.interrupted), .interrupted: "interrupted"
      }
    }
  }

  private let spec: TypedSpec
  private let scorer: Scorer
  private let options: Options

  /// `plan` is a plan of the same spec.
  public init(spec: TypedSpec, plan: Plan, options: Options) {
    self.spec = spec
    scorer = Scorer(
      spec: spec, plan: plan, options: options.scorer, answers: options.answers, judging: options.judging)
    self.options = options
  }

  /// Scores the input from its first to its last row.
  ///
  /// - Parameters:
  ///   - isInterrupted: asked between blocks; true ends the run, with what is complete written.
  ///   - onProblems: rows left out and warnings, in line order within a block.
  ///   - onProgress: called after each block.
  /// - Throws: when a file cannot be opened. What goes wrong later is in the report.
  public func run(
    isInterrupted: () -> Bool = { false }, onProblems: ([RunProblem]) -> Void = { _ in },
    onProgress: (Progress) -> Void = { _ in }
  ) throws(Failure) -> Report {
    // Before the output, which is emptied when it is opened.
    let stateFile = try openState()
    let lines: LineSource
    let output: ScoredOutput
    do throws(FileError) {
      lines = try LineSource(
        path: options.input, blockSize: options.blockSize, readSize: min(1 << 20, options.blockSize))
      output = try ScoredOutput(options, spec: spec)
    } catch {
      throw .file(error)
    }
    let parser = RowParser(schema: scorer.schema.reading(options.structure))
    let source = RolloutSource(lines, for: parser)
    let notes = ReadingNotes()
    var summary = RunSummary()
    var selection = spec.selection.map { SelectionSummary($0) }
    var states = spec.states.enumerated().map { StateSummary($1, id: $0) }
    var ties = options.ties.map { TieFinder(metric: $0) }
    var sizes: Set<Int> = []
    var progress = Progress(bytes: 0, rows: 0, leftOut: 0, missing: 0)
    var totals = RunTotals()
    var lastLine = 0
    var failure: Failure?
    var isAtEnd = false
    do {
      totals = try scorer.score(
        with: stateFile ?? MemoryState(),
        jobs: {
          if isAtEnd { return nil }
          let block: LineBlock?
          do throws(FileError) {
            block = try source.next(isInterrupted: isInterrupted)
          } catch {
            // A job of its own, so that every row before it is scored first, whatever the number of threads.
            isAtEnd = true
            let end = error.cause == .interrupted ? Failure.interrupted : .file(error)
            return { throw end }
          }
          guard let block else { return nil }
          progress.bytes += block.bytes.count
          progress.rows = notes.rowCount
          onProgress(progress)
          return {
            let chunk = parser.parse(block)
            notes.add(chunk)
            return chunk
          }
        },
        onProblems: { problems in
          progress.leftOut += problems.count { $0.isLeftOut }
          summary.add(badRows: problems.count { $0.isLeftOut })
          onProblems(problems)
        },
        sink: { batch in
          progress.missing += batch.outputs.reduce(0) { $0 + $1.column.status.count { Status(rawValue: $0).isMissing } }
          lastLine = max(lastLine, batch.lines.last ?? 0)
          summary.add(batch)
          // Batches of one step have rounds of their own only where the step is all there is of them.
          let isWholeStep = batch.step != nil || options.scorer.batchGroups == nil
          selection?.add(batch, round: isWholeStep ? notes.takeRound(of: batch.step) : nil)
          StateSummary.add(batch, to: &states)
          ties?.add(batch)
          if notes.usesPrompts { sizes.formUnion(groupSizes(of: batch)) }
          try output.write(batch)
          // What a step leaves may only be kept once its rows are out.
          if stateFile != nil { try output.flush() }
        })
      if let kept = try stateFile?.valuesAfterStep() { StateSummary.keep(kept, in: &states) }
    } catch let error as FileError {
      failure = .file(error)
    } catch let error as ScorerError {
      failure = .scorer(error)
    } catch let error as StateError {
      failure = .state(error)
    } catch let stop as JudgingStop {
      failure = stop == .interrupted ? .interrupted : .judging(stop)
    } catch {
      failure = error as? Failure
    }
    do throws(FileError) {
      try output.close()
    } catch {
      if failure == nil { failure = .file(error) }
    }
    if failure != nil {
      totals.rows = summary.rowCount
      totals.leftOut = summary.badRowCount
      totals.batches = summary.batchCount
      totals.lines = lastLine
    }
    return Report(
      summary: summary, totals: totals, selection: selection, states: states, seed: options.scorer.seed,
      repeatedSteps: stateFile?.repeatedSteps ?? 0, records: output.counts,
      requests: output.requestCounts, tie: ties?.best,
      hasUnevenPromptGroups: sizes.count > 1,
      ignoresBatchGroups: options.scorer.batchGroups != nil && notes.hasSteps,
      hasRowsWithoutGroup: notes.hasRowsWithoutGroup, failure: failure)
  }

  private func openState() throws(Failure) -> StateFile? {
    guard let state = options.state else { return nil }
    do throws(StateError) {
      return try StateFile(path: state.path, run: state.run, spec: spec)
    } catch {
      throw .state(error)
    }
  }

  private func groupSizes(of batch: ScoredBatch) -> Set<Int> {
    var sizes = [Int](repeating: 0, count: batch.groupNames.count)
    for group in batch.groups { sizes[group] += 1 }
    return Set(sizes)
  }
}

extension RowSchema {
  /// The same with other paths for the row's own structure: `id` (or `rollout_id`), `group_id`, `step`.
  func reading(_ structure: [String: [String]]) -> RowSchema {
    var schema = self
    if let path = structure["id"] ?? structure["rollout_id"] { schema.idPaths = [path] }
    if let path = structure["group_id"] { schema.groupPaths = [path] }
    if let path = structure["step"] { schema.stepPaths = [path] }
    return schema
  }
}

/// How many rows were read and how they found their groups; noted by the parsing threads.
private final class ReadingNotes: Sendable {
  private let rows = Atomic(0)
  private let prompts = Atomic(false)
  private let missing = Atomic(false)
  private let steps = Atomic(false)
  private let rounds = Mutex<[String?: Double]>([:])

  func add(_ chunk: RowChunk) {
    if !chunk.rounds.isEmpty { rounds.withLock { $0.merge(chunk.rounds) { max($0, $1) } } }
    rows.add(chunk.count, ordering: .relaxed)
    if chunk.steps.status.contains(where: { Status(rawValue: $0).hasValue }) { steps.store(true, ordering: .relaxed) }
    if chunk.rollouts == nil, chunk.groupedByPrompt.contains(true) { prompts.store(true, ordering: .relaxed) }
    if chunk.groups.status.contains(where: { Status(rawValue: $0).isMissing }) {
      missing.store(true, ordering: .relaxed)
    }
  }

  /// The greatest round among the rows of a step, all of which were read; nil where they have none.
  func takeRound(of step: String?) -> Double? { rounds.withLock { $0.removeValue(forKey: step) } }

  /// Whether any row had a `step`.
  var hasSteps: Bool { steps.load(ordering: .relaxed) }
  var rowCount: Int { rows.load(ordering: .relaxed) }
  /// Whether any row was grouped by its prompt.
  var usesPrompts: Bool { prompts.load(ordering: .relaxed) }
  /// Whether any row had nothing to be grouped by.
  var hasRowsWithoutGroup: Bool { missing.load(ordering: .relaxed) }
}
