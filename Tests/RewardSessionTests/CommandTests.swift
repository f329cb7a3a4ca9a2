import Testing

@testable import RewardSession

/// The commands that begin with a colon, and the lines before they are commands.
@Suite struct CommandTests {
  @Test func `a question gives data`() {
    var talk = Conversation()
    #expect(talk.say(":type size > 3").output == "bool per rollout\n")
    #expect(
      talk.say(":list").output == """
        spec task 1.0.0
        input response: text per rollout
        input answer: text per group
        rule correct: bool per rollout
        metric size: real 0..∞ per rollout

        """)
    #expect(talk.say(":graph correct").output.hasSuffix("// correct\n"))
    #expect(talk.say(":graph size").output.contains("// correct") == false)
    #expect(talk.say(":doc correct").output.hasPrefix("rule correct: bool per rollout\n\n/// The response names"))
    #expect(talk.say(":doc number_equal").output.hasPrefix("number_equal(a, b)\n"))
    #expect(talk.say(":help").output.contains(":why ROW [SCORE]"))
  }

  @Test func `why takes a number or an id`() {
    var talk = Conversation()
    let path = talk.rowsPath
    let expected = """
      \(path):5
      metric size = 7
        length(response, in: char) = 7
          response = "9, or 6"

      """
    #expect(talk.say(":why 5 size").output == expected)
    #expect(talk.say(":why e size").output == expected)
    #expect(talk.say(":why 7").notes == ["\(path) has no rollout `7`; it has 6"])
    #expect(talk.say(":why 0").isError)
    #expect(talk.say(":why 1 sise").notes == ["the spec declares no score or value `sise`"])
  }

  @Test func `rows are listed with what is wrong with them`() {
    var talk = Conversation(rows: Array(TemporaryRows.six.prefix(1)) + ["{"])
    let path = talk.rowsPath
    #expect(talk.beginning.notes.prefix(2) == ["task 1.0.0 from task.reward", "\(path): 1 rollout, 1 group, 1 batch"])
    #expect(talk.beginning.notes.last?.hasPrefix("line 2 is left out: ") == true)
    #expect(talk.say(":rows").output == "row  id  group\n1    a   g\n")
  }

  @Test func `another spec and other rows can be taken back`() {
    var talk = Conversation(specs: ["other.reward": "spec other 2.0.0\nmetric one = 1", "bad.reward": "spec bad 1.0.0"])
    #expect(talk.say(":load other.reward").notes == ["other 2.0.0 from other.reward"])
    #expect(talk.say("one").output == "1\n")
    #expect(talk.say(":load none.reward").notes == ["there is no none.reward"])
    let rows = TemporaryRows([TemporaryRows.row("z", "g", "1", "1")])
    #expect(talk.say(":data \(rows.path)").notes == ["\(rows.path): 1 rollout, 1 group, 1 batch"])
    #expect(talk.say(":undo").isError == false)
    #expect(talk.say(":undo").isError == false)
    #expect(talk.say("mean(correct over batch)").output == "0.3333333333333333\n")
    #expect(talk.say(":data -").isError)
    #expect(talk.say(":data /nowhere").isError)
    #expect(talk.say(":undo").isError, "what was refused changed nothing")
  }

  @Test func `a command is known by its beginning`() {
    var talk = Conversation()
    #expect(talk.say(":q").isEnd)
    #expect(talk.say(" :quit ").isEnd)
    #expect(talk.say(":l").notes == ["there is no command `:l`; `:help` lists them"])
    #expect(talk.say(":why").notes == ["it is written `:why ROW [SCORE]`"])
    #expect(talk.say(":rows now").notes == ["it is written `:rows`"])
    #expect(talk.say("// nothing").isError == false)
  }

  @Test func `more rows than a session reads are cut and said`() {
    let rows = (1...20_002).map { #"{"id": \#($0), "group_id": \#($0), "response": "x"}"# }
    var talk = Conversation("spec task 1.0.0\ninput response: text\nmetric one = response == \"x\"", rows: rows)
    #expect(
      talk.beginning.notes.last == "only its first 20000 lines are read; the last group and batch may be incomplete")
    #expect(talk.say("count(rollout over batch)").output == "20000\n")
  }

  @Test(arguments: [
    (["1 + 1"], ["1 + 1"], ""),
    (["mean(", "  x over batch)"], ["mean(\n  x over batch)"], ""),
    (["a +", "b"], ["a +\nb"], ""),
    (["let x ="], [], "let x =\n"),
    (["gate g {", "level a = b", "}"], ["gate g {\nlevel a = b\n}"], ""),
    (["func f(x: real) {", "let y = x", "y }"], ["func f(x: real) {\nlet y = x\ny }"], ""),
    (["/// Doc.", "let x = 1"], ["/// Doc.\nlet x = 1"], ""),
    (["f(", ":quit"], ["f(\n", ":quit"], ""),
    (["f(", "let x = 1"], ["f(\n", "let x = 1"], ""),
    ([":type (a"], [":type (a"], ""),
    ([#"""" "#, "text"], [], "\"\"\" \ntext\n"),
    (["", "x // (", "1 /"], ["", "x // ("], "1 /\n"),
  ])
  func `open lines go on`(lines: [String], texts: [String], pending: String) {
    var typed = TypedLines()
    #expect(lines.flatMap { typed.add($0) } == texts)
    #expect(typed.pending == pending)
    #expect(typed.finish() == (pending.isEmpty ? [] : [pending]))
  }

  @Test func `completion knows what may stand at a place`() {
    var talk = Conversation()
    _ = talk.say("let corrected = size")
    #expect(talk.session.completions(of: ":d").names == [":data", ":doc"])
    #expect(talk.session.completions(of: "mean(corr") == (4, ["correct", "corrected"]))
    #expect(talk.session.completions(of: "number_eq") == (9, ["number_equal"]))
    #expect(talk.session.completions(of: ":type siz").names == ["size"])
    #expect(talk.session.completions(of: ":show co").names == ["correct", "corrected"])
    #expect(talk.session.completions(of: ":doc number_eq").names == ["number_equal"])
    #expect(talk.session.completions(of: "nothing_like_it").names.isEmpty)
    // Where a grain is wanted there are grains, and at the beginning declarations.
    #expect(talk.session.completions(of: "mean(correct over gr").names == ["group"])
    #expect(talk.session.completions(of: "metr").names == ["metric"])
    #expect(talk.session.completions(of: "turn.te") == (2, ["text"]))
  }
}
