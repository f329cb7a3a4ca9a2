import Testing

@testable import RewardJudges

@Suite("Several verdicts in one answer")
struct JointVerdictsTests {
  static let form = VerdictForm.joint(ids: ["A", "B"], of: .scale(low: 1, high: 5))

  @Test("belong to ids, in any order and beside anything else")
  func byID() {
    let both = Verdict.joint([.number(2), .number(5)])
    #expect(reading(Self.form, #"{"verdicts": [{"id": "B", "verdict": 5}, {"id": "A", "verdict": 2}]}"#) == both)
    #expect(
      reading(
        Self.form,
        #"""
        A is weak {so far}.
        ```json
        {"verdicts": [{"id": "A", "reason": "short", "verdict": "2/5"}, {"verdict": 5.0, "id": "B"}], "note": 1}
        ```
        """#) == both)
    #expect(
      reading(
        .joint(ids: ["1", "2"], of: .yesNo), #"{"verdicts": [{"id": 2, "verdict": true}, {"id": 1, "verdict": "no"}]}"#)
        == .joint([.yes(false), .yes(true)]))
    #expect(
      reading(.joint(ids: ["x"], of: .labels(["good", "bad"])), #"{"verdicts": [{"id": "x", "verdict": "Bad"}]}"#)
        == .joint([.label(1)]))
    #expect(
      reading(.joint(ids: ["x"], of: .json), #"{"verdicts": [{"id": "x", "verdict": {"b": 1, "a": 2}}]}"#)
        == .joint([.bytes(Array(#"{"a":2,"b":1}"#.utf8))]))
    #expect(
      reading(.joint(ids: ["x"], of: .text), #"{"verdicts": [{"id": "x", "verdict": "well\ndone"}]}"#)
        == .joint([.bytes(Array("well\ndone".utf8))]))
  }

  @Test(
    "are those that were asked for, each once",
    arguments: [
      #"{"verdicts": [{"id": "A", "verdict": 2}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "A", "verdict": 2}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "verdict": 2}, {"id": "C", "verdict": 2}]}"#,
      #"{"verdicts": [{"id": "a", "verdict": 2}, {"id": "B", "verdict": 2}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "verdict": 6}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "verdict": null}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B"}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "id": "B", "verdict": 3}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "verdict": 3, "verdict": 4}]}"#,
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "verdict": 3}], "verdicts": []}"#,
      #"{"verdicts": {"A": 2, "B": 3}}"#, #"{"verdicts": [2, 3]}"#, #"{"A": 2, "B": 3}"#, "[2, 3]", "2, 3", "",
      #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "verdict": 3}"#,
    ])
  func wrong(_ text: String) {
    #expect(reading(Self.form, text) == nil)
  }

  @Test("the reason tells which id is meant")
  func reasons() {
    #expect(
      reason(Self.form, #"{"verdicts": [{"id": "A", "verdict": 2}, {"id": "B", "verdict": 9}]}"#)
        == "the verdict on `B`: `9` is not a number from 1 to 5")
    #expect(reason(Self.form, #"{"verdicts": [{"id": "A", "verdict": 2}]}"#) == "there is no verdict on `B`")
    #expect(
      reason(Self.form, #"{"verdicts": [{"id": "Z\n", "verdict": 2}]}"#) == "nobody asked for a verdict on `Z `")
  }
}
