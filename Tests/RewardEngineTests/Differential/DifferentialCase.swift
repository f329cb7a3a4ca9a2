import RewardGraph
import RewardRules
import RewardSyntax

@testable import RewardEngine
@testable import RewardSemantics

/// A spec and rows, which the two evaluators must agree on.
struct DifferentialCase {
  var spec: GeneratedSpec
  /// Lines by batch.
  var batches: [[String]]
  /// Reads every `let` as a score as well: its values are compared, too, texts and limited ones among them. Otherwise
  /// what no score demands is not computed.
  var showsLets: Bool

  init(spec: GeneratedSpec, batches: [[String]], showsLets: Bool) {
    self.spec = spec
    self.batches = batches
    self.showsLets = showsLets
  }

  init(seed: Int) {
    spec = SpecGenerator.spec(seed: seed)
    batches = RowGenerator.batches(for: spec, seed: seed)
    showsLets = seed % 2 == 1
  }

  private static let registry = Registry(RewardRules.builtins)

  /// The typed spec, or what the checker says.
  func checked() -> (spec: TypedSpec?, errors: [String]) {
    let result = Checker.check(SourceFile(name: "generated.reward", text: spec.text), registry: Self.registry)
    guard var spec = result.spec else {
      let errors = result.diagnostics.filter { $0.severity == .error }
      return (nil, errors.map { DiagnosticRenderer().compact($0, in: result.sources) })
    }
    if showsLets {
      for index in spec.declarations.indices where spec.declarations[index].kind == .let {
        spec.declarations[index].kind = .metric
      }
    }
    return (spec, [])
  }

  /// What a column holds at each of its elements.
  typealias Outputs = [String: [Value]]

  /// One batch as the interpreter sees it.
  struct Meaning {
    var rows: Rows
    var outputs: Outputs
  }

  /// The first difference between interpreter and engine; nil where every bit is the same, or where the spec does not
  /// check.
  func difference() throws -> String? {
    guard let spec = checked().spec else { return nil }
    let plan = Plan(Graph(lowering: spec))
    let whole = Scorer(spec: spec, plan: plan)
    let parser = RowParser(schema: whole.schema)
    var expected: [Meaning] = []
    for lines in batches where !lines.isEmpty {
      let chunk = parser.parse(Self.block(lines))
      if let problem = chunk.problems.first { return "row \(problem.line) is refused: \(problem.message)" }
      let rows = Rows(chunk, of: plan.graph)
      let meaning = Meaning(rows: rows, outputs: Self.interpreted(spec, rows))
      if let found = Self.difference(try whole.score(rows: chunk), meaning, spec) {
        return "batch \(expected.count) by itself: \(found)"
      }
      expected.append(meaning)
    }
    for threads in [1, 3] {
      let scorer = Scorer(spec: spec, plan: plan, options: ScorerOptions(threads: threads))
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
        found = Self.difference(batch, expected[number], spec).map { "batch \(number): \($0)" }
      })
    return found ?? (number == expected.count ? nil : "\(number) batches of \(expected.count)")
  }

  private static func block(_ lines: some Sequence<String>, firstLine: Int = 1) -> LineBlock {
    LineBlock(bytes: Array(lines.joined(separator: "\n").utf8), firstLine: firstLine)
  }

  /// The rows of each batch as the interpreter reads them.
  func rows(for spec: TypedSpec) -> [Rows] {
    let plan = Plan(Graph(lowering: spec))
    let parser = RowParser(schema: Scorer(spec: spec, plan: plan).schema)
    return batches.map { Rows(parser.parse(Self.block($0)), of: plan.graph) }
  }

  // MARK: Values

  /// Every declared output at each element of its grain; of a grain coarser than rollouts at each rollout.
  static func interpreted(_ spec: TypedSpec, _ rows: Rows) -> Outputs {
    let interpreter = Interpreter(spec: spec, rows: rows)
    var outputs: Outputs = [:]
    for (id, declaration) in spec.declarations.enumerated() where declaration.kind != .let {
      let grain = declaration.type.grain
      if grain == .pair { continue }
      let elements = interpreter.elements(of: Grain.rollout.refines(grain) ? .rollout : grain)
      outputs[declaration.name] = elements.map { interpreter.value(ofDeclaration: id, at: $0) }
    }
    return outputs
  }

  /// The columns of a scored batch; of tokens only those that the mask selects, which all others must hold 0.
  private static func outputs(_ batch: ScoredBatch, _ rows: Rows, _ spec: TypedSpec) -> Outputs {
    let structure = Structure(of: rows, in: spec)
    var outputs: Outputs = [:]
    for output in batch.outputs {
      var values = (0..<output.column.count).map { output.column.value($0) }
      if output.grain == .token, let offsets = batch.tokenOffsets {
        let places: [Int] = structure.elements(of: .token).map { element in
          guard case .token(let rollout, let index) = element else { return 0 }
          return offsets[rollout] + structure.position(ofToken: index, rollout: rollout)
        }
        let selected = Set(places)
        let isClean = values.indices.allSatisfy {
          selected.contains($0) || values[$0] == Value(0) || output.column.isText
        }
        values = isClean ? places.map { values[$0] } : []
      }
      outputs[output.name] = values
    }
    return outputs
  }

  private static func difference(_ batch: ScoredBatch, _ meaning: Meaning, _ spec: TypedSpec) -> String? {
    let actual = outputs(batch, meaning.rows, spec)
    let expected = meaning.outputs
    for (name, values) in expected.sorted(by: { $0.key < $1.key }) {
      if let value = values.first(where: { !$0.number.isFinite }) { return "`\(name)` is \(show(value)) somewhere" }
      guard let own = actual[name], own.count == values.count else {
        return "`\(name)` has \(actual[name]?.count ?? -1) values of \(values.count)"
      }
      for (index, (a, b)) in zip(own, values).enumerated() where !isSame(a, b) {
        return "`\(name)`[\(index)] is \(show(a)) in the engine, \(show(b)) in the interpreter"
      }
    }
    return actual.count == expected.count ? nil : "outputs that nothing declares"
  }

  /// The same status and the same bits.
  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    guard a.status == b.status else { return false }
    switch (a.payload, b.payload) {
    case (.number(let a), .number(let b)): return a.bitPattern == b.bitPattern
    case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy(isSame)
    default: return a.payload == b.payload
    }
  }

  private static func show(_ value: Value) -> String {
    switch value.payload {
    case .none: value.status.cause
    case .number(let number): "\(number)\(value.status == .caused ? " (caused)" : "")"
    case .text(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
    case .list(let values): "[\(values.map(show).joined(separator: ", "))]"
    }
  }
}

extension Column {
  fileprivate var isText: Bool { if case .numbers = storage { false } else { true } }
}
