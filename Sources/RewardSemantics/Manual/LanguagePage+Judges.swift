/// Models that are asked.
extension LanguagePage {
  static let judges = [
    LanguagePage(
      name: "judge",
      form: """
        judge NAME [: TYPE] [per GRAIN [jointly over GRAIN]] {
          prompt TEXT
          answers [expectation] LOW..HIGH | [expectation] yes_no | label(NAME: WORTH, ...) | endpoint | text | json [SCHEMA]
          fault [retry N then] drop | abstain | stop
          [model "ALIAS"]  [samples N [reduce mean | median | min | max | majority]]  [swap]
          [given CONDITION [else VALUE | else abstain]]  [timeout N s]  [on_limit NUMBER]
        }
        """,
      summary: "A model that is asked: what, how its answer is read, and what happens when none comes.",
      details: """
        Names in braces stand for values (`{response}`, `{other.response}` of a pair, `{criterion.text}` of a verdict): each must
        have one value for what is asked about, and may not be absent. `{{name}}` is the text `{name}`; other braces, as those of
        JSON, stay. A prompt that names nothing of the rows is an error.
        It is asked per rollout unless `per` says otherwise: turn, verdict, pair, group or batch; or about several together: the rollouts of
        a group (`per rollout jointly over group`), the criteria or turns of a rollout (`per verdict jointly over rollout`). Then the
        lines of the prompt that name a value of each stand there once for each. `swap` asks a pair in both orders and takes the mean
        of what speaks for the first.
        The scale of a number is mapped linearly onto the declared range, 0..1 without one; `expectation` takes the mean over the
        probabilities of the whole numbers on the scale. `yes_no` is the high or low end of the range, `expectation yes_no` lies
        between them by the probability of yes; `endpoint` is the number of a reward model. `rewardc doc verdicts` tells how answers
        are read, `rewardc doc models` where models are and what becomes of faults.
        `fault` must be there. `drop` leaves the rollout out of all that is trained on, `abstain` leaves out this score, `stop`
        ends the run: a fault is never a zero. What the response itself causes (a prompt longer than its bounds, a verdict that
        stays unreadable) is another matter: the score takes `on_limit`, the low end of its range without it.
        `given` asks only where its condition is true, and pays 0 elsewhere. A judge that only metrics read is not asked.
        In a test `stub NAME = VALUE` is what the model answers: its `given` holds all the same. A test that would ask a model is
        an error.
        """,
      example: """
        spec judge_example 1.0.0
        input prompt: text per group
        input response: text <= 4000 word
        rule sourced = response matches /\\[[0-9]+\\]/
        judge clear: 0..1 {
          prompt   \"""
            How clear is the answer? Reply with a number from 1 to 5.
            Question: {prompt}
            Answer: {response}
            \"""
          answers  1..5
          samples  3 reduce median
          given    sourced
          fault    retry 2 then drop
        }
        reward good = 0.5 * sourced + 0.5 * clear
        test "what has no source is not judged" {
          stub clear = 0.75
          group {
            a: "Water boils at 100 degrees [1]."
            b: "Water boils."
          }
          expect a.good == 0.875 and b.good == 0
        }
        """)
  ]
}
