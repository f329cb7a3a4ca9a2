import Testing

@Suite struct RewardcTests {
  private static let verbs = ["check", "run", "test", "explain", "fmt", "dump", "graph", "doc", "new", "lsp"]

  @Test func saysItsVersion() {
    let outcome = rewardc("--version")
    #expect(outcome.exit == 0)
    #expect(outcome.output == "rewardc 0.1.0 (edition 2026)\n")
  }

  @Test func helpNamesEveryVerbAndTheExitCodes() {
    let outcome = rewardc("--help")
    #expect(outcome.exit == 0)
    for verb in Self.verbs { #expect(outcome.output.contains("\n  \(verb) ")) }
    #expect(outcome.output.contains("Exit codes:"))
    #expect(rewardc().output == outcome.output)
  }

  @Test(arguments: verbs) func everyVerbHasHelp(verb: String) {
    let outcome = rewardc(verb, "--help")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("USAGE: rewardc \(verb)"))
    #expect(rewardc("help", verb).output == outcome.output)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func writesACompletionScript(shell: String) {
    let outcome = rewardc("--generate-completion-script", shell)
    #expect(outcome.exit == 0)
    for verb in Self.verbs { #expect(outcome.output.contains(verb)) }
  }

  @Test func anUnknownVerbIsExitCode2AndGetsASuggestion() {
    let near = rewardc("chekc", "task.reward")
    #expect(near.exit == 2)
    #expect(near.errors == "rewardc: there is no command `chekc`; did you mean `check`?\n")
    let far = rewardc("zebra")
    #expect(far.exit == 2)
    #expect(far.errors == "rewardc: there is no command `zebra`; `rewardc --help` lists them\n")
  }

  @Test(arguments: [
    (["check"], "Missing expected argument '<spec> ...'"),
    (["check", "task.reward", "--zebra"], "Unknown option '--zebra'"),
    (["check", "task.reward", "--compact", "--format", "json"], "--compact and --format exclude each other"),
    (["explain", "task.reward"], "name the rollouts: rewardc explain SPEC ROLLOUTS --id ID"),
    (["explain", "E299"], "there is no diagnostic `E299`; did you mean `E301`?"),
    (["run", "task.reward"], "Missing expected argument '<rollouts>'"),
    (["run", "task.reward", "rows.jsonl", "more"], "Unexpected argument 'more'"),
    (["run", "task.reward", "rows.jsonl", "--threads", "0"], "--threads takes a number, 1 at least"),
    (["run", "task.reward", "rows.jsonl", "--threads", "many"], "The value 'many' is invalid for '--threads"),
    (["run", "task.reward", "rows.jsonl", "--batch", "0"], "--batch takes a number of groups, 1 at least"),
    (["run", "task.reward", "rows.jsonl", "--map", "answer"], "--map takes name=path, and this is `answer`"),
    (["run", "task.reward", "rows.jsonl", "--map", "zebra=a"], "--map: the spec has no input `zebra`"),
    (["run", "task.reward", "rows.jsonl", "--ties", "zebra"], "--ties: the spec declares no `zebra`"),
    (["run", "task.reward", "absent.jsonl"], "rewardc: cannot read absent.jsonl: No such file or directory\n"),
    (["run", "task.reward", "."], "rewardc: cannot read .: Is a directory\n"),
    (["run", ".", "rows.jsonl"], "rewardc: .: Is a directory\n"),
    (["check", "task.reward", "--set", "zebra"], "--set takes name=value, and this is `zebra`"),
    (["check", "task.reward", "--set", "zebra=1"], "`--set zebra`: the spec has no parameter `zebra`"),
    (["run", "task.reward", "rows.jsonl", "--set", "zebra=1"], "`--set zebra`: the spec has no parameter `zebra`"),
  ])
  func whatCannotBeAskedIsExitCode2(arguments: [String], message: String) {
    let outcome = Command(arguments, in: Sample.folder([Sample.row("a")])).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors.contains(message))
    #expect(outcome.output.isEmpty)
  }

  @Test func aParameterOutOfItsRangeIsExitCode2() {
    let folder = Folder(["task.reward": Sample.spec + "param limit: 1..9 = 5\nrule brief = size <= limit\n"])
    #expect(rewardc("check", "task.reward", "--set", "limit=9", in: folder).exit == 0)
    let outcome = rewardc("check", "task.reward", "--set", "limit=10", in: folder)
    #expect(outcome.exit == 2)
    #expect(outcome.errors.contains("`--set limit=10`: it must lie in 1..9"))
  }

  @Test(arguments: [
    ["check"], ["dump", "--stage", "typed"], ["test"], ["graph"], ["run", "rows.jsonl"],
    ["explain", "rows.jsonl", "--id", "first"],
  ])
  func everyVerbSetsAParameterOfAnImport(arguments: [String]) {
    let folder = Folder([
      "task.reward": """
      spec task 1.0.0
      import "./common.reward" as common
      input r: real
      reward total = r * common.limit
      test "a test needs an expectation" {
        group { a: { r: 1 } }
        expect a.total > 0
      }
      """,
      "common.reward": "param limit: 1..9 = 2\n",
      "rows.jsonl": #"{"id": "first", "prompt": "p", "response": "a", "r": 1}"# + "\n",
    ])
    let (verb, rest) = (arguments[0], Array(arguments[1...]))
    func outcome(_ setting: String) -> Command.Outcome {
      Command([verb, "task.reward"] + rest + ["--set", setting], in: folder).wait()
    }
    #expect(outcome("common.limit=3").exit == 0)
    let bad = outcome("common.limt=3")
    #expect(bad.exit == 2)
    #expect(bad.errors.contains("did you mean `common.limit`?"))
  }
}
