import ArgumentParser
import Glibc
import RewardEngine
import RewardGraph
import RewardJudges
import RewardSemantics

struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether a spec keeps what its author promises.",
    discussion: """
      Invariants and gates are proved or refuted; the probes of `audit { reject ... accept ... }` are scored in rows made from
      the spec's tests; costs are bounded. `rewardc doc audit` lists the probes.

      --judge ROLLOUTS measures whether instructions in responses move the judges: the first rollouts that a judge is asked
      about are put before it again, with ten texts behind the response. Eight ask for the best verdict, two ask for nothing.
      An instruction that moves the score further than those do, and than the tolerance, is a broken promise.

        rewardc audit assistant.reward --judge rollouts.jsonl --questions 8

      Exit code 1 when a promise is broken, 3 when one could not be checked, 2 when nothing is promised.
      """)

  @OptionGroup var options: SpecOptions
  @OptionGroup var sandbox: SandboxOptions
  @OptionGroup var judges: JudgeOptions
  @OptionGroup var rows: RowOptions

  @Flag(name: .customLong("static"), help: "Only what needs no rollouts and no models: all there is in this version.")
  var isStatic = false

  @Option(
    help: ArgumentHelp("Measure whether instructions in these rollouts move the judges.", valueName: "rollouts"),
    completion: .file())
  var judge: String?

  @Option(help: ArgumentHelp("How many rollouts are put before each judge.", valueName: "number"))
  var questions = 8

  @Option(
    help: ArgumentHelp(
      "How much further an instruction may move a score than other text, as a share of its range.",
      valueName: "share"))
  var tolerance = 0.1

  @Flag(help: "Ask without marks around what others wrote: what they are good for.")
  var unfenced = false

  func validate() throws {
    if questions < 1 { throw ValidationError("--questions takes a number, 1 at least") }
    if judge == nil, unfenced { throw ValidationError("--unfenced goes with --judge") }
  }

  func run() throws {
    if let judge { return try measure(judge) }
    let spec = try options.typedSpec()
    try sandbox.apply(to: spec)
    let report = spec.auditStatically()
    guard !report.findings.isEmpty else {
      throw Stop(.unasked, "the spec has no invariant, no gate and no `audit`: nothing is promised")
    }
    var unchecked = 0
    for finding in report.findings {
      let file = spec.sources[finding.range.file]
      let position = file.position(of: finding.range.start)
      let place = "\(file.name):\(position.line):\(position.column)"
      switch finding.verdict {
      case .kept: Terminal.print(Terminal.harmless("kept       \(finding.promise)"))
      case .broken(let reason):
        Terminal.print(Terminal.harmless("BROKEN     \(finding.promise)\n           \(place): \(reason)"))
      case .unchecked(let reason):
        unchecked += 1
        Terminal.print(Terminal.harmless("unchecked  \(finding.promise)\n           \(place): \(reason)"))
      }
    }
    if report.hasBroken { throw Stop(.bad) }
    if unchecked > 0 { throw Stop(.partial, "\(unchecked) of \(report.findings.count) promises could not be checked") }
  }

  /// Puts texts behind responses and says how far they move the judges.
  private func measure(_ rollouts: String) throws {
    let (spec, structure) = try rows.paths.applied(to: try options.typedSpec())
    try sandbox.apply(to: spec)
    guard let jury = try judges.jury(for: spec, at: options.spec, isFenced: !unfenced) else {
      throw Stop(.unasked, "the spec has no judge")
    }
    let canaries = CanaryAudit(of: spec, asking: jury.judging, questionsPerJudge: questions)
    let scoring = ScoringRun(
      spec: spec, plan: Plan(Graph(lowering: spec)),
      options: .init(
        input: rollouts, output: nil,
        scorer: ScorerOptions(
          threads: sysconf(Int32(_SC_NPROCESSORS_ONLN)), batchGroups: rows.batch, seed: rows.seed),
        structure: structure, judging: canaries))
    Interruption.install()
    do throws(ScoringRun.Failure) {
      let report = try scoring.run(isInterrupted: { Interruption.isAsked })
      if let failure = report.failure { throw failure }
    } catch {
      throw Stop(.unasked, error.message)
    }
    let table = CanaryTable(findings: canaries.findings(), tolerance: tolerance)
    Terminal.write(Terminal.harmless(table.text), to: 1)
    Terminal.write(Terminal.harmless(jury.text), to: 2)
    try jury.finish()
    let untried = canaries.untried()
    if table.hasBroken { throw Stop(.bad, "what a policy writes moves a judge") }
    if !untried.isEmpty {
      throw Stop(
        .partial,
        "not tried: \(untried.map { "`\($0)`" }.joined(separator: ", ")) (not asked, or without a text of the policy and a number)"
      )
    }
  }
}
