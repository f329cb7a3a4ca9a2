import RewardEngine
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Synchronization
import Testing

@testable import RewardJudges

/// A model that answers as a function says, and notes what it was asked.
final class ScriptedModel: ModelSource {
  private let answer: @Sendable (ModelRequest) -> ModelReply.Outcome
  private let asked = Mutex<[ModelRequest]>([])

  init(_ answer: @escaping @Sendable (ModelRequest) -> ModelReply.Outcome) { self.answer = answer }

  /// One that says a text to each prompt.
  static func saying(_ text: @escaping @Sendable (String) -> String) -> ScriptedModel {
    ScriptedModel { .answer(ModelAnswer(text: Array(text(prompt(of: $0)).utf8))) }
  }

  var requests: [ModelRequest] { asked.withLock(\.self) }

  func reply(to call: ModelCall) async -> ModelReply {
    asked.withLock { $0.append(call.request) }
    return ModelReply(outcome: answer(call.request), calls: 1)
  }

  /// What the user says.
  static func prompt(of request: ModelRequest) -> String {
    String(decoding: request.messages.last { $0.role == .user }?.text ?? [], as: UTF8.self)
  }

  static func system(of request: ModelRequest) -> String {
    String(decoding: request.messages.first { $0.role == .system }?.text ?? [], as: UTF8.self)
  }
}

/// A spec scored with models.
struct JudgedRun {
  let panel: JudgePanel
  let batch: ScoredBatch

  init(_ declarations: String, _ rows: [String], asking source: any ModelSource, isFenced: Bool = true) throws {
    let spec = try JudgedRun.spec(declarations)
    panel = JudgePanel(spec: spec, models: [:], source: source, isFenced: isFenced)
    let scorer = Scorer(spec: spec, plan: Plan(Graph(lowering: spec)), judging: panel)
    let bytes = Array(rows.joined(separator: "\n").utf8)
    batch = try scorer.score(rows: RowParser(schema: scorer.schema).parse(LineBlock(bytes: bytes)))
  }

  static func spec(_ declarations: String) throws -> TypedSpec {
    let file = SourceFile(name: "judged.reward", text: "spec judged 1.0.0\n" + declarations)
    let result = Checker.check(file, registry: Registry(RewardRules.builtins))
    return try #require(result.spec, "\(result.diagnostics)")
  }

  /// The values of a score.
  subscript(_ name: String) -> [Value] {
    guard let output = batch.outputs.first(where: { $0.name == name }) else { return [] }
    return (0..<output.column.count).map { output.column.value($0) }
  }
}
