import RewardEngine
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Testing

/// What a run makes of some rows, from the bytes of a spec to those of the scored rows.
struct ScoredLines {
  /// The scored rows, and the records of the first `emit`.
  var lines: [String] = []
  var records: [String] = []
  /// `line: message` of what was left out or warned of.
  var problems: [String] = []

  /// - Parameter declarations: of a spec, without its head.
  init(of rows: [String], _ declarations: String) throws {
    let file = SourceFile(name: "rows.reward", text: "spec rows 1.0.0\n" + declarations)
    let result = Checker.check(file, registry: Registry(RewardRules.builtins))
    let spec = try #require(result.spec, "\(result.diagnostics)")
    let scorer = Scorer(spec: spec, plan: Plan(Graph(lowering: spec)))
    var chunks = [RowParser(schema: scorer.schema).parse(LineBlock(bytes: Array(rows.joined(separator: "\n").utf8)))]
    let (target, emitted) = (TemporaryFile(), TemporaryFile())
    let writer = try RowWriter(path: target.path)
    let types = spec.emissions.first?.fields.map { spec.declarations[$0.value].type.value.base } ?? []
    let recorder = try RecordWriter(path: emitted.path, types: types)
    var problems: [String] = []
    try scorer.score(
      chunks: { chunks.popLast() },
      onProblems: { problems += $0.map { "\($0.problem.line): \($0.problem.message)" } },
      sink: {
        try writer.write($0)
        if let records = $0.records.first { try recorder.write(records) }
      })
    try writer.close()
    try recorder.close()
    func lines(_ file: TemporaryFile) -> [String] { file.text.split(separator: "\n").map(String.init) }
    (self.lines, records, self.problems) = (lines(target), lines(emitted), problems)
  }
}
