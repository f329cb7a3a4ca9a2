import ArgumentParser
import RewardEngine
import RewardGraph
import RewardSemantics
import RewardSyntax

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong with a spec.",
    discussion: """
      Reads no rollouts (but for --data) and no network. Exit code 1 when there is an error or a denied warning.

      human and compact are for people and go to standard error; json, sarif (2.1.0) and github (workflow commands) are \
      for programs and go to standard output. In JSON offsets count bytes from 0, lines and columns count from 1, a \
      column is a Unicode scalar, and ends are exclusive.

      --against compares with another file, or with the same file at a revision of its git repository: what scores \
      differently must have a higher version.

      --data looks into rollouts for what a run would not find: an input that no row has, and rows that lack one. Only \
      whether values are there is looked at, not what they are.

        rewardc check *.reward --format sarif > rewardc.sarif
        rewardc check task.reward --data rollouts.jsonl
        rewardc check task.reward --deny W150 --against origin/main
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case human, compact, json, sarif, github }

  @Argument(
    help: ArgumentHelp("Specs: .reward files.", valueName: "spec"), completion: .file(extensions: ["reward"]))
  var specs: [String]

  @OptionGroup var checker: CheckerOptions

  @Option(help: "human (by default), compact, json, sarif or github.")
  var format: Format?

  @Flag(help: "The same as --format compact.")
  var compact = false

  @Flag(help: "The same as --deny warnings.")
  var strict = false

  @Option(help: ArgumentHelp("Count a warning as an error; `warnings` for all.", valueName: "code"))
  var deny: [String] = []

  @Option(help: ArgumentHelp("Leave a warning out.", valueName: "code"))
  var allow: [String] = []

  @Option(help: ArgumentHelp("Keep a warning a warning where all are denied.", valueName: "code"))
  var warn: [String] = []

  @Option(help: ArgumentHelp("A revision of git, or another file, to compare with.", valueName: "ref"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Rollouts that the inputs must be found in: JSON Lines, plain or .gz; - reads standard input.",
      valueName: "rollouts"), completion: .file())
  var data: String?

  @OptionGroup var paths: PathOptions

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Say what a trainer's wire cannot carry: \(Self.knownTrainers); several with commas.", valueName: "trainer"))
  var trainers: [String] = []

  func validate() throws {
    if compact, format != nil { throw ValidationError("--compact and --format exclude each other") }
    if let against, specs.count > 1, Files.isFile(against) {
      throw ValidationError("--against a file compares one spec; several are compared with a revision")
    }
    if data == "-", specs.count > 1 { throw ValidationError("--data - is read once, so it takes one spec") }
    if data == nil, !paths.map.isEmpty {
      throw ValidationError("--map says where --data has an input: give --data, too")
    }
  }

  func run() throws {
    let policy = try policy()
    let contracts = try contracts()
    var report = DiagnosticReport(by: .rewardc)
    var summaries: [String] = []
    var exit = Exit.good
    for path in specs {
      var result = try checker.check(path, for: contracts)
      if let against, let spec = result.spec {
        try compare(spec, with: Earlier(against, of: path), of: path, adding: &result.diagnostics)
      }
      var rows: String?
      if let data, let spec = result.spec { rows = try find(spec, in: data, adding: &result.diagnostics) }
      result.diagnostics = policy.applied(to: result.diagnostics).inFileOrder
      report.add(result.diagnostics, in: result.sources)
      summaries.append(summary(of: result, path) + (rows.map { " (\($0))" } ?? ""))
      if result.hasErrors, exit != .unasked { exit = result.exit }
    }
    show(report, summaries)
    if exit != .good { throw Stop(exit) }
  }

  private func policy() throws -> DiagnosticPolicy {
    do throws(DiagnosticPolicy.Mistake) {
      return try DiagnosticPolicy(
        deny: deny + (strict ? ["warnings"] : []), allow: allow, warn: warn, known: DiagnosticCode.all)
    } catch {
      throw Stop(.unasked, error.message)
    }
  }

  private func compare(
    _ spec: TypedSpec, with earlier: Earlier, of path: String, adding diagnostics: inout [Diagnostic]
  ) throws {
    guard let (file, loader) = try earlier.file() else {
      Terminal.say("note: \(path) is not there at \(earlier.name), so there is nothing to compare with")
      return
    }
    guard let before = try checker.check(file, loader: loader, linting: false).spec else {
      throw Stop(.unasked, "\(path) has errors at \(earlier.name), so there is nothing to compare with")
    }
    if let stale = VersionCheck.diagnostic(of: spec, against: before, named: earlier.name) { diagnostics.append(stale) }
  }

  /// Looks for the inputs of a spec in rows. Returns how many rows were looked at: `320 rows`.
  private func find(_ spec: TypedSpec, in data: String, adding diagnostics: inout [Diagnostic]) throws(Stop) -> String {
    let spec = try paths.applied(to: spec).spec
    var census = InputCensus(of: spec)
    do throws(FileError) {
      try census.add(fileAt: data)
    } catch {
      throw Stop(.unasked, "--data: \(error)")
    }
    let name = data == "-" ? Files.inputName(data) : "`\(data)`"
    if census.rowCount == 0 { throw Stop(.unasked, "--data: \(Files.inputName(data)) has no row that can be read") }
    diagnostics += DataCheck.diagnostics(of: spec, in: census, named: name)
    let unreadable = census.unreadableCount
    return Self.counted(census.rowCount, "row")
      + (unreadable > 0 ? ", \(Self.counted(unreadable, "unreadable line"))" : "")
  }

  private func show(_ report: DiagnosticReport, _ summaries: [String]) {
    switch compact ? .compact : format ?? .human {
    // The report escapes what it quotes, and its colours must get through.
    case .human:
      Terminal.write(report.human(color: checker.color.isOn), to: 2)
      for line in summaries { Terminal.say(line) }
      let codes = report.codes.map(\.code)
      if let first = codes.first {
        let others = codes.count > 1 ? " (or \(codes.dropFirst().joined(separator: ", ")))" : ""
        Terminal.say("explain with: rewardc explain \(first)\(others)")
      }
    case .compact:
      Terminal.write(report.compact, to: 2)
      for line in summaries { Terminal.say(line) }
    case .json: Terminal.print(report.json, terminator: "")
    case .sarif: Terminal.print(report.sarif { CodePage.of($0)?.help }, terminator: "")
    case .github: Terminal.print(report.github, terminator: "")
    }
  }

  /// `task 1.0.0: 2 scores, no problems`, or how many errors there are.
  private func summary(of result: CheckResult, _ path: String) -> String {
    let errors = result.diagnostics.count { $0.severity == .error }
    let warnings = result.diagnostics.count - errors
    guard errors == 0, let spec = result.spec else {
      let found = Self.counted(errors, "error") + (warnings > 0 ? ", " + Self.counted(warnings, "warning") : "")
      return specs.count == 1 ? found : "\(path): \(found)"
    }
    let scores = spec.declarations.count { $0.kind.isScore && $0.kind != .advantage }
    let found = warnings == 0 ? "no problems" : Self.counted(warnings, "warning")
    return "\(spec.name) \(spec.version): \(Self.counted(scores, "score")), \(found)"
  }

  private static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private static let knownTrainers = TrainerContract.all.map(\.name).joined(separator: ", ")

  private func contracts() throws(Stop) -> [TrainerContract] {
    var contracts: [TrainerContract] = []
    let lists = trainers.map { $0.split(separator: ",").map(String.init) }
    if lists.contains(where: \.isEmpty) {
      throw Stop(.unasked, "--for names no trainer; there are \(Self.knownTrainers)")
    }
    for name in lists.joined() {
      guard let contract = TrainerContract(named: name) else {
        throw Stop(.unasked, "there is no trainer `\(name)`; there are \(Self.knownTrainers)")
      }
      if !contracts.contains(where: { $0.name == name }) { contracts.append(contract) }
    }
    return contracts
  }
}

extension CodePage {
  /// What SARIF says of a rule.
  fileprivate var help: DiagnosticReport.RuleHelp { .init(title: title, rule: rule, markdown: markdown) }
}
