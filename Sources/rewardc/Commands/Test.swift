import ArgumentParser
import RewardSemantics

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the tests that stand in a spec.",
    discussion: "Exit code 1 when one fails, 2 when there is none.")

  @OptionGroup var options: SpecOptions

  @Option(help: ArgumentHelp("Only tests whose title contains this.", valueName: "text"))
  var only: String?

  func run() throws {
    let spec = try options.typedSpec()
    let chosen = spec.tests.filter { test in only.map { test.title.contains($0) } ?? true }
    guard !chosen.isEmpty else {
      throw Stop(.unasked, spec.tests.isEmpty ? "the spec has no tests" : "no test's title contains `\(only ?? "")`")
    }
    var failed = 0
    for test in chosen {
      let result = Interpreter.run(test, of: spec)
      Terminal.say("\(result.passed ? "passed" : "FAILED")  \(test.title)")
      if !result.passed {
        failed += 1
        Terminal.write(result.report(in: spec.sources), to: 2)
      }
    }
    Terminal.say("\(chosen.count - failed) passed, \(failed) failed")
    if failed > 0 { throw Stop(.bad) }
  }
}
