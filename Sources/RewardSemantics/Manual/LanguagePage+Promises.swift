extension LanguagePage {
  static let promises: [LanguagePage] = [
    LanguagePage(
      name: "invariant",
      form: "invariant NAME: [for ROLLOUT, ...:] [CONDITION implies] CONDITION",
      summary: "What must hold for all rollouts: `rewardc check` proves it, or refutes it with rollouts that break it.",
      details: """
        `for a, b` names up to four rollouts of one group; without it the invariant is about any one rollout. It reads scores,
        `let`s, gates' members and inputs of these (`a.total`). A condition that is unknown breaks nothing.
        The proof is over what the components can be. A component is what the prover does not look into: a number, condition or
        symbol of the row, whether a pattern matches, the mean of a group. Each ranges by itself over all of its range; a
        connection between two of them that lies in the texts is not known. Arithmetic is that of real numbers, and nothing
        fails that is not declared to. Finite values are tried one by one, conditions are taken both ways, intervals are cut,
        and differences follow from what their sides share.
        What is refuted (E340) is shown with the values of the components and, where a test can say them, as a test that fails:
        the interpreter has run it. What is neither proved nor refuted is a warning (W340). `rewardc audit --static` lists all.
        """,
      example: """
        spec truthful 1.0.0
        input response: text
        input answer: text per group
        rule correct = response contains answer
        rule format  = response matches /\\A<answer>/
        reward total = correct + 0.5 * format
        advantage    = grpo(total)
        invariant bounded: total <= 1.5
        invariant truth_first: for a, b: a.correct > b.correct implies a.total > b.total
        invariant trained: for a, b: a.total > b.total implies a.advantage > b.advantage
        """),
    LanguagePage(
      name: "audit",
      form: """
        audit {
          reject PROBE, ... on SCORE, ...
          accept PROBE, ... on SCORE, ...
          cost   judge_calls | pattern_matches <= NUMBER [per rollout | group | batch]
          allow  CODE [on NAME] because "REASON"
        }
        """,
      summary: "What the author promises to have thought of: `rewardc audit --static` finds out.",
      details: """
        Probes are made from the tests of the spec: from a rollout that earns the score in full and whose response mentions the
        ground truth (`answer` or `ground_truth`). Its last mention is the place of the answer. A probe to reject keeps its
        promise where the score pays nothing (0, or its low end where that is above 0); one to accept, where it takes its
        highest value. What cannot be made is said
        to be unchecked, never kept.
        To reject: \(list(attacks: true))
        To accept: \(list(attacks: false))
        A cost is the number of calls that the spec alone bounds; equal ones count once. A bound that is too low is an error
        (E351). `allow` takes a warning away, in the whole file or inside one declaration; an allowance of nothing is a warning
        (W350), but for what only rows (W380, W381) or a trainer (W8..) may give; an error cannot be allowed.
        """,
      example: """
        spec audited 1.0.0
        input response: text
        input answer: text per group
        rule correct = number_equal(extract(response, /<answer>(.*?)<\\/answer>/s) ?? "", answer)
        audit {
          reject empty, tags_only, shotgun, wrong on correct
          accept plus_sign, trailing_zeros on correct
          cost   judge_calls <= 0 per rollout
        }
        test "a right answer" {
          group answer "4" { a: "<answer>4</answer>" }
          expect a.correct == 1
        }
        """),
  ]

  private static func list(attacks: Bool) -> String {
    Probe.allCases.filter { $0.isAttack == attacks }.map { "\n  \($0.rawValue): \($0.summary)" }.joined()
  }
}
