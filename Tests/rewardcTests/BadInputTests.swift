import Testing

/// What is wrong with some rows is said once each, with file and line, and every good row is scored.
@Suite struct BadInputTests {
  /// Scores a good row, the lines in question, and another good row; nothing but the lines may suffer.
  private func run(_ lines: [UInt8]...) -> (exit: Int32, problems: [String], ids: [String]) {
    let folder = Sample.folder()
    var bytes: [UInt8] = []
    for line in [Array(Sample.row("first").utf8)] + lines + [Array(Sample.row("last", "no").utf8)] {
      bytes += line + [0x0A]
    }
    folder.write(bytes, to: "rows.jsonl")
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    let problems = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("rows.jsonl:") }
    return (outcome.exit, problems.map { String($0.dropFirst("rows.jsonl:".count)) }, Sample.ids(outcome))
  }

  private func run(_ lines: String...) -> (exit: Int32, problems: [String], ids: [String]) {
    switch lines.count {
    case 1: run(Array(lines[0].utf8))
    default: run(Array(lines.joined(separator: "\n").utf8))
    }
  }

  private static let start = #"{"id": "bad", "group_id": "g", "answer": "4", "response": "#

  @Test(arguments: [
    (start + "\"4", "2:61: error: the row ends inside the string that begins at column 59"),
    (start + #""4""#, "2:62: error: the row ends inside the object that begins at column 1"),
    (start + #""\ud800"}"#, "2:60: error: `\\ud800` is half of a surrogate pair: such a string is not Unicode text"),
    (start + #""4", "reward": NaN}"#, "2:74: error: `NaN` is not JSON; write null for a number that is missing"),
    (start + #""4", "reward": 1e999}"#, "2:74: error: the number `1e999` is out of range"),
    (start + "\"4\u{0}\"}", "2:61: error: a control character inside a string must be escaped"),
    (start + #""4", "response": "5"}"#, "2: error: duplicate key `response`"),
    (start + "null}", "2: error: `response` is null, the spec declares a text that is always there"),
    (start + "4}", "2: error: `response` is a number, the spec declares a text"),
    (start + #"{"text": "4"}}"#, "2: error: `response` is an object, the spec declares a text"),
    (#"{"id": "bad", "response": "4"}"#, "2: error: no value for `answer`: the row has"),
    ("[1, 2]", "2: error: the row is a list, not an object"),
    ("\"text\"", "2: error: the row is a string, not an object"),
    ("\u{0}\u{0}", "2:1: error: found the byte 0x0 where a value was expected"),
    (start + #""4", "deep": "# + String(repeating: "[", count: 100_000), "error: nested deeper than 1000 levels"),
    (String(repeating: #"{"a":"#, count: 100_000), "error: nested deeper than 1000 levels"),
  ])
  func aBadRowIsLeftOut(line: String, message: String) throws {
    let outcome = run(line)
    #expect(outcome.exit == 3)
    #expect(outcome.ids == ["first", "last"])
    try #require(outcome.problems.count == 1)
    #expect(outcome.problems[0].contains(message), "\(outcome.problems[0])")
    #expect(outcome.problems[0].hasPrefix("2:"))
  }

  @Test func brokenUTF8IsLeftOut() {
    let outcome = run(Array(Self.start.utf8) + [0x22, 0x34, 0xFF, 0xFE, 0x22, 0x7D])
    #expect(outcome.exit == 3)
    #expect(outcome.ids == ["first", "last"])
    #expect(outcome.problems == ["2:61: error: the bytes are not UTF-8"])
  }

  @Test func oneMistakeInEachOfManyRowsIsShownTwentyTimes() {
    let folder = Sample.folder([Sample.row("first")] + Array(repeating: "{", count: 30))
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    #expect(outcome.exit == 3)
    #expect(outcome.errors.split(separator: "\n").count { $0.contains(": error: ") } == 20)
    #expect(outcome.errors.contains("... and 10 more\n"))
    #expect(outcome.errors.hasSuffix("rewardc: 30 rows were left out; the others are scored\n"))
  }

  @Test func anInputOfTheGroupMustNotDifferInIt() {
    let outcome = run(Sample.row("bad", answer: "5"))
    #expect(outcome.exit == 3)
    #expect(outcome.ids == ["first", "last"])
    #expect(outcome.problems == ["2: error: `answer` differs from line 1, a row of the same group"])
  }

  @Test func aSecondRowWithAnIdIsScoredWithAWarning() {
    let outcome = run(Sample.row("first"))
    #expect(outcome.exit == 0)
    #expect(outcome.ids == ["first", "first", "last"])
    #expect(outcome.problems.count == 1)
    #expect(outcome.problems[0].hasPrefix("2: warning: "))
    #expect(outcome.problems[0].contains("line 1"))
  }

  @Test func aLongRowIsARow() {
    let outcome = run(Sample.row("long", String(repeating: "x", count: 50_000_000) + " 4"))
    #expect(outcome.exit == 0)
    #expect(outcome.ids == ["first", "long", "last"])
    #expect(outcome.problems.isEmpty)
  }

  @Test func lineBreaksOfWindowsBlankLinesAndAByteOrderMarkAreFine() {
    let folder = Sample.folder()
    folder.write("\u{FEFF}\(Sample.row("a"))\r\n\r\n  \r\n\(Sample.row("b"))\r\n{", to: "rows.jsonl")
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    #expect(Sample.ids(outcome) == ["a", "b"])
    #expect(outcome.exit == 3)
    #expect(outcome.errors.hasPrefix("rows.jsonl:5:"))
  }

  @Test func anEscapedNULIsText() {
    let outcome = run(Self.start + #""\u0000 4"}"#)
    #expect(outcome.exit == 0)
    #expect(outcome.ids == ["first", "bad", "last"])
  }

  @Test func theRowsOfAGroupNeedNotStandTogether() {
    let together = [Sample.row("a"), Sample.row("b", "no"), Sample.row("c", group: "h"), Sample.row("d", group: "h")]
    let scattered = [together[2], together[0], together[3], together[1]]
    let one = rewardc("run", "task.reward", "rows.jsonl", in: Sample.folder(together))
    let other = rewardc("run", "task.reward", "rows.jsonl", in: Sample.folder(scattered))
    #expect(Sample.ids(other) == ["c", "a", "d", "b"])
    #expect(one.rows.sorted() == other.rows.sorted())
  }

  @Test(arguments: ["", "\n  \n\t\n\r\n", "\u{FEFF}"]) func aFileWithoutRolloutsIsExitCode2(text: String) {
    let folder = Sample.folder()
    folder.write(text, to: "rows.jsonl")
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    #expect(outcome.exit == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "rewardc: rows.jsonl has no rollout that can be scored\n")
  }

  @Test func aFileOfBadRowsAloneIsExitCode2() {
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: Sample.folder(["{", "}"]))
    #expect(outcome.exit == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasSuffix("rewardc: rows.jsonl has no rollout that can be scored\n"))
  }

  @Test(arguments: ["1", "2"]) func aStepThatComesBackEndsTheRun(threads: String) {
    let folder = Sample.folder([
      Sample.row("a", step: 1), Sample.row("b", step: 2), Sample.row("c", step: 1), Sample.row("d", step: 3),
    ])
    let outcome = rewardc(
      "run", "task.reward", "rows.jsonl", "--threads", threads, "--manifest", "manifest.json", in: folder)
    #expect(outcome.exit == 3)
    #expect(Sample.ids(outcome) == ["a", "b"])
    #expect(
      outcome.errors.hasSuffix(
        "rewardc: rows.jsonl, line 3: step 1 comes back after line 2 began another step; the rows of a step must stand "
          + "together\n"))
    #expect(folder.text(of: "manifest.json").contains(#""rows":2,"#))
    #expect(folder.text(of: "manifest.json").contains(#""complete":false"#))
  }

  @Test func aGroupMustNotBeSplitOverTwoBatches() {
    let folder = Sample.folder([Sample.row("a"), Sample.row("b", group: "h"), Sample.row("c")])
    let outcome = rewardc("run", "task.reward", "rows.jsonl", "--batch", "1", in: folder)
    #expect(outcome.exit == 3)
    #expect(Sample.ids(outcome).first == "a")
    #expect(outcome.errors.contains("rows.jsonl, line 3: group g was already scored in an earlier batch (line 1)"))
  }
}
