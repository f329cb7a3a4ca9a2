import ArgumentParser
import RewardSemantics

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the tests that stand in a spec.",
    discussion: """
      Exit code 1 when one fails, 2 when there is none.

      --coverage says which arms of `when`, conditions of `given`, levels of gates, criteria and rules no test decided.
      """)

  @OptionGroup var options: SpecOptions
  @OptionGroup var sandbox: SandboxOptions

  @Option(help: ArgumentHelp("Only tests whose title contains this.", valueName: "text"))
  var only: String?

  @Flag(help: "Say what no test has decided.")
  var coverage = false

  @Option(
    name: .customLong("min"),
    help: ArgumentHelp("Exit code 1 when less than this is covered; implies --coverage.", valueName: "percent"))
  var minimum: Double?

  @Option(help: ArgumentHelp("Write the results as JUnit's XML.", valueName: "file"), completion: .file())
  var junit: String?

  func validate() throws {
    if let minimum, !(0...100).contains(minimum) { throw ValidationError("--min takes a percentage, 0 to 100") }
  }

  func run() throws {
    let spec = try options.typedSpec()
    let chosen = spec.tests.filter { test in only.map { test.title.contains($0) } ?? true }
    guard !chosen.isEmpty else {
      throw Stop(.unasked, spec.tests.isEmpty ? "the spec has no tests" : "no test's title contains `\(only ?? "")`")
    }
    try sandbox.apply(to: spec)
    if let junit { try Files.checkTargets([junit], sources: [options.spec]) }
    var covered = Coverage(of: spec)
    let results = chosen.map { Interpreter.run($0, of: spec, noting: &covered) }
    for result in results {
      Terminal.say("\(result.passed ? "passed" : "FAILED")  \(result.title)")
      if !result.passed { Terminal.write(result.report(in: spec.sources), to: 2) }
    }
    let failed = results.count { !$0.passed }
    Terminal.say("\(chosen.count - failed) passed, \(failed) failed")
    if coverage || minimum != nil { Terminal.write(covered.report(in: spec.sources), to: 2) }
    if let junit {
      try Files.write(Array(TestResult.junit(results, suite: spec.name, in: spec.sources).utf8), to: junit)
    }
    if failed > 0 { throw Stop(.bad) }
    if let minimum, covered.percent < minimum {
      throw Stop(.bad, "less than \(minimum.formatted)% is covered")
    }
  }
}

extension Double {
  /// Without a fraction where there is none.
  fileprivate var formatted: String { Int(exactly: self).map(String.init) ?? description }
}
