import ArgumentParser
import RewardEngine
import RewardGraph
import RewardSemantics
import RewardSyntax

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why a rollout got its numbers, or what a diagnostic means.",
    discussion: """
      With a spec and rollouts it reads the rollout's whole batch, because group and batch statistics need the others.

        rewardc explain gsm8k.reward rollouts.jsonl --id m00-3
        rewardc explain gsm8k.reward rollouts.jsonl --line 12 --score correct

      With the code of a diagnostic alone it prints the page about it: the rule, a wrong and a right example.

        rewardc explain E212
      """)

  @OptionGroup var options: SpecOptions
  @OptionGroup var rows: RowOptions
  @OptionGroup var sandbox: SandboxOptions
  @OptionGroup var judges: JudgeOptions

  @Argument(help: "Rollouts: JSON Lines, plain or .gz.", completion: .file())
  var rollouts: String?

  @Option(help: "The rollout's id.")
  var id: String?

  @Option(help: "The rollout's line in the file, from 1.")
  var line: Int?

  @Option(help: "The rollout's place in the file, from 1: of rows per group, each counts all its rollouts.")
  var row: Int?

  @Option(help: "Which rollout of a line that holds a group, from 0; by default the first.")
  var rollout: Int?

  @Option(help: "Only this declaration; a `let`, too.")
  var score: String?

  func validate() throws {
    guard rollouts != nil else {
      if options.isCode { return }
      throw ValidationError(
        "name the rollouts: rewardc explain SPEC ROLLOUTS --id ID; or one code: rewardc explain E212")
    }
    let ways = [id != nil, line != nil, row != nil].count { $0 }
    if ways != 1 { throw ValidationError("say which rollout: --id, --line or --row") }
  }

  func run() throws {
    guard let rollouts else { return try explainCode(options.spec) }
    let (spec, structure) = try rows.paths.applied(to: try options.typedSpec())
    if let score, !spec.declarations.contains(where: { $0.name == score }) {
      throw Stop(.unasked, "the spec declares no `\(score)`")
    }
    try sandbox.apply(to: spec)
    let jury = try judges.jury(for: spec, at: options.spec)
    if !spec.states.isEmpty {
      Terminal.say(
        "note: states are shown as they are before the first step; in a run they may be worth something else")
    }
    let graph = Graph(lowering: spec, roots: Array(spec.declarations.indices))
    let wanted: RolloutLookup.Wanted = if let id { .id(id) } else if let row { .row(row) } else { .line(line ?? 0) }
    let file = Files.inputName(rollouts)
    let name =
      (id.map { "`\($0)`" } ?? row.map { "number \($0)" } ?? "on line \(line ?? 0)")
      + (rollout.map { " with --rollout \($0)" } ?? "")
    do throws(RolloutLookup.Failure) {
      let lookup = RolloutLookup(graph: graph, structure: structure, batchGroups: rows.batch)
      let (chunk, row) = try lookup.find(wanted, rollout: rollout, in: rollouts)
      let explanation = Explanation(
        spec: spec, rows: Rows(chunk, of: graph, seed: self.rows.seed), judging: jury?.judging)
      let place = chunk.rollouts.map { " rollout \($0[row])" } ?? ""
      let text = "\(file):\(chunk.lines[row])\(place)\n" + explanation.text(row: row, only: score)
      Terminal.print(Terminal.harmless(text), terminator: "")
    } catch {
      switch error {
      case .file(let error): throw Stop(.unasked, "\(error)")
      case .tooManyRows(let limit):
        throw Stop(.unasked, "`explain` reads at most \(limit) rows; cut the rollout's batch out of the file first")
      case .scorer(let error): throw Stop(.unasked, "\(file), \(error.message)")
      case .leftOut(let problem):
        throw Stop(.unasked, "\(file):\(problem.line): a run leaves this row out: \(problem.message)")
      case .notFound: throw Stop(.unasked, "\(file) has no rollout \(name)")
      }
    }
    try jury?.finish()
    if case .budget(let reason) = jury?.judging.stop { throw Stop(.partial, reason) }
    if let unanswered = jury?.unanswered { throw Stop(.partial, unanswered) }
  }

  private func explainCode(_ name: String) throws(Stop) {
    guard let code = DiagnosticCode.all.first(where: { $0.code == name }), let page = CodePage.of(code) else {
      let near = DiagnosticCode.nearest(to: name, among: DiagnosticCode.all)
      throw Stop(.unasked, "there is no diagnostic `\(name)`" + (near.map { "; did you mean `\($0.code)`?" } ?? ""))
    }
    Terminal.print(page.text, terminator: "")
  }
}

extension SpecOptions {
  /// Whether the argument is the code of a diagnostic, `E212`, and no file.
  fileprivate var isCode: Bool {
    spec.utf8.count == 4 && (spec.hasPrefix("E") || spec.hasPrefix("W")) && spec.dropFirst().allSatisfy(\.isNumber)
  }
}
