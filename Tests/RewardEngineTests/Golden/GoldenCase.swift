import Foundation
import RewardEngine
import RewardGraph
import RewardRules
import RewardSemantics
import RewardSyntax

/// A case of a golden file: inputs, parameters, and what must come out within a tolerance.
struct GoldenCase: Codable {
  var name: String
  var inputs: [String: JSONValue]
  var params: [String: JSONValue]
  var expected: [String: JSONValue]
  var tolerance: Double
}

struct GoldenFile: Codable {
  var key: String
  var cases: [GoldenCase]
}

/// How the cases of one key become a spec and rows, and scored rows become outputs again. A binding moves values; what is
/// computed is computed by the spec.
struct GoldenBinding: Sendable {
  /// The spec's text for a case; nil runs `Examples/atlas/<key>.reward` as it is.
  var spec: (@Sendable (GoldenCase) -> String)?
  /// Values for the spec's parameters, by name.
  var parameters: @Sendable (GoldenCase) -> [String: String]
  /// One object for each rollout, in order.
  var rows: @Sendable (GoldenCase) -> [[String: JSONValue]]
  /// The output `name` of a case from the scored rows.
  var output: @Sendable (_ name: String, _ scored: [JSONValue]) -> JSONValue
  /// The output `name` of a case from the records of an emission of the spec, by its name; nil where it is no matter of
  /// records.
  var recorded: @Sendable (_ name: String, _ records: [String: [JSONValue]]) -> JSONValue? = { _, _ in nil }
  /// What comes back for requests, each the line that a run writes of it: rows that have its id under `revises`.
  var answers: (@Sendable (GoldenCase, _ requests: [JSONValue]) -> [[String: JSONValue]])?
  /// Outputs that are gradients, which belong to a later version: they are not compared.
  var gradients: Set<String> = []
  /// Cases that score rollouts; others solve a given world, which a spec does not.
  var covers: @Sendable (GoldenCase) -> Bool = { _ in true }
}

enum GoldenRunner {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// `REWARDC_GOLDEN_DIR`, else the cases beside the tests.
  static var files: [URL] {
    let folder =
      ProcessInfo.processInfo.environment["REWARDC_GOLDEN_DIR"].map { URL(filePath: $0) }
      ?? root.appending(path: "Tests/Golden")
    let found = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return found.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }

  struct Failure: Error, CustomStringConvertible { var description: String }

  /// Runs a case through the engine, from the bytes of its rows to the bytes of the scored rows.
  static func outputs(of golden: GoldenCase, key: String, with binding: GoldenBinding) throws -> [String: JSONValue] {
    let text =
      try binding.spec?(golden)
      ?? String(contentsOf: root.appending(path: "Examples/atlas/\(key).reward"), encoding: .utf8)
    let result = Checker.check(
      SourceFile(name: "\(key).reward", text: text), registry: Registry(RewardRules.builtins),
      overrides: binding.parameters(golden))
    guard let spec = result.spec else {
      let messages = result.diagnostics.map { DiagnosticRenderer().compact($0, in: result.sources) }
      throw Failure(description: messages.joined(separator: "\n") + "\n" + text)
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "rows.jsonl")
    let output = folder.appending(path: "scored.jsonl")
    let encoder = JSONEncoder()
    // A table of a batch stands in each of its rows, byte for byte the same.
    encoder.outputFormatting = .sortedKeys
    try Data(binding.rows(golden).map { try encoder.encode($0) }.joined(separator: [10])).write(to: input)
    let names = spec.emissions.map(\.name) + spec.requestNames
    let records = Dictionary(uniqueKeysWithValues: names.map { ($0, folder.appending(path: $0)) })
    func lines(of file: URL?) throws -> [JSONValue] {
      guard let file else { return [] }
      let decoder = JSONDecoder()
      return try Data(contentsOf: file).split(separator: 10).map { try decoder.decode(JSONValue.self, from: $0) }
    }
    func run(with answers: AnswerTable?) throws {
      let run = ScoringRun(
        spec: spec, plan: Plan(Graph(lowering: spec)),
        options: .init(
          input: input.path, output: output.path, records: records.mapValues(\.path), answers: answers,
          scorer: ScorerOptions(threads: 2), blockSize: 256))
      var problems = answers?.problems ?? []
      let report = try run.run(onProblems: { problems += $0 })
      problems += answers?.unused ?? []
      if let problem = problems.first
        ?? report.failure.map({ RunProblem(isLeftOut: true, problem: .init(line: 0, message: $0.message)) })
      {
        throw Failure(description: "line \(problem.problem.line): \(problem.problem.message)")
      }
    }
    try run(with: nil)
    if let answer = binding.answers {
      // What came back may make a run ask for more.
      var answers: [[String: JSONValue]] = []
      var answered: [JSONValue] = []
      while true {
        let asked = try spec.requestNames.flatMap { try lines(of: records[$0]) }
        let open = asked.filter { !answered.contains($0["id"] ?? .null) }
        let new = open.isEmpty ? [] : answer(golden, open)
        if new.isEmpty { break }
        answered += asked.map { $0["id"] ?? .null }
        answers += new
        let file = folder.appending(path: "answers.jsonl")
        try Data(answers.map { try encoder.encode($0) }.joined(separator: [10])).write(to: file)
        try run(with: AnswerTable(path: file.path, spec: spec, plan: Plan(Graph(lowering: spec))))
      }
    }
    var scored = try lines(of: output)
    for slot in try spec.emissions.filter(\.namesRollout).flatMap({ try lines(of: records[$0.name]) }) {
      guard let row = scored.firstIndex(where: { $0["id"] == slot["id"] }), case .object(var members) = scored[row]
      else {
        continue
      }
      members["slot"] = slot
      scored[row] = .object(members)
    }
    let written = try Dictionary(
      uniqueKeysWithValues: spec.emissions.map { ($0.name, try lines(of: records[$0.name])) })
    let outputs = golden.expected.keys.filter { !binding.gradients.contains($0) }
    return Dictionary(
      uniqueKeysWithValues: outputs.map { ($0, binding.recorded($0, written) ?? binding.output($0, scored)) })
  }

  /// Where `got` is not `want` within the tolerance; nil where it is.
  static func difference(_ got: JSONValue, _ want: JSONValue, tolerance: Double, at path: String) -> String? {
    switch (got, want) {
    case (.number(let a), .number(let b)):
      return abs(a - b) <= tolerance * max(1, abs(b)) ? nil : "\(path): got \(a), want \(b)"
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return "\(path): got \(a.count) values, want \(b.count)" }
      for (index, pair) in zip(a, b).enumerated() {
        if let found = difference(pair.0, pair.1, tolerance: tolerance, at: "\(path)[\(index)]") { return found }
      }
      return nil
    case (.object(let a), .object(let b)):
      guard a.keys == b.keys else { return "\(path): got \(a.keys.sorted()), want \(b.keys.sorted())" }
      for (key, value) in b.sorted(by: { $0.key < $1.key }) {
        if let found = difference(a[key] ?? .null, value, tolerance: tolerance, at: "\(path).\(key)") { return found }
      }
      return nil
    default: return got == want ? nil : "\(path): got \(got), want \(want)"
    }
  }
}
