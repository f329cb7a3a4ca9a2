/// A spec whose scores depend on the steps before, and rows of several steps.
enum StateSample {
  static let spec = """
    spec drift 1.0.0

    input response: text
    input answer: text per group

    rule correct = response contains answer
    /// How often the answer was right, so far.
    state level: real = 0.5 then level + 0.3 * (mean(correct over batch) - level)
    state recent: list<real> = [] then (recent ++ [mean(correct over batch)]).last(3)
    state seen: int per group key answer = 0 then seen + 1

    metric before = level
    metric times = seen
    advantage = correct - level

    """

  static func rows(_ steps: some Sequence<Int>, perStep: Int = 4) -> [String] {
    steps.flatMap { step in
      (0..<perStep).map { index in
        let isRight = (step &* 7 &+ index &* index) % 3 == 0
        return Sample.row(
          "\(step)-\(index)", group: "g\(step)-\(index / 2)", step: step, answer: "\(step % 5 + index / 2)",
          isRight ? "it is \(step % 5 + index / 2)" : "no")
      }
    }
  }

  /// A folder with `drift.reward`, and `rows.jsonl` with some steps.
  static func folder(_ steps: some Sequence<Int>, perStep: Int = 4) -> Folder {
    let folder = Folder(["drift.reward": spec])
    folder.write(rows(steps, perStep: perStep).map { $0 + "\n" }.joined(), to: "rows.jsonl")
    return folder
  }
}
