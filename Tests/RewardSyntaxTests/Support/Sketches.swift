/// Whole specs of every kind, without syntax mistakes.
enum Sketches {
  static let riskPO = #"""
    // riskpo: mixed value at risk on bundles
    partition bundle = chunks of 5 groups
    partition paper  by bundle, position(rollout) where position(rollout) < min(count(rollout over group) over bundle)
    let score = sum(r over paper)
    state low:  real? = none then when { present(low)  -> low  + rate * (a - mean(score < low over batch))
        else -> quantile(score over batch, a) }
    state high: real? = none then when { present(high) -> high + rate * (b - mean(score < high over batch))
        else -> quantile(score over batch, b) }
    let lo   = low  ?? quantile(score over bundle, a)
    let hi   = high ?? quantile(score over bundle, b)
    let mid  = (max(score - lo, 0) - max(score - hi, 0)) / (b - a + eps)
    let tail = -max(lo - score, 0) / (a + eps)
    let sd   = when { count(paper over bundle) < 2 -> 1  else -> std(score over bundle) }
    let risk = divide((omega * tail + mid) / (omega + 1), sd + eps, or: 0)                 // grain paper
    let dev  = r - mean(r over group)
    let tot  = sum(dev over paper)
    advantage = when { abs(tot) > 1e-6 -> risk * divide(dev, tot, or: 0)
        else -> risk / count(rollout over paper) } ?? 0
    """#

  static let herl = #"""
    // herl: what `hindsight` desugars to
    let best   = max(followed over group)
    let tied   = best < 1 and best - followed < 1e-6
    let asked  = rank(-met_count over group where tied) < 16
    request revise per rollout where asked { prompt """..""" answers 1 }
    // abstains without an answer
    let better = max(revise.followed over rollout)
    // signed on purpose
    let shaped = followed + ((alpha * (better - followed)) ?? 0)
    let place  = rank(-revise.followed over group where revise.followed >= best)           // grain revise
    let good   = min(count(place < n over group), n)
    let wanted = when { count(revise over group) > 0 -> n  else -> 0 }
    let slot   = rank(random(per rollout) over group)
    let mixed  = when {
      slot < good   -> pick(revise.followed over group where place < n, slot, order: place)
      slot < wanted -> pick(shaped over group, slot - good, order: (-followed, -met_count))
      else          -> shaped
    }
    advantage = zscore(mixed)
    """#

  static let rlvmr = #"""
    // rlvmr: one reward per meta-reasoning tag, normalised among equals
    let tag    = when { not valid -> "none"  text contains "<planning>" -> "planning"
        text contains "<explore>" -> "explore"
                        text contains "<reflection>" -> "reflection"  else -> "none" }
    let acts   = extract_all(text, /<action>(.*?)<\/action>/)
    // earlier valid turns with these actions
    let before = cumulative(1 over rollout by acts where valid, exclusive: true)
    let failed_before = previous(not (valid and available) over rollout, edge: false)
    let earned = when {
      tag == "planning"   -> when { outcome > 0 -> 1  else -> 0 }
      tag == "explore"    -> when { before == 0 -> 1  else -> 0 }
      tag == "reflection" -> when { failed_before and previous(acts over rollout, edge: []) != acts -> 1
        else -> 0 }
      else -> 0
    }
    let live   = earned given present(outcome) else abstain
    // within: grain = group
    let among  = divide(live - mean(live over within by tag), std(live over within by tag) + eps, or: 0)
    // by step: zscore(outcome at turn)
    let whole  = zscore(outcome)
    advantage  = (mix * whole + (1 - mix) * among) ?? 0                                     // grain turn
    """#

  static let igpo = #"""
    // igpo: a turn is worth what it adds to the belief in the answer
    input answer_logp: list<real> per turn                              // teacher-forced before this turn
    let belief = exp(mean(answer_logp))
    let final  = when { format_ok -> outcome  else -> -2 }
    let gain   = when { is_last(turn) -> final  else -> next(belief over rollout, edge: 0) - belief }
    let norm   = when { how == joint -> zscore(gain)
                        how == separate -> divide(gain
        - mean(gain over group by is_last(turn)), std(gain over group by is_last(turn)) + eps, or: 0)
                        else -> gain }
    advantage  = discounted(norm over rollout, gamma: gamma)            // every token of the turn sees it
    """#

  static let gdpo = #"""
    // gdpo: normalise each reward, weight, sum, whiten
    func gdpo(parts: bundle, missing: {zero, ignore} = zero, whitening: {sequence, token, none} = sequence,
              eps_group: 0..1 = 1e-4, eps_batch: 0..1 = 1e-4) -> real {
      let any_part = any(present(p.value) for p in parts)
      let summed   = sum(p.weight * (zscore(filled(p.value, missing),
        eps: eps_group) ?? 0) for p in parts) given (any_part or missing == zero) else abstain
      when {
        whitening == none     -> summed
        whitening == sequence -> zscore(summed, within: batch, eps: eps_batch)
        else                  -> divide(summed
        - mean(summed over batch, weight: length), sqrt(var(summed over batch, weight: length)
        + eps_batch), or: 0)
      }
    }
    func filled(x: real, how: {zero, ignore}) = when { how == zero -> x ?? 0  else -> x }
    // eq. 8; a missing gate fails, a rollout with no score at all is left alone:
    rule short = length(response, in: tok) <= 4000 tok
        given ((correct >= 1) ?? false) or not (present(correct) or present(format))
    """#

  static let gae = #"""
    // gae and its kin
    func gae(r: real, v: real, gamma: 0..1 = 1, lambda: 0..1 = 0.95) =
      discounted(r + gamma * next(v over rollout, edge: 0) - v over rollout, gamma: gamma * lambda)
    func at_last(x: real) = when { is_last(token) -> x  else -> 0 }
    let rto_reward  = clamp(0.05 * (logp_dpo - ref_logp), -0.05, 0.05) - 0.01 * (policy_logp - ref_logp)
        + (at_last(clamp(rm, -10, 10)) ?? 0)
    // a missing r removes its row
    let plus_plus   = whiten(discounted(-kl * (old_logp - ref_logp) + at_last(r) over rollout, gamma: gamma))
    let plus_base   = whiten((r - mean(r over group)) at token)
    let wins        = count(score - previous(score over rollout, edge: 0) > 0 over rollout)
    let dense       = (score - previous(score over rollout, edge: 0)) / max(1, when { final > 0 -> wins
        else -> max_total })
    """#

  static let dpo = #"""
    // dpo and relatives, on groups of two or on pairs built from scores
    let shift = sum(logp over rollout) - sum(ref_logp over rollout)
    let h     = shift - other.shift
    let z     = beta * h
    let pair_loss = when {
      kind == sigmoid -> (1 - e) * softplus(-z) + e * softplus(z)
      kind == robust  -> ((1 - e) * softplus(-z) - e * softplus(z)) / (1 - 2 * e)
      kind == ipo     -> (h - 1 / (2 * beta)) ^ 2
      else            -> max(1 - z, 0)
    }
    // eta 0: dpo; else rpo
    objective = mean(pair_loss over batch where chosen
        and not other.chosen) - eta * beta * mean(sum(logp over rollout) over batch where chosen)
    """#

  static let p3o = #"""
    // pairs with constants inside: p3o, copg, real
    let w   = sum(logp over rollout) - sum(old_logp over rollout)
    let rho = exp(w)
    let d   = r - other.r
    let c1  = detach(d * other.rho)
    let c2  = detach(d * rho * other.rho)
    // both orders add up to the pair: 2 * 1/2
    let separate = -min(c1 * rho, c1 * clamp(rho, 1 - eps, 1 + eps))
    let joint    = -0.5 * min(c2 * (w - other.w), c2 * clamp(w - other.w, -eps, eps))
    // copg: no detach
    let u        = sum(logp over rollout) - sum(ref_logp over rollout)
    let copg     = -(d - 0.5 * beta * (u - other.u)) * (u - other.u)
    // a missing reward leaves its pairs out
    objective    = mean(joint over batch)
    // real: s and right are per rollout
    let s     = mean(logp - old_logp over rollout)
    // not any(..): a missing label must not hide the group
    let both  = count(right over group) > 0 and count(not right over group) > 0
    let real_loss = (logsumexp(-s / tau over group where right, with: 0) + logsumexp(s
        / tau over group where not right, with: 0)) given both
    """#

  static let pipo = #"""
    // pipo: was the last update an improvement?
    let mu = mean(r over batch where origin == fresh)
    state means: list<real> = [] then (means ++ [mu]).last(8)
    let sigma = when { means.std(ddof: 0) < 1e-6 -> 1  else -> means.std(ddof: 0) }
    let xi    = clamp(mu - means.mean, -5, 5) / max(sigma, 1e-6)
    let soft  = when { xi >= 0 -> 1  else -> lambda }
    // stored: last step's advantage, an input of stale rows
    let local = count(rollout over group) * stored / (sum(abs(stored) over group) + 1e-6)
    advantage = when { origin == fresh -> zscore(r)  means.count < 8 -> 0
        else -> soft * clamp(local * xi, -10, 10) }
    """#

  static let tokenHiddenReward = #"""
    // token hidden reward: no matrix type, an outer product is a vector
    let e     = one_hot(token_id, size: probs.count) - probs
    // fused: never stored per token
    let cell  = outer(e, hidden)
    let m     = sum(cell / count(token over rollout) over group where right)
    // an unmixed group: 0
    let thr   = (when { right -> 1  else -> -1 } * dot(cell, m)) given mixed
    let tau   = min(mean(thr over rollout) over group where right) ?? 0
    let base  = zscore(r)
    let mixed = count(right over group) > 0 and count(not right over group) > 0
    advantage = when { not mixed -> base  abs(thr) > tau -> (1 + sign(thr) * p) * base  else -> 0 }
    """#

  static let bnpo = #"""
    // bnpo: weight by one over a Beta density fitted to the batch of prompts
    func bnpo(r: 0..1, cap: real = 1e6) {
      let p = mean(r over group)
      let m = mean(p over batch)
      let v = var(p over batch)
      let k = divide(m * (1 - m), v, or: 0) - 1
      let a = when { v <= 1e-12 -> 1  else -> max(1, 1 + k * m / 3) }
      let b = when { v <= 1e-12 -> 1  else -> max(1, 1 + k * (1 - m) / 3) }
    // density 0 at an edge or by underflow: the cap
      (r - p) * min(cap, divide(1, beta_density(p, a, b), or: cap))
    }
    advantage = mean((bnpo(part.value) ?? 0) for part in parts)
    """#

  static let subpo = #"""
    // subpo: marginal gains of a set function along the trajectory
    // list of states so far; bounded by the turn cap
    let seen  = cumulative(state over rollout, with: append)
    let value = when {
      form == coverage -> distinct(seen.flat_map(s => covers[s])).sum(i => weight_of[i] ?? 1)
      form == capped   -> classes.sum(k => min(distinct(seen).count(s => k.contains(s)), caps[k]))
      else             -> 0.5 * logdet(kernel, seen, noise)
    }
    // the last state abstains: no action there
    let gain  = next(value over rollout) - value
    advantage = discounted(gain over rollout where present(gain), gamma: gamma) - (baseline ?? 0)
    objective = -mean(sum(logp * advantage over rollout where present(advantage)) over batch)
    """#

  static let gsm8k = #"""
    /// GSM8K: think, then answer with an integer.
    spec gsm8k 1.0.0

