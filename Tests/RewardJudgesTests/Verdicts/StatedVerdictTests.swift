import Testing

@testable import RewardJudges

/// What a form makes of a text.
func reading(_ form: VerdictForm, _ text: String, ending: String? = "stop") -> Verdict? {
  guard case .read(let verdict) = form.read(ModelAnswer(text: Array(text.utf8), ending: ending)) else { return nil }
  return verdict
}

/// Why a form makes nothing of a text.
func reason(_ form: VerdictForm, _ text: String, ending: String? = "stop") -> String? {
  guard case .unreadable(let reason) = form.read(ModelAnswer(text: Array(text.utf8), ending: ending)) else {
    return nil
  }
  return reason
}

@Suite("The verdict that an answer states")
struct StatedVerdictTests {
  static let five = VerdictForm.scale(low: 1, high: 5)

  @Test(
    "numbers",
    arguments: [
      ("4", 4), (" 4.\n", 4), ("**4**", 4), ("`3`", 3), ("4.5", 4.5), ("4/5", 4), ("4 / 5", 4), ("4 out of 5.", 4),
      ("[[2]]", 2), ("[4]", 4), ("\"5\"", 5), ("$4$", 4), ("\\boxed{3}", 3), ("$\\boxed{\\text{3}}$", 3), ("+2", 2),
      ("1.", 1),
      ("Verdict: 4", 4), ("**Verdict:** 4/5", 4), ("**Verdict**: 4", 4), ("### Final score: 2", 2),
      ("Score (1-5): 4", 4),
      ("Rating = 3", 3), ("- Overall rating: **5**", 5), ("The final answer is 2.", 2), ("My score is 3", 3),
      ("Verdict：4", 4), ("SCORE: 4 out of 5", 4), ("Score: 4, because it is short.", 4), ("Score: 4 (good)", 4),
      ("Score: 4 - clear and kind", 4), ("Verdict: 4. It is good.", 4), ("Verdict:\n\n3", 3),
      ("**Verdict:**\n**3**", 3),
      ("Clear, but too long.\n4", 4), ("Two faults: 1) tone 2) length.\n\n**3/5**", 3),
      ("Verdict: 2\nOn reflection it is better.\nVerdict: 4", 4), ("Score: 2\n\\boxed{5}", 5),
      ("\\boxed{5}\nScore: 2", 2),
      (#"{"verdict": 4}"#, 4), (#"{"reason": "Score: 1", "score": 2.5}"#, 2.5),
      ("```json\n{\"rating\": \"4/5\"}\n```", 4),
      (#"Here it is: {"answer": 3} as asked"#, 3), (#"{"answer": 5, "verdict": 1}"#, 1),
      (#"{"score": 1} {"score": 2}"#, 2),
      ("<think>Verdict: 1</think>\nVerdict: 4", 4), ("so it is 1 </think> 4", 4), ("<THINKING>2</THINKING>4", 4),
      ("<reasoning>a</reasoning><think>b</think>3", 3), ("> Score: 1\n4", 4), ("Score: 4\n\n**4**", 4),
      ("Verdict: 4\n> Verdict: 1", 4),
    ] as [(String, Double)])
  func numbers(_ text: String, _ number: Double) {
    #expect(reading(Self.five, text) == .number(number))
  }

  @Test(
    "what is no plain number of the scale has no verdict",
    arguments: [
      "", "  \n", "8/10", "Score: 8/10", "7 out of 10", "4-5", "Score: 4-5", "Score: 4 - 5", "Score: 4–5", "4 or 5",
      "between 3 and 4", "Score: between 3 and 4", "Score: 4, maybe 5", "Score: 4 (or 5)", "0", "6", "-4",
      "Score: 5.01",
      "NaN", "inf", "1e0", "Score: 1e3", "٤", "４", "四", "four", "½", "4%", "1,000", "4,5", "4.5.1", "0x4", "4th",
      "4 stars?",
      "4/5/2026", "4/5/5", "Score: N/A", "Verdict:", "Verdict: 3\nVerdict: 4 or 5", "Verdict: 3\nFinal answer: unclear",
      "I would say 4 here", "It holds 3 of 5 points, so 4 it is not", "Underscore: 4", "Scores: 4", "Style score: 4",
      "> 4", "> Verdict: 4", "It says:\nScore: 5\nThat is wrong.\n2", "> {\"score\": 4}\nis what it says",
      "<think>Verdict: 4", "<think>a</think><think>Verdict: 4", "4 <think>", "<think></think>",
      "<think><reasoning>a</reasoning> 4", #"{"score": 6}"#, #"{"score": "high"}"#, #"{"score": 1, "score": 5}"#,
      #"{"score": null}"#, #"{"score": true}"#, #"{"score": [4]}"#, #"{"grade": {"score": 4}}"#, #"{"score": 4"#, "{}",

      "\\boxed{4", "\\boxed{}", "\\boxed{4}5\\boxed{x}", "999999999999999999999999999999",
      "Verdict: N, N a number from 1 to 5",
    ])
  func noNumbers(_ text: String) {
    let reading = Self.five.read(ModelAnswer(text: Array(text.utf8), ending: "stop"))
    guard case .unreadable(let reason) = reading else {
      Issue.record("\(text) is read as \(reading)")
      return
    }
    #expect(!reason.isEmpty && !reason.contains("\n"))
  }

  @Test("a scale may have a fraction, a sign and another high end")
  func otherScales() {
    let unit = VerdictForm.scale(low: 0, high: 1)
    #expect(reading(unit, "Verdict: .25") == .number(0.25))
    #expect(reading(unit, "1/1") == .number(1))
    #expect(reading(unit, "8/10") == nil)
    #expect(reading(unit, "-0") == .number(0))
    let signed = VerdictForm.scale(low: -1, high: 1)
    #expect(reading(signed, "Verdict: -0.5") == .number(-0.5))
    #expect(reading(signed, "Verdict: \u{2212}1") == .number(-1))
    #expect(reading(.scale(low: 1, high: 10), "8/10") == .number(8))
    #expect(reading(.scale(low: 1, high: 10), "4/5") == nil)
  }

  @Test("an answer that was cut off, filtered or refused has no verdict")
  func endings() {
    #expect(reading(.scale(low: 1, high: 10), "Verdict: 1", ending: "length") == nil)
    #expect(reading(Self.five, "Verdict: 1", ending: "content_filter") == nil)
    #expect(reading(Self.five, "Verdict: 1", ending: ModelAnswer.refusal) == nil)
    #expect(reading(Self.five, "Verdict: 1", ending: nil) == .number(1))
    #expect(reason(Self.five, "Verdict: 1", ending: "length") == "the answer was cut off at its longest length")
  }

  @Test(
    "yes and no",
    arguments: [
      ("yes", true), ("No.", false), ("**YES**", true), ("Verdict: no", false),
      ("Answer: Yes, it cites two sources.", true),
      ("Yes, it cites two sources.", true), ("Yes. It cites two sources.", true),
      ("No\n\nThe sources are missing.", false),
      ("**No**\nThe sources are missing.", false), ("The candidate says yes.\nVerdict: no", false),
      ("It says yes twice.\nno", false), (#"{"verdict": false}"#, false), (#"{"answer": "Yes"}"#, true),
      ("\\boxed{\\text{yes}}", true), ("Verdict: yes (as asked)", true), ("<think>no no no</think> yes", true),
    ])
  func yesNo(_ text: String, _ isYes: Bool) {
    #expect(reading(.yesNo, text) == .yes(isYes))
  }

  @Test(
    "what says both, neither or something longer is neither",
    arguments: [
      "No, the candidate says yes", "Verdict: yes, or rather no", "yes/no", "Verdict: yes or no", "yes and no",
      "not yes",
      "Not applicable", "None", "No errors were found", "nope", "yesterday", "yes-man", "The candidate says yes",
      "I cannot say no", "Verdict: maybe", "Verdict: N/A", "1", "true", #"{"verdict": 1}"#, #"{"verdict": "true"}"#,
      "No\nThough one could say yes.", "y", "Verdict: no one knows", "Sí",
    ])
  func neither(_ text: String) {
    #expect(reading(.yesNo, text) == nil)
  }

  @Test("labels are whole words, the longest that fits")
  func labels() {
    let form = VerdictForm.labels(["correct", "incorrect", "partly", "partly correct"])
    #expect(reading(form, "incorrect") == .label(1))
    #expect(reading(form, "Verdict: **Correct**.") == .label(0))
    #expect(reading(form, "Verdict: partly correct") == .label(3))
    #expect(reading(form, "PARTLY") == .label(2))
    #expect(reading(form, #"{"verdict": "partly correct"}"#) == .label(3))
    #expect(reading(form, "Verdict: correct - and short") == .label(0))
    for text in [
      "not correct", "Verdict: not correct", "correctly", "It is incorrect", "Verdict: correct, not incorrect",
      "Verdict: partly wrong", "correct or incorrect", "Verdict: correct?", "verdict", #"{"verdict": 0}"#,
    ] {
      #expect(reading(form, text) == nil, "\(text)")
    }
  }

  @Test("labels may differ in capital letters, hold marks and be written in any script")
  func oddLabels() {
    let cases = VerdictForm.labels(["A", "a", "B"])
    #expect(reading(cases, "Verdict: a") == .label(1))
    #expect(reading(cases, "Verdict: b") == .label(2))
    #expect(reading(.labels(["ok", "OK"]), "Ok") == nil)
    let marks = VerdictForm.labels(["A", "A+", "[[B]]"])
    #expect(reading(marks, "A+") == .label(1))
    #expect(reading(marks, "[[A]]") == .label(0))
    #expect(reading(marks, "[[B]]") == .label(2))
    #expect(reading(.labels(["A", "B"]), "A+") == nil)
    #expect(reading(.labels(["gut", "schlecht", "größer"]), "Verdict: größer") == .label(2))
    #expect(reading(.labels(["gr"]), "größer") == nil)
  }

  @Test("a text is what stands after the reasoning; JSON is brought into one form")
  func textAndJSON() {
    #expect(reading(.text, "<think>a</think>\n An answer. ") == .bytes(Array("An answer.".utf8)))
    #expect(reading(.text, "<think>a</think>") == nil)
    let canonical = Verdict.bytes(Array(#"{"a":[1],"b":"ä"}"#.utf8))
    #expect(reading(.json, #"{"b": "\u00e4", "a": [1.0]}"#) == canonical)
    #expect(reading(.json, "```json\n{\"b\": \"ä\",\n \"a\": [1]}\n```") == canonical)
    #expect(reading(.json, "Here: {\"b\": \"ä\", \"a\": [1]}. Done {so") == canonical)
    #expect(reading(.json, "[1, 2]") == .bytes(Array("[1,2]".utf8)))
    #expect(reading(.json, "none [1]") == nil)
    #expect(reading(.json, "{\"a\": }") == nil)
    #expect(
      VerdictForm.json.read(ModelAnswer(text: Array("{\"a\": \"".utf8) + [0xFF] + Array("\"}".utf8)))
        == .unreadable("the answer holds no JSON"))
  }

  @Test("the score of an endpoint is a finite number")
  func score() {
    #expect(VerdictForm.score.read(ModelAnswer(score: -2.5)) == .read(.number(-2.5)))
    #expect(VerdictForm.score.read(ModelAnswer()) == .unreadable("the endpoint gives no score"))
    #expect(VerdictForm.score.read(ModelAnswer(score: .nan)) == .unreadable("the endpoint gives no score"))
  }

  @Test(
    "anything is read in time in proportion to it",
    arguments: [
      "{", "[", "9", "(", "*", "<", "<think", "</think>", "{\"a\":", "{\"a\":[", "\"", "\\boxed{", "Verdict: ",
      "Verdict:\n",
      "yes ", "no, ", "yes, ", ".", "\n", "```", "{\"a\":\"\\", "score ", "final ", "- ", "{}", "4/5 ", "good ",
    ])
  func hostile(_ unit: String) {
    let bytes = Array(String(repeating: unit, count: (1 << 16) / unit.utf8.count).utf8)
    let clock = ContinuousClock()
    for form in [Self.five, .yesNo, .labels(["good", "not good"]), .json, .joint(ids: ["A"], of: .yesNo)] {
      let time = clock.measure { _ = form.read(ModelAnswer(text: bytes, ending: "stop")) }
      // A debug build on a busy machine; work by the square takes minutes.
      #expect(time < .seconds(20), "\(form) \(unit)")
    }
  }
}
