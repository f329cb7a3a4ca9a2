import Testing

/// Text that the policy or the data brings never reaches the terminal as it is: escapes would steer it.
@Suite struct HarmlessOutputTests {
  /// Clears the screen, sets the window's title, an 8-bit control, and a character that reverses the direction.
  private static let nasty = #"\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e"#

  private let folder = Sample.folder([
    Sample.row("a\(nasty)", group: "g\(nasty)", "4 \(nasty)"),
    Sample.row("b\(nasty)", group: "g\(nasty)", "no \(nasty)"),
    Sample.row("c\(nasty)", group: "g\(nasty)", answer: "5\(nasty)", "no \(nasty)"),
    Sample.row("d", group: "h", "4"),
    Sample.row("e", group: "g\(nasty)", "no \(nasty)"),
  ])

  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n"
      case .format: false
      default: true
      }
    }
  }

  @Test func explainShowsEscapes() {
    let outcome = rewardc("explain", "task.reward", "rows.jsonl", "--line", "1", in: folder)
    #expect(outcome.exit == 0)
    #expect(isHarmless(outcome.output))
    #expect(outcome.output.contains(#"4 \u{1b}[2J"#))
  }

  @Test func problemsTiesAndSummariesShowEscapes() {
    let run = rewardc("run", "task.reward", "rows.jsonl", "--ties", "size", in: folder)
    #expect(run.exit == 3)
    #expect(isHarmless(run.errors))
    let split = rewardc("run", "task.reward", "rows.jsonl", "--batch", "1", in: folder)
    #expect(split.exit == 3)
    #expect(split.errors.contains(#"group g\u{1b}[2J"#))
    #expect(isHarmless(split.errors))
  }

  @Test func argumentsAndTitlesShowEscapes() {
    #expect(isHarmless(rewardc("check", "no\u{1B}[2Jfile").errors))
    #expect(isHarmless(rewardc("ver\u{1B}[2Jb").errors))
    #expect(isHarmless(rewardc("doc", "na\u{1B}[2Jme").errors))
    let spec =
      Sample.spec
      + "test \"a \\u{1B}[2J title\" {\n  with response = \"x\"\n  with answer = \"4\"\n  expect correct\n}\n"
    let outcome = rewardc("test", "task.reward", in: Folder(["task.reward": spec]))
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("FAILED"))
    #expect(isHarmless(outcome.errors))
  }

  @Test func scoredRowsAreJSONInAsciiWhereItMatters() {
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    #expect(outcome.output.contains(#"a\u001b[2J"#))
    #expect(!outcome.output.contains("\u{1B}"))
  }
}
