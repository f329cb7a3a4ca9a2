/// Requests and hindsight.
extension CodePage {
  static let requests: [CodePage] = [
    CodePage(
      .badRequest, "a request that cannot be made",
      """
      A request says what is asked (`prompt`). There is one for each rollout or for each group: what comes back is one more \
      response to the prompt of the group.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        rule polite = response contains "please"
        request again where not polite { answers 2 }
        metric mended = max(again.polite over rollout) ?? 0
        """,
      right: """
        spec example 1.0.0
        input response: text
        rule polite = response contains "please"
        request again where not polite {
          prompt "Say this politely: {response}"
          answers 2
        }
        metric mended = max(again.polite over rollout) ?? 0
        """),
    CodePage(
      .notGroupFree, "a value that an answer does not have",
      """
      What comes back for a request is scored by itself against the prompt of the group: it is no member of the group. So \
      what compares a rollout with the others (a mean over the group or batch, a rank, `others`, a place) has no value for it, \
      and neither has what is per turn or token. Read the score before it is compared.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        reward long = min(length(response, in: word) / 100 word, 1)
        let above = long - mean(long over group)
        request again { prompt "Write more than this: {response}" }
        metric gained = max(again.above over rollout) ?? 0
        """,
      right: """
        spec example 1.0.0
        input response: text
        reward long = min(length(response, in: word) / 100 word, 1)
        request again { prompt "Write more than this: {response}" }
        metric gained = max(again.long over rollout) - long
        """),
    CodePage(
      .badHindsight, "a hindsight that leaves something open",
      """
      A hindsight needs the score that a revision is to raise, a number per rollout, and a prompt. `when` chooses whole groups. \
      What the prompt says of criteria follows from verdicts, one for each criterion and rollout.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        reward long: 0..1 = clamp(length(response, in: word) / 100 word, 0, 1)
        hindsight revise { score long }
        advantage = grpo(revise.reward)
        """,
      right: """
        spec example 1.0.0
        input response: text
        reward long: 0..1 = clamp(length(response, in: word) / 100 word, 0, 1)
        hindsight revise {
          score long
          prompt "Say more than this: {response}"
        }
        advantage = grpo(revise.reward)
        """),
    CodePage(
      .badResample, "a group that cannot be sampled again",
      """
      `resample` samples a whole group again: `when` is one condition for the group, `rungs` says how much of the text after `of` \
      each further attempt is shown, and `prompt` how. The shares ascend. A spec has one `resample`, and no requests beside it.
      """,
      wrong: """
        spec example 1.0.0
        input prompt: text per group
        input solution: text per group
        input accuracy: 0..1?
        resample ladder {
          when accuracy <= 0
          rungs [0.25, 0.5]
          of solution
          prompt "{prompt} Begin like this: {hint}"
        }
        reward right = accuracy ?? 0
        advantage = grpo(right)
        """,
      right: """
        spec example 1.0.0
        input prompt: text per group
        input solution: text per group
        input accuracy: 0..1?
        resample ladder {
          when all(accuracy <= 0 over group)
          rungs [0.25, 0.5]
          of solution
          prompt "{prompt} Begin like this: {hint}"
        }
        reward right = accuracy ?? 0
        advantage = grpo(right)
        """),
    CodePage(
      .unreadMix, "revisions that nothing is trained on",
      """
      `mix` changes no score: it makes a new one, `NAME.reward`, in which revisions stand in the places of rollouts. An advantage \
      that reads the score itself trains as if there were no revisions.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        reward long: 0..1 = clamp(length(response, in: word) / 100 word, 0, 1)
        hindsight revise {
          score long
          prompt "Say more than this: {response}"
          mix top 1 into a random slot
        }
        advantage = grpo(long)
        """,
      right: """
        spec example 1.0.0
        input response: text
        reward long: 0..1 = clamp(length(response, in: word) / 100 word, 0, 1)
        hindsight revise {
          score long
          prompt "Say more than this: {response}"
          mix top 1 into a random slot
        }
        advantage = grpo(revise.reward)
        """),
  ]
}
