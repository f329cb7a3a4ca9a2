import Testing

@Suite struct ExplainTests {
  private let folder = Sample.folder([
    Sample.row("a"), Sample.row("b", "it is 5"), Sample.row("c", "4!"), Sample.row("d", answer: "5", "5"),
  ])

  @Test func showsEveryScoreWithItsParts() {
    let outcome = rewardc("explain", "task.reward", "rows.jsonl", "--id", "b", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.output.hasPrefix(
        """
        rows.jsonl:2
        rule correct = 0
          response = "it is 5"
          answer = "4"
        metric size = 7

        """))
    #expect(outcome.output.contains("\nadvantage = -1.15"))
  }

  @Test func aLineNamesARolloutTooAndScoreNarrows() {
    let outcome = rewardc("explain", "task.reward", "rows.jsonl", "--line", "3", "--score", "correct", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.output == "rows.jsonl:3\nrule correct = 1\n  response = \"4!\"\n  answer = \"4\"\n")
  }

  @Test func agreesWithTheRunAboutTheBatch() throws {
    let run = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    let explained = rewardc("explain", "task.reward", "rows.jsonl", "--id", "a", "--score", "advantage", in: folder)
    let line = try #require(explained.output.split(separator: "\n").dropFirst().first)
    #expect(run.rows[0].contains(#""\#(line.replacing(" = ", with: #"":"#)),"#))
  }

  @Test func aRowThatARunLeavesOutIsNotExplained() {
    let outcome = rewardc("explain", "task.reward", "rows.jsonl", "--id", "d", in: folder)
    #expect(outcome.exit == 2)
    #expect(
      outcome.errors
        == "rewardc: rows.jsonl:4: a run leaves this row out: `answer` differs from line 1, a row of the same group\n")
  }

  @Test func readsInputsFromMappedPaths() {
    let folder = Sample.folder()
    folder.write(#"{"id": 7, "gold": {"text": "4"}, "response": "4"}"# + "\n", to: "rows.jsonl")
    let arguments = ["explain", "task.reward", "rows.jsonl", "--id", "7"]
    #expect(Command(arguments, in: folder).wait().exit == 2)
    #expect(Command(arguments + ["--map", "answer=gold.text"], in: folder).wait().output.contains("rule correct = 1"))
  }

  @Test func aLineThatHoldsAGroupHasSeveralRollouts() {
    let folder = Folder()
    folder.write(
      "spec groups 1.0.0\nrows per group\ninput response: text\nrule right = response == \"4\"\n", to: "task.reward")
    folder.write(#"{"id": "p", "responses": ["4", "5"]}"# + "\n", to: "rows.jsonl")
    func explained(_ options: String...) -> String {
      Command(["explain", "task.reward", "rows.jsonl"] + options, in: folder).wait().output
    }
    #expect(explained("--line", "1").hasPrefix("rows.jsonl:1 rollout 0\nrule right = 1\n"))
    #expect(explained("--line", "1", "--rollout", "1").hasPrefix("rows.jsonl:1 rollout 1\nrule right = 0\n"))
    #expect(explained("--id", "p", "--rollout", "1").hasPrefix("rows.jsonl:1 rollout 1\n"))
    let outcome = rewardc("explain", "task.reward", "rows.jsonl", "--line", "1", "--rollout", "2", in: folder)
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: rows.jsonl has no rollout on line 1 with --rollout 2\n")
  }

  @Test(arguments: [
    (["--id", "zebra"], "rewardc: rows.jsonl has no rollout `zebra`"),
    (["--line", "9"], "rewardc: rows.jsonl has no rollout on line 9"),
    (["--id", "a", "--score", "zebra"], "rewardc: the spec declares no `zebra`"),
    ([], "Error: say which rollout: --id or --line"),
    (["--id", "a", "--line", "1"], "Error: say which rollout: --id or --line"),
  ])
  func whatIsNotThereIsExitCode2(arguments: [String], message: String) {
    let outcome = Command(["explain", "task.reward", "rows.jsonl"] + arguments, in: folder).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors.hasPrefix(message + "\n"))
    #expect(outcome.output.isEmpty)
  }
}
