import ArgumentParser
import Glibc
import RewardSemantics

@main
struct Rewardc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rewardc",
    abstract: "Checks, explains and runs .reward specs: rewards and advantages for RL post-training.",
    discussion: """
      Start with:
        rewardc new my_task            a spec and sample rollouts that run
        rewardc check my_task.reward   what is wrong with it, before any GPU runs
        rewardc run my_task.reward my_task.rollouts.jsonl -o scored.jsonl

      Exit codes:
      \(Exit.table.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      """,
    version: "rewardc \(version) (edition 2026)",
    subcommands: [
      Check.self, Run.self, Test.self, Explain.self, Fmt.self, Audit.self, Diff.self, Dump.self, GraphCommand.self,
      Doc.self, New.self, Lock.self, Repl.self, LanguageServerCommand.self,
    ])

  static let version = "0.1.0"

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      try checkVerb()
      var command = try parseAsRoot()
      try command.run()
    } catch let stop as Stop {
      if let message = stop.message { Terminal.say("rewardc: \(message)") }
      Glibc.exit(stop.exit.rawValue)
    } catch {
      let isGood = exitCode(for: error) == .success
      Terminal.write(fullMessage(for: error) + "\n", to: isGood ? 1 : 2)
      Glibc.exit(isGood ? Exit.good.rawValue : Exit.unasked.rawValue)
    }
  }

  /// The parser takes an unknown command for an argument that is too many.
  private static func checkVerb() throws(Stop) {
    let verbs = configuration.subcommands.map { $0._commandName } + ["help"]
    guard let verb = CommandLine.arguments.dropFirst().first, !verb.hasPrefix("-"), !verbs.contains(verb) else {
      return
    }
    let guess = nearest(to: verb, among: verbs).map { "did you mean `\($0)`?" }
    throw Stop(.unasked, "there is no command `\(verb)`; \(guess ?? "`rewardc --help` lists them")")
  }
}
