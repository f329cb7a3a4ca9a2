import Testing

/// `optimize { keep groups where ... }` in the rows and in the summary.
@Suite struct RunKeepTests {
  private func spec(_ keep: String) -> String {
    """
    spec sampling 1.0.0
    input score: real
    reward total = score
    advantage = grpo(total)
    optimize { keep groups where max(total over group) > min(total over group)\(keep) }

    """
  }

  /// Groups a, c and d have two scores, b has one.
  private func rows(round: Int? = nil) -> String {
    [("a", 1), ("a", 0), ("b", 1), ("b", 1), ("c", 0), ("c", 2), ("d", 5), ("d", 0)].map { group, score in
      let round = round.map { #""round": \#($0), "# } ?? ""
      return #"{\#(round)"step": 1, "group_id": "\#(group)", "score": \#(score)}"# + "\n"
    }.joined()
  }

  private func run(_ keep: String, round: Int? = nil) -> Command.Outcome {
    rewardc(
      "run", "sampling.reward", "rows.jsonl",
      in: Folder(["sampling.reward": spec(keep), "rows.jsonl": rows(round: round)]))
  }

  private func kept(_ outcome: Command.Outcome) -> [Bool] { outcome.rows.map { $0.hasSuffix(#""kept":true}"#) } }

  @Test func aGroupWhoseScoresAreAllTheSameIsDropped() {
    let outcome = run("")
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(kept(outcome) == [true, true, false, false, true, true, true, true])
    #expect(outcome.rows[2].contains(#""advantage":null,"kept":false"#))
    #expect(outcome.errors.contains("\ngroups: 3 kept, 1 dropped, 0 surplus\n"), "\(outcome.errors)")
  }

  @Test func groupsBeyondTheTargetAreSurplus() {
    let outcome = run(" until 2 within 3 rounds", round: 1)
    #expect(kept(outcome) == [true, true, false, false, true, true, false, false])
    #expect(outcome.rows[7].contains(#""advantage":null"#))
    #expect(outcome.errors.contains("\ngroups: 2 kept, 1 dropped, 1 surplus; status: ready\n"), "\(outcome.errors)")
  }

  @Test(arguments: [(nil, "more"), (2, "more"), (3, "exhausted"), (7, "exhausted")] as [(Int?, String)])
  func tooFewGroupsNeedMoreRounds(round: Int?, status: String) {
    let outcome = run(" until 9 within 3 rounds", round: round)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.contains("\ngroups: 3 kept, 1 dropped, 0 surplus; status: \(status)\n"), "\(outcome.errors)")
  }

  @Test func theMetricsSayTheSame() {
    let folder = Folder(["sampling.reward": spec(" until 2"), "rows.jsonl": rows()])
    #expect(rewardc("run", "sampling.reward", "rows.jsonl", "--metrics", "metrics.json", in: folder).exit == 0)
    #expect(
      folder.text(of: "metrics.json").hasSuffix(
        #","selection":{"kept":2,"dropped":1,"surplus":1,"status":"ready"}}"#))
  }
}
