import Testing

/// `rewardc run --seed`: random numbers follow from it and from the rows, and from nothing else.
@Suite struct RunSeedTests {
  private let folder = {
    let spec = """
      spec draw 1.0.0
      input score: real
      reward noise = score + random(per rollout)
      metric coin = random(per group)
      advantage = noise

      """
    let rows = (0..<200).map { #"{"step": \#($0 / 50), "group_id": "g\#($0 / 4)", "score": 0}"# + "\n" }
    return Folder(["draw.reward": spec, "rows.jsonl": rows.joined()])
  }()

  @Test func theSeedDecides() {
    let first = rewardc("run", "draw.reward", "rows.jsonl", in: folder)
    #expect(first.exit == 0, "\(first.errors)")
    #expect(Set(first.rows).count == 200)
    #expect(
      rewardc("run", "draw.reward", "rows.jsonl", "--seed", "0", "--threads", "1", in: folder).output == first.output)
    #expect(rewardc("run", "draw.reward", "rows.jsonl", "--seed", "1", in: folder).output != first.output)
  }

  @Test func explainDrawsTheNumbersOfTheRun() throws {
    let row = rewardc("run", "draw.reward", "rows.jsonl", "--seed", "3", in: folder).rows[60]
    let coin = try #require(row.firstMatch(of: /"coin":([0-9.e-]+)/)?.1)
    let explained = rewardc("explain", "draw.reward", "rows.jsonl", "--line", "61", "--seed", "3", in: folder)
    #expect(explained.exit == 0)
    #expect(explained.output.contains("metric coin = \(coin)\n"), "\(explained.output)")
  }

  @Test func theManifestNamesTheSeedOfNumbersThatFollowFromIt() {
    _ = rewardc("run", "draw.reward", "rows.jsonl", "--seed", "7", "--manifest", "random.json", in: folder)
    #expect(folder.text(of: "random.json").contains(#""seed":7,"#))
    let plain = Sample.folder([Sample.row("a")])
    _ = rewardc("run", "task.reward", "rows.jsonl", "--manifest", "plain.json", in: plain)
    #expect(!plain.text(of: "plain.json").contains("seed"))
  }

  @Test(arguments: ["-1", "x", "1.5"]) func aSeedIsAWholeNumber(seed: String) {
    #expect(rewardc("run", "draw.reward", "rows.jsonl", "--seed=\(seed)", in: folder).exit == 2)
  }
}