    input response: text
    input answer: text per group

    let final = extract(response, /<answer>\s*(.*?)\s*<\/answer>/s) ?? ""

    rule format  = response matches /\A<think>.*?<\/think>\s*<answer>.*?<\/answer>\s*\z/s
    rule correct = math_equal(final, answer)
    rule integer = final matches /\A[+-]?[0-9]+\z/

    advantage = gdpo(format: 1, correct: 1, integer: 0.5)
    """#

  /// One of every declaration.
  static let everything = ##"""
    import std.advantage                       // always readable: rewardc doc std.advantage
    import "./common.reward" as common
    import "./other.reward" with weight: 0.5, limit: 4

    param quality_weight: 0..1 = 0.4           // --set quality_weight=0.6; importers can set it too
    input logp: real per token
    input answer: text per group from "reward_model.ground_truth"    // a path into the row
    func  shaped(x: real, limit: real) -> 0..1 = clamp(x / limit, 0, 1)

    rule concise = length(response, in: tok) <= 4000 tok  given correct

    judge persuasive: 0..1 {
    // an alias; the lock file resolves it to endpoint and dated model
      model    "judge-main"
      prompt   """
        How persuasive is the recommendation? Answer with a number from 1 to 5.
        Shopper: {prompt}
        Assistant: {response}
        """
    // a number | yes_no | label(good: 1, fair: 0.5, poor: 0) | expectation 1..5 | json | endpoint
      answers  1..5
      samples  3 reduce median
      given    correct
    // drop (the rollout) | abstain (this score) | stop (the run); required
      fault    retry 2 then drop
      timeout  30 s
    }

