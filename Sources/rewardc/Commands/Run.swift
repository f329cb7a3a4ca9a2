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

        rewardc run gsm8k.reward rollouts.jsonl -o scored.jsonl
        rewardc run gsm8k.reward dump.jsonl.gz --map answer=extra.gold | head
      """)

  @OptionGroup var options: SpecOptions
  @OptionGroup var rows: RowOptions

  @Argument(help: "Rollouts: JSON Lines, plain or .gz; - reads standard input.", completion: .file())
  var rollouts: String

  @Option(
    name: .shortAndLong,
    help:
      "Where scored rows go; - is standard output, .gz compresses. Left out: standard output, unless it is a terminal.")
  var output: String?

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
  }

  func run() throws {
    let (spec, structure) = try rows.applied(to: try options.typedSpec())
    if let ties, !spec.declarations.contains(where: { $0.name == ties }) {
      throw Stop(.unasked, "--ties: the spec declares no `\(ties)`")
    }
    let plan = Plan(Graph(lowering: spec))
    let target = output ?? (isatty(1) == 1 ? nil : "-")
    try Files.checkTargets([target, metrics, manifest].compactMap(\.self), sources: [options.spec, rollouts])
    let scoring = ScoringRun(
      spec: spec, plan: plan,
      options: .init(
        input: rollouts, output: target,
        scorer: ScorerOptions(threads: threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), batchGroups: rows.batch),
        ties: ties, structure: structure))
    Interruption.install()
    var progress = ProgressLine(input: rollouts, isOn: !quiet && Terminal.errorIsTerminal)
    var problems = ProblemList(input: rollouts)
    let report: ScoringRun.Report
    do throws(FileError) {
      report = try scoring.run(
        isInterrupted: { Interruption.isAsked },
        onProblems: { found in
          progress.clear()
          problems.say(found)
        },
        onProgress: { progress.show($0) })
    } catch {
      throw Stop(.unasked, "\(error)")
    }
    progress.clear()
    problems.finish()
    try finish(report, spec: spec, plan: plan, target: target)
  }

  private func finish(_ report: ScoringRun.Report, spec: TypedSpec, plan: Plan, target: String?) throws(Stop) {
    let summary = report.summary
    if !quiet, summary.rowCount > 0 {
      Terminal.write(summary.text(columns: Terminal.width), to: 2)
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
    if report.hasRowsWithoutGroup {
      Terminal.say(gap + "warning: rows have neither group_id nor prompt; each of them is a group of its own")
    }
    if let tie = report.tie { Terminal.say(gap + tie.description) }
    if let ties, report.tie == nil {
      Terminal.say(gap + "`\(ties)` ties no two rollouts that the advantage tells apart")
    }
    do throws(Stop) {
      if let metrics { try Files.write(summary.json(), to: metrics) }
      if let manifest { try Files.write(Manifest(spec: spec, plan: plan, report: report).json(), to: manifest) }
    } catch {
      throw Stop(.partial, error.message)
    }
    switch report.failure {
    case .interrupted: throw Stop(.interrupted, "interrupted; what was complete is kept")
    case .file(let error): throw Stop(summary.rowCount > 0 ? .partial : .unasked, "\(error)")
    case .scorer(let error):
      throw Stop(summary.rowCount > 0 ? .partial : .unasked, "\(Files.inputName(rollouts)), \(error.message)")
    case nil: break
    }
    let leftOut = summary.badRowCount
    if summary.rowCount == 0 {
      throw Stop(.unasked, "\(Files.inputName(rollouts)) has no rollout that can be scored")
    }
    if leftOut > 0 {
      throw Stop(.partial, "\(leftOut) \(leftOut == 1 ? "row was" : "rows were") left out; the others are scored")
    }
  }
}
