import ArgumentParser
import Glibc
import RewardEngine
import RewardGraph
import RewardSemantics

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score rollouts: rewards, metrics and advantages.",
    discussion: """
      Reads JSON Lines and writes one line for each row, in input order:
        {"id":..,"group":..,"scores":{..},"missing":{..},"advantage":..,"kept":true}
      Under `rows per group`, "rollout" counts the rollouts of a line from 0.
      A summary follows on standard error. Rows that cannot be read are reported
      with their line and left out; the exit code is then 3.

      The records of `emit NAME` go beside the rows: scored.NAME.jsonl. What a `state`
      is worth lasts as long as the run, or in a file: then a step that was scored
      before reads what it read the first time, and changes nothing.

        rewardc run gsm8k.reward rollouts.jsonl -o scored.jsonl
        rewardc run gsm8k.reward dump.jsonl.gz --map answer=extra.gold | head
        rewardc run gsm8k.reward step_12.jsonl -o scored.jsonl --state training.db
      """)

  @OptionGroup var options: SpecOptions
  @OptionGroup var rows: RowOptions
  @OptionGroup var sandbox: SandboxOptions
  @OptionGroup var judges: JudgeOptions

  @Argument(help: "Rollouts: JSON Lines, plain or .gz; - reads standard input.", completion: .file())
  var rollouts: String

  @Option(
    name: .shortAndLong,
    help:
      "Where scored rows go; - is standard output, .gz compresses. Left out: standard output, unless it is a terminal.")
  var output: String?

  @Option(help: ArgumentHelp("Where the records of `emit` go: a file for each in this folder.", valueName: "folder"))
  var emit: String?

  @Option(
    help: ArgumentHelp(
      "What came back for the requests of an earlier run over the same rows: JSON Lines with `revises`.",
      valueName: "file"))
  var answers: String?

  @Option(
    help: ArgumentHelp(
      "Keep states in this file from run to run. The rows need a `step`.", valueName: "file"))
  var state: String?

  @Option(name: .customLong("run"), help: ArgumentHelp("The training run whose states are kept.", valueName: "name"))
  var runName: String?

  @Option(help: ArgumentHelp("Write the summary as JSON.", valueName: "file"))
  var metrics: String?

  @Option(help: ArgumentHelp("Write score digest, versions, parameters and counts as JSON.", valueName: "file"))
  var manifest: String?

  @Option(help: "Threads; by default one for each core.")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Show two rollouts of a group that this metric ties and the advantage tells apart.", valueName: "metric"))
  var ties: String?

  @Flag(name: .shortAndLong, help: "No progress and no summary.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number, 1 at least") }
    if runName != nil, state == nil { throw ValidationError("--run names states that are kept: give --state, too") }
    if state == "-" { throw ValidationError("--state takes a file") }
  }

  func run() throws {
    let (spec, structure) = try rows.paths.applied(to: try options.typedSpec())
    if spec.declarations.contains(where: { $0.kind == .objective }) {
      throw Stop(
        .unasked,
        "the spec has an `objective`: this version checks and tests objectives, and does not compute their gradients")
    }
    if let ties, !spec.declarations.contains(where: { $0.name == ties }) {
      throw Stop(.unasked, "--ties: the spec declares no `\(ties)`")
    }
    try sandbox.apply(to: spec)
    let jury = try judges.jury(for: spec, at: options.spec)
    let plan = Plan(Graph(lowering: spec))
    let target = output ?? (isatty(1) == 1 ? nil : "-")
    let records = try RecordFiles.paths(of: spec, beside: target, in: emit)
    try Files.checkTargets(
      [target, metrics, manifest, state].compactMap(\.self) + judges.targets
        + RecordFiles.names(of: spec).compactMap { records[$0] },
      sources: [options.spec, rollouts] + [answers].compactMap(\.self))
    let table = try answerTable(spec, plan)
    let scoring = ScoringRun(
      spec: spec, plan: plan,
      options: .init(
        input: rollouts, output: target, records: records, answers: table,
        state: spec.states.isEmpty ? nil : state.map { .init(path: $0, run: runName ?? "default") },
        scorer: ScorerOptions(
          threads: threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), batchGroups: rows.batch, seed: rows.seed),
        ties: ties, structure: structure, judging: jury?.judging))
    Interruption.install()
    var progress = ProgressLine(input: rollouts, isOn: !quiet && Terminal.errorIsTerminal)
    var problems = ProblemList(input: rollouts)
    let report: ScoringRun.Report
    do throws(ScoringRun.Failure) {
      report = try scoring.run(
        isInterrupted: { Interruption.isAsked },
        onProblems: { found in
          progress.clear()
          problems.say(found)
        },
        onProgress: { progress.show($0) })
    } catch {
      throw Stop(.unasked, error.message)
    }
    progress.clear()
    problems.finish()
    sayUnused(table)
    try finish(report, spec: spec, plan: plan, target: target, jury: jury, table)
  }

  /// What came back, from the file of `--answers`.
  private func answerTable(_ spec: TypedSpec, _ plan: Plan) throws(Stop) -> AnswerTable? {
    guard let answers else { return nil }
    if spec.requestNames.isEmpty { throw Stop(.unasked, "--answers: the spec asks for nothing") }
    let table: AnswerTable
    do throws(FileError) { table = try AnswerTable(path: answers, spec: spec, plan: plan) } catch {
      throw Stop(.unasked, "\(error)")
    }
    var problems = ProblemList(input: answers)
    problems.say(table.problems)
    problems.finish()
    return table
  }

  /// Answers that nothing asked for.
  private func sayUnused(_ table: AnswerTable?) {
    guard let answers, let table else { return }
    var problems = ProblemList(input: answers)
    problems.say(table.unused)
    problems.finish()
  }

  private func finish(
    _ report: ScoringRun.Report, spec: TypedSpec, plan: Plan, target: String?, jury: Jury?, _ table: AnswerTable?
  ) throws(Stop) {
    let summary = report.summary
    if !quiet, summary.rowCount > 0 {
      Terminal.write(summary.text(columns: Terminal.width), to: 2)
      Terminal.write(Terminal.harmless(report.outcomeText + (jury?.text ?? "")), to: 2)
      if target == nil { Terminal.say("\nNo rows were written: name a file with -o, or pipe the output.") }
    }
    let gap = quiet ? "" : "\n"
    // Not part of the summary: what was asked for, and what casts doubt on the numbers.
    if report.hasUnevenPromptGroups {
      Terminal.say(gap + "warning: rows have no group_id and were grouped by prompt; the groups differ in size")
    }
    if report.ignoresBatchGroups {
      Terminal.say(gap + "warning: rows have a step, which makes the batches; --batch is not used")
    }
    if state != nil, spec.states.isEmpty {
      Terminal.say(gap + "warning: the spec has no state; --state is not used")
    }
    for records in report.records + report.requests where records.count > 0 && !records.isWritten {
      Terminal.say(
        gap + "warning: records of `\(records.name)` were not written; name a file with -o or a folder with --emit")
    }
    if report.hasRowsWithoutGroup {
      Terminal.say(gap + "warning: rows have neither group_id nor prompt; each of them is a group of its own")
    }
    if let tie = report.tie { Terminal.say(gap + tie.description) }
    if let ties, report.tie == nil {
      Terminal.say(gap + "`\(ties)` ties no two rollouts that the advantage tells apart")
    }
    do throws(Stop) {
      if let metrics { try Files.write(report.metrics { jury?.judging.report.write(to: &$0) }, to: metrics) }
      try jury?.finish()
      if let manifest { try Files.write(Manifest(spec: spec, plan: plan, report: report).json(), to: manifest) }
    } catch {
      throw Stop(.partial, error.message)
    }
    switch report.failure {
    case .judging:
      throw Stop(
        .partial, "\(report.failure?.message ?? ""); the rows until then are written, with what is missing")
    case .interrupted: throw Stop(.interrupted, "interrupted; what was complete is kept")
    case .file(let error): throw Stop(summary.rowCount > 0 ? .partial : .unasked, "\(error)")
    case .scorer(let error):
      var isAsked = summary.rowCount > 0
      if case .twoUpdates = error { isAsked = true }
      throw Stop(isAsked ? .partial : .unasked, "\(Files.inputName(rollouts)), \(error.message)")
    case .state(let error):
      let place = error.cause == .noStep ? "\(Files.inputName(rollouts)): --state: \(error.reason)" : "\(error)"
      throw Stop(summary.rowCount > 0 ? .partial : .unasked, place)
    case nil: break
    }
    let leftOut = summary.badRowCount
    let unread = table.map { $0.problems.count + $0.unused.count } ?? 0
    if summary.rowCount == 0 {
      throw Stop(.unasked, "\(Files.inputName(rollouts)) has no rollout that can be scored")
    }
    let gaps = [
      leftOut == 0 ? nil : "\(leftOut) \(leftOut == 1 ? "row was" : "rows were") left out; the others are scored",
      unread == 0 ? nil : "\(unread) \(unread == 1 ? "answer was" : "answers were") left out; the rows are scored",
      jury?.unanswered,
    ].compactMap(\.self)
    if !gaps.isEmpty { throw Stop(.partial, gaps.joined(separator: "; ")) }
  }
}
