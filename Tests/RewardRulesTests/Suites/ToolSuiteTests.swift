import RewardSyntax
import Testing

@testable import RewardRules
@testable import RewardSemantics

/// Verdicts of public checkers of tool calls.
@Suite(.enabled(if: PublicSuite.isThere, Comment(rawValue: PublicSuite.whySkipped))) struct ToolSuiteTests {
  private func cases(_ suite: String) throws -> [SuiteCase] {
    try PublicSuite.cases(of: "tool_cases").filter { $0.text("suite") == suite }
  }

  private func report(_ agreement: PublicSuite.Agreement, _ what: String) {
    print("\(what): \(agreement.agreeing) agree, \(agreement.disagreements.count) do not")
    for line in agreement.disagreements { print("  \(line)") }
    #expect(agreement.share >= 0.99)
  }

  /// The calls are read from a text, as those of a response are.
  @Test func `calls are right as the Berkeley leaderboard has it`() throws {
    let cases = try cases("bfcl_ast")
    if cases.isEmpty { return }
    var agreement = PublicSuite.Agreement()
    for one in cases {
      let calls = try #require(one.elements("calls"))
      let text = calls.map { "<tool_call>\n\($0)\n</tool_call>" }.joined(separator: "\n")
      guard case .texts(let read) = try Builtin.toolCalls.call(.text(text), statics: ["form": .symbol("tags")]) else {
        Issue.record("\(one.id) has no calls")
        continue
      }
      let verdict = try Builtin.callsMatch.call(
        .texts(read), .text(try #require(one.json("possible_answer"))), .text(try #require(one.json("functions"))))
      let wanted = one.bool("expected_valid") == true
      agreement.add(verdict == (wanted ? .yes : .no), "\(one.id): \(verdict), the suite says \(wanted)")
    }
    report(agreement, "calls of BFCL")
  }

  @Test func `responses are worth what ToolRL pays`() throws {
    let cases = try cases("toolrl_rlla")
    if cases.isEmpty { return }
    let source = SourceFile(
      name: "suite.reward",
      text: """
        spec suite 1.0.0
        input response: text
        input answer: text
        metric format = tool_format(response, answer contains "<tool_call>", answer contains "<response>")
        metric correctness = tool_reward(response, tool_calls(answer, form: lines))
        """)
    let checked = Checker.check(source, registry: Registry(RewardRules.builtins))
    #expect(checked.diagnostics.map(\.message) == [])
    let spec = try #require(checked.spec)
    let rollouts = cases.enumerated().map { index, one in
      var inputs: [InputID: Value] = [:]
      for (id, input) in spec.inputs.enumerated() { inputs[id] = one.text(input.name).map { Value(text: $0) } }
      return Rows.Rollout(group: index, inputs: inputs)
    }
    let interpreter = Interpreter(spec: spec, rows: Rows(rollouts))
    var agreement = PublicSuite.Agreement()
    for name in ["format", "correctness"] {
      let id = try #require(spec.declarations.firstIndex { $0.name == name })
      for (element, one) in zip(interpreter.elements(of: Grain.rollout), cases) {
        let value = interpreter.value(ofDeclaration: id, at: element)
        let wanted = try #require(one.number("expected_" + name))
        let agrees = !value.isMissing && abs(value.number - wanted) < 1e-6
        agreement.add(agrees, "\(one.id) \(name): \(value), the suite says \(wanted)")
      }
    }
    report(agreement, "rewards of ToolRL")
  }
}
