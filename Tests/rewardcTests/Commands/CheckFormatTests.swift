import Testing

/// The forms of `check` for programs, and what is done with warnings.
@Suite struct CheckFormatTests {
  private static let bad = "spec bad 1.0.0\ninput response: text\nrule r = respones contains \"x\"\nmetric n = 1\n"
  private static let unused = Sample.spec + "let spare = length(response, in: char)\n"

  @Test(arguments: [
    ("json", "\"format_version\": \"1.0\""), ("sarif", "\"version\": \"2.1.0\""),
    ("github", "::error file=bad.reward,line=3,endLine=3,col=10,endColumn=18,title=E150::nothing is named `respones`"),
  ])
  func programsReadStandardOutput(format: String, sample: String) {
    let outcome = rewardc("check", "bad.reward", "--format", format, in: Folder(["bad.reward": Self.bad]))
    #expect(outcome.exit == 1)
    #expect(outcome.output.contains(sample))
    #expect(outcome.errors.isEmpty)
  }

  @Test func aRuleOfSARIFHasTheHelpOfItsPage() {
    let outcome = rewardc("check", "bad.reward", "--format", "sarif", in: Folder(["bad.reward": Self.bad]))
    #expect(outcome.output.contains("\"text\": \"a name that nothing declares\""))
    #expect(outcome.output.contains("Wrong:\\n\\n```reward\\nspec example 1.0.0"))
  }

  @Test func aGoodSpecIsAnEmptyReport() {
    let outcome = rewardc("check", "task.reward", "--format", "json", in: Sample.folder())
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("\"diagnostics\": []"))
    #expect(rewardc("check", "task.reward", "--format", "github", in: Sample.folder()).output.isEmpty)
  }

  @Test func severalFilesAreOneReport() {
    let folder = Folder(["bad.reward": Self.bad, "task.reward": Sample.spec])
    let outcome = rewardc("check", "task.reward", "bad.reward", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("task 1.0.0: 2 scores, no problems\nbad.reward: 1 error\n"))
    #expect(outcome.errors.hasSuffix("explain with: rewardc explain E150\n"))
    #expect(rewardc("check", "task.reward", "absent.reward", in: folder).exit == 2)
  }

  @Test func theCodesAreNamedOnceAtTheEnd() {
    let folder = Folder(["bad.reward": Self.bad + "rule s = zebra\nlet spare = 1\nreward t = response\n"])
    let outcome = rewardc("check", "bad.reward", in: folder)
    #expect(outcome.errors.hasSuffix("explain with: rewardc explain E150 (or E201)\n"))
  }

  @Test func aWarningIsDeniedAllowedOrKept() {
    let folder = Folder(["unused.reward": Self.unused])
    let denied = rewardc("check", "unused.reward", "--deny", "W150", in: folder)
    #expect(denied.exit == 1)
    #expect(denied.errors.contains("error[W150]"))
    let allowed = rewardc("check", "unused.reward", "--deny", "warnings", "--allow", "W150", in: folder)
    #expect(allowed.exit == 0)
    #expect(allowed.errors == "task 1.0.0: 2 scores, no problems\n")
    let kept = rewardc("check", "unused.reward", "--strict", "--warn", "W150", in: folder)
    #expect(kept.exit == 0)
    #expect(kept.errors.contains("warning[W150]"))
    let error = rewardc("check", "unused.reward", "--allow", "E150", in: folder)
    #expect(error.exit == 2)
    #expect(error.errors == "rewardc: --allow: `E150` is an error, and an error stays one\n")
  }
}
