import RewardSyntax

/// Invariants, audits and what is proved of gates.
extension CodePage {
  static let promises: [CodePage] = [
    CodePage(
      .refutedInvariant, "an invariant that does not hold",
      """
      The checker found rollouts for which it is false, and the interpreter ran them. The message shows what the scores are \
      made of and what they are worth then, and, where a test can say it, a test that fails for the same reason. Change the \
      weights, put the scores behind one another with a gate, or state what is really meant.
      """,
      wrong: """
        spec example 1.0.0
        input correct: bool
        input format: bool
        reward total = correct + 1.5 * format
        invariant truth_first: for a, b: a.correct > b.correct implies a.total > b.total
        """,
      right: """
        spec example 1.0.0
        input correct: bool
        input format: bool
        reward total = correct + 0.5 * format
        invariant truth_first: for a, b: a.correct > b.correct implies a.total > b.total
        """),
    CodePage(
      .badInvariant, "an invariant about nothing in particular",
      """
      An invariant is one condition about rollouts that it names, or about any one rollout. It must read something that the \
      spec computes, say whose value it means where there are several rollouts, and aggregate what is finer than a rollout.
      """,
      wrong: """
        spec example 1.0.0
        input correct: bool
        reward total = 0.5 * correct
        invariant small: for a, b: total <= 1
        """,
      right: """
        spec example 1.0.0
        input correct: bool
        reward total = 0.5 * correct
        invariant small: for a: a.total <= 1
        """),
    CodePage(
      .undecidedInvariant, "an invariant that is neither proved nor refuted",
      """
      The prover follows numbers and conditions through intervals, finite cases and the signs of differences, within a fixed \
      budget. What depends on how texts, lists or other groups hang together is beyond it. Name the score that matters with a \
      range of its own, or state a weaker property.
      """,
      wrong: """
        spec example 1.0.0
        input x: 0..1
        input y: 0..1
        reward total = x * y + x * x * (1 - y)
        invariant small: total <= x
        """,
      right: """
        spec example 1.0.0
        input x: 0..1
        input y: 0..1
        reward total = x * y + x * x * (1 - y)
        invariant small: total <= 2
        """),
    CodePage(
      .badAudit, "an audit that cannot be checked",
      """
      `reject` and `accept` name probes and scores per rollout, `cost` something that is counted and a number, `allow` a \
      warning. An error cannot be allowed. `rewardc doc audit` lists the probes and what they write.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        rule correct = response == answer
        audit { reject nothing_at_all on correct }
        """,
      right: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        rule correct = response == answer
        audit { reject empty on correct }
        """),
    CodePage(
      .costExceeded, "scoring can cost more than the audit says",
      """
      The bound of a `cost` is compared with what the spec alone tells: how often something is asked for each rollout, equal \
      questions once. Raise the bound, or take something away.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        rule a = response matches /a/
        rule b = response matches /b/
        audit { cost pattern_matches <= 1 per rollout }
        """,
      right: """
        spec example 1.0.0
        input response: text
        rule a = response matches /a/
        rule b = response matches /b/
        audit { cost pattern_matches <= 2 per rollout }
        """),
    CodePage(
      .unusedAllowance, "an allowance of nothing",
      """
      `allow` takes a warning away that somebody thought about. Where there is no such warning any more, the line only hides \
      the next one: remove it.
      """,
      wrong: """
        spec example 1.0.0
        input correct: bool
        input score: 0..1
        reward total = score given correct
        audit { allow W310 on total because "as published" }
        """,
      right: """
        spec example 1.0.0
        input correct: bool
        input score: -1..1
        reward total = score given correct
        audit { allow W310 on total because "as published" }
        """),
    CodePage(
      .noDominance, "a deeper rollout can earn less",
      """
      Of two rollouts the one for which more levels of a gate are open should earn at least as much, or the policy learns to \
      stop early. The checker found two that contradict it. Bands (`in 0.3..0.7`) rule that out by themselves; with `worth`, \
      what a level can pay when it fails must stay below what passing it is worth.
      """,
      wrong: """
        spec example 1.0.0
        input correct: bool
        input style: 0..1
        gate g {
          level right  = correct  worth 1 else 0.8
          level styled = style    worth -0.5
        }
        """,
      right: """
        spec example 1.0.0
        input correct: bool
        input style: 0..1
        gate g {
          level right  = correct  worth 1
          level styled = style    worth 0.5
        }
        """),
  ]
}
