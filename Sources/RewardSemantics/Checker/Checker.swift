import RewardSyntax

/// What came of checking a file.
public struct CheckResult: Sendable {
  /// The typed spec, if there was no error.
  public var spec: TypedSpec?
  /// In file order.
  public var diagnostics: [Diagnostic]
  /// Every file that was read; ranges of diagnostics refer to it.
  public var sources: SourceMap
  /// What the names stand for, where that was asked for; with mistakes, too.
  public var index: SpecIndex?

  /// Whether any diagnostic is an error; warnings leave the spec usable.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// The checker: from the bytes of a `.reward` file to a ``TypedSpec`` or to what is wrong with it.
public enum Checker {
  /// Checks `file` and everything it imports.
  ///
  /// - Parameters:
  ///   - registry: the builtins it may call.
  ///   - loader: where imported files come from.
  ///   - overrides: values of parameters from the command line, as text; those of an import by its name: `common.limit`.
  ///   - contracts: the trainers whose wires must carry the spec.
  ///   - linting: whether warnings are wanted that need an analysis of their own; errors are found either way.
  ///   - indexing: whether the result says what the names stand for.
  public static func check(
    _ file: SourceFile, registry: Registry, loader: ModuleLoader = .none, overrides: [String: String] = [:],
    contracts: [TrainerContract] = [], linting: Bool = true, indexing: Bool = false
  ) -> CheckResult {
    onDeepStack {
      var reader = ModuleReader(loader: loader)
      let main = reader.read(file)
      let elaborator = Elaborator(
        reader: reader, main: main, registry: registry, overrides: overrides, isLinting: linting,
        recorder: indexing ? OccurrenceRecorder() : nil)
      elaborator.elaborateAll()
      elaborator.noteDeclarations()
      elaborator.notePassedOver()
      if !elaborator.diagnostics.contains(where: { $0.severity == .error }) {
        if !contracts.isEmpty {
          elaborator.diagnostics += ContractCheck.diagnostics(
            of: elaborator.spec(), for: contracts, isLibrary: elaborator.sourceIsLibrary)
        }
        elaborator.applyAllowances(hasContracts: !contracts.isEmpty)
      }
      let diagnostics = elaborator.diagnostics.inFileOrder
      var result = CheckResult(
        spec: nil, diagnostics: diagnostics, sources: reader.sources, index: elaborator.index)
      if !result.hasErrors {
        elaborator.applyDrops()
        result.spec = elaborator.spec()
      }
      return result
    }
  }
}

extension Elaborator {
  func elaborateAll() {
    let hasSyntaxErrors = diagnostics.contains { $0.severity == .error }
    for module in modules where !module.isLibrary { reportClashes(in: module) }
    for name in main.order {
      guard let entry = main.values[name] else { continue }
      _ = resolve(entry, named: entry.name, in: main, isRead: false)
    }
    for module in modules { reportSettings(of: module) }
    reportMixedRequests()
    declareTurnNumbers()
    for emission in main.emissions { self.emission(emission.syntax, in: main) }
    if let optimize = main.optimizations.first { _ = selected(at: optimize.range) }
    for other in main.optimizations.dropFirst() {
      report(.badSelection, "`optimize` is said once", at: other.range)
    }
    for test in main.tests { if let typed = self.test(test, in: main) { tests.append(typed) } }
    for invariant in main.invariants { if let typed = self.invariant(invariant, in: main) { invariants.append(typed) } }
    for (syntax, _) in main.audits { audit(syntax, in: main) }
    reportOverrides()
    reportUnread()
    if hasSyntaxErrors { return }
    if main.specName == nil {
      report(
        .noSpec, "the file does not say which spec it is", at: start,
        fix: .init("begin with a name and a version", range: start, replacement: "spec my_reward 1.0.0\n"))
    }
    if !declarations.contains(where: { $0.kind != .let && $0.kind != .state }),
      !diagnostics.contains(where: { $0.severity == .error })
    {
      report(.nothingToScore, "nothing here is a score", at: start, notes: ["declare a `rule`, `reward` or `metric`"])
    }
    if !diagnostics.contains(where: { $0.severity == .error }) {
      warnOfUnused()
      if !judges.isEmpty { reportMissingStubs() }
      warnOfGradients()
      if isLinting { reportLints() }
      reportProofs()
    }
  }

