extension LanguagePage {
  static let declarations: [LanguagePage] = [
    LanguagePage(
      name: "rows",
      form: "rows per rollout | group | pair | turn",
      summary: "What a row of the input is; without it a row is a rollout.",
      details: """
        `rows per group`: a row is a prompt with all its rollouts, and what is per rollout is a list with one element for each.
        `rows per pair`: a row is a preference, and a group of two rollouts, the chosen one first. An input `x` per rollout is
        read from `chosen_x` and `rejected_x`, or from `x` inside `chosen` and `rejected`; the response also from `chosen` and
        `rejected` themselves, a text or a conversation. `input chosen: bool` tells the two apart; an input per pair is a value
        of the row, for the chosen rollout against the rejected one, and abstains the other way round.
        `rows per turn`: a row is one turn, and the rows of a rollout stand together, told by `rollout_id` (or `trajectory_id`,
        `traj_uid`, `episode_id`, `id`). What is per turn is a value of the row, what is per token a list for each; what is per
        rollout or coarser stands in one of its rows, or is the same in all that have it. The turn's text is the last
        assistant message of the row's `messages`, else its response, with `observation` as what came back. A rollout is
        scored whole or not at all, and written as one row.
        For other rows, `input x: T per pair` is a list with a value for each rollout of the group, in row order: that of its
        own is not read, null is a missing value, all of a list of another length fail. `swap(x)` is x the other way round.
        In tests the first rollout of a group is the chosen one unless `chosen` says another, and under `rows per turn`
        `turn_index: [0, 0, 1]` says in which turn each token lies.
        """,
      example: """
        spec rows_example 1.0.0
        rows per pair
        input response: text
        input chosen: bool
        input margin: real? per pair
        let size = count_matches(response, /\\w+/)
        let longer = size - other.size
        metric gap = mean(longer over others) ?? 0
        metric margin_of_chosen = mean(margin over others) ?? 0
        rule brief = gap <= 0  given chosen
        """),
    LanguagePage(
      name: "gate",
      form: """
        gate NAME [: TYPE] [per GRAIN] [normalized] {
          level NAME = SCORE  [worth WEIGHT [if passed] [else VALUE]] [passes at THRESHOLD] [missing fail | skip]
          level NAME = SCORE  in LOW..HIGH
        }
        """,
      summary: "Levels in the order in which they depend on one another (hierarchical reward modelling).",
      details: """
        A level opens where all levels before it passed; a closed level pays 0 and is not computed. A level passes at its
        threshold, 1 unless `passes at` says another. `worth w` pays w times the score, `worth w if passed` pays w on a pass,
        `else v` is what an open level that fails pays. A missing level makes the gate missing; `missing fail` lets it fail,
        `missing skip` passes over it and pays 0. `normalized` divides by the sum of the weights. Bands touch and ascend: the
        score of the deepest open level is mapped into its band, so that a deeper rollout never earns less.
        With `worth` the checker proves that a rollout for which more levels are open never earns less, or warns with one that
        does (W322).
        `NAME.reached` is how many levels passed, `NAME.LEVEL.open` whether a level is open, `NAME.LEVEL` its score there.
        """,
      example: """
        spec shop 1.0.0
        input real_names: bool
        input persuasive: 0..1
        gate shopping {
          level valid   = real_names   worth 1 if passed else -1
          level quality = persuasive   passes at 0.6  worth 0.5
        }
        reward total = shopping
        metric reached = shopping.reached
        """),
    LanguagePage(
      name: "rubric",
      form: """
        input NAME: list<criterion> per group
        rubric NAME { criterion TEXT [weight NUMBER] [tags LIST] [id TEXT] }
        """,
      summary: "The criteria of a prompt: rows bring them, or the spec writes them.",
      details: """
        They make two grains: `criterion`, one rubric line of a prompt, and `verdict`, one rubric line judged on one rollout:
        a value per rollout and a value per criterion meet there. `criterion.text`, `.weight`, `.tags`, `.id`,
        `.instruction_id` and `.kwargs` are values per criterion. Rows may hold criteria in the forms of RaR, HealthBench,
        IFEval and IFBench, open-instruct, `{id, text, weight, tags}`, or plain texts. An input per verdict is a list with one
        value for each criterion, null where there is none; all of a list of another length fail. `std.rubric` has the scoring
        policies.
        """,
      example: """
        spec rubric_example 1.0.0
        input rubric: list<criterion> per group
        input met: bool? per verdict
        reward followed = std.rubric.weighted(met, negative: zero, missing: unmet)
        metric hardest = min(mean(met over criterion) over group)
        """),
    LanguagePage(
      name: "partition",
      form: """
        partition NAME = [whole] chunks of N groups | rollouts
        partition NAME by KEY, KEY ... [where CONDITION]
        """,
      summary: "A grain of the spec's own: members of the batch with equal keys are one part.",
      details: """
        Parts are in order of first appearance; a short last chunk is a chunk, `whole` drops it. A key is a value (text, whole
        number or condition), `group`, or another partition. An element without a key, or whose condition fails, is in no
        part: aggregates do not see it, and what it reads of a part abstains. The partition of an import is named through it:
        `mean(x over common.bundle)`.
        """,
      example: """
        spec bundles 1.0.0
        input r: 0..1
        partition bundle = chunks of 5 groups
        partition paper by bundle, position(rollout)
        let score = sum(r over paper)
        metric spread_of_papers = max(score over bundle) - min(score over bundle)
        """),
    LanguagePage(
      name: "state",
      form: "state NAME [: TYPE] [per GRAIN key KEY] = INITIAL then UPDATE",
      summary: "A value that lasts from step to step.",
      details: """
        NAME is the value at the start of the step, everywhere; `NAME.after` is what the step leaves. The update has one value
        a batch; with `per GRAIN key KEY` there is a value for each key, and an unknown key reads the initial value. An update
        that abstains keeps the old value; one that failed too, and is reported. `none` begins without a value.
        `rewardc run --state FILE` keeps states on disk: one transaction a step, and a step that is run again reads what it read
        the first time and is not applied twice. Short forms, as the whole right side of a `let`: `ema(x, decay: d)`,
        `window(x, last: n)`, `tracked_quantile(x, q, rate: r)`, `schedule(from, to, steps: n)`.
        """,
      example: """
        spec moving 1.0.0
        input r: real
        state best: real = 0 then max(best, max(r over batch))
        let smooth = ema(mean(r over batch), decay: 0.9)
        reward above = r - (smooth ?? 0)
        metric record = best.after
        advantage = grpo(above)
        """),
    LanguagePage(
      name: "machine",
      form: """
        machine NAME over turn {
          STATE -[CONDITION]-> STATE [pays VALUE]
          any   -[CONDITION]-> STATE
        }
        """,
      summary: "A reward machine over the turns of a trajectory.",
      details: """
        It starts in the state that is named first and takes one edge a turn at most: the first in file order that leaves the
        present state (`any`: every state) and whose condition holds. NAME is the sum of what its edges paid, `NAME.state` the
        state after each turn, `NAME.end` the last one, `NAME.pays` what each turn paid. An unknown condition that is tried
        makes this turn and all later ones unknown.
        """,
      example: """
        spec fetch_example 1.0.0
        machine fetch over turn {
          start -[called("search")]->  found
          found -[called("details")]-> ready  pays 0.1
        }
        reward procedure = fetch
        metric is_ready = fetch.end == ready
        """),
    LanguagePage(
      name: "emit",
      form: "emit NAME [per GRAIN] [where CONDITION] [at most N, order: KEY] { FIELD: VALUE, ... }",
      summary: "Records beside the scores, for whoever trains a judge or a preference model.",
      details: """
        One record for each turn, rollout, group, pair or batch where the condition is known to be true. `rewardc run -o
        scored.jsonl` writes them to `scored.NAME.jsonl`, `--emit DIR` into a directory. A missing value is null.
        """,
      example: """
        spec pairs 1.0.0
        input prompt: text per group
        input response: text
        input r: real
        metric score = r
        emit preferences per pair where r - other.r >= 0.2 at most 100, order: desc(r - other.r) {
          prompt: prompt, chosen: response, rejected: other.response, margin: r - other.r
        }
        """),
    LanguagePage(
      name: "optimize",
      form: "optimize { keep groups where CONDITION [until N] [within R rounds] }",
      summary: "Which groups are trained on (dynamic sampling).",
      details: """
        A group that is not kept has no advantage; everything else still sees it, unless it says `where kept`. Beyond `until N`
        groups are dropped in order. Rows say `kept`; the summary says ready, more or exhausted (a `round` column counts
        rounds).
        """,
      example: """
        spec sampled 1.0.0
        input r: real
        optimize { keep groups where spread(r) > 0 until 64 within 3 rounds }
        reward score = r
        advantage = grpo(score)
        """),
  ]
}
