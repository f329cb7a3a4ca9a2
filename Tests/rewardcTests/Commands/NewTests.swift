import Testing

@Suite struct NewTests {
  @Test func whatItWritesChecksTestsAndRuns() {
    let folder = Folder()
    let made = rewardc("new", "my_task", in: folder)
    #expect(made.exit == 0)
    #expect(made.errors.hasPrefix("Wrote my_task.reward and my_task.rollouts.jsonl."))

    let check = rewardc("check", "my_task.reward", "--strict", in: folder)
    #expect(check.exit == 0)
    #expect(check.errors == "my_task 0.1.0: 3 scores, no problems\n")
    #expect(rewardc("test", "my_task.reward", in: folder).exit == 0)
    let run = rewardc("run", "my_task.reward", "my_task.rollouts.jsonl", in: folder)
    #expect(run.exit == 0)
    #expect(run.rows.count == 8)
  }

  @Test func overwritesNothing() {
    let folder = Folder(["my_task.rollouts.jsonl": "precious"])
    let outcome = rewardc("new", "my_task", in: folder)
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: my_task.rollouts.jsonl exists already\n")
    #expect(folder.text(of: "my_task.rollouts.jsonl") == "precious")
    #expect(folder.bytes(of: "my_task.reward") == nil)
  }

  @Test(arguments: ["../escape", "My_task", "9lives", "", "a b", "a/b"])
  func aNameIsAName(name: String) {
    let outcome = rewardc("new", name)
    #expect(outcome.exit == 2)
    #expect(outcome.errors.contains("a name is made of a-z, 0-9 and _"))
  }
}
