import Glibc
import Testing

@Suite struct CheckTests {
  @Test func saysThatASpecIsGood() {
    let outcome = rewardc("check", "task.reward", in: Sample.folder())
    #expect(outcome.exit == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "task 1.0.0: 2 scores, no problems\n")
  }

  @Test func anErrorIsExitCode1AndShowsItsPlace() {
    let folder = Folder(["bad.reward": "spec bad 1.0.0\n\nrule r = respones contains \"x\"\ninput response: text\n"])
    let outcome = rewardc("check", "bad.reward", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("--> bad.reward:3:10"))
    #expect(outcome.errors.contains("^^^^^^^^"))
    #expect(outcome.errors.contains("`response`"))
    #expect(outcome.errors.contains("1 error"))
  }

  @Test func compactIsALineForEachFinding() {
    let folder = Folder(["bad.reward": "spec bad 1.0.0\ninput response: text\nrule r = unknown\nrule s = response\n"])
    let outcome = rewardc("check", "bad.reward", "--compact", in: folder)
    #expect(outcome.exit == 1)
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("bad.reward:3:10: error[E"))
    #expect(lines[1].hasPrefix("bad.reward:4:10: error[E"))
    #expect(lines[2] == "2 errors")
  }

  @Test func anImportMustBeAFile() {
    let folder = Folder(["a.reward": "spec a 1.0.0\nimport \"./pipe.reward\"\n" + Sample.spec.drop { $0 != "\n" }])
    #expect(system("mkfifo \(folder["pipe.reward"])") == 0)
    let outcome = rewardc("check", "a.reward", "--compact", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("pipe.reward is not a file"))
  }

  @Test func aSpecHasALimit() {
    let outcome = rewardc("check", "/dev/zero", in: Folder([:]))
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: /dev/zero is longer than 16 MiB\n")
  }

  @Test func aWarningIsAnErrorOnlyIfStrict() {
    let folder = Folder(["unused.reward": Sample.spec + "let spare = length(response, in: char)\n"])
    let relaxed = rewardc("check", "unused.reward", in: folder)
    #expect(relaxed.exit == 0)
    #expect(relaxed.errors.contains("warning[W150]"))
    #expect(rewardc("check", "unused.reward", "--strict", in: folder).exit == 1)
  }

  @Test func coloursAreWrittenOnlyWhenAskedFor() {
    let folder = Folder(["bad.reward": "spec bad 1.0.0\nrule r = unknown\n"])
    #expect(!rewardc("check", "bad.reward", in: folder).errors.contains("\u{1B}"))
    #expect(rewardc("check", "bad.reward", "--color", "always", in: folder).errors.contains("\u{1B}["))
  }

  @Test func aFileThatCannotBeReadIsExitCode2() {
    let outcome = rewardc("check", "absent.reward")
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: absent.reward: No such file or directory\n")
  }

  @Test func aTrainersWireIsJudgedOnlyWhenItIsNamed() {
    let spec = """
      spec task 1.0.0
      input response: text
      let letters = length(response, in: char) / 100 char
      let usual = mean(letters over group)
      reward centred = letters - usual

      """
    let folder = Folder(["task.reward": spec])
    #expect(rewardc("check", "task.reward", in: folder).exit == 0)
    #expect(rewardc("check", "task.reward", "--for", "nemo-rl", in: folder).exit == 0)
    let outcome = rewardc("check", "task.reward", "--for", "trl,verl", "--for", "slime", in: folder)
    #expect(outcome.exit == 1)
    #expect(
      outcome.errors.contains("error[E801]: `centred` needs its whole group, which trl, verl and slime do not show"))
    #expect(outcome.errors.contains("reads other rollouts of the group"))
    #expect(outcome.errors.contains("read through `usual`"))
    #expect(outcome.errors.contains("slime: calls custom_rm"))
  }

  @Test func anUnknownTrainerIsExitCode2() {
    let outcome = rewardc("check", "task.reward", "--for", "tlr", in: Sample.folder())
    #expect(outcome.exit == 2)
    #expect(outcome.errors.hasPrefix("rewardc: there is no trainer `tlr`; there are trl, verl, openrlhf,"))
  }

  @Test(arguments: [["--for", ""], ["--for", ","], ["--for", "trl", "--for", ""]])
  func noTrainerIsExitCode2(_ options: [String]) {
    let outcome = Command(["check", "task.reward"] + options, in: Sample.folder()).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors.hasPrefix("rewardc: --for names no trainer; there are trl, verl, openrlhf,"))
  }

  @Test func aPatternThatATextMakesSlowIsShownWithTheText() {
    let spec = "spec slow 1.0.0\ninput response: text\nrule r = response matches /(?:<t>.*?<\\/t>)+\\z/s\n"
    let folder = Folder(["slow.reward": spec])
    let outcome = rewardc("check", "slow.reward", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.contains("warning[W501]"))
    #expect(outcome.errors.contains("^^^^^^^^^^^^^^^^"))
    #expect(outcome.errors.contains("\"</t><t>a\"*"))
    #expect(rewardc("check", "slow.reward", "--strict", in: folder).exit == 1)
  }
}
