import ArgumentParser
import RewardEngine
import RewardRules
import RewardSemantics
import RewardSyntax

/// How specs are checked, whichever and how many.
struct CheckerOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter of the spec, or of what it imports: common.limit=3.", valueName: "name=value"))
  var settings: [String] = []

  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto

  func overrides() throws(Stop) -> [String: String] {
    var overrides: [String: String] = [:]
    for setting in settings {
      guard let split = setting.firstIndex(of: "="), split != setting.startIndex else {
        throw Stop(.unasked, "--set takes name=value, and this is `\(setting)`")
      }
      overrides[String(setting[..<split])] = String(setting[setting.index(after: split)...])
    }
    return overrides
  }

  /// - Parameters:
  ///   - contracts: the trainers whose wires must carry the spec.
  ///   - linting: see ``Checker``.
  func check(_ path: String, for contracts: [TrainerContract] = [], linting: Bool = true) throws(Stop) -> CheckResult {
    try check(
      SourceFile(name: Files.displayName(path), bytes: try Files.read(path)), loader: Files.loader(for: path),
      for: contracts, linting: linting)
  }

  func check(
    _ file: SourceFile, loader: ModuleLoader, for contracts: [TrainerContract] = [], linting: Bool = true
  ) throws(Stop) -> CheckResult {
    Checker.check(
      file, registry: SpecOptions.registry, loader: loader, overrides: try overrides(), contracts: contracts,
      linting: linting)
  }

  /// The typed spec, or the diagnostics on standard error and exit code 1. Warnings are said only by `check`.
  func typedSpec(_ path: String) throws(Stop) -> TypedSpec {
    let result = try check(path, linting: false)
    if let spec = result.spec { return spec }
    say(result.diagnostics.filter { $0.severity == .error }, in: result.sources)
    throw Stop(result.exit)
  }

  func say(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    Terminal.say(diagnostics, in: sources, color: color)
  }
}

extension Terminal {
  /// Messages on standard error, as many as anyone will read.
  static func say(_ diagnostics: [Diagnostic], in sources: SourceMap, color: ColorChoice) {
    var report = DiagnosticReport(by: .rewardc)
    report.add(diagnostics, in: sources)
    // The report escapes what it quotes, and its colours must get through.
    write(report.human(color: color.isOn), to: 2)
  }
}

/// What every command that reads one spec takes.
struct SpecOptions: ParsableArguments {
  @Argument(help: "The spec: a .reward file.", completion: .file(extensions: ["reward"]))
  var spec: String

  @OptionGroup var checker: CheckerOptions

  /// The builtins of this version.
  static let registry = Registry(RewardRules.builtins)

  /// The typed spec, or the diagnostics on standard error and exit code 1. Warnings are said only by `check`.
  func typedSpec() throws(Stop) -> TypedSpec { try checker.typedSpec(spec) }
}

extension DiagnosticReport.Tool {
  /// This program.
  static let rewardc = Self(name: "rewardc", version: Manifest.toolVersion)
}

extension CheckResult {
  /// What a spec with errors ends with: a bad `--set` is a bad flag.
  var exit: Exit { diagnostics.contains { $0.code == .badSetting } ? .unasked : .bad }
}

extension ColorChoice: ExpressibleByArgument {}
