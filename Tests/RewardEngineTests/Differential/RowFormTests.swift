import RewardGraph
import Testing

@testable import RewardEngine
@testable import RewardSemantics

/// Whatever a row is, the same rollouts have the same scores.
@Suite("Generated specs over rows of every form") struct RowFormTests {
  @Test("a line for each group", arguments: 0..<80)
  func groups(seed: Int) throws {
    try compare(seed, .group) { RowForm.grouped($0, inputs: $1).map { ($0.rows, $0.groups) } }
  }

  @Test("a line for each turn", arguments: 0..<160)
  func turns(seed: Int) throws {
    try compare(seed, .turn) { RowForm.turned($0, inputs: $1).map { ($0.rows, $0.turns) } }
  }

  @Test("enough of the generated rows can be brought into the other forms")
  func share() {
    let cases = (0..<160).map { DifferentialCase(seed: $0) }
    #expect(cases.count { RowForm.grouped($0.batches[0], inputs: $0.spec.inputs) != nil } > 60)
    #expect(cases.count { RowForm.turned($0.batches[0], inputs: $0.spec.inputs) != nil } > 30)
  }

  private func compare(
    _ seed: Int, _ rowGrain: Grain, _ form: ([String], [GeneratedSpec.Input]) -> (rows: [String], others: [String])?
  ) throws {
    let generated = DifferentialCase(seed: seed)
    guard let spec = generated.checked().spec else { return }
    for lines in generated.batches where !lines.isEmpty {
      guard let (rows, others) = form(lines, generated.spec.inputs) else { return }
      var other = spec
      other.rowGrain = rowGrain
      let plain = try scored(spec, rows)
      let formed = try scored(other, others)
      for (name, values) in plain.sorted(by: { $0.key < $1.key }) where formed[name] != values {
        Issue.record(
          """
          seed \(seed): `\(name)` is \(values) in rows of their own, \(formed[name] ?? []) in rows per \(rowGrain.name)
          \(generated.spec.text)
          \(others.joined(separator: "\n"))
          """)
        return
      }
      #expect(plain.count == formed.count)
    }
  }

  /// By score and record, what every element is worth; or what is wrong.
  private func scored(_ spec: TypedSpec, _ lines: [String]) throws -> [String: [String]] {
    let scorer = Scorer(spec: spec, plan: Plan(Graph(lowering: spec)), options: ScorerOptions(seed: 5))
    let chunk = RowParser(schema: scorer.schema).parse(DifferentialCase.block(lines))
    if let problem = chunk.problems.first { return ["problem": [problem.message]] }
    do {
      let batch = try scorer.score(rows: chunk)
      var result: [String: [String]] = [:]
      func shown(_ column: Column) -> [String] {
        (0..<column.count).map { column.value($0) }.map { "\($0.description) \($0.status.cause)" }
      }
      for output in batch.outputs { result[output.name] = shown(output.column) }
      for records in batch.records {
        for (name, column) in records.fields { result["\(records.name).\(name)"] = shown(column) }
      }
      result["kept"] = batch.kept.map(shown) ?? []
      return result
    } catch {
      // Which line it is said of differs.
      return ["error": ["\(error)".prefix { $0 != "(" }].map(String.init)]
    }
  }
}
