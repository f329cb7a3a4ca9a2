import RewardSyntax

/// Gates, and conditions that decide nothing.
extension CodePage {
  static let gates: [CodePage] = [
    CodePage(
      .thresholdOutside, "a threshold that decides nothing",
      """
      A level passes at its threshold, 1 unless `passes at` says another. If its score never reaches that, no later level ever \
      opens; if it never lies below, the level is no gate. The threshold must lie inside the score's range, and above its low \
      end.
      """,
      wrong: """
        spec example 1.0.0
        input a: 0..1
        input b: 0..1
        gate steps {
          level first = a   passes at 0  worth 1
          level second = b  worth 1
        }
        reward total = steps
        """,
      right: """
        spec example 1.0.0
        input a: 0..1
        input b: 0..1
        gate steps {
          level first = a   passes at 0.5  worth 1
          level second = b  worth 1
        }
        reward total = steps
        """),
    CodePage(
      .badBand, "bands that overlap, leave a gap or descend",
      """
      With bands the deepest open level says what a gate is worth, and its score moves the value inside its band. Bands that \
      touch and ascend make sure that a rollout which comes further never earns less. Every level has a band, or none.
      """,
      wrong: """
        spec example 1.0.0
        input a: 0..1
        input b: 0..1
        gate steps {
          level first = a   in 0..0.6
          level second = b  in 0.5..1
        }
        reward total = steps
        """,
      right: """
        spec example 1.0.0
        input a: 0..1
        input b: 0..1
        gate steps {
          level first = a   in 0..0.5
          level second = b  in 0.5..1
        }
        reward total = steps
        """),
    CodePage(
      .closedBeatsLow, "a closed condition pays more than a bad score",
      """
      `score given c` is 0 where c is false. If the score can be below 0, failing c is a way out of it, and the policy learns \
      to fail. Say what a closed condition is worth: `else -1`, or `else abstain` where the rollout should not count.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        input score: -1..1
        reward total = score given right
        """,
      right: """
        spec example 1.0.0
        input right: bool
        input score: -1..1
        reward total = score given right else -1
        """),
    CodePage(
      .alwaysDecided, "a condition that is always true or always false",
      """
      The ranges of its parts settle the condition before any row is read, so the rule, the arm or the `given` that it \
      guards never changes. Mostly a threshold is on another scale than the score: 50 against a score from 0 to 1.
      """,
      wrong: """
        spec example 1.0.0
        input score: 0..1
        rule good = score > 50
        """,
      right: """
        spec example 1.0.0
        input score: 0..1
        rule good = score > 0.5
        """),
  ]
}
