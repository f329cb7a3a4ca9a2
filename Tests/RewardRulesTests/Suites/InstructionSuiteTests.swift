import RewardSemantics
import Testing

@testable import RewardRules

/// Instructions of IFEval and IFBench with the verdicts of their own evaluators.
struct InstructionSuiteTests {
  @Test(.enabled(if: PublicSuite.isThere, Comment(rawValue: PublicSuite.whySkipped)))
  func `verdicts on instructions are those of the public evaluators`() throws {
    let cases = try PublicSuite.cases(of: "ifeval_cases")
    if cases.isEmpty { return }
    var agreement = PublicSuite.Agreement()
    // Classes that their registries do not name cannot be asked for.
    for testCase in cases where testCase.text("instruction_id")?.hasPrefix("(unregistered)") == false {
      let strict = try verdict(testCase, isLoose: false)
      let loose = try testCase.bool("expected_loose").map { (try verdict(testCase, isLoose: true), Result($0)) }
      let isAgreeing = strict == Result(testCase.bool("expected")) && (loose.map { $0 == $1 } ?? true)
      agreement.add(
        isAgreeing,
        """
        \(testCase.id) \(testCase.text("instruction_id") ?? "") \(testCase.json("kwargs") ?? ""): \
        strict \(testCase.bool("expected") as Any), here \(strict); \
        loose \(testCase.bool("expected_loose") as Any), here \(loose?.0 as Any)
        """)
    }
    for disagreement in agreement.disagreements { print(disagreement) }
    print("instructions: \(agreement.agreeing) agree, \(agreement.disagreements.count) do not")
    #expect(agreement.share >= 0.99)
  }

  /// Where the evaluator drew arguments that were not there, the case has those it drew.
  private func verdict(_ testCase: SuiteCase, isLoose: Bool) throws -> Result {
    try Builtin.follows.call(
      .text(testCase.text("response") ?? ""), .text(testCase.text("instruction_id") ?? ""),
      .text(testCase.json("resolved_args") ?? testCase.json("kwargs") ?? ""),
      statics: ["loose": .number(isLoose ? 1 : 0)])
  }
}

extension Result {
  fileprivate init(_ condition: Bool?) { self = condition == true ? .yes : .no }
}
