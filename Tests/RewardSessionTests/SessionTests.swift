import Testing

@testable import RewardSession

/// What a session says to expressions and declarations, and what it stands at then.
@Suite struct SessionTests {
  @Test func `an expression is shown at its grain`() {
    var talk = Conversation()
    #expect(
      talk.say("correct").output == """
        row  id  group  bool
        1    a   g      true
        2    b   g      false
        3    c   g      true
        4    d   h      false
        5    e   h      false
        6    f   h      false

        """)
    #expect(talk.say("count(correct over group)").output == "group  int 0..∞\ng      2\nh      0\n")
    #expect(talk.say("mean(size over batch)").output == "3.5\n")
    #expect(talk.say("1 + 2").output == "3\n")
  }

  @Test func `elements in rollouts and pairs say whose they are`() {
    var talk = Conversation(rows: Array(TemporaryRows.six.prefix(2)))
    #expect(
      talk.say("size - other.size").output == """
        row  id  other  real
        1    a   b      3
        2    b   a      -3

        """)
    #expect(
      talk.say("turn.text").output == """
        row  id  turn  text
        1    a   0     "it is 4"
        2    b   0     "five"

        """)
  }

  @Test func `an objective is shown by its name`() {
    var talk = Conversation(
      "spec s 1.0.0\ninput size: real trained\nobjective = mean((size - 1) ^ 2 over batch)\n",
      rows: [#"{"id": "a", "group_id": "g", "size": 3}"#, #"{"id": "b", "group_id": "g", "size": 1}"#])
    #expect(talk.say("objective").output == "2\n")
    #expect(talk.say(":type objective").output == "real 0..∞ per batch\n")
    #expect(talk.say("objective = mean(size over batch)").notes == ["changed objective: real per batch"])
    #expect(talk.say("objective").output == "2\n")
  }

  @Test func `a missing value says why`() {
    var talk = Conversation(rows: Array(TemporaryRows.six.prefix(2)))
    #expect(
      talk.say("number(response)").output == """
        row  id  group  real
        1    a   g      abstained: no match
        2    b   g      abstained: no match

        """)
  }

  @Test func `a declaration is added and one of its name replaced`() {
    var talk = Conversation()
    #expect(talk.say("let half = size / 2").notes == ["added let half: real 0..∞ per rollout"])
    #expect(talk.say("mean(half over batch)").output == "1.75\n")
    #expect(talk.say("let half = size / 4").notes == ["changed let half: real 0..∞ per rollout"])
    #expect(talk.say("mean(half over batch)").output == "0.875\n")
    #expect(talk.say(":undo").notes == ["taken back"])
    #expect(talk.say("mean(half over batch)").output == "1.75\n")
    #expect(talk.say(":undo").notes == ["taken back"])
    #expect(talk.say("half").findings == ["E150 1:1"])
    #expect(talk.say(":undo").isError)
  }

  @Test func `documentation goes with its declaration`() {
    var talk = Conversation()
    #expect(talk.say(":show correct").output.hasPrefix("/// The response names the answer.\nrule correct"))
    #expect(
      talk.say("/// Another.\nrule correct = response == answer").notes == ["changed rule correct: bool per rollout"])
    #expect(talk.say(":show correct").output == "/// Another.\nrule correct = response == answer\n")
    #expect(talk.say("rule correct = true").isError == false)
    #expect(talk.say(":show correct").output == "rule correct = true\n")
  }

  @Test func `what does not check changes nothing`() {
    var talk = Conversation()
    let before = talk.say(":list").output
    let answer = talk.say("let half = sise / 2")
    #expect(answer.isError)
    #expect(answer.findings == ["E150 1:12"])
    #expect(talk.say(":list").output == before)
    // What others read cannot become what they cannot read.
    #expect(talk.say("let twice = 2 * size").isError == false)
    let broken = talk.say("metric size = response")
    #expect(broken.isError)
    #expect(talk.say("twice").output.hasPrefix("row"))
    #expect(talk.say("let a = 1\nlet b = 2").isError)
  }

  @Test func `messages point into what was typed`() {
    var talk = Conversation()
    #expect(talk.say("1 + sise").findings == ["E150 1:5"])
    #expect(talk.say(":type 1 + sise").findings == ["E150 1:11"])
    #expect(talk.say("mean(\n  sise over batch)").findings == ["E150 2:3"])
    #expect(talk.say("(1").findings == ["E121 1:1"])
    #expect(talk.say("x = 3").notes == ["nothing is named `x`; a value gets a name with `let x = ...`"])
  }

  @Test func `a warning is shown where it is about what was typed, but not that nothing reads it`() {
    var talk = Conversation()
    #expect(talk.say("let half = size / 2").findings.isEmpty)
    #expect(talk.say("size given correct else abstain").findings == ["W232 1:12"])
    #expect(talk.say("metric paid = size given correct else abstain").findings == ["W232 1:26"])
    // Said once: it is not about what is typed now.
    #expect(talk.say("1 + 1").findings.isEmpty)
  }

  @Test func `a session may begin with nothing`() {
    var talk = Conversation(nil, rows: [])
    #expect(talk.say("let x = 3").notes == ["added let x: int 3 per run"])
    #expect(talk.say("x * 2").output == "6\n")
    #expect(talk.say("input response: text").isError == false)
    #expect(talk.say("response").notes == ["no rows are loaded: `:data FILE` loads some, and this is text per rollout"])
    #expect(talk.say(":why 1").isError)
    #expect(talk.say(":graph").isError)
    #expect(talk.say(":list").output == "spec session 1.0.0\nlet x: int 3 per run\ninput response: text per rollout\n")
    let data = talk.say(":data \(Conversation().rowsPath)")
    #expect(data.isError, "the file has gone with its conversation")
  }

  @Test func `names of the session stay free`() {
    var talk = Conversation()
    #expect(talk.say("let shown = 2").isError == false)
    #expect(talk.say("shown + 1").output == "3\n")
    #expect(talk.say("shown_").findings == ["E150 1:1"])
  }

  @Test func `an answer can be given up between elements`() {
    var talk = Conversation()
    var asked = 0
    let answer = talk.session.answer("correct") {
      asked += 1
      return asked == 3
    }
    #expect(answer.isCancelled)
    #expect(asked == 3)
    #expect(talk.say("1 + 1").output == "2\n")
  }

  @Test func `states go from batch to batch`() {
    let rows = (1...3).map { #"{"id": "\#($0)", "group_id": "g\#($0)", "step": \#($0), "response": "x"}"# }
    var talk = Conversation(
      "spec task 1.0.0\ninput response: text\nstate seen: int = 0 then seen + 1\nmetric before = seen", rows: rows)
    #expect(talk.say("seen").output == "step  int\n1     0\n2     1\n3     2\n")
    #expect(talk.say(":why 3 before").output.contains("metric before per batch = 2\n") == false)
    #expect(talk.say(":why 3 before").output.contains("before = 2\n"))
  }
}
