import RewardRules
import Testing

@testable import RewardSemantics

/// What a `judge` comes to: types, questions, costs.
@Suite struct JudgeTests {
  private static let head = """
    input prompt: text per group
    input response: text <= 4000 word
    rule right = response contains "4"

    """

  private func judge(_ declaration: String) throws -> (TypedJudge, TypedDeclaration) {
    let spec = try CheckedSpec(Self.head + declaration + "\nreward total = 0.5 * (j at rollout) + right").spec()
    let judge = try #require(spec.judges.first)
    return (judge, spec.declarations[judge.declaration])
  }

  @Test(
    arguments: [
      ("judge j { prompt \"{response}\" answers 1..5 fault stop }", "real 0..1 per rollout"),
      ("judge j: -10..10 { prompt \"{response}\" answers 1..5 fault drop }", "real -10..10 per rollout, may fail"),
      ("judge j { prompt \"{response}\" answers yes_no fault abstain }", "bool per rollout, may abstain"),
      ("judge j: {0, 2} { prompt \"{response}\" answers yes_no fault stop }", "int {0, 2} per rollout"),
      (
        "judge j { prompt \"{response}\" answers label(good: 1, poor: 0.25) fault stop }",
        "real {0.25, 1} per rollout"
      ),
      (
        "judge j { prompt \"{response}\" answers label(good: 1, poor: 0.25) fault stop on_limit 0.5 }",
        "real {0.25, 0.5, 1} per rollout"
      ),
      ("judge j { prompt \"{response}\" answers yes_no fault stop samples 4 reduce median }", "real 0..1 per rollout"),
      ("judge j { prompt \"{response}\" answers yes_no fault stop samples 3 reduce median }", "bool per rollout"),
      ("judge j { prompt \"{response}\" answers 1..5 fault stop given right }", "real 0..1 per rollout"),
      (
        "judge j { prompt \"{response}\" answers 1..5 fault stop given right else abstain }",
        "real 0..1 per rollout, may abstain"
      ),
      ("judge j per group { prompt \"{prompt}\" answers 1..5 fault stop }", "real 0..1 per group"),
      ("judge j: real { prompt \"{response}\" answers endpoint fault stop on_limit -5 }", "real per rollout"),
    ])
  func `the type follows from the answer, the fault and the condition`(_ text: String, _ type: String) throws {
    #expect(try judge(text).1.type.description == type)
  }

  @Test func `a prompt holds each value once`() throws {
    let (judge, _) = try judge("judge j { prompt \"{response} {prompt} {response}\" answers 1..5 fault stop }")
    #expect(judge.prompt == [.value(0), .text([32]), .value(1), .text([32]), .value(0)])
  }

  @Test(
    arguments: [
      ("", "", true),
      ("samples 3 reduce median", "samples 3 reduce median timeout 9 s", true),
      ("samples 3 reduce median", "samples 3 reduce mean", false),
      ("model \"a\"", "model \"b\"", false),
      ("answers 1..5", "answers 1..10", false),
      ("fault stop", "fault abstain", false),
      ("fault stop", "fault retry 3 then stop", true),
    ])
  func `what decides the answer decides the question`(_ one: String, _ other: String, _ isSame: Bool) throws {
    func question(_ clauses: String) throws -> String {
      let answers = clauses.contains("answers") ? "" : " answers 1..5"
      let fault = clauses.contains("fault") ? "" : " fault stop"
      return try judge("judge j { prompt \"{response}\" \(clauses)\(answers)\(fault) }").0.question
    }
    #expect(try (question(one) == question(other)) == isSame)
  }

  private func checked(_ judges: String, cost: String) -> CheckedSpec {
    CheckedSpec(Self.head + judges + "\naudit { cost judge_calls <= \(cost) }")
  }
  private func verdict(_ judges: String, cost: String) throws -> AuditReport.Verdict {
    try #require(checked(judges, cost: cost).spec().auditStatically().findings.first).verdict
  }

  @Test func `calls are counted by sample, order and grain`() throws {
    let judges = """
      judge clear { prompt "{response}" answers 1..5 fault stop samples 3 reduce median }
      judge hard per group { prompt "{prompt}" answers 1..5 fault stop }
      reward total = clear + hard + right
      """
    let over = checked(judges, cost: "3 per rollout").result.diagnostics
    #expect(over.map(\.code.code) == ["E351"])
    #expect(over.first?.primary.text == "there are up to 4")
    #expect(try verdict(judges, cost: "4 per rollout") == .kept)
    guard case .unchecked = try verdict(judges, cost: "100 per group") else {
      Issue.record("a group may have any number of rollouts")
      return
    }
  }

  @Test func `all rollouts of a group together are one call`() throws {
    let judges = """
      judge best: 0..1 per rollout jointly over group { prompt "{response}" answers 1..5 fault stop }
      reward total = best + right + (prompt contains "x")
      """
    #expect(try verdict(judges, cost: "1 per group") == .kept)
  }

  @Test func `an invariant holds for whatever a judge says`() throws {
    let spec = try CheckedSpec(
      Self.head + """
        judge clear { prompt "{response}" answers 1..5 given right fault stop }
        reward total = right + 0.5 * clear
        invariant truth_first: for a, b: a.right > b.right implies a.total > b.total
        """
    ).spec()
    guard case .proved = spec.prove(spec.invariants[0]) else {
      Issue.record("a judge that is asked of right answers only never outweighs them")
      return
    }
  }

  @Test func `what refutes an invariant says the answer in a stub`() throws {
    let checked = CheckedSpec(
      Self.head + """
        judge clear { prompt "{prompt} {response}" answers 1..5 fault stop }
        reward total = right + 2 * clear
        invariant truth_first: for a, b: a.right > b.right implies a.total > b.total
        """)
    #expect(checked.codes == ["E340"])
    let note = try #require(checked.result.diagnostics.first?.notes.first { $0.hasPrefix("to replay") })
    #expect(note.hasPrefix("to replay it: test \"truth_first\" { group { a: { right: 1, clear: 0"))
  }
}
