import Testing

@Suite struct RunTests {
  private let rows = [Sample.row("a"), Sample.row("b", "it is 5"), Sample.row("c", group: "h"), Sample.row("d")]

  @Test func writesALineForEachRowAndASummary() {
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: Sample.folder(rows))
    #expect(outcome.exit == 0)
    #expect(outcome.rows.count == 4)
    #expect(
      outcome.rows[2]
        == #"{"id":"c","group":"h","scores":{"correct":1,"size":7},"missing":{},"advantage":0,"kept":true}"#)
    #expect(
      outcome.errors.hasPrefix(
        """
        4 rollouts, 2 groups, 1 batch

        score      kind       n  mean     std     min     max  missing  dead  caused  distinct
        correct    rule       4  0.75     0.5       0       1        0   0/1       0         2

        """))
  }

  @Test func aJudgeWithoutAModelIsNotScoredAsIfItHadOne() {
    let spec = """
      spec task 1.0.0
      input response: text <= 2000 word
      judge clear: 0..1 { prompt "Clear? {response}" answers 1..5 fault retry 2 then drop }
      reward total = clear
      """
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: Sample.folder(rows, spec: spec))
    #expect(outcome.exit == 2)
    #expect(outcome.rows.isEmpty)
    #expect(outcome.errors.contains("the judge `clear` asks the model `judge`, and no reward.lock says where that is"))
  }

  @Test func quietSaysNothing() {
    let outcome = rewardc("run", "task.reward", "rows.jsonl", "--quiet", in: Sample.folder(rows))
    #expect(outcome.exit == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.rows.count == 4)
  }

  @Test func theSameRowsGoToAFileOrToStandardOutput() {
    let folder = Sample.folder(rows)
    let printed = rewardc("run", "task.reward", "rows.jsonl", in: folder).output
    let written = rewardc("run", "task.reward", "rows.jsonl", "-o", "scored.jsonl", in: folder)
    #expect(written.exit == 0)
    #expect(written.output.isEmpty)
    #expect(folder.text(of: "scored.jsonl") == printed)
    #expect(
      rewardc("run", "task.reward", "-", "-o", "-", in: folder, input: .file(folder["rows.jsonl"])).output == printed)
  }

  @Test func metricsAndManifestAreJSON() {
    let folder = Sample.folder(rows)
    let outcome = rewardc(
      "run", "task.reward", "rows.jsonl", "--metrics", "metrics.json", "--manifest", "manifest.json", in: folder)
    #expect(outcome.exit == 0)
    #expect(folder.text(of: "metrics.json").hasPrefix(#"{"rows":4,"groups":2,"batches":1,"bad_rows":0,"scores":{"#))
    let manifest = folder.text(of: "manifest.json")
    #expect(manifest.contains(#""spec":"task","spec_version":"1.0.0","score_digest":""#))
    #expect(
      manifest.hasSuffix(#""rows":4,"rows_left_out":0,"batches":1,"groups":2,"lines":4,"complete":true}"#))
  }

  @Test func theDigestChangesWithAParameterAndWithNothingElse() {
    let folder = Folder(["task.reward": Sample.spec + "param limit: 1..9 = 5\nrule brief = size <= limit\n"])
    folder.write(Sample.row("a") + "\n", to: "rows.jsonl")
    func digest(_ arguments: String...) -> Substring? {
      _ = Command(["run", "task.reward", "rows.jsonl", "--manifest", "manifest.json"] + arguments, in: folder).wait()
      return folder.text(of: "manifest.json").firstMatch(of: /"score_digest":"([^"]+)"/)?.1
    }
    #expect(digest() != nil)
    #expect(digest() == digest("--threads", "2", "--batch", "3"))
    #expect(digest() != digest("--set", "limit=6"))
  }

  @Test func readsOtherPathsOfTheRow() {
    let folder = Sample.folder()
    folder.write(
      #"{"uid": 1, "task": "t", "extra": {"gold": "4"}, "response": "4"}"# + "\n"
        + #"{"uid": 2, "task": "t", "extra": {"gold": "4"}, "response": "5"}"# + "\n", to: "rows.jsonl")
    let outcome = rewardc(
      "run", "task.reward", "rows.jsonl", "--map", "answer=extra.gold", "--map", "id=uid", "--map", "group_id=task",
      in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.rows[0].hasPrefix(#"{"id":1,"group":"t","scores":{"correct":1,"#))
    #expect(outcome.rows[1].hasPrefix(#"{"id":2,"group":"t","scores":{"correct":0,"#))
  }

  @Test func readsTheRolloutOfATurnFromAnotherPath() {
    let folder = Folder([
      "task.reward":
        "spec task 1.0.0\nrows per turn\ninput pace: real per turn\nmetric total = sum(pace over rollout)\n"
        + "reward r = total\n",
      "rows.jsonl": ["a", "a", "b"].map { #"{"of": "\#($0)", "pace": 1, "group_id": "g"}"# + "\n" }.joined(),
    ])
    for name in ["rollout_id", "id"] {
      let outcome = rewardc("run", "task.reward", "rows.jsonl", "--map", "\(name)=of", in: folder)
      #expect(outcome.exit == 0)
      #expect(outcome.rows.count == 2)
      #expect(outcome.rows[0].hasPrefix(#"{"id":"a","group":"g","scores":{"total":2,"#))
    }
  }

  @Test func showsATieThatTheAdvantageBreaks() {
    let spec = """
      spec tie 1.0.0
      input one: {0, 1}
      input two: {0, 1}
      reward first = one
      reward second = two
      metric total = first + second
      advantage = gdpo(first: 1, second: 1)

      """
    let rows = [(1, 0), (0, 1), (0, 0), (0, 0), (1, 0)]
    let text = rows.map { #"{"group_id": "g", "one": \#($0.0), "two": \#($0.1)}"# + "\n" }.joined()
    let folder = Folder(["tie.reward": spec, "rows.jsonl": text])
    let outcome = rewardc("run", "tie.reward", "rows.jsonl", "--ties", "total", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.contains("`total` ties these rollouts of group g, the advantage tells them apart:"))
    #expect(outcome.errors.contains("line 2"))
  }

  @Test func warnsWhereGroupsByPromptDifferInSize() {
    let folder = Sample.folder([
      #"{"prompt": "p", "answer": "4", "response": "4"}"#, #"{"prompt": "p", "answer": "4", "response": "5"}"#,
      #"{"prompt": "q", "answer": "4", "response": "5"}"#,
    ])
    let outcome = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    #expect(outcome.exit == 0)
    #expect(
      outcome.errors.contains(
        "warning: rows have no group_id and were grouped by prompt; the groups differ in size\n"))
    #expect(outcome.rows[0].hasPrefix(#"{"id":null,"line":1,"group":"p","#))
  }

  @Test func quietKeepsWarningsAndWhatWasAskedFor() {
    let folder = Sample.folder([#"{"answer": "4", "response": "4"}"#, #"{"answer": "5", "response": "4"}"#])
    let outcome = rewardc("run", "task.reward", "rows.jsonl", "-q", "--ties", "size", in: folder)
    #expect(outcome.exit == 0)
    #expect(
      outcome.errors == """
        warning: rows have neither group_id nor prompt; each of them is a group of its own
        `size` ties no two rollouts that the advantage tells apart

        """)
  }

  @Test func theBadSpecIsShownAndNothingIsRead() {
    let folder = Folder(["bad.reward": "spec bad 1.0.0\nrule r = unknown\n", "rows.jsonl": "{}\n"])
    let outcome = rewardc("run", "bad.reward", "rows.jsonl", "-o", "scored.jsonl", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("bad.reward:2:10"))
    #expect(folder.bytes(of: "scored.jsonl") == nil)
  }

  @Test func aStepMakesTheBatchAndBatchIsNotUsed() {
    let folder = Sample.folder([Sample.row("a", step: 1), Sample.row("b", step: 1)])
    let stepped = rewardc("run", "task.reward", "rows.jsonl", "--batch", "1", "-q", in: folder)
    #expect(stepped.exit == 0)
    #expect(stepped.errors == "warning: rows have a step, which makes the batches; --batch is not used\n")
    #expect(rewardc("run", "task.reward", "rows.jsonl", "-q", in: folder).errors.isEmpty)
  }
}
