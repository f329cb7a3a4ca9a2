import Testing

@Suite struct DiffTests {
  private func diff(_ old: String, _ new: String, _ options: [String] = []) -> Command.Outcome {
    let head = "spec task 1.0.0\ninput response: text\nrule a = response matches /a/\nrule b = response matches /b/\n"
    let folder = Folder(["old.reward": head + old, "new.reward": head + new])
    return Command(["diff", "old.reward", "new.reward"] + options, in: folder).wait()
  }

  @Test func nothingButNamesAndCommentsIsExitCode0() {
    let outcome = diff("reward t = a + 0.5 * b", "let half = 0.5  // a name\nreward t = a + half * b")
    #expect(outcome.exit == 0)
    #expect(outcome.rows.count == 3 && outcome.rows.allSatisfy { $0.hasSuffix(" same") })
  }

  @Test func anotherMeaningIsExitCode1() {
    let outcome = diff("reward t = a", "reward t = b\nmetric m = a")
    #expect(outcome.exit == 1)
    #expect(outcome.output.contains("changed") && outcome.output.contains("added"))
  }

  @Test func theChangesAreAColumn() {
    let outcome = diff("reward t = a\nadvantage = grpo(t)", "reward t = a\nadvantage = rloo(t)\nmetric m = a")
    #expect(
      outcome.output == """
        rule a               same
        rule b               same
        reward t             same
        advantage advantage  changed
        metric m             added

        """)
  }

  @Test func lessIsProved() {
    let outcome = diff("reward t = a + 0.5 * b", "reward t = min(a + 0.5 * b, 1)", ["--prove"])
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("never pays more"))
  }

  @Test func moreIsShown() {
    let outcome = diff("reward t = a + 0.5 * b", "reward t = a + 0.6 * b", ["--prove"])
    #expect(outcome.exit == 1)
    #expect(outcome.output.contains("can pay more: a rollout with"))
    #expect(outcome.output.contains("b 1"))
  }

  @Test func anUnknownScoreIsExitCode2() {
    let outcome = diff("reward t = a", "reward t = a", ["--score", "zebra"])
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: neither version has a score `zebra`\n")
  }

  @Test func nothingToCompareIsExitCode2() {
    let spec = "spec task 1.0.0\ninput r: real\nemit rows { r: r }\n"
    let outcome = rewardc("diff", "a.reward", "b.reward", in: Folder(["a.reward": spec, "b.reward": spec]))
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: neither version has a score\n")
  }
}
