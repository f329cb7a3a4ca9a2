import ArgumentParser
import RewardSemantics

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong with a spec.",
    discussion: "Reads no rollouts and no network. Exit code 1 when there is an error.")

  @OptionGroup var options: SpecOptions

  @Flag(help: "One line for each finding.")
  var compact = false

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  func run() throws {
    let result = try options.check()
    options.say(result.diagnostics, in: result.sources, compact: compact)
    let errors = result.diagnostics.count { $0.severity == .error }
    let warnings = result.diagnostics.count - errors
    func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    if let spec = result.spec {
      let scores = spec.declarations.count { [.rule, .gate, .reward, .metric].contains($0.kind) }
      let found = warnings == 0 ? "no problems" : counted(warnings, "warning")
      Terminal.say("\(spec.name) \(spec.version): \(counted(scores, "score")), \(found)")
    } else {
      Terminal.say(counted(errors, "error") + (warnings > 0 ? ", " + counted(warnings, "warning") : ""))
    }
    if errors > 0 { throw Stop(result.exit) }
    if strict, warnings > 0 { throw Stop(.bad) }
  }
}
