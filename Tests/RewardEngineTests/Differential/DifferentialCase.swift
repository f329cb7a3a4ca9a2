import RewardGraph
import RewardRules
import RewardSyntax

@testable import RewardEngine
@testable import RewardSemantics

/// A spec and rows, which the two evaluators must agree on.
struct DifferentialCase {
  var spec: GeneratedSpec { didSet { known = nil } }
  /// Lines by batch.
  var batches: [[String]]
  /// Reads every `let` as a score or a record as well: its values are compared, too, texts and limited ones among them.
  /// Otherwise what no score demands is not computed.
  var showsLets: Bool
  /// Declarations that were left out because the checker refuses them.
  private(set) var refused: [String] = []
  /// What the checker made of `spec`.
  private var known: CheckResult?

  init(spec: GeneratedSpec, batches: [[String]], showsLets: Bool) {
    self.spec = spec
    self.batches = batches
    self.showsLets = showsLets
  }

  init(seed: Int) {
    spec = SpecGenerator.spec(seed: seed)
    batches = RowGenerator.batches(for: spec, seed: seed)
    showsLets = seed % 2 == 1
    leaveOutRefused()
  }

  private static let registry = Registry(RewardRules.builtins)

  /// The typed spec, or what the checker says.
  func checked() -> (spec: TypedSpec?, errors: [String]) {
    let result = known ?? check()
    guard let spec = result.spec else {
      let errors = result.diagnostics.filter { $0.severity == .error }
      return (nil, errors.map { DiagnosticRenderer().compact($0, in: result.sources) })
    }
    let shown = spec.showingObjective()
    return (showsLets ? shown.showingLets() : shown, [])
  }

  private func check() -> CheckResult {
    let library = spec.library ?? ""
    return Checker.check(
      SourceFile(name: "generated.reward", text: spec.text), registry: Self.registry,
      loader: ModuleLoader { path, _ in .success(SourceFile(name: path, text: library)) })
  }

  /// Leaves out declarations that the checker refuses, and those that read them: what a random expression ranges over
  /// is not always what a declaration allows.
  private mutating func leaveOutRefused() {
    while !spec.declarations.isEmpty {
      let result = check()
      guard let error = result.diagnostics.first(where: { $0.severity == .error }) else {
        known = result
        return
      }
      let place = error.primary.range.start - spec.heading.utf8.count
      var end = 0
      let index = spec.declarations.firstIndex { declaration in
        end += declaration.utf8.count + 1
        return place < end
      }
      refused.append(DiagnosticRenderer().compact(error, in: result.sources))
      spec.declarations.remove(at: index ?? spec.declarations.count - 1)
    }
  }

  // MARK: Comparing

  /// The first difference between interpreter and engine; nil where every bit is the same, or where the spec does not
  /// check.
  func difference() throws -> String? {
    guard let spec = checked().spec else { return nil }
    let plan = Plan(Graph(lowering: spec))
    let seed = 11 + UInt64(batches.count)
    let whole = Scorer(spec: spec, plan: plan, options: ScorerOptions(seed: seed))
    let parser = RowParser(schema: whole.schema)
    var expected: [Meaning] = []
    var state = StateValues()
    var firstLine = 1
    for lines in batches where !lines.isEmpty {
      let chunk = parser.parse(Self.block(lines, firstLine: firstLine))
      firstLine += lines.count
      if let problem = chunk.problems.first { return "row \(problem.line) is refused: \(problem.message)" }
      let meaning = Meaning(of: spec, Rows(chunk, of: plan.graph, seed: seed), state: state)
      let found: String?
      do {
        found = meaning.difference(from: try whole.score(rows: chunk, states: state), of: spec)
      } catch {
        found = meaning.difference(from: error)
      }
      if let found { return "batch \(expected.count) by itself: \(found)" }
      expected.append(meaning)
      if !meaning.conflicts.isEmpty { break }
      state = meaning.after.settled()
    }
    for threads in [1, 3] {
      let scorer = Scorer(spec: spec, plan: plan, options: ScorerOptions(threads: threads, seed: seed))
      for size in [1, 3, 1000] {
        if let found = try streamed(scorer, parser, chunkRows: size, spec, expected) {
          return "\(threads) threads, chunks of \(size): \(found)"
        }
      }
    }
    return nil
  }

