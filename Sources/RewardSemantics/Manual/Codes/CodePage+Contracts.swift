import RewardSyntax

/// Contracts of trainers: what `check --for` says.
extension CodePage {
  static let contracts: [CodePage] = [
    CodePage(
      .unseenStatistic, "a statistic of a group or batch that a trainer does not show",
      """
      A trainer that calls its rewards with one sample, or with the slice of one process, never shows a whole group or \
      batch. What is computed of one would be computed of something else. Leave the comparison to the trainer, or use \
      the way in which it calls with a whole group, where it has one: `rewardc doc trainers` says which.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        let letters = length(response, in: char) / 100 char
        reward centred = letters - mean(letters over group)
        """, trainers: ["openrlhf"]),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        let letters = length(response, in: char) / 100 char
        reward longer = letters
        """, trainers: ["openrlhf"])),
    CodePage(
      .missingReward, "a reward that may be missing, for a trainer that knows no such thing",
      """
      A reward that does not apply is no zero, but most trainers have no other number for it: it becomes 0.0, or the \
      step ends. Say what a rollout without it gets, and log whether it was there as a metric.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        input domain: text per group
        reward proof = length(response, in: line) / 10 line  given domain == "proof" else abstain
        """, trainers: ["verl"]),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        input domain: text per group
        reward proof = length(response, in: line) / 10 line  given domain == "proof"
        """, trainers: ["verl"])),
    CodePage(
      .unheldState, "a state under a trainer that never calls with a whole step",
      """
      A `state`, `ema` or `window` changes once in a step, of what the whole step was. A trainer that calls for each \
      sample or in each process shows parts of it, to several processes. Score whole steps with `rewardc run --state`, \
      or read what changes with time from a column.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        let letters = length(response, in: char) / 100 char
        let usual = ema(mean(letters over batch), decay: 0.9)
        reward longer = letters - (usual ?? 0)
        """, trainers: ["trl"]),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        input usual: real
        let letters = length(response, in: char) / 100 char
        reward longer = letters - usual
        """, trainers: ["trl"])),
    CodePage(
      .unequalKeys, "a score that some rollouts lack, where all need the same keys",
      """
      Some trainers collect what is logged under the keys of one rollout and look for them in all others. A score that \
      may be missing is a key that is absent there. Say what stands there then.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        metric cited = number(extract(response, /[0-9]+/) ?? "")
        reward short: 0..1 = when { length(response, in: char) < 100 char -> 1  else -> 0 }
        """, trainers: ["verl"]),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        metric cited = number(extract(response, /[0-9]+/) ?? "") ?? -1
        reward short: 0..1 = when { length(response, in: char) < 100 char -> 1  else -> 0 }
        """, trainers: ["verl"])),
    CodePage(
      .severalRewards, "several rewards for a trainer that takes one",
      """
      The wire of the trainer has one number for a rollout. Of several rewards it takes one by its name, or fails \
      where it sums them. Declare the sum as the reward and its parts as metrics.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        reward short: 0..1 = when { length(response, in: char) < 100 char -> 1  else -> 0 }
        reward spoken: 0..1 = when { response matches /\\w/ -> 1  else -> 0 }
        """, trainers: ["slime"]),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        metric short = length(response, in: char) < 100 char
        metric spoken = response matches /\\w/
        reward total = spoken + 0.5 * short
        """, trainers: ["slime"])),
    CodePage(
      .weightsByPlace, "an advantage whose weights stand by place at the trainer",
      """
      The trainer computes the advantage itself, and its weights have no names: each goes with the reward at its \
      place. The note says in which order that is, which need not be the order in the advantage. With one reward there \
      is nothing to weigh.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        rule short = length(response, in: char) < 100 char
        rule spoken = response matches /\\w/
        advantage = gdpo(spoken: 1, short: 0.5)
        """, trainers: ["trl"]),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        rule short = length(response, in: char) < 100 char
        rule spoken = response matches /\\w/
        reward total = spoken + 0.5 * short
        """, trainers: ["trl"])),
    CodePage(
      .finerReward, "a score per turn or token for a trainer that takes one number for a rollout",
      """
      Rewards inside a rollout do not go over the wire: there is one number for all of it. Aggregate them over the \
      rollout, or score saved rollouts with `rewardc run`, which writes them as lists.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        reward step = turn.calls.count / 10
        """, trainers: ["trl"]),
      right: Example(
        """
        spec example 1.0.0
        reward steps = sum(turn.calls.count over rollout) / 10
        """, trainers: ["trl"])),
    CodePage(
      .advantageNotCarried, "an advantage that the trainer computes itself",
      """
      The wire carries rewards, and the trainer makes the advantage of them in its own way. What the spec says of it \
      is not used there. Declare what is to be trained on as a reward, and choose the way in the settings of the \
      trainer.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        reward short: 0..1 = when { length(response, in: char) < 100 char -> 1  else -> 0 }
        advantage = short - 0.5
        """, trainers: ["trl"]),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        reward short: 0..1 = when { length(response, in: char) < 100 char -> 1  else -> 0 }
        """, trainers: ["trl"])),
  ]
}
