extension LanguagePage {
  static let objectives: [LanguagePage] = [
    LanguagePage(
      name: "objective",
      form: "objective = LOSS        input NAME: real [per GRAIN] trained        detach(x)",
      summary: "What is minimised: one number for each step, differentiated by the trained inputs that it reads.",
      details: """
        `input logp: real per token`, the log-probability of each sampled token under the policy, is trained by its name; any
        other real input or vector where it is marked `trained`. The objective is per batch: `mean(... over batch)` counts
        tokens, `sequence_mean(...)` responses. No gradient passes through a rule, gate, reward, metric, advantage or state,
        which are plain numbers where they are read, nor through `detach(x)`; it passes through `let`s and functions. Conditions,
        `where`, `by`, `weight:`, orders, ranks, counts, quantiles, labels, `sign`, `floor` and `round` carry none; `min`, `max`,
        `clamp`, `when` and `given` carry that of the value they choose.
        What has no advantage is no element of the objective: its aggregates, also those in the `let`s that it reads, go over
        what is trained, so that divisors shrink (a list made by `collect` holds everyone when functions go over its items).
        `advantage = ... ?? 0` counts it with weight 0. Without an advantage every rollout is trained, or those in the groups
        that `keep` leaves. An objective that abstains is 0, and so is one of a step in which nothing is trained. Tests read it
        by its name; nothing else does.
        This version checks and tests objectives. It computes no gradients, so `rewardc run` refuses a spec that has one.
        """,
      example: """
        spec objective_example 1.0.0
        input score: real
        input logp: real per token
        input old_logp: real per token
        input ref_logp: real per token
        reward total = clamp(score, 0, 1)
        advantage = grpo(total)
        let loss = ppo_clip(advantage, ratio(logp, old_logp), low: 0.2, high: 0.28)
        objective = token_mean(loss) + 0.001 * token_mean(kl(logp, ref_logp))
        test "a rollout alone in its group has nothing to teach" {
          with score = 1, logp = [-1, -2], old_logp = [-1, -2], ref_logp = [-1, -2]
          expect objective == 0
        }
        """)
  ]
}
