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

  /// What is legal and seldom meant.
  static let lints: [CodePage] = [
    CodePage(
      .optimisticDefault, "a default that pays for leaving something out",
      """
      What a response leaves out is worth more than most of what it could say: leaving it out is what the policy learns. A \
      default belongs at the low end of the range. What the data leaves out is another matter, and not warned of.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        metric said = clamp(number(response), 0, 1) ?? 1
        """,
      right: """
        spec example 1.0.0
        input response: text
        metric said = clamp(number(response), 0, 1) ?? 0
        """),
    CodePage(
      .emptyNeedle, "a search for what may be empty",
      """
      Every text contains the empty one. Where the policy writes what is looked for, an empty answer is always found. Say \
      that it must not be empty.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        let said = extract(response, /<a>(.*)<\\/a>/) ?? ""
        rule right = answer contains said
        """,
      right: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        let said = extract(response, /<a>(.*)<\\/a>/) ?? ""
        rule right = said != "" and answer contains said
        """),
    CodePage(
      .policyAbstains, "a response that can choose not to be scored",
      """
      What abstains is in no statistic: a response that expects a low score does better by leaving. Whether a score applies \
      should follow from the data. A plain `given` pays 0 where its condition is false, and stays in the statistics.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        rule right = response contains answer
        reward scored = right given (response matches /answer/) else abstain
        """,
      right: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        rule right = response contains answer
        reward scored = right given (response matches /answer/)
        """),
    CodePage(
      .sumOfAbsent, "a sum of what may be absent",
      """
      A sum is absent where one of its terms is: a term left out would be a made-up zero. Say what an absent one is worth, or \
      leave it out on purpose. A mean leaves absent values out by itself.
      """,
      wrong: """
        spec example 1.0.0
        input paid: real? per turn
        metric all = sum(paid over rollout)
        """,
      right: """
        spec example 1.0.0
        input paid: real? per turn
        metric all = sum(paid ?? 0 over rollout)
        """),
    CodePage(
      .drowned, "a component that drowns the others",
      """
      One term of a sum moves it ten times as far as the next one, or more. After normalising the sum the others are noise. \
      Normalise each by itself (`gdpo`), or bring the weights together.
      """,
      wrong: """
        spec example 1.0.0
        input correct: bool
        input tokens: 0..4096 tok
        reward total = correct - tokens / 1 tok
        """,
      right: """
        spec example 1.0.0
        input correct: bool
        input tokens: 0..4096 tok
        reward total = correct - tokens / 4096 tok
        """),
    CodePage(
      .tiedComponents, "a sum that is the same for different scores",
      """
      GRPO normalises one number. Where two combinations of scores add up to the same one, their rollouts get the same \
      advantage, and what distinguishes them is never learned (GDPO, section 2). Normalise each score by itself, or choose \
      weights whose sums differ.
      """,
      wrong: """
        spec example 1.0.0
        input a: bool
        input b: bool
        rule correct = a
        rule neat = b
        reward total = correct + neat
        advantage = grpo(total)
        """,
      right: """
        spec example 1.0.0
        input a: bool
        input b: bool
        rule correct = a
        rule neat = b
        advantage = gdpo(correct: 1, neat: 1)
        """),
    CodePage(
      .lostGroups, "groups dropped by a sum that is not trained on",
      """
      Dynamic sampling drops groups that cannot teach anything. With scores that are normalised each by itself, that is a \
      group in which every score is the same; a sum may be the same in a group whose scores differ, which is the group that \
      decoupled normalisation is for.
      """,
      wrong: """
        spec example 1.0.0
        input a: bool
        input b: bool
        rule correct = a
        rule neat = b
        metric total = correct + neat
        advantage = gdpo(correct: 1, neat: 1)
        optimize { keep groups where spread(total) > 0 }
        """,
      right: """
        spec example 1.0.0
        input a: bool
        input b: bool
        rule correct = a
        rule neat = b
        advantage = gdpo(correct: 1, neat: 1)
        optimize { keep groups where spread(correct) > 0 or spread(neat) > 0 }
        """),
  ]
}
