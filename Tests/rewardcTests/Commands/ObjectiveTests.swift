import Testing

/// A spec with an `objective`: every verb but `run` takes it.
@Suite struct ObjectiveTests {
  private let folder = Folder([
    "ppo.reward": """
    spec ppo 1.0.0
    input r: real?
    input logp: real per token
    input old_logp: real per token
    reward total = r
    advantage = total
    /// The clipped surrogate.
    objective = token_mean(ppo_clip(advantage, ratio(logp, old_logp)))
    test "what it costs" {
      with r = 1, logp = [-1], old_logp = [-1]
      expect objective == -1
    }

    """,
    "rows.jsonl": """
    {"id":"a","group_id":"g","r":2,"logp":[-1,-2],"old_logp":[-1,-2]}
    {"id":"b","group_id":"g","r":null,"logp":[-1],"old_logp":[-1]}
    {"id":"c","group_id":"h","r":-1,"logp":[-1],"old_logp":[-1]}

    """,
  ])

  @Test func `run says that it has no gradients`() {
    let outcome = rewardc("run", "ppo.reward", "rows.jsonl", "-o", "scored.jsonl", in: folder)
    #expect(outcome.exit == 2)
    #expect(
      outcome.errors
        == "rewardc: the spec has an `objective`: this version checks and tests objectives, and does not compute their gradients\n"
    )
    #expect(outcome.output.isEmpty)
  }

  /// Losses -2, -2 and 1 of the two rollouts that have an advantage.
  @Test func `explain shows what it is worth`() {
    let outcome = rewardc("explain", "ppo.reward", "rows.jsonl", "--id", "b", in: folder)
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\nobjective = -1\n"), "\(outcome.output)")
  }

  @Test(arguments: [
    (["check"], ""), (["test"], ""), (["fmt", "--check"], ""),
    (["dump", "--stage", "typed"], "objective objective: real"),
    (["dump", "--stage", "plan"], "// objective"), (["graph"], "objective"), (["check", "--for", "trl"], ""),
  ])
  func `the other verbs take it`(verb: [String], expected: String) {
    let outcome = Command(verb + ["ppo.reward"], in: folder, input: .nothing, output: .kept).wait()
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(expected.isEmpty || outcome.output.contains(expected), "\(outcome.output)")
  }
}
