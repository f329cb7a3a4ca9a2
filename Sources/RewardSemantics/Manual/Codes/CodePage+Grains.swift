import RewardSyntax

/// Grains: per what a value is counted.
extension CodePage {
  static let grains: [CodePage] = [
    CodePage(
      .mixedGrains, "values of grains that do not meet",
      """
      A value per token and one per pair of rollouts have no common place: neither grain lies in the other. Aggregate one of \
      them to where both are: `sum(cost over rollout)`. A condition or weight must not be finer than what it belongs to, \
      either.
      """,
      wrong: """
        spec example 1.0.0
        input r: real per turn
        input good: bool
        rule fine = good
        emit records per rollout where good { value: r }
        """,
      right: """
        spec example 1.0.0
        input r: real per turn
        input good: bool
        rule fine = good
        emit records per rollout where good { value: sum(r over rollout) }
        """),
    CodePage(
      .nothingToAggregate, "an aggregate of one value",
      """
      `mean(x over group)` takes what is finer than the group: one value for each rollout, turn or token. If x has one value \
      for the whole group, or for the whole batch, its mean is itself, and something else was meant.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        metric total = mean(mean(score over batch) over group)
        """,
      right: """
        spec example 1.0.0
        input score: real
        metric total = mean(mean(score over group) over batch)
        """),
    CodePage(
      .aggregateMissing, "an aggregate that does not say over what",
      """
      The mean over a group and the mean over a batch are different baselines, and many training runs were lost on the \
      difference. So every aggregate says which container it takes: `over group`, `over batch`, `over rollout`. From coarse \
      to fine values spread by themselves; from fine to coarse always takes an aggregate that can be seen.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = score - mean(score)
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score - mean(score over group)
        """),
    CodePage(
      .unknownGrain, "a grain that does not exist",
      """
      Grains are `run`, `batch`, `group` (one prompt with its rollouts), `rollout`, `turn`, `token`, `criterion`, `verdict` and \
      `pair`, and the partitions that the spec declares. What belongs to a prompt is `per group`.
      """,
      wrong: """
        spec example 1.0.0
        input answer: text per prompt
        input response: text
        rule good = response contains answer
        """,
      right: """
        spec example 1.0.0
        input answer: text per group
        input response: text
        rule good = response contains answer
        """),
  ]
}