  /// Nothing shadows: what a module declares has the name of no core function, no rule, no import.
  private func reportClashes(in module: Module) {
    func clash(_ name: Name, _ what: String, _ earlier: Name? = nil) {
      report(
        .duplicateName, "`\(name.text)` is already \(what)", at: name.range,
        because: earlier.map { [.init($0.range, "declared here")] } ?? [])
    }
    for function in module.functions.values {
      let name = function.name
      if CoreFunction.named(name.text) != nil { clash(name, "a core function") }
      if registry[name.text] != nil { clash(name, "a function of the rule library") }
    }
    var seen = module.values.mapValues(\.name)
    for name in module.order {
      if module.aliases[name] != nil, let own = seen[name] { clash(own, "the name of an import") }
    }
    for id in module.open {
      for name in modules[id].order {
        guard let entry = modules[id].values[name] else { continue }
        guard let own = seen[name] else {
          seen[name] = entry.name
          continue
        }
        // Files that read the same column each declare it.
        if case .input = entry, case .input = module.values[name] { continue }
        if own.range.file != entry.name.range.file { clash(own, "declared by an import", entry.name) }
      }
    }
  }

  /// Where the main file begins: the place of what is not written in it.
  var start: SourceRange { SourceRange(file: main.tree.file, start: 0, end: 0) }

  /// Declarations that nothing reads, and rewards that no advantage reads.
  private func warnOfUnused() {
    for name in main.order {
      guard let entry = main.values[name], !used.contains(Key(module: main.id, name: name)) else { continue }
      let what: String
      switch entry {
      case .input(let syntax, _):
        if syntax.selects != nil { continue }
        what = "input"
      case .parameter: what = "param"
      case .value(let syntax, _):
        if syntax.keyword != .let { continue }
        what = "let"
      case .partition: what = "partition"
      case .machine: what = "machine"
      case .rubric: what = "rubric"
      // Of a judge that nothing reads it is said that it is not asked.
      case .gate, .state, .judge, .request, .hindsight, .resample: continue
      }
      report(.unused, as: .warning, "nothing reads the \(what) `\(name)`", at: entry.name.range)
    }
    for (name, function) in main.functions.sorted(by: { $0.value.name.range.start < $1.value.name.range.start })
    where !used.contains(Key(module: main.id, name: "func " + name)) {
      report(.unused, as: .warning, "nothing calls the function `\(name)`", at: function.name.range)
    }
    let trained = declarations.filter { $0.kind == .advantage || $0.kind == .objective }
    guard let reader = trained.first else { return }
    let read = trained.reduce(into: Set()) { $0.formUnion(declarationsRead(from: $1.value)) }
    warnOfUnreadMixes(read)
    for (index, declaration) in declarations.enumerated()
    where declaration.kind == .reward && !read.contains(index) {
      report(
        .unreadReward, as: .warning, "the \(reader.name) does not read the reward `\(declaration.name)`",
        at: declaration.range,
        notes: ["a score that is only logged is a `metric`"])
    }
  }

  private func declarationsRead(from root: ExpressionID) -> Set<DeclarationID> {
    var found: Set<DeclarationID> = []
    var seen: Set<ExpressionID> = []
    var pending = [root]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      pending += expressions[id].operands
      if case .reference(let declaration) = expressions[id].operation, found.insert(declaration).inserted {
        pending.append(declarations[declaration].value)
      }
    }
    return found
  }

  func spec() -> TypedSpec {
    TypedSpec(
      sources: sources, name: main.specName?.text ?? "", version: main.version?.text ?? "",
      documentation: main.documentation,
      rowGrain: main.rows?.grain ?? .rollout, inputs: inputs, parameters: parameters, expressions: expressions,
      declarations: declarations, tests: tests, invariants: invariants, gates: gates, judges: judges,
      audit: typedAudit,
      requests: requests,
      resample: resampling, builtins: builtins, derivedGrains: derivedGrains, states: typedStates, emissions: emissions,
      selection: selection,
      versionRange: (main.version ?? main.specName)?.range, branches: allBranches)
  }
}
