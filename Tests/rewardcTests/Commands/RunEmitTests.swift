import Testing

/// The records of `emit` beside the scored rows.
@Suite struct RunEmitTests {
  private static let spec = """
    spec judge_data 1.0.0
    input prompt: text per group
    input response: text
    input score: real?
    reward total = score
    emit preferences per pair where total - other.total >= 0.5 {
      prompt: prompt, chosen: response, rejected: other.response, margin: total - other.total
    }
    emit prompts per group { text: prompt, best: max(total over group) }
    emit answers where total > 0 { response: response, score: score }
    emit steps per batch { mean: mean(total over batch) }

    """

  private func folder() -> Folder {
    let rows = [
      #"{"group_id": "g", "prompt": "p", "response": "a", "score": 1}"#,
      #"{"group_id": "g", "prompt": "p", "response": "b", "score": 0.25}"#,
      #"{"group_id": "g", "prompt": "p", "response": "c", "score": 0.5}"#,
      #"{"group_id": "h", "prompt": "q", "response": "d", "score": null}"#,
    ]
    return Folder(["spec.reward": Self.spec, "rows.jsonl": rows.map { $0 + "\n" }.joined()])
  }

  @Test func eachEmissionHasAFileBesideTheRows() {
    let folder = folder()
    let outcome = rewardc("run", "spec.reward", "rows.jsonl", "-o", "scored.jsonl", in: folder)
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(
      folder.text(of: "scored.preferences.jsonl") == """
        {"prompt":"p","chosen":"a","rejected":"b","margin":0.75}
        {"prompt":"p","chosen":"a","rejected":"c","margin":0.5}

        """)
    #expect(
      folder.text(of: "scored.prompts.jsonl") == """
        {"text":"p","best":1}
        {"text":"q","best":null}

        """)
    #expect(
      folder.text(of: "scored.answers.jsonl") == """
        {"response":"a","score":1}
        {"response":"b","score":0.25}
        {"response":"c","score":0.5}

        """)
    #expect(folder.text(of: "scored.steps.jsonl") == "{\"mean\":0.5833333333333334}\n")
    #expect(
      outcome.errors.contains("\nrecords\n  preferences: 2\n  prompts: 2\n  answers: 3\n  steps: 1\n"),
      "\(outcome.errors)")
  }

  @Test func aFolderTakesThemInstead() {
    let folder = folder()
    let outcome = rewardc("run", "spec.reward", "rows.jsonl", "--emit", "data", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.rows.count == 4)
    #expect(folder.text(of: "data/prompts.jsonl").hasPrefix(#"{"text":"p","best":1}"#))
    #expect(!outcome.errors.contains("warning"))
    // The folder is there now.
    #expect(rewardc("run", "spec.reward", "rows.jsonl", "--emit", "data/", in: folder).exit == 0)
  }

  @Test func packedRowsHavePackedRecords() {
    let folder = folder()
    #expect(rewardc("run", "spec.reward", "rows.jsonl", "-o", "out.jsonl.gz", in: folder).exit == 0)
    #expect(folder.bytes(of: "out.prompts.jsonl.gz")?.prefix(2) == [0x1F, 0x8B])
  }

  @Test func onStandardOutputThereAreOnlyRows() {
    let outcome = rewardc("run", "spec.reward", "rows.jsonl", "-q", in: folder())
    #expect(outcome.exit == 0)
    #expect(outcome.rows.count == 4)
    #expect(
      outcome.errors.hasPrefix(
        "warning: records of `preferences` were not written; name a file with -o or a folder with --emit\n"))
  }

  @Test func besideADeviceThereAreNone() {
    let outcome = rewardc("run", "spec.reward", "rows.jsonl", "-o", "/dev/null", "-q", in: folder())
    #expect(outcome.exit == 0)
    #expect(outcome.errors.split(separator: "\n").count == 4)
    #expect(outcome.errors.hasPrefix("warning: records of `preferences` were not written;"))
  }

  @Test(arguments: [
    (["-o", "scored.jsonl", "--metrics", "scored.prompts.jsonl"], "scored.prompts.jsonl is written by this run"),
    (["-o", "x.prompts.jsonl", "--emit", "."], ""),
    (["-o", "prompts.jsonl", "--emit", "."], "./prompts.jsonl is written by this run"),
    (["--emit", "rows.jsonl"], "rows.jsonl"),
    (["--emit", "no/such"], "cannot make no/such: No such file or directory"),
  ])
  func noFileIsWrittenTwice(arguments: [String], message: String) {
    let folder = folder()
    let outcome = Command(["run", "spec.reward", "rows.jsonl"] + arguments, in: folder).wait()
    #expect(outcome.exit == (message.isEmpty ? 0 : 2), "\(outcome.errors)")
    #expect(message.isEmpty || outcome.errors.contains(message), "\(outcome.errors)")
    #expect(folder.text(of: "rows.jsonl").split(separator: "\n").count == 4)
  }
}
