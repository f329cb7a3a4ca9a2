import ArgumentParser
import RewardSemantics

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which scores of a spec have another meaning than in an older version.",
    discussion: """
      Names, comments and formatting do not count; operations, columns and constants do.

        rewardc diff shop.1.reward shop.2.reward
        rewardc diff shop.1.reward shop.2.reward --prove    does the new version ever pay more?

      Exit code 1 when a score differs; with --prove when a reward can pay more, 3 when that is not known.
      """)

  @Argument(help: "The old version: a .reward file.", completion: .file(extensions: ["reward"]))
  var old: String

  @Argument(help: "The new version: a .reward file.", completion: .file(extensions: ["reward"]))
  var new: String

  @Flag(help: "Prove for each rollout that no reward, gate or rule pays more than before, or show one where it does.")
  var prove = false

  @Option(help: "Only this score.")
  var score: String?

  @OptionGroup var checker: CheckerOptions

  func run() throws {
    let before = try checker.typedSpec(old)
    let after = try checker.typedSpec(new)
    let difference = SpecDifference(from: before, to: after)
    let chosen = difference.scores.filter { score == nil || $0.name == score }
    guard !chosen.isEmpty else {
      throw Stop(.unasked, "neither version has a score" + (score.map { " `\($0)`" } ?? ""))
    }
    let width = chosen.map { label(of: $0).count }.max() ?? 0
    var isMore = false
    var isOpen = false
    for score in chosen {
      var line = label(of: score)
      line += String(repeating: " ", count: width + 2 - line.count) + "\(score.change)"
      if prove, score.change == .changed, [.rule, .gate, .reward].contains(score.kind) {
        switch after.pays(score.name, comparedWith: before) {
        case .neverMore(let always): line += ", never pays more" + (always ? "" : " where both have a value")
        case .more(let example):
          isMore = true
          line += ", can pay more: \(example)"
        case .undecided:
          isOpen = true
          line += ", may pay more: neither proved nor refuted"
        case nil:
          isOpen = true
          line += ", not compared: it is not per rollout in both"
        }
      }
      Terminal.print(Terminal.harmless(line))
    }
    if prove {
      if isMore { throw Stop(.bad) }
      if isOpen { throw Stop(.partial, "not all of it is known") }
    } else if chosen.contains(where: { $0.change != .same }) {
      throw Stop(.bad)
    }
  }

  /// `reward total`
  private func label(of score: SpecDifference.Score) -> String { "\(score.kind.rawValue) \(score.name)" }
}
