import Testing

@Suite struct AuditCommandTests {
  private static let spec = """
    spec task 1.0.0
    input response: text
    input answer: text per group
    rule correct = number_equal(extract(response, /<answer>(.*?)<\\/answer>/s) ?? "", answer)
    rule loose = response contains answer
    reward total = correct + 0.5 * loose
    invariant truth_first: for a, b: a.correct > b.correct implies a.total > b.total
    audit {
      reject empty, wrong on correct
      PROMISE
    }
    test "right" {
      group answer "4" { a: "<answer>4</answer>" }
      expect a.total == 1.5
    }

    """

  private func audit(_ promise: String) -> Command.Outcome {
    rewardc(
      "audit", "--static", "task.reward",
      in: Folder(["task.reward": Self.spec.replacing("PROMISE", with: promise)]))
  }

  @Test func keptPromisesAreExitCode0() {
    let outcome = audit("cost judge_calls <= 0 per rollout")
    #expect(outcome.exit == 0)
    #expect(
      outcome.rows == [
        "kept       invariant truth_first", "kept       reject empty on correct", "kept       reject wrong on correct",
        "kept       cost judge_calls <= 0 per rollout",
      ])
  }

  @Test func aBrokenPromiseIsExitCode1AndShowsTheResponse() {
    let outcome = audit("reject contradiction on loose")
    #expect(outcome.exit == 1)
    #expect(outcome.output.contains("BROKEN     reject contradiction on loose"))
    #expect(outcome.output.contains("task.reward:10:10: \"<answer>4 or 5</answer>\" earns 1 where \"4\" is right"))
  }

  @Test func whatCannotBeCheckedIsExitCode3() {
    let outcome = audit("reject echo on correct")
    #expect(outcome.exit == 3)
    #expect(outcome.errors == "rewardc: 1 of 4 promises could not be checked\n")
  }

  @Test func noPromiseIsExitCode2() {
    #expect(rewardc("audit", "task.reward", in: Sample.folder()).exit == 2)
  }
}
