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
          found nowhere in the 7 bytes of response
          response = "it is 5"
          answer = "4"
        metric size = 7

        """))
    #expect(outcome.output.contains("\nadvantage = -1.15"))
  }

  @Test(arguments: ["--line", "--row"])
  func aLineOrARowNamesARolloutTooAndScoreNarrows(option: String) {
    let outcome = rewardc("explain", "task.reward", "rows.jsonl", option, "3", "--score", "correct", in: folder)
    #expect(outcome.exit == 0)
    #expect(
      outcome.output == """
        rows.jsonl:3
        rule correct = 1
          found at bytes 0..<1 of response: "4"
          response = "4!"
          answer = "4"

        """)
  }

  @Test func aPatternSaysWhereItWasFound() {
    let folder = Folder()
    folder.write(
      """
      spec found 1.0.0
      input response: text
      let said = extract(response, /<a>(.*?)<\\/a>/) ?? ""
      rule tagged = response matches /<a>/
      metric digits = count_matches(response, /[0-9]+/)
      metric size = length(said, in: char) / 1 char
      """, to: "found.reward")
    folder.write("{\"response\": \"é <a>12</a> 3\"}\n", to: "rows.jsonl")
    let outcome = rewardc("explain", "found.reward", "rows.jsonl", "--row", "1", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("rule tagged = 1\n  found at bytes 3..<6 of response: \"<a>\"\n"))
    #expect(
      outcome.output.contains(
        "metric digits = 2\n  found at bytes 6..<8 of response: \"12\"\n  found at bytes 13..<14 of response: \"3\"\n"))
    #expect(outcome.output.contains("found at bytes 6..<8 of response: \"12\"\n"))
  }

  @Test func whatARolloutHasSeveralOfIsAList() {
    let folder = Folder()
    folder.write(
      """
      spec turns 1.0.0
      input pace: real per turn
      input rubric: list<criterion> per group
      input met: bool per verdict
      let slow = pace > 2
      rule steady = always(not slow)
      metric gain per turn = pace - (previous(pace over rollout) ?? 0)
      metric wins = steady and not other.steady
      reward followed = mean(met over rollout) ?? 0
      metric sum_of_squares = sum(pace * pace over rollout)
      """, to: "turns.reward")
    let pace = (1...14).map { "\($0)" }.joined(separator: ", ")
    folder.write(
      """
      {"id": "a", "group_id": "g", "pace": [1, 3], "rubric": ["x", "y"], "met": [true, false]}
      {"id": "b", "group_id": "g", "pace": [\(pace)], "rubric": ["x", "y"], "met": [true, true]}
      {"id": "c", "group_id": "g", "pace": [], "rubric": ["x", "y"], "met": [true, true]}

      """, to: "rows.jsonl")
    let outcome = rewardc("explain", "turns.reward", "rows.jsonl", "--id", "a", in: folder)
    #expect(outcome.exit == 0)
    #expect(
      outcome.output == """
        rows.jsonl:1
        rule steady = 0
          not slow = [1, 0]
            slow = [0, 1]
        metric gain per turn = [1, 2]
          pace = [1, 3]
          previous(pace over rollout) ?? 0 = [0, 1]
            previous(pace over rollout) = [abstained: no element, 1]
        metric wins per pair = [0, 0]
          steady = 0
          not other.steady = [1, 0]
            other.steady = [0, 1]
        reward followed = 0.5
          mean(met over rollout) = 0.5
            met = [1, 0]
              rubric = ["x", "y"]
        metric sum_of_squares = 10
          pace * pace = [1, 9]
            pace = [1, 3]

        """)
    let long = rewardc("explain", "turns.reward", "rows.jsonl", "--id", "b", "--score", "gain", in: folder)
    #expect(long.output.contains("\n  pace = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … (14)]\n"))
    let empty = rewardc("explain", "turns.reward", "rows.jsonl", "--id", "c", "--score", "gain", in: folder)
    #expect(empty.output.hasPrefix("rows.jsonl:3\nmetric gain per turn = []\n"))
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
    ([], "Error: say which rollout: --id, --line or --row"),
    (["--id", "a", "--line", "1"], "Error: say which rollout: --id, --line or --row"),
  ])
  func whatIsNotThereIsExitCode2(arguments: [String], message: String) {
    let outcome = Command(["explain", "task.reward", "rows.jsonl"] + arguments, in: folder).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors.hasPrefix(message + "\n"))
    #expect(outcome.output.isEmpty)
  }

  @Test func aCodeAloneIsExplainedByItsPage() {
    let outcome = rewardc("explain", "E212")
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("E212: "))
    #expect(outcome.output.contains("Wrong:\n\n  spec example 1.0.0\n"))
    #expect(outcome.errors.isEmpty)
  }
}
