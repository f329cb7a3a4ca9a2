import Glibc
import Testing

/// `rewardc run --state`: states go on where the last run ended.
@Suite struct RunStateTests {
  private func run(_ rows: String, in folder: Folder, _ more: String...) -> Command.Outcome {
    Command(["run", "drift.reward", rows, "--state", "run.db"] + more, in: folder).wait()
  }

  private func write(_ steps: some Sequence<Int>, to name: String, in folder: Folder) {
    folder.write(StateSample.rows(steps).map { $0 + "\n" }.joined(), to: name)
  }

  @Test func withoutAFileStatesLiveFromBatchToBatch() {
    let folder = StateSample.folder(1...3)
    let outcome = rewardc("run", "drift.reward", "rows.jsonl", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.rows[0].contains(#""before":0.5,"times":0"#))
    #expect(!outcome.rows[4].contains(#""before":0.5,"#))
    #expect(rewardc("run", "drift.reward", "rows.jsonl", in: folder).output == outcome.output)
    #expect(outcome.errors.contains("\nstates, before and after the last step\n  level: "))
    #expect(outcome.errors.contains("\n  seen: "))
  }

  @Test func stepByStepIsTheSameAsAtOnce() {
    let folder = StateSample.folder(1...6)
    let atOnce = rewardc("run", "drift.reward", "rows.jsonl", in: folder).output
    var rows = ""
    for step in 1...6 {
      write([step], to: "step.jsonl", in: folder)
      let outcome = run("step.jsonl", in: folder)
      #expect(outcome.exit == 0)
      rows += outcome.output
    }
    #expect(rows == atOnce)
  }

  @Test func aStepThatIsRunAgainWritesTheSameAndIsNotAppliedTwice() {
    let folder = StateSample.folder(1...4)
    let first = run("rows.jsonl", in: folder)
    let again = run("rows.jsonl", in: folder)
    #expect(first.exit == 0 && again.exit == 0)
    #expect(again.output == first.output)
    #expect(again.errors.contains("  4 steps had been scored before: states were read again and not changed\n"))
    write([5], to: "next.jsonl", in: folder)
    let next = run("next.jsonl", in: folder)
    write(1...5, to: "all.jsonl", in: folder)
    let all = rewardc("run", "drift.reward", "all.jsonl", in: folder)
    #expect(all.output == first.output + next.output)
  }

  @Test func aStepThatIsRepeatedWithOtherRowsIsSaidToLeaveWhatIsKept() {
    let folder = StateSample.folder(1...2)
    let first = run("rows.jsonl", in: folder)
    let wrong = StateSample.rows(1...2).map { $0.replacing("it is", with: "no, not") }
    folder.write(wrong.map { $0 + "\n" }.joined(), to: "other.jsonl")
    let again = run("other.jsonl", in: folder)
    func level(_ outcome: Command.Outcome) -> Substring? {
      outcome.errors.split(separator: "\n").first { $0.hasPrefix("  level: ") }
    }
    #expect(again.exit == 0)
    #expect(level(first) != nil && level(again) == level(first))
  }

  @Test func trainingRunsAndSpecsAreKeptApart() {
    let folder = StateSample.folder(1...2)
    let first = run("rows.jsonl", in: folder, "--run", "a")
    let other = run("rows.jsonl", in: folder, "--run", "b")
    #expect(first.output == other.output)
    #expect(!other.errors.contains("scored before"))
    folder.write(StateSample.spec.replacing("spec drift", with: "spec drift_two"), to: "drift.reward")
    #expect(!run("rows.jsonl", in: folder, "--run", "a").errors.contains("scored before"))
  }

  @Test func anotherVersionGoesOnWithTheStatesItStillHas() {
    let folder = StateSample.folder(1...2)
    #expect(run("rows.jsonl", in: folder).exit == 0)
    write([3], to: "next.jsonl", in: folder)
    folder.write(
      StateSample.spec.replacing("1.0.0", with: "1.1.0").replacing("0.3 *", with: "0.2 *"), to: "drift.reward")
    let next = run("next.jsonl", in: folder)
    #expect(next.exit == 0)
    #expect(!next.rows[0].contains(#""before":0.5,"#))
    folder.write(
      StateSample.spec.replacing("state seen: int", with: "state seen: real"), to: "drift.reward")
    let other = run("next.jsonl", in: folder)
    #expect(other.exit == 2)
    #expect(
      other.errors.contains(
        "rewardc: state file run.db: holds `seen` of run `default` as int per key, as declared by drift 1.0.0"))
  }

  @Test func rowsWithoutAStepAreRefused() {
    let folder = StateSample.folder(1...1)
    folder.write(Sample.row("a") + "\n", to: "rows.jsonl")
    let outcome = run("rows.jsonl", in: folder)
    #expect(outcome.exit == 2)
    #expect(
      outcome.errors == "rewardc: rows.jsonl: --state: states are kept by step, and a row has no `step`\n")
    #expect(outcome.output.isEmpty)
    folder.write((StateSample.rows(1...1) + [Sample.row("a")]).map { $0 + "\n" }.joined(), to: "rows.jsonl")
    let partly = run("rows.jsonl", in: folder)
    #expect(partly.exit == 3)
    #expect(partly.rows.count == 4)
  }

