import RewardRules
import Testing

@testable import RewardSemantics

/// `audit { ... }`: promises are kept, broken or cannot be checked, and which is which is found out by scoring.
@Suite struct AuditTests {
  private static func findings(_ rule: String, _ promise: String) throws -> AuditReport.Verdict {
    let text = """
      input response: text
      input answer: text per group
      rule correct = \(rule)
      audit {
        \(promise) on correct
      }
      test "right" {
        group answer "4" { a: "<think>2 + 2</think><answer>4</answer>" }
        expect a.correct == 1
      }
      """
    let spec = try CheckedSpec(text).spec()
    return try #require(spec.auditStatically().findings.first).verdict
  }

  private static func isBroken(_ verdict: AuditReport.Verdict) -> Bool {
    if case .broken = verdict { true } else { false }
  }

  private static let tagged = #"number_equal(extract(response, /<answer>(.*?)<\/answer>/s, which: last) ?? "", answer)"#

  @Test(arguments: ["empty", "whitespace", "tags_only", "answer_empty", "wrong", "negation", "cut_off", "fence_only"])
  func `a rule that reads the answer from its tags rejects`(_ probe: String) throws {
    #expect(try Self.findings(Self.tagged, "reject \(probe)") == .kept)
  }

  @Test(arguments: ["shotgun", "contradiction", "negation", "wrong"])
  func `a rule that looks for the answer anywhere does not reject`(_ probe: String) throws {
    #expect(Self.isBroken(try Self.findings("response contains answer", "reject \(probe)")))
  }

  @Test func `the empty text is in every text`() throws {
    #expect(
      Self.isBroken(try Self.findings("answer contains trim(response) or response contains answer", "reject empty")))
  }

  @Test(arguments: ["plus_sign", "trailing_zeros", "surrounding_blanks"])
  func `numbers are accepted as they are written`(_ probe: String) throws {
    #expect(try Self.findings(Self.tagged, "accept \(probe)") == .kept)
  }

  @Test(arguments: ["plus_sign", "trailing_zeros", "surrounding_blanks", "thousands"])
  func `equal texts are not`(_ probe: String) throws {
    let exact = #"extract(response, /<answer>(.*?)<\/answer>/s) ?? "" == answer"#
    #expect(Self.isBroken(try Self.findings(exact, "accept \(probe)")))
  }

  @Test func `what cannot be made is not called kept`() throws {
    guard case .unchecked = try Self.findings(Self.tagged, "reject echo") else {
      Issue.record("there is no prompt to echo")
      return
    }
  }

  @Test func `every probe is made from some right response, and says what it is`() throws {
    let template = try #require(
      ProbeTemplate(response: "<a>Paris 4</a>", truth: "Paris 4", prompt: "Where?"))
    for probe in Probe.allCases {
      #expect(!probe.summary.isEmpty)
      guard case .rows(let truth, let responses) = template.make(probe) else {
        Issue.record("\(probe) is not made")
        continue
      }
      #expect(!truth.isEmpty && !responses.isEmpty)
      #expect(probe.isAttack || !responses.contains(template.response(truth)))
    }
  }

  @Test func `a cost above its bound is an error, within it is kept`() throws {
    let spec = """
      input response: text
      rule a = response matches /a/
      rule b = response matches /b/
      metric again = response matches /a/

      """
    #expect(CheckedSpec(spec + "audit { cost pattern_matches <= 1 per rollout }").errors == ["E351"])
    let kept = try CheckedSpec(spec + "audit {\n cost pattern_matches <= 2 per rollout\n cost judge_calls <= 0\n}")
      .spec()
    #expect(kept.auditStatically().findings.map(\.verdict) == [.kept, .kept])
  }

  @Test func `an allowed warning is not said, and an allowance of nothing is`() {
    let spec = """
      input right: bool
      input score: -1..1
      reward total = score given right
      reward other = score given right

      """
    #expect(CheckedSpec(spec).codes == ["W310", "W310"])
    #expect(CheckedSpec(spec + "audit { allow W310 on total because \"the paper does\" }").codes == ["W310"])
    #expect(CheckedSpec(spec + "audit { allow W310 because \"the paper does\" }").codes == [])
    #expect(CheckedSpec(spec + "audit {\n allow W310 because \"so\"\n allow W311 because \"so\"\n}").codes == ["W350"])
    let overlapping = "audit {\n allow W310 on total because \"so\"\n allow W310 because \"so\"\n}"
    #expect(CheckedSpec(spec + overlapping).codes == [])
    let single = spec.replacing("reward other = score given right\n", with: "")
    #expect(CheckedSpec(single).codes == ["W310"])
    #expect(CheckedSpec(single + overlapping).codes == [])
    #expect(CheckedSpec(spec + "audit { allow E201 because \"so\" }").errors == ["E350"])
  }
}
