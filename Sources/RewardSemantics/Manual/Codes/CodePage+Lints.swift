import RewardSyntax

/// What is legal and seldom meant.
extension CodePage {
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
    CodePage(
      .hiddenFailure, "a default where a judge gave no answer",
      """
      `x ?? 0` makes a score of what has none. Where that is because the judge's host was down, the response is \
      trained on a fault that was not its own. What is missing stays out of the statistics by itself; let it.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        rule sourced = response matches /\\[[0-9]+\\]/
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then abstain
        }
        reward good = sourced + (clear ?? 0)
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        rule sourced = response matches /\\[[0-9]+\\]/
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then abstain
        }
        reward good = sourced + clear
        """),
    CodePage(
      .emptyList, "`all` over what a response may leave empty",
      """
      Every condition holds for all items of an empty list. A response that cites nothing has all its citations right. \
      Ask that there is something, too.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        let cited = extract_all(response, /\\[([0-9]+)\\]/)
        rule right = cited.all(c => c matches /\\A[1-3]\\z/)
        """,
      right: """
        spec example 1.0.0
        input response: text
        let cited = extract_all(response, /\\[([0-9]+)\\]/)
        rule right = cited.count > 0 and cited.all(c => c matches /\\A[1-3]\\z/)
        """),
  ]
}
