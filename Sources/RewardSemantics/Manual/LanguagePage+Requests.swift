/// What a run asks of whoever samples.
extension LanguagePage {
  static let requests = [
    LanguagePage(
      name: "request",
      form: """
        request NAME [per rollout | group] [where CONDITION] {
          prompt TEXT
          [answers N]
        }
        """,
      summary: "Asks for new rollouts: `NAME.f` is the declaration `f` as it is for what came back.",
      details: """
        There is a request for each rollout (or group) where the condition is true; an unknown one does not act. The prompt holds
        values in braces as that of a judge does. `answers` is how many responses to it are wanted, 1 without it.
        What comes back is a grain of its own, `NAME`, with one element for each answer: `max(NAME.score over rollout)`,
        `count(NAME over group)`. `NAME.f` reads any declaration or input per rollout: the answer brings the inputs of a rollout,
        and the group's inputs, the prompt above all, are those of the group, so that an answer is scored against the original
        prompt. Judges are asked about answers as about rollouts. What needs a place among the rollouts of the group (an aggregate
        over group or coarser, `others`, turns and tokens) an answer does not have: that is an error. Where nobody answered there
        are no elements: a statistic abstains, a count is 0. `NAME.asked` tells where there is a request.
        `rewardc run SPEC ROWS -o scored.jsonl` writes `scored.NAME.requests.jsonl`: `id`, `prompt`, `group`, `rollout`, `answers`.
        The id follows from spec, step, group, rollout and prompt. Answers are rows with the inputs of a rollout and the id under
        `revises`; `rewardc run SPEC ROWS --answers FILE -o scored.jsonl` reads them beside the same rows. Blank responses, answers
        to what was never asked and more than were wanted are reported with their line and left out.
        In a test `NAME a: "..."` in a group is an answer for rollout `a`, written like a rollout; `NAME group: "..."` where the
        request is per group.
        """,
      example: """
        spec request_example 1.0.0
        input prompt: text per group
        input response: text
        input answer: text per group
        reward correct = response contains answer
        request again where not correct {
          prompt \"""
            {prompt}
            This was wrong: {response}
            Try again.
            \"""
          answers 2
        }
        metric mended = max(again.correct over rollout) ?? 0
        test "one of two new attempts is right" {
          group answer "4" {
            a: "It is 5."
            b: "It is 4."
            again a: "It is 6."
            again a: "It is 4, of course."
          }
          expect a.mended == 1 and b.mended == 0
          expect not b.again.asked
        }
        """),
    LanguagePage(
      name: "hindsight",
      form: """
        hindsight NAME {
          score SCORE
          prompt TEXT
          [verdicts VERDICT]
          [when CONDITION]
          [from best ties [at most N] [, most met first]]
          [answers N]
          [bonus NUMBER]
          [mix top N into a random slot [, else copy best]]
        }
        """,
      summary: "Revises the best rollouts of a group that fell short, and trains on the revisions (HeRL).",
      details: """
        `score` is a number per rollout that a revision is to raise. `when` chooses the groups: `max(SCORE over group) < 1`, or what
        the high end of the score is, without it. Candidates are the rollouts within 1e-6 of the best score, 16 at most unless `at
        most` says otherwise, those with most criteria met first if that is said, then in the order of the group.
        The prompt is that of a request per rollout; `{satisfied}` and `{unmet}` in it are numbered lists of the criteria, or "none".
        They follow from `verdicts`, a value per criterion and rollout; where the spec has one only, it need not be named. A criterion
        is satisfied where it is met in full; a pitfall (negative weight) where it is not met at all, and is marked "(to avoid)". One
        without a verdict stands in neither list.
        Nothing is changed; there are new values. `NAME.SCORE` is the score of what came back. `NAME.shaped` is the own score and,
        of a candidate, `bonus` times what its best revision gained or lost. `NAME.reward` is what each place of the group is worth
        after `mix`: as many slots as it says hold the best revisions, of those at least as good as the best rollout; the slots that
        no revision fills hold copies of the best rollouts with their shaped scores, if `else copy best` is there and the group has
        any revision. All are read before any slot is filled, and a group keeps its size. `NAME.kind` is `policy`, `guided` or
        `copy`; `NAME.source` is the place in the group of the rollout that was revised or copied. Train on `NAME.reward`:
        `advantage = grpo(NAME.reward)`. Without `mix` it is `NAME.shaped`.
        Slots are filled in an order drawn with the run's seed, or given by a column `NAME_slot`, lowest first.
        Beside the requests, `scored.NAME.slots.jsonl` has a line for each slot that holds something else than what the policy wrote
        to the prompt: `id` and `group` of the rollout that stood there, `slot`, `kind`, `source`, and of a guided slot the id of
        the `answer`, its `response` and the `prompt` that it answers, the context of its log-probabilities.
        The parts are functions of `std.hindsight`.
        """,
      example: """
        spec hindsight_example 1.0.0
        input prompt: text per group
        input response: text
        input rubric: list<criterion> per group
        input met: bool per verdict
        reward followed = std.rubric.weighted(met, negative: avoid, missing: unmet) ?? 0
        hindsight revise {
          score    followed
          when     max(followed over group) < 1
          from     best ties at most 16, most met first
          prompt   \"""
            Revise the answer to: {prompt}
            Keep: {satisfied}
            Mend: {unmet}
            Answer: {response}
            \"""
          bonus    0.05
          mix      top 1 into a random slot, else copy best
        }
        advantage = grpo(revise.reward)
        test "a revision that meets everything takes a slot" {
          with rubric = ["It greets.", "It swears."]
          with rubric.weight = [1, -1]
          group {
            a: { response: "Damn", met: [false, true], revise_slot: 1 }
            b: { response: "Well", met: [false, false], revise_slot: 0 }
            revise b: { response: "Hello", met: [true, false] }
          }
          expect b.revise.kind == guided and b.revise.reward == 1
          expect abs(b.revise.shaped - 0.525) < 1e-12
        }
        """),
    LanguagePage(
      name: "resample",
      form: """
        resample NAME {
          when CONDITION
          rungs [SHARE, ...]
          of TEXT
          prompt TEXT
        }
        """,
      summary: "Samples a group again as a whole, with more of a hint each time (the ladder of GHPO).",
      details: """
        `when` is one condition per group; an unknown one does not act. While it is true and a rung is left, the group is asked for
        again: `{hint}` in the prompt is the first `share * n` of the `n` characters (Unicode scalars) of the text after `of`,
        rounded half to even. Each attempt is complete: it has as many rollouts as the first, it takes the place of the one before
        it, and every definition, aggregates over the group too, sees the last attempt and no other. An attempt that nobody asked
        for is not looked at, and neither is one with too few rollouts.
        `NAME.rung` is the share that the attempt was shown, 0 for the first; `NAME.text` that hint; `NAME.attempt` its number;
        `NAME.asked` tells whether one more is wanted. For a cold start the condition names the step:
        `when step >= 20 and all(accuracy <= 0 over group)`.
        `rewardc run SPEC ROWS -o scored.jsonl` writes `scored.NAME.requests.jsonl`: `id`, `prompt`, `group`, `rung`, and how many
        `answers` there must be. They come back as whole rows, as the spec reads them, with the id under `revises`. With
        `--answers FILE` the last attempts are scored, and the next rung is written if it is needed; the file keeps the rows of
        all rungs so far. The prompt that produced a response stays with it: train on that of the request.
        In a test `NAME a: ...` in a group is rollout `a` in the next attempt.
        """,
      example: """
        spec resample_example 1.0.0
        input prompt: text per group
        input solution: text per group
        input response: text
        input answer: text per group
        reward correct = response contains answer
        resample ladder {
          when   not any(correct over group)
          rungs  [0.25, 0.5, 0.75]
          of     solution
          prompt "{prompt} The solution begins: {hint}"
        }
        metric rung = ladder.rung
        advantage = grpo(correct)
        test "half of the solution helps" {
          group prompt "1 + 3?" solution "1 and 3 is 4" answer "4" {
            a: "5"
            b: "6"
            ladder a: "7"
            ladder b: "5"
            ladder a: "4"
            ladder b: "5"
          }
          expect rung == 0.5
          expect a.correct and not b.correct
          expect a.advantage > 0
        }
        """),
  ]
}
