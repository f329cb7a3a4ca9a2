import Testing

@Suite struct DumpTests {
  @Test(arguments: [
    ("tree", "specDeclaration"), ("typed", "rule correct: bool per rollout"), ("graph", "input response per rollout"),
    ("plan", "row stage, chunk by chunk"),
  ])
  func everyStageIsPrinted(stage: String, sample: String) {
    let outcome = rewardc("dump", "task.reward", "--stage", stage, in: Sample.folder())
    #expect(outcome.exit == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains(sample))
  }

  @Test func aTreeIsPrintedOfABrokenFileToo() {
    let outcome = rewardc(
      "dump", "bad.reward", "--stage", "tree", in: Folder(["bad.reward": "spec bad 1.0.0\nrule =\n"]))
    #expect(outcome.exit == 1)
    #expect(outcome.output.contains("specDeclaration"))
    #expect(outcome.errors.contains("bad.reward:2:"))
  }

  @Test func anUnknownStageIsExitCode2() {
    let outcome = rewardc("dump", "task.reward", "--stage", "zebra", in: Sample.folder())
    #expect(outcome.exit == 2)
    #expect(outcome.errors.contains("'tree', 'typed', 'graph' or 'plan'"))
  }
}
