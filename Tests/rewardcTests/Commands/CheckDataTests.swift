import Glibc
import Testing

/// `check --data`: inputs that no row gives are found before a run.
@Suite struct CheckDataTests {
  private static func spec(_ inputs: String, _ rule: String = "rule right = response contains gold") -> String {
    "spec task 1.0.0\ninput response: text\n\(inputs)\n\(rule)\n"
  }

  /// A folder with `task.reward` and `rows.jsonl`.
  private func folder(_ spec: String, _ rows: [String]) -> Folder {
    Folder(["task.reward": spec, "rows.jsonl": rows.map { $0 + "\n" }.joined()])
  }

  private func check(_ folder: Folder, _ more: String...) -> Command.Outcome {
    Command(["check", "task.reward", "--data", "rows.jsonl"] + more, in: folder).wait()
  }

  private let misspelt = CheckDataTests.spec("input answr: text", "rule right = response contains answr")
  private let rows = [Sample.row("1"), Sample.row("2")]

  @Test func inputsThatAllRowsHaveAreFine() {
    let outcome = check(Sample.folder(rows))
    #expect(outcome.exit == 0)
    #expect(outcome.errors == "task 1.0.0: 2 scores, no problems (2 rows)\n")
  }

  @Test func anInputThatNoRowHasIsAnErrorAtItsDeclaration() {
    let outcome = check(folder(misspelt, rows))
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("error[E380]: no row of `rows.jsonl` has `answr`\n --> task.reward:3:7"))
    #expect(outcome.errors.contains("help: did you mean `answer`?"))
    #expect(outcome.errors.contains("3 | input answr: text from \"answer\"\n"))
    #expect(outcome.errors.contains("1 error (2 rows)\n"))
  }

  /// Whatever it says is so: the run leaves out all rows, and with the fix none.
  @Test func theRunAgrees() {
    let folder = folder(misspelt, rows)
    #expect(rewardc("run", "task.reward", "rows.jsonl", in: folder).exit == 2)
    folder.write(misspelt.replacing("answr: text", with: "answr: text from \"answer\""), to: "task.reward")
    #expect(check(folder).exit == 0)
    #expect(rewardc("run", "task.reward", "rows.jsonl", in: folder).exit == 0)
  }

  @Test func aFixStandsBehindTheGrainOrInThePlaceOfThePath() {
    let grain = check(
      folder(Self.spec("input answr: text per group", "rule right = response contains answr"), rows))
    #expect(grain.errors.contains("3 | input answr: text per group from \"answer\"\n"))
    let nested = [#"{"response": "it is 4", "extra": {"gold": "4", "more": {"deep": 1}}}"#]
    let path = check(folder(Self.spec("input gold: text from \"extra.glod\""), nested))
    #expect(path.exit == 1)
    #expect(path.errors.contains("no row of `rows.jsonl` has `extra.glod`\n --> task.reward:3:23"))
    #expect(path.errors.contains("3 | input gold: text from \"extra.gold\"\n"))
    let inside = check(folder(Self.spec("input gold: text"), nested))
    #expect(inside.errors.contains("3 | input gold: text from \"extra.gold\"\n"))
  }

  @Test func withoutAGuessItSaysWhatTheRowsHave() {
    let outcome = check(folder(Self.spec("input gold: text"), rows))
    #expect(!outcome.errors.contains("did you mean"))
    #expect(outcome.errors.contains("= note: the rows have `answer`, `group_id`, `id`, `response`\n"))
  }

  @Test(arguments: [
    #""ground_truth": "4""#, #""label": "4""#, #""reward_model": {"ground_truth": "4"}"#,
    #""answer": null, "gts": "4""#,
  ])
  func aWellKnownNameCounts(_ member: String) {
    let folder = Sample.folder([#"{"id": 1, "group_id": 1, "completion": "it is 4", \#(member)}"#])
    #expect(check(folder).exit == 0)
    #expect(rewardc("run", "task.reward", "rows.jsonl", in: folder).exit == 0)
  }

  @Test func allNamesThatWereTriedAreSaid() {
    let outcome = check(Sample.folder([#"{"response": "it is 4", "solution": "4"}"#]))
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("no row of `rows.jsonl` has `answer`"))
    #expect(outcome.errors.contains("= note: looked for at `answer`, `ground_truth`, `gts`, "))
  }

  @Test func theResponseMayStandInMessages() {
    let messages = #""messages": [{"role": "user", "content": "2+2?"}, {"role": "assistant", "content": "4"}]"#
    #expect(check(Sample.folder([#"{"answer": "4", \#(messages)}"#])).exit == 0)
    let outcome = check(Sample.folder([#"{"answer": "4", "dialogue": []}"#]))
    #expect(outcome.errors.contains("no row of `rows.jsonl` has `response`"))
    #expect(outcome.errors.contains("`responses`, `messages`\n"))
  }

  @Test func turnsAreReadOfMessagesOrAResponse() {
    let spec = "spec task 1.0.0\nreward polite = mean((turn.text contains \"please\") over rollout)\n"
    #expect(check(folder(spec, [#"{"messages": [{"role": "assistant", "content": "please"}]}"#])).exit == 0)
    #expect(check(folder(spec, [#"{"response": "please"}"#])).exit == 0)
    let outcome = check(folder(spec, [#"{"message": []}"#]))
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("error[E380]: no row of `rows.jsonl` has `messages`\n --> task.reward:2:"))
  }

  @Test func nullIsNoValue() {
    let outcome = check(folder(Self.spec("input gold: text"), [#"{"response": "4", "gold": null}"#]))
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("= note: it is null in 1 row, which is no value\n"))
  }

  @Test func anOptionalInputThatNoRowHasIsAWarning() {
    let spec = Self.spec("input gold: text?", "rule right = response contains (gold ?? \"none\")")
    let outcome = check(folder(spec, [#"{"response": "4", "golds": "4"}"#]))
    #expect(outcome.exit == 0)
    #expect(outcome.errors.contains("warning[W380]: no row of `rows.jsonl` has the optional `gold`"))
    #expect(outcome.errors.contains("did you mean `golds`?"))
    let some = check(folder(spec, [#"{"response": "4", "gold": "4"}"#, #"{"response": "4"}"#]))
    #expect(some.errors == "task 1.0.0: 1 score, no problems (2 rows)\n")
  }

  @Test func rowsThatLackAnInputAreCounted() {
    let folder = Sample.folder([
      Sample.row("1"), #"{"response": "4"}"#, Sample.row("3"), #"{"response": "4", "answer": null}"#,
    ])
    let outcome = check(folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.contains("warning[W381]: 2 of 4 rows of `rows.jsonl` lack `answer`"))
    #expect(outcome.errors.contains("the first in line 2"))
    #expect(outcome.errors.contains("1 warning (4 rows)\n"))
    #expect(rewardc("run", "task.reward", "rows.jsonl", in: folder).errors.contains("2 rows were left out"))
    #expect(check(folder, "--deny", "W381").exit == 1)
    #expect(!check(folder, "--allow", "W381").errors.contains("W381"))
  }

  @Test func theAuditMayAllowAWarningAndNeedsNoRowsForThat() {
    let audit = "audit { allow W381 on answer because \"some have no known answer\" }\n"
    let folder = folder(Sample.spec + audit, [Sample.row("1"), #"{"response": "4"}"#])
    #expect(check(folder).errors == "task 1.0.0: 2 scores, no problems (2 rows)\n")
    #expect(rewardc("check", "task.reward", in: folder).errors == "task 1.0.0: 2 scores, no problems\n")
    folder.write(Sample.spec + audit.replacing("on answer", with: "on response"), to: "task.reward")
    #expect(check(folder).errors.contains("W381"))
  }

  @Test func whatARunDoesNotReadNeedNotBeThere() {
    let outcome = check(folder(Self.spec("input gold: text\ninput spare: text"), [#"{"response": "4", "gold": "4"}"#]))
    #expect(!outcome.errors.contains("E380"))
  }

  @Test func inputsOfImportedFilesAreLookedForToo() {
    let folder = folder(
      "spec task 1.0.0\nimport \"./common.reward\" as common\nrule right = common.right\n", rows)
    folder.write("input response: text\ninput answr: text\nlet right = response contains answr\n", to: "common.reward")
    let outcome = check(folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("--> common.reward:2:7"))
    #expect(outcome.errors.contains("from \"answer\""))
  }

  @Test func rowsThatHoldAGroupHaveListsOfTheirRollouts() {
    let spec = "spec task 1.0.0\nrows per group\ninput response: text\ninput answer: text per group\n"
    let body = "rule right = response contains answer\n"
    let row = #"{"responses": ["4", "5"], "answer": "4"}"#
    #expect(check(folder(spec + body, [row])).exit == 0)
    let outcome = check(folder(spec + body, [#"{"answers": "4", "reponse": ["4"]}"#]))
    #expect(outcome.errors.contains("has `response`"))
    #expect(outcome.errors.contains("has `answer`"))
    #expect(outcome.errors.contains("2 errors (1 row)\n"))
  }

  /// What a rollout has once, not every turn need have.
  @Test func rowsThatAreTurnsShareWhatTheirRolloutHas() {
    let spec = """
      spec task 1.0.0
      rows per turn
      input answer: text per group
      input score: real per turn
      reward r = mean(score over rollout) + mean((turn.text contains answer) over rollout)

      """
    let first = #"{"rollout_id": 1, "response": "4", "answer": "4", "score": 1}"#
    #expect(check(folder(spec, [first, #"{"rollout_id": 1, "response": "5", "score": 0}"#])).exit == 0)
    let outcome = check(folder(spec, [first, #"{"rollout_id": 1, "response": "5"}"#]))
    #expect(outcome.errors.contains("W381"))
    #expect(outcome.errors.contains("1 of 2 rows of `rows.jsonl` lacks `score`"))
  }

  @Test func aPairNeedsBothSides() {
    let spec =
      "spec task 1.0.0\nrows per pair\ninput response: text\nrule short = length(response, in: char) < 9 char\n"
    #expect(check(folder(spec, [#"{"chosen": "4", "rejected": "5"}"#])).exit == 0)
    let outcome = check(folder(spec, [#"{"chosen": "4", "rejected": "5"}"#, #"{"chosen": "4"}"#]))
    #expect(outcome.errors.contains("W381"))
    #expect(check(folder(spec, [#"{"chosen": "4"}"#])).errors.contains("E380"))
  }

  @Test func aValueOfTheWrongTypeIsThere() {
    #expect(check(folder(Self.spec("input gold: text"), [#"{"response": "4", "gold": 4}"#])).exit == 0)
  }

  @Test func anInputMayBeReadFromElsewhereAsInARun() {
    let folder = folder(misspelt, rows)
    #expect(check(folder, "--map", "answr=answer").exit == 0)
    let outcome = check(folder, "--map", "answr=extra.anwser")
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("no row of `rows.jsonl` has `extra.anwser`\n --> task.reward:3:7"))
    #expect(!outcome.errors.contains("help:"))
    #expect(check(folder, "--map", "zebra=answer").exit == 2)
    #expect(rewardc("check", "task.reward", "--map", "answr=answer", in: folder).exit == 2)
  }

  @Test func linesThatAreNoRowsAreCounted() {
    let outcome = check(Sample.folder(["{", Sample.row("1"), "[]", ""]))
    #expect(outcome.exit == 0)
    #expect(outcome.errors == "task 1.0.0: 2 scores, no problems (1 row, 2 unreadable lines)\n")
  }

  @Test func compressedRowsAndStandardInputAreRead() {
    let folder = folder(misspelt, rows)
    #expect(system("gzip -k \(folder["rows.jsonl"])") == 0)
    let compressed = rewardc("check", "task.reward", "--data", "rows.jsonl.gz", in: folder)
    #expect(compressed.exit == 1)
    #expect(compressed.errors.contains("no row of `rows.jsonl.gz` has `answr`"))
    let piped = rewardc("check", "task.reward", "--data", "-", in: folder, input: .file(folder["rows.jsonl"]))
    #expect(piped.exit == 1)
    #expect(piped.errors.contains("no row of standard input has `answr`"))
  }

  @Test func whatCannotBeReadIsExitCode2() {
    let folder = Sample.folder(["{", "[]"])
    let empty = check(folder)
    #expect(empty.exit == 2)
    #expect(empty.errors == "rewardc: --data: rows.jsonl has no row that can be read\n")
    let absent = rewardc("check", "task.reward", "--data", "absent.jsonl", in: folder)
    #expect(absent.exit == 2)
    #expect(absent.errors == "rewardc: --data: cannot read absent.jsonl: No such file or directory\n")
    #expect(rewardc("check", "task.reward", "--data", ".", in: folder).exit == 2)
    #expect(rewardc("check", "task.reward", "task.reward", "--data", "-", in: folder).exit == 2)
  }

  @Test func programsGetTheSame() {
    let folder = folder(misspelt, rows)
    #expect(
      check(folder, "--compact").errors.hasPrefix("task.reward:3:7: error[E380]: no row of `rows.jsonl` has `answr`"))
    #expect(check(folder, "--format", "json").output.contains(#""E380""#))
    #expect(check(folder, "--format", "sarif").output.contains(#""ruleId": "E380""#))
    #expect(check(folder, "--format", "github").output.contains("::error file=task.reward,line=3,"))
  }

  /// Found last, told in its place.
  @Test func diagnosticsStandInTheOrderOfTheFile() {
    let folder = folder(misspelt + "let spare = length(response, in: char)\n", rows)
    let lines = check(folder, "--compact").errors.split(separator: "\n")
    #expect(lines.first?.contains("E380") == true)
    #expect(lines.dropFirst().first?.contains("W150") == true)
  }
}