  @Test func oneProcessUsesTheFileAtATime() {
    let folder = StateSample.folder(1...1)
    let (reading, writing) = pipe()
    let arguments = ["run", "drift.reward", "-", "-o", "first.jsonl", "--state", "run.db"]
    let first = Command(arguments, in: folder, input: .descriptor(reading))
    close(reading)
    while folder.bytes(of: "first.jsonl") == nil { usleep(10_000) }
    let second = run("rows.jsonl", in: folder)
    #expect(second.exit == 2)
    #expect(second.errors == "rewardc: state file run.db: another run uses it\n")
    writeAll(Array(folder.text(of: "rows.jsonl").utf8), to: writing)
    close(writing)
    #expect(first.wait().exit == 0)
    #expect(run("rows.jsonl", in: folder).output == folder.text(of: "first.jsonl"))
  }

  @Test func aFileThatIsNoStateFileIsLeftAlone() {
    let folder = StateSample.folder(1...1)
    let text = String(repeating: "notes\n", count: 1000)
    folder.write(text, to: "run.db")
    folder.write("old rows\n", to: "scored.jsonl")
    let outcome = run("rows.jsonl", in: folder, "-o", "scored.jsonl")
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: state file run.db: is damaged or no state file: file is not a database\n")
    #expect(folder.text(of: "run.db") == text)
    #expect(folder.text(of: "scored.jsonl") == "old rows\n")
  }

  @Test(arguments: [
    (["--state", "no/such/run.db"], "cannot write no/such/run.db: No such file or directory"),
    (["--state", "rows.jsonl"], "rows.jsonl is read by this run; write to another file"),
    (["--state", "."], "state file .: cannot be opened: "),
    (["--state", "-"], "--state takes a file"),
    (["--run", "a"], "--run names states that are kept: give --state, too"),
    (["-o", "out", "--state", "out"], "out is written by this run; write to another file"),
  ])
  func whatCannotBeUsedIsSaidBeforeTheRun(arguments: [String], message: String) {
    let folder = StateSample.folder(1...1)
    let outcome = Command(["run", "drift.reward", "rows.jsonl"] + arguments, in: folder).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func aSpecWithoutStatesNeedsNoFile() {
    let folder = Sample.folder([Sample.row("a")])
    let outcome = rewardc("run", "task.reward", "rows.jsonl", "-q", "--state", "run.db", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors == "warning: the spec has no state; --state is not used\n")
    #expect(folder.bytes(of: "run.db") == nil)
  }

  @Test func anUpdateThatFailsKeepsTheOldValueAndIsReported() {
    let spec = """
      spec risky 1.0.0
      input score: real
      state peak: real = 1 then peak + exp(max(score over batch))
      metric before = peak
      advantage = score - before

      """
    let rows = [(1, 0), (2, 1000), (3, 0)].map {
      #"{"step": \#($0.0), "group_id": "g\#($0.0)", "score": \#($0.1)}"# + "\n"
    }
    let folder = Folder(["risky.reward": spec, "rows.jsonl": rows.joined()])
    let outcome = rewardc("run", "risky.reward", "rows.jsonl", "--metrics", "metrics.json", in: folder)
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(outcome.rows.map { $0.contains(#""before":2"#) } == [false, true, true])
    #expect(
      outcome.errors.contains("  peak: 2 -> 3\n  peak: 1 update left the old value: failed: not finite\n"),
      "\(outcome.errors)")
    #expect(
      folder.text(of: "metrics.json").hasSuffix(
        #""states":{"peak":{"before":"2","after":"3","failed_updates":1}},"repeated_steps":0}"#))
  }

  @Test func explainSaysThatItDoesNotKnowTheStepsBefore() {
    let folder = StateSample.folder(1...2)
    let outcome = rewardc("explain", "drift.reward", "rows.jsonl", "--id", "2-0", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.hasPrefix("note: states are shown as they are before the first step;"))
  }

  @Test func twoUpdatesOfOneKeyStopTheRun() {
    let folder = Folder([
      "clash.reward": """
      spec clash 1.0.0
      input label: text
      input score: real
      state last: real per rollout key label = 0 then score
      reward gain = score - last
      advantage = gain

      """
    ])
    func rows(_ scores: [(Int, String, Double)]) -> String {
      scores.map { #"{"step": \#($0.0), "group_id": "g\#($0.0)", "label": "\#($0.1)", "score": \#($0.2)}"# + "\n" }
        .joined()
    }
    folder.write(
      rows([(1, "a", 1), (1, "a", 1), (2, "a", 1), (2, "b", 3), (2, "a", 2), (3, "a", 0)]), to: "rows.jsonl")
    let outcome = rewardc("run", "clash.reward", "rows.jsonl", in: folder)
    #expect(outcome.exit == 3)
    #expect(outcome.errors.contains("line 5"), "\(outcome.errors)")
    #expect(outcome.errors.contains("last"))
    #expect(outcome.rows.count == 2)
  }
}
