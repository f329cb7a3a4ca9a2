import Glibc
import Testing

@Suite struct ReplTests {
  private let folder = Sample.folder([
    Sample.row("a"), Sample.row("b", "it is 5"), Sample.row("c", "4!"), Sample.row("d", group: "h", answer: "5", "5"),
  ])

  // MARK: Scripts

  private func answers(_ script: String, _ arguments: String...) -> Command.Outcome {
    folder.write(script, to: "script")
    return Command(["repl"] + arguments, in: folder, input: .file(folder["script"])).wait()
  }

  @Test func aScriptHasNoPromptsAndItsDataGoToStandardOutput() {
    let outcome = answers(
      "mean(correct over batch)\nlet long =\n  size > 5\ncount(long over batch)\n:why 2 correct\n", "task.reward",
      "--data",
      "rows.jsonl")
    #expect(outcome.exit == 0)
    #expect(
      outcome.output == """
        0.75
        2
        rows.jsonl:2
        rule correct = 0
          found nowhere in the 7 bytes of response
          response = "it is 5"
          answer = "4"

        """)
    #expect(
      outcome.errors == """
        task 1.0.0 from task.reward
        rows.jsonl: 4 rollouts, 2 groups, 1 batch
        added let long: bool per rollout

        """)
  }

  @Test func aMistakeGivesExitCodeOneAndTheRestIsAnswered() {
    let outcome = answers("1 + sise\n1 + 2\n", "task.reward")
    #expect(outcome.exit == 1)
    #expect(outcome.output == "3\n")
    #expect(outcome.errors.contains("error[E150]: nothing is named `sise`\n --> repl:1:5\n"))
    #expect(answers("(1\n").exit == 1)
    #expect(answers(":quit\nnothing\n").exit == 0)
    #expect(answers("").exit == 0)
  }

  @Test func whatItBeginsWithMustBeThere() {
    #expect(answers("", "none.reward").exit == 2)
    #expect(answers("", "task.reward", "--data", "none.jsonl").exit == 2)
    folder.write("spec task 1.0.0\nmetric one = two\n", to: "bad.reward")
    let outcome = answers("", "bad.reward")
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("bad.reward:2:14"))
    #expect(answers("", "task.reward", "--set", "limit=3").exit == 2)
  }

  @Test func settingsAndPathsAreThoseOfRun() {
    folder.write("param low: real = 1\nspec task 1.0.0\ninput response: text\nmetric one = low", to: "set.reward")
    #expect(answers("low\n", "set.reward", "--set", "low=3").output == "3\n")
    #expect(
      answers(
        "count(response == \"4\" over batch)\n", "task.reward", "--data", "rows.jsonl", "--map", "response=answer"
      )
      .output == "3\n")
    #expect(
      answers("count(rollout over batch)\n", "task.reward", "--data", "rows.jsonl", "--batch", "1").output
        == "step  int 1..∞\n0     3\n1     1\n")
  }

  @Test func aPathForAnUnknownInputIsExitCode2() {
    let outcome = answers("1 + 1\n", "task.reward", "--map", "nosuch=answer")
    #expect(outcome.exit == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("rewardc: --map: the spec has no input `nosuch`, and it is none of id, rollout_id"))
    #expect(answers("1 + 1\n", "task.reward", "--map", "id=answer").exit == 0)
    // What is declared later may have the name.
    #expect(answers("input nosuch: real\n1 + 1\n", "--map", "nosuch=answer").exit == 0)
  }

  @Test func textsOfTheRowsAreHarmless() {
    folder.write(Sample.row("a\\u001b[2J", group: "g\\u001b[2J", "\\u001b[2J") + "\n", to: "nasty.jsonl")
    let outcome = answers("response\n:rows\n:why 1\n", "task.reward", "--data", "nasty.jsonl")
    #expect(outcome.exit == 0)
    #expect((outcome.output + outcome.errors).unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(outcome.output.contains("u{1b}[2J"))
  }

  // MARK: At a terminal

  private static let prompt = "reward> "

  private func terminal(_ rows: String = "rows.jsonl") -> PseudoTerminal {
    PseudoTerminal(["repl", "task.reward", "--data", rows], in: folder, history: folder["history"])
  }

  @Test func keysEditAndWhatWasTypedComesBack() {
    let first = terminal()
    #expect(first.read(to: Self.prompt) != nil)
    first.type("1 + 1\n")
    #expect(first.read(to: "\r\n2\r\n\(Self.prompt)") != nil)
    // Arrow up.
    first.type("\u{1B}[A")
    #expect(first.read(to: "1 + 1") != nil)
    first.type("0\n")
    #expect(first.read(to: "\r\n11\r\n\(Self.prompt)") != nil)
    first.type("mean(corr\t over batch)\n")
    #expect(first.read(to: "\r\n0.75\r\n\(Self.prompt)") != nil)
    // Ctrl-C in the middle of a line, and of an open bracket.
    first.type("nonsense")
    #expect(first.read(to: "nonsense") != nil)
    first.type("\u{3}")
    #expect(first.read(to: "^C\r\n\(Self.prompt)") != nil)
    first.type("mean(\n")
    #expect(first.read(to: "...> ") != nil)
    first.type("\u{3}")
    #expect(first.read(to: "^C\r\n\(Self.prompt)") != nil)
    first.type(":why 1 correct\n")
    #expect(first.read(to: "rule correct = 1\r\n") != nil)
    #expect(first.read(to: Self.prompt) != nil)
    // Ctrl-D.
    first.type("\u{4}")
    #expect(first.wait() == 0)

    let second = terminal()
    #expect(second.read(to: Self.prompt) != nil)
    second.type("\u{1B}[A\n")
    #expect(second.read(to: "rule correct = 1\r\n") != nil)
    #expect(second.read(to: Self.prompt) != nil)
    second.type(":quit\n")
    #expect(second.wait() == 0)
  }

  @Test func tabListsWhatThereIs() {
    let terminal = terminal()
    #expect(terminal.read(to: Self.prompt) != nil)
    terminal.type(":d\t")
    #expect(terminal.read(to: "\r\n:data  :doc\r\n") != nil)
    #expect(terminal.read(to: ":d") != nil)
    terminal.type("oc correct\n")
    #expect(terminal.read(to: "rule correct: bool per rollout\r\n") != nil)
    #expect(terminal.read(to: Self.prompt) != nil)
    terminal.type("\u{4}")
    #expect(terminal.wait() == 0)
  }

  @Test func controlCGivesAnEvaluationUp() {
    // Two million pairs take the interpreter long enough.
    folder.write((0..<1500).map { Sample.row("\($0)") + "\n" }.joined(), to: "many.jsonl")
    let terminal = terminal("many.jsonl")
    #expect(terminal.read(to: Self.prompt) != nil)
    terminal.type("size at pair\n")
    // The terminal says what it echoes as soon as the line is no longer edited.
    #expect(terminal.read(to: "size at pair") != nil)
    usleep(300_000)
    terminal.type("\u{3}")
    #expect(terminal.read(to: "given up\r\n\(Self.prompt)") != nil)
    terminal.type("1 + 1\n")
    #expect(terminal.read(to: "\r\n2\r\n\(Self.prompt)") != nil)
    terminal.type("\u{4}")
    #expect(terminal.wait() == 0)
  }

  @Test func aFileThatIsNoHistoryStaysAsItIs() {
    folder.write("precious\n", to: "history")
    let terminal = terminal()
    #expect(terminal.read(to: Self.prompt) != nil)
    terminal.type("1 + 1\n")
    #expect(terminal.read(to: "\r\n2\r\n\(Self.prompt)") != nil)
    terminal.type("\u{4}")
    #expect(terminal.wait() == 0)
    #expect(folder.text(of: "history") == "precious\n")
  }
}