    gate shopping {
      level valid   = all(names_real_products, within_budget)   worth 1 if passed else -1
      level quality = persuasive              passes at 0.6     worth 0.5
      level thrift  = tool_efficiency                           worth 0.25
    }

    reward total = shopping + 0.1 * format
    advantage    = grpo(total)
    // or: advantage = gdpo(shopping: 1, format: 0.1, like: trl)

    judge  met: {0, 1} per verdict { prompt "..." answers yes_no fault retry 1 then abstain }
    // over mean(met over rollout, weight: criterion.weight)
    reward followed = std.rubric.weighted(met, negative: zero, missing: unmet)

    hindsight revise {
      score   followed                   // group-free
      when    max(followed over group) < 1
      from    best ties at most 16, most met first
      prompt  """... {prompt} ... {satisfied} ... {unmet} ... {response} ..."""
      bonus   0.05                       // of (best revision - own score), candidates only
      mix     top 1 into a random slot, else copy best     // seeded
    }
    // nothing is mutated: revise.shaped, revise.reward, revise.kind are new values
    advantage = grpo(revise.reward)

    emit preferences per pair where total - other.total >= 0.2 {
      prompt: prompt, chosen: response, rejected: other.response, margin: total - other.total
    }

    objective = token_mean(ppo_clip(advantage, low: 0.2, high: 0.28)) + 0.001
        * token_mean(kl(logp, logp_ref, estimator: k3))

