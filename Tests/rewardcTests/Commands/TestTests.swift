import Testing

@Suite struct TestTests {
  private static let spec =
    Sample.spec + """
      test "names the answer" {
        with response = "it is 4"
        with answer = "4"
        expect correct
      }

      test "is wrong about this" {
        with response = "it is 5"
        with answer = "4"
        expect correct
      }

      """

  @Test func aPassedTestIsExitCode0() {
    let outcome = rewardc("test", "task.reward", "--only", "names", in: Folder(["task.reward": Self.spec]))
    #expect(outcome.exit == 0)
    #expect(outcome.errors == "passed  names the answer\n1 passed, 0 failed\n")
  }

  @Test func aFailedTestIsExitCode1AndShowsTheValues() {
    let outcome = rewardc("test", "task.reward", in: Folder(["task.reward": Self.spec]))
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("passed  names the answer"))
    #expect(outcome.errors.contains("FAILED  is wrong about this"))
    #expect(outcome.errors.contains("task.reward:20:10: this does not hold"))
    #expect(outcome.errors.contains("1 passed, 1 failed"))
  }

  @Test func noTestIsExitCode2() {
    let without = rewardc("test", "task.reward", in: Sample.folder())
    #expect(without.exit == 2)
    #expect(without.errors == "rewardc: the spec has no tests\n")
    let unmatched = rewardc("test", "task.reward", "--only", "zebra", in: Folder(["task.reward": Self.spec]))
    #expect(unmatched.exit == 2)
    #expect(unmatched.errors == "rewardc: no test's title contains `zebra`\n")
  }
}
