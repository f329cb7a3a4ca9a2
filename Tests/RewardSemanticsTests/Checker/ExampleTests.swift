import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// The examples of the manual are expressions of the language, and they have the values that stand beside them.
@Suite struct ExampleTests {
  struct Case: CustomTestStringConvertible {
    var function: String
    var example: Builtin.Example
    var testDescription: String { "\(function): \(example.expression)" }
  }

  /// Programs run only where the kernel allows a sandbox.
  static let canRunPrograms = (try? CodeSandbox.check()) != nil

  static let rules = RewardRules.builtins.filter { $0.cost != .process || canRunPrograms }.flatMap { builtin in
    builtin.examples.map { Case(function: builtin.name, example: $0) }
  }
  static let core = CoreFunction.all.flatMap { function in
    function.examples.map { Case(function: function.name, example: $0) }
  }

  @Test(arguments: rules)
  func `an example of the rule library holds`(_ it: Case) throws {
    try expectValue(of: it.example)
  }

  @Test(arguments: core)
  func `an example of a core function holds`(_ it: Case) throws {
    try expectValue(of: it.example)
  }

  /// `missing`, or a literal that must be the same value with the same unit.
  private func expectValue(of example: Builtin.Example) throws {
    let checked = CheckedSpec("let it = \(example.expression)\nmetric some = 1")
    let value = try checked.value(of: "it")
    guard example.value != "missing" else {
      #expect(value.isMissing, "\(value)")
      return
    }
    let literal = CheckedSpec("let it = \(example.value)\nmetric some = 1")
    #expect(try literal.value(of: "it") == value)
    let types = try [checked, literal].map { try #require($0.spec().declarations.first { $0.name == "it" }).type.value }
    #expect(types[0].unit == types[1].unit)
  }

  @Test func `every function of the rule library has examples`() {
    #expect(RewardRules.builtins.filter(\.examples.isEmpty).map(\.name) == [])
    #expect(
      CoreFunction.all.filter { !$0.takesOver && $0.examples.isEmpty }.map(\.name) == [
        "position", "random", "swap", "always", "eventually", "until",
      ])
  }
}