  /// Reads and scores all rows as a run does, and compares every batch.
  private func streamed(
    _ scorer: Scorer, _ parser: RowParser, chunkRows: Int, _ spec: TypedSpec, _ expected: [Meaning]
  ) throws -> String? {
    let lines = batches.flatMap { $0 }
    var start = 0
    var number = 0
    var found: String?
    do {
      try scorer.score(
        jobs: {
          guard start < lines.count else { return nil }
          let range = start..<min(start + chunkRows, lines.count)
          start = range.upperBound
          return { parser.parse(Self.block(lines[range], firstLine: range.lowerBound + 1)) }
        },
        onProblems: { found = found ?? $0.first.map { "line \($0.problem.line): \($0.problem.message)" } },
        sink: { batch in
          defer { number += 1 }
          guard found == nil else { return }
          guard number < expected.count else { return found = "more batches than steps" }
          found = expected[number].difference(from: batch, of: spec).map { "batch \(number): \($0)" }
        })
    } catch let error as ScorerError {
      guard number < expected.count else { return error.message }
      return found ?? expected[number].difference(from: error).map { "batch \(number): \($0)" }
    }
    return found ?? (number == expected.count ? nil : "\(number) batches of \(expected.count)")
  }

  static func block(_ lines: some Sequence<String>, firstLine: Int = 1) -> LineBlock {
    LineBlock(bytes: Array(lines.joined(separator: "\n").utf8), firstLine: firstLine)
  }

  /// What the interpreter makes of each batch.
  func meanings(of spec: TypedSpec) -> [Meaning] {
    let plan = Plan(Graph(lowering: spec))
    let parser = RowParser(schema: Scorer(spec: spec, plan: plan).schema)
    var state = StateValues()
    return batches.map { lines in
      let meaning = Meaning(of: spec, Rows(parser.parse(Self.block(lines)), of: plan.graph, seed: 1), state: state)
      state = meaning.after.settled()
      return meaning
    }
  }
}

extension TypedSpec {
  /// With the objective as a metric, so that rows show what it is worth.
  fileprivate func showingObjective() -> TypedSpec {
    var spec = self
    for index in declarations.indices where declarations[index].kind == .objective {
      spec.declarations[index].kind = .metric
    }
    return spec
  }

  /// With every `let` as a score, or, at grains that rows cannot show, as a record for each of its elements.
  fileprivate func showingLets() -> TypedSpec {
    var spec = self
    for (index, declaration) in declarations.enumerated() where declaration.kind == .let {
      let grain = declaration.type.grain
      if Grain.chain.contains(grain) {
        spec.declarations[index].kind = .metric
        continue
      }
      func declare(_ operation: RewardSemantics.Operation, _ operands: [ExpressionID], _ type: ValueType)
        -> DeclarationID
      {
        let type = ExpressionType(type, per: grain, absence: declaration.type.absence)
        spec.expressions.append(
          TypedExpression(operation: operation, operands: operands, type: type, range: declaration.range))
        spec.declarations.append(
          TypedDeclaration(
            name: "\(declaration.name) \(operands.count)", kind: .emit, value: spec.expressions.count - 1, type: type,
            range: declaration.range, documentation: ""))
        return spec.declarations.count - 1
      }
      spec.expressions.append(
        TypedExpression(
          operation: .constant(Value(true)), operands: [], type: ExpressionType(.bool, per: .run),
          range: declaration.range))
      let always = declare(.lift, [spec.expressions.count - 1], .bool)
      let value = declare(.reference(index), [], declaration.type.value)
      spec.emissions.append(
        TypedEmission(
          name: declaration.name, grain: grain, condition: always, fields: [("value", value)],
          range: declaration.range))
    }
    return spec
  }
}
