/// What is minimised, and what it is differentiated by.
extension CodePage {
  static let objectives: [CodePage] = [
    CodePage(
      .noGradient, "an objective that nothing can lower",
      """
      Training lowers the objective by its gradient, by `logp` and by the inputs that are marked `trained`. This one has none: \
      what it reads of them is detached, or only decides. Rules, gates, rewards, metrics, advantages and states are plain numbers \
      where they are read, and so is `detach(x)`; conditions, ranks, counts, quantiles, `sign`, `floor` and `round` pass \
      nothing on. Multiply the numbers into a log-probability, or name the step by `let`.
      """,
      wrong: """
        spec example 1.0.0
        input logp: real per token
        reward sure = mean(logp over rollout)
        objective = -mean(sure over batch)
        """,
      right: """
        spec example 1.0.0
        input logp: real per token
        let sure = mean(logp over rollout)
        objective = -mean(sure over batch)
        """),
    CodePage(
      .wrongGrainOfObjective, "an objective that is not one number",
      """
      A step has one loss. How its tokens become one number is part of the algorithm, so it is written out: `token_mean` \
      counts tokens, `sequence_mean` responses, `aggregate` has the trainers' other ways.
      """,
      wrong: """
        spec example 1.0.0
        input logp: real per token
        objective = -logp
        """,
      right: """
        spec example 1.0.0
        input logp: real per token
        objective = token_mean(-logp)
        """),
    CodePage(
      .untrainable, "an input that has no derivative",
      """
      `trained` says that the objective is differentiated by an input, as it is by `logp`: a real number or a vector, per \
      token, turn, rollout, group or batch. There is nothing to learn about a condition, a whole number or a text.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        input value: int per token trained
        objective = token_mean((value - score) ^ 2)
        """,
      right: """
        spec example 1.0.0
        input score: real
        input value: real per token trained
        objective = token_mean((value - score) ^ 2)
        """),
    CodePage(
      .readObjective, "a score that reads the objective",
      """
      Scores are computed once a step, the objective many times after them, whenever the trainer has new log-probabilities. \
      So the objective reads scores, and no score reads it; only the expectations of tests do. To log a loss, give it a name \
      by `let` and a `metric` of its own.
      """,
      wrong: """
        spec example 1.0.0
        input logp: real per token
        objective = token_mean(logp ^ 2)
        metric size = objective
        """,
      right: """
        spec example 1.0.0
        input logp: real per token
        let loss = token_mean(logp ^ 2)
        objective = loss
        metric size = loss
        """),
    CodePage(
      .termWithoutGradient, "a term that only shifts the objective",
      """
      No trained input is reached from this summand, so minimising does not see it: mostly a penalty of the sampling policy's \
      `old_logp` where `logp` was meant, or a reward that was to be maximised. Build it from a trained input, or log it as a \
      `metric`.
      """,
      wrong: """
        spec example 1.0.0
        input logp: real per token
        input old_logp: real per token
        input ref_logp: real per token
        objective = token_mean(-logp) + 0.1 * token_mean(kl(old_logp, ref_logp))
        metric drift = mean(old_logp - ref_logp over rollout)
        """,
      right: """
        spec example 1.0.0
        input logp: real per token
        input old_logp: real per token
        input ref_logp: real per token
        objective = token_mean(-logp) + 0.1 * token_mean(kl(logp, ref_logp))
        metric drift = mean(old_logp - ref_logp over rollout)
        """),
    CodePage(
      .notDifferentiated, "an input marked `trained` that nothing trains",
      """
      The mark says that the objective has a derivative by the input, and it has none: the objective reads it detached, to \
      decide, or not at all. Take the mark away, or train it.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        input logp: real per token
        input value: real per token trained
        objective = token_mean(logp * (detach(value) - score))
        """,
      right: """
        spec example 1.0.0
        input score: real
        input logp: real per token
        input value: real per token trained
        objective = token_mean(logp * (detach(value) - score)) + token_mean((value - score) ^ 2)
        """),
  ]
}
