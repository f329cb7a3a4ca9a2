import RewardRules
import Testing

@testable import RewardJudges

@Suite("How a model is told to answer")
struct InstructionTests {
  @Test("an answer as the instruction has it is read")
  func obeyed() {
    let scale = VerdictForm.scale(low: 1, high: 5)
    #expect(scale.instruction.contains("`Verdict:` and a number from 1 to 5,"))
    #expect(reading(scale, "Reasons.\nVerdict: 3") == .number(3))
    #expect(VerdictForm.yesNo.instruction.contains("`Verdict:` and yes or no,"))
    #expect(reading(.yesNo, "Reasons.\n`Verdict: no`") == .yes(false))
    let labels = VerdictForm.labels(["good", "not good"])
    #expect(labels.instruction.contains("`good`, `not good`"))
    #expect(reading(labels, "Reasons.\nVerdict: `not good`") == .label(1))
    #expect(VerdictForm.expectation(low: 0, high: 9).instruction.contains("a whole number from 0 to 9 alone"))
    #expect(VerdictForm.text.instruction.isEmpty && VerdictForm.score.instruction.isEmpty)
  }

  @Test("an instruction that is repeated is no verdict")
  func repeated() {
    for form in [VerdictForm.scale(low: 1, high: 5), .yesNo, .labels(["good", "bad"])] {
      #expect(reading(form, form.instruction) == nil, "\(form.instruction)")
    }
  }

  @Test("of several verdicts instruction and schema name the ids")
  func joint() throws {
    let form = VerdictForm.joint(ids: ["A", "B"], of: .labels(["good", "bad"]))
    #expect(
      form.instruction.contains(
        #"each of the ids "A", "B", in any order. VERDICT is one of the strings "good", "bad"."#))
    let schema = try #require(form.schema)
    #expect(
      String(decoding: schema, as: UTF8.self)
        == #"{"type":"object","properties":{"verdicts":{"type":"array","items":{"type":"object","properties":{"id":{"#
        + #""type":"string","enum":["A","B"]},"verdict":{"type":"string","enum":["good","bad"]}},"required":["id","verdict"],"#
        + #""additionalProperties":false}}},"required":["verdicts"],"additionalProperties":false}"#)
    #expect(VerdictForm.yesNo.schema == nil)
  }
}