    optimize {
      with  embedded(policy: tiny, learning_rate: 1e-3)
    // dynamic sampling; a dropped group's advantage abstains
      keep  groups where spread(total over group) > 0
    }

    machine fetch over turn {
      start  -[called("search")]->            found
      found  -[called("details")]->           ready  pays 0.1
      any    -[turn.observation.failed]->     stuck  pays -0.1
    }
    rule orderly = until(not answered, called("details"))

    partition bundle = whole chunks of 5 groups
    state seen: int per group key caption = 0 then seen + 1
    rubric safety {
      criterion "It warns."  weight 2  tags ["safety"]  id "warns"
      criterion """It names no dose."""  weight -1
    }

    audit {
      reject empty, echo, tags_only on correct
      accept thousands, unicode_minus on correct
      cost   judge_calls <= 6 per rollout
      allow  W204 on format because "kept unconditioned to reproduce the published recipe"
    }

    test "a wrong answer never earns the correctness reward" {
      stub persuasive = 0.5
      group answer "4" {
        a: "<think>2+2</think><answer>4</answer>"
        b: "<think>2+2</think><answer>5</answer>"
      }
      expect a.correct == 1
      expect b.correct == 0
      expect a.advantage > b.advantage
    }
    """##

  static let all = [
    riskPO, herl, rlvmr, igpo, gdpo, gae, dpo, p3o,
    pipo, tokenHiddenReward, bnpo, subpo, gsm8k, everything,
  ]
}
