import Foundation
import RewardEngine
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax
import Testing

/// Runs of a spec over files in a folder of their own, with what comes back for requests.
struct RequestRun {
  let spec: TypedSpec
  private let folder: URL

  init(_ text: String) throws {
    let result = Checker.check(
      SourceFile(name: "spec.reward", text: text), registry: Registry(RewardRules.builtins), linting: false)
    let messages = result.diagnostics.map { DiagnosticRenderer().compact($0, in: result.sources) }
    spec = try #require(result.spec, "\(messages.joined(separator: "\n"))")
    folder = FileManager.default.temporaryDirectory.appending(path: "requests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func close() { try? FileManager.default.removeItem(at: folder) }

  /// What a run gave.
  struct Outcome {
    var scored: [JSONValue] = []
    /// By the name of a file beside the scores.
    var records: [String: [JSONValue]] = [:]
    /// Of the answers.
    var problems: [RunProblem] = []
  }

  /// Scores rows with answers.
  func score(
    _ rows: [[String: JSONValue]], _ answers: [[String: JSONValue]]? = nil, threads: Int = 1, block: Int = 1 << 20
  )
    throws -> Outcome
  {
    let plan = Plan(Graph(lowering: spec))
    func write(_ objects: [[String: JSONValue]], to name: String) throws -> String {
      let path = folder.appending(path: name)
      try Data(objects.map { try JSONEncoder().encode($0) }.joined(separator: [10])).write(to: path)
      return path.path
    }
    func lines(_ name: String) throws -> [JSONValue] {
      try Data(contentsOf: folder.appending(path: name)).split(separator: 10).map {
        try JSONDecoder().decode(JSONValue.self, from: $0)
      }
    }
    let names = spec.emissions.map(\.name) + spec.requestNames
    let table = try answers.map { try AnswerTable(path: write($0, to: "answers"), spec: spec, plan: plan) }
    let run = ScoringRun(
      spec: spec, plan: plan,
      options: .init(
        input: try write(rows, to: "rows"), output: folder.appending(path: "scored").path,
        records: Dictionary(uniqueKeysWithValues: names.map { ($0, folder.appending(path: $0).path) }), answers: table,
        scorer: ScorerOptions(threads: threads), blockSize: block))
    let report = try run.run()
    #expect(report.failure.map(\.message) == nil)
    return Outcome(
      scored: try lines("scored"),
      records: try Dictionary(uniqueKeysWithValues: names.map { ($0, try lines($0)) }),
      problems: (table?.problems ?? []) + (table?.unused ?? []))
  }
}
