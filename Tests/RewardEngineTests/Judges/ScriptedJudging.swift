import RewardEngine
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Synchronization
import Testing

/// Answers as a function says, and notes what was asked.
final class ScriptedJudging: Judging {
  private let answer: @Sendable (JudgeQuestion) -> [Value]
  private let asked = Mutex<[JudgeQuestion]>([])
  let stop: JudgingStop?

  init(stop: JudgingStop? = nil, _ answer: @escaping @Sendable (JudgeQuestion) -> [Value]) {
    self.answer = answer
    self.stop = stop
  }

  /// For each item, by its first value.
  static func each(_ answer: @escaping @Sendable (String) -> Value) -> ScriptedJudging {
    ScriptedJudging { question in question.items.map { answer(String(decoding: $0[0].text, as: UTF8.self)) } }
  }

  /// The first value of each item of each question, in the order asked.
  var texts: [[String]] {
    asked.withLock { $0.map { $0.items.map { String(decoding: $0[0].text, as: UTF8.self) } } }
  }

  func answers(to questions: [JudgeQuestion]) -> [[Value]] {
    asked.withLock { $0 += questions }
    return questions.map(answer)
  }
}

/// What a spec with judges makes of the rows of one batch.
struct JudgedRows {
  let batch: ScoredBatch
  let spec: TypedSpec
  private let interpreter: Interpreter

  init(_ declarations: String, _ rows: [String], by judging: any Judging) throws {
    let file = SourceFile(name: "judged.reward", text: "spec judged 1.0.0\n" + declarations)
    let result = Checker.check(file, registry: Registry(RewardRules.builtins))
    spec = try #require(result.spec, "\(result.diagnostics)")
    let graph = Graph(lowering: spec)
    let scorer = Scorer(spec: spec, plan: Plan(graph), judging: judging)
    let chunk = RowParser(schema: scorer.schema).parse(LineBlock(bytes: Array(rows.joined(separator: "\n").utf8)))
    batch = try scorer.score(rows: chunk)
    let all = Graph(lowering: spec, roots: Array(spec.declarations.indices))
    let layout = Scorer(spec: spec, plan: Plan(all)).schema
    let whole = RowParser(schema: layout).parse(LineBlock(bytes: Array(rows.joined(separator: "\n").utf8)))
    interpreter = Interpreter(spec: spec, rows: Rows(whole, of: all, seed: 0), judging: judging)
  }

  /// The values of a score.
  subscript(_ name: String) -> [Value] {
    guard let output = batch.outputs.first(where: { $0.name == name }) else { return [] }
    return (0..<output.column.count).map { output.column.value($0) }
  }

  /// The same as the definition says it.
  func defined(_ name: String) -> [Value] {
    guard let id = spec.declarations.firstIndex(where: { $0.name == name }) else { return [] }
    return interpreter.elements(of: spec.declarations[id].type.grain).map {
      interpreter.value(ofDeclaration: id, at: $0)
    }
  }
}
