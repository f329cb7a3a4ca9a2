import ArgumentParser
import RewardRules
import RewardSemantics
import RewardSyntax

/// What every command that reads a spec takes.
struct SpecOptions: ParsableArguments {
  @Argument(help: "The spec: a .reward file.", completion: .file(extensions: ["reward"]))
  var spec: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter of the spec, or of what it imports: common.limit=3.", valueName: "name=value"))
  var settings: [String] = []

  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto

  /// The builtins of this version.
  static let registry = Registry(RewardRules.builtins)

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

  func check() throws(Stop) -> CheckResult {
    let file = SourceFile(name: Files.displayName(spec), bytes: try Files.read(spec))
    return Checker.check(
      file, registry: Self.registry, loader: Files.loader(for: spec), overrides: try overrides())
  }

  /// The typed spec, or the diagnostics on standard error and exit code 1. Warnings are said only by `check`.
  func typedSpec() throws(Stop) -> TypedSpec {
    let result = try check()
    if let spec = result.spec { return spec }
    say(result.diagnostics.filter { $0.severity == .error }, in: result.sources, compact: false)
    throw Stop(result.exit)
  }

  /// The typed spec of a file, without settings.
  static func typedSpec(at path: String, color: ColorChoice) throws(Stop) -> TypedSpec {
    var options = SpecOptions()
    options.spec = path
    options.settings = []
    options.color = color
    return try options.typedSpec()
  }

  func say(_ diagnostics: [Diagnostic], in sources: SourceMap, compact: Bool) {
    Terminal.say(diagnostics, in: sources, compact: compact, color: color)
  }
}

extension Terminal {
  /// Messages on standard error, as many as anyone will read.
  static func say(_ diagnostics: [Diagnostic], in sources: SourceMap, compact: Bool, color: ColorChoice) {
    let limit = 50
    for diagnostic in diagnostics.prefix(limit) {
      // The renderer escapes what it quotes, and its colours must get through.
      let text =
        compact
        ? DiagnosticRenderer().compact(diagnostic, in: sources)
        : DiagnosticRenderer().render(diagnostic, in: sources, color: color.isOn)
      Terminal.write(text + "\n", to: 2)
    }
    if diagnostics.count > limit { Terminal.say("... and \(diagnostics.count - limit) more") }
  }
}

extension CheckResult {
  /// What a spec with errors ends with: a bad `--set` is a bad flag.
  var exit: Exit { diagnostics.contains { $0.code == .badSetting } ? .unasked : .bad }
}

extension ColorChoice: ExpressibleByArgument {}
