import ArgumentParser
import RewardEngine
import RewardGraph
import RewardSemantics

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why a rollout got its numbers.",
    discussion: """
      Reads the rollout's whole batch, because group and batch statistics need the others.

        rewardc explain gsm8k.reward rollouts.jsonl --id m00-3
        rewardc explain gsm8k.reward rollouts.jsonl --line 12 --score correct
      """)

  @OptionGroup var options: SpecOptions

  @Argument(help: "Rollouts: JSON Lines, plain or .gz.", completion: .file())
  var rollouts: String

  @Option(help: "The rollout's id.")
  var id: String?

  @Option(help: "The rollout's line in the file, from 1.")
  var line: Int?

  @Option(help: "Only this declaration; a `let`, too.")
  var score: String?

  func validate() throws {
    if (id == nil) == (line == nil) { throw ValidationError("say which rollout: --id or --line") }
  }

  func run() throws {
    let spec = try options.typedSpec()
    if let score, !spec.declarations.contains(where: { $0.name == score }) {
      throw Stop(.unasked, "the spec declares no `\(score)`")
    }
    let graph = Graph(lowering: spec, roots: Array(spec.declarations.indices))
    let wanted: RolloutLookup.Wanted = if let id { .id(id) } else { .line(line ?? 0) }
    let name = id.map { "`\($0)`" } ?? "on line \(line ?? 0)"
    do throws(RolloutLookup.Failure) {
      let (chunk, row) = try RolloutLookup(graph: graph).find(wanted, in: rollouts)
      let explanation = Explanation(spec: spec, rows: Rows(chunk, of: graph))
      Terminal.print("\(rollouts):\(chunk.lines[row])\n" + explanation.text(row: row, only: score), terminator: "")
    } catch {
      switch error {
      case .file(let error): throw Stop(.unasked, "\(error)")
      case .tooManyRows(let limit):
        throw Stop(.unasked, "`explain` reads at most \(limit) rows; cut the rollout's batch out of the file first")
      case .notFound: throw Stop(.unasked, "\(rollouts) has no readable rollout \(name)")
      }
    }
  }
}
