import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// The whole way of a spec that stands in a test: check it, look at its types, interpret it on a few rows.
struct CheckedSpec {
  let result: CheckResult

  /// - Parameter text: Declarations; the name of the spec is added in front.
  init(_ text: String, loader: ModuleLoader = .none, overrides: [String: String] = [:]) {
    let file = SourceFile(name: "example.reward", text: "spec example 1.0.0\n" + text)
    result = Checker.check(file, registry: Registry(RewardRules.builtins), loader: loader, overrides: overrides)
  }

  /// Codes and messages of everything that was found.
  var messages: [String] { result.diagnostics.map { "\($0.code.code) \($0.message)" } }

  /// Codes of everything that was found.
  var codes: [String] { result.diagnostics.map(\.code.code) }

  /// The codes of the errors.
  var errors: [String] { result.diagnostics.filter { $0.severity == .error }.map(\.code.code) }

  /// The spec, or a failure of the test with the messages.
  func spec() throws -> TypedSpec {
    guard let spec = result.spec else { throw Refused(messages: messages) }
    return spec
  }

  struct Refused: Error {
    var messages: [String]
  }

  /// The type of a declaration as `rewardc dump` prints it; the messages if there is no spec.
  func type(of name: String) -> String {
    guard let spec = result.spec else { return messages.joined(separator: "\n") }
    return spec.declarations.first { $0.name == name }?.type.description ?? "no declaration `\(name)`"
  }

  /// The values of a declaration at every element of its grain, or of a finer one.
  ///
  /// - Parameters:
  ///   - groups: The group of each rollout.
  ///   - columns: Inputs by name, with one value for each rollout; a list where the input is per token or turn.
  func values(
    of name: String, per grain: Grain? = nil, groups: [Int], _ columns: [String: [Value]] = [:]
  ) throws -> [Value] {
    let spec = try spec()
    let id = try #require(spec.declarations.firstIndex { $0.name == name })
    let rollouts = groups.indices.map { row in
      var inputs: [InputID: Value] = [:]
      for (id, input) in spec.inputs.enumerated() { inputs[id] = columns[input.name]?[row] }
      return Rows.Rollout(group: groups[row], inputs: inputs)
    }
    let interpreter = Interpreter(spec: spec, rows: Rows(rollouts))
    return interpreter.elements(of: grain ?? spec.declarations[id].type.grain)
      .map { interpreter.value(ofDeclaration: id, at: $0) }
  }

  /// The only value of a declaration that reads no input.
  func value(of name: String) throws -> Value {
    try #require(try values(of: name, per: .rollout, groups: [0]).first)
  }
}

/// Whether numbers are those expected, to the last few bits; nil is a missing value.
func expect(
  _ values: [Value], equal expected: [Double?], _ comment: String = "", at location: SourceLocation = #_sourceLocation
) {
  let numbers = values.map { $0.isMissing ? nil : $0.number }
  #expect(numbers.count == expected.count, "\(comment)", sourceLocation: location)
  for (index, (number, wanted)) in zip(numbers, expected).enumerated() {
    let isEqual =
      switch (number, wanted) {
      case (nil, nil): true
      case (let number?, let wanted?): abs(number - wanted) <= 1e-12 * max(1, abs(wanted))
      default: false
      }
    #expect(
      isEqual, "\(comment) element \(index): \(values[index]), expected \(wanted.map { "\($0)" } ?? "missing")",
      sourceLocation: location)
  }
}
