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

  @Test func coverageNamesWhatNoTestDecided() {
    let folder = Folder(["task.reward": Self.spec])
    let outcome = rewardc("test", "task.reward", "--only", "names", "--coverage", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.contains("task.reward:7:6: no test has `correct` false\ncoverage 50%: 1 of 2 sides taken\n"))
    #expect(rewardc("test", "task.reward", "--only", "names", "--min", "50", in: folder).exit == 0)
    let short = rewardc("test", "task.reward", "--only", "names", "--min", "50.5", in: folder)
    #expect(short.exit == 1)
    #expect(short.errors.hasSuffix("rewardc: less than 50.5% is covered\n"))
    #expect(rewardc("test", "task.reward", "--min", "101", in: folder).exit == 2)
  }

  @Test func resultsAreWrittenForBuildServers() {
    let folder = Folder(["task.reward": Self.spec])
    let outcome = rewardc("test", "task.reward", "--junit", "results.xml", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.output.isEmpty)
    let xml = folder.text(of: "results.xml")
    #expect(xml.contains("<testsuite name=\"task\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">"))
    #expect(xml.contains("message=\"task.reward:20:10: this does not hold\""))
    #expect(rewardc("test", "task.reward", "--junit", "task.reward", in: folder).exit == 2)
  }
}
