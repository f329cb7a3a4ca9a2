extension LanguagePage {
  static let basics: [LanguagePage] = [
    LanguagePage(
      name: "spec",
      form: """
        edition 2026
        spec NAME VERSION
        import std.MODULE [as NAME]   import "./FILE.reward" [as NAME] [with PARAM: VALUE, ...]
        """,
      summary: "What a file is called, and what it takes from others.",
      details: """
        The version has three numbers and rises whenever scores may differ (`check --against` tells). The edition fixes what the
        words mean, and may be left out. Functions of the standard library are known without an import. An imported file brings
        its declarations under its name, `common.limit`, or without `as` under their own; `with` sets its parameters. Imports
        are relative to the importing file and stay below the project's root. `///` lines above a declaration are its
        documentation; `//` begins a comment. Order does not matter, and no name stands for two things.
        """,
      example: """
        edition 2026
        spec shop.polite 1.2.0
        import std.statistics as statistics
        input score: real
        /// How far above its group.
        metric ahead = statistics.center(score)
        """),
    LanguagePage(
      name: "input",
      form: """
        input NAME: TYPE [per GRAIN] [from "PATH"] [selects token | turn] [trained]
        bool  int  real  0..1  {0, 0.5, 1}  {easy, hard}  text  json  list<T>  table<T>  vector  message  tool_call  test_run  T?
        """,
      summary: "What is read of the rows.",
      details: """
        One value for each rollout unless `per` says another grain; per turn and per token a row holds a list. `from` is a path
        into the row, `"reward_model.ground_truth"`. A type with `?` may be absent or null. `<=` bounds a text or list that the
        policy writes. Numbers may carry a unit: `input tokens: int tok`. `mask: bool per token selects token` says which tokens
        are the policy's own. `trained` marks what an `objective` is differentiated by. `response`, `prompt` and the like are
        found under the trainers' usual names. What a row lacks fails in that row alone, and is reported;
        `check --data ROLLOUTS` tells before a run (E380).
        """,
      example: """
        spec input_example 1.0.0
        input response: text <= 8192 char
        input answer: text per group from "reward_model.ground_truth"
        input took: real s?
        input cost: real per turn
        rule right = response contains answer
        metric price = sum(cost over rollout)
        rule quick = (took ?? 60 s) < 30 s
        """),
    LanguagePage(
      name: "param",
      form: "param NAME: TYPE = VALUE",
      summary: "A value that is known before the run and set from outside.",
      details: """
        `--set NAME=VALUE` sets it, `import ... with NAME: VALUE` where the file is imported. It must lie in its type, so declare
        a range. A parameter may stand where no value of the rows may: as a ddof, a length, a symbol that picks a variant.
        """,
      example: """
        spec param_example 1.0.0
        param weight: 0..1 = 0.5
        param how: {sum, mean} = sum
        input right: bool
        input style: 0..1
        reward total = when { how == sum -> right + weight * style  else -> (right + style) / 2 }
        """),
    LanguagePage(
      name: "rule",
      form: """
        let NAME [: TYPE] = VALUE
        rule NAME = CONDITION        reward NAME [: TYPE] [per turn] = NUMBER
        metric NAME [: TYPE] [per GRAIN] = NUMBER   advantage [: TYPE] [per GRAIN] = NUMBER
        """,
      summary: "Named values: `let` is a step, `rule` a check, `reward` is trained on, `metric` only logged.",
      details: """
        A `rule` is 0 or 1, or a number where its condition has one. Rules, gates, rewards and metrics stand in every scored
        row. `advantage` is what the optimizer sees, from one value for each token to one for each rollout; where it is missing
        nothing is trained on. A declared range must hold for every row, or the
        checker says which range it really is.
        """,
      example: """
        spec values_example 1.0.0
        input response: text
        input answer: text per group
        let said = trim(response)
        rule right = said == answer
        rule brief = length(response, in: word) <= 50 word  given right
        reward total: 0..1.2 = right + 0.2 * brief
        metric size = length(response, in: word) / (1 word)
        advantage = grpo(total)
        """),
    LanguagePage(
      name: "func",
      form: "func NAME(PARAM: TYPE [= DEFAULT], ...) [-> TYPE] = VALUE | { let NAME = VALUE ... VALUE }",
      summary: "A template that is expanded where it is called.",
      details: """
        A parameter may also be a `grain` or a `bundle`, scores with their weights: `f(correct: 1, format: 0.5)`. Arguments are
        given by place or by name. No function calls itself.
        """,
      example: """
        spec func_example 1.0.0
        input score: real
        input right: bool
        rule correct = right
        reward near = clamp(score, 0, 1)
        func centred(x: real, within: grain = group) = x - mean(x over within)
        func total_of(parts: bundle) = sum(p.weight * p.value for p in parts)
        metric ahead = centred(score, within: batch)
        advantage = centred(total_of(correct: 1, near: 0.5))
        """),
    LanguagePage(
      name: "conditions",
      form:
        "a and b   a or b   not a   when { C -> VALUE ...  else -> VALUE }   VALUE given C [else VALUE | else abstain]   a ?? b",
      summary: "What counts when, and what a missing value does.",
      details: """
        A value may be missing: *abstained*, because it does not apply, or *failed*, because it could not be had. A missing
        condition is unknown: `false and x` is false whatever x is, and else the answer is missing too. `when` takes the first
        true condition. `x given c` is 0 where c is false, `else` says another value, and x is not computed there. `a ?? b` is b
        where a is missing. `present(x)` and `failed(x)` ask.
        """,
      example: """
        spec condition_example 1.0.0
        input right: bool
        input length: int
        input style: real?
        let fine = when { length > 1000 -> 1  length > 500 -> 0.5  else -> 0 }
        reward total = right - 0.2 * fine
        reward polite = style ?? 0 given right else -1
        metric known = present(style)
        """),
    LanguagePage(
      name: "test",
      form: """
        test TITLE {
          with INPUT = VALUE, ...
          stub NAME = VALUE, ...
          group [INPUT VALUE ...] { NAME: RESPONSE, NAME: { INPUT: VALUE, ... } }
          expect CONDITION
        }
        """,
      summary: "Rows made of literals and what must hold of them: `rewardc test` runs it.",
      details: """
        `with` gives an input to every rollout of the test. `group` is one prompt: the inputs behind the word are those of all its
        rollouts, and each rollout has a name and its response, or all its inputs in braces. A test without `group` has one
        rollout. Per turn and per token a value is a list; `with turn.calls = [["search"], []]` gives the turns of `messages`;
        `rubric.weight = [2, -1]` says of criteria what their texts do not. `stub` puts a value in the place of a rule, reward,
        metric, gate or let, whose definition is not computed. An input that no test row gives is missing. `expect` reads what
        the spec computes: by name where there is one rollout or one value for all, else of one rollout: `a.advantage`.
        A failed expectation shows the value of each of its parts. `--only TEXT` picks tests by title, `--coverage` says which
        arms, levels, criteria and rules no test decided, `--min PERCENT` asks for a share of them, `--junit FILE` writes a
        report for a build server.
        """,
      example: """
        spec test_example 1.0.0
        input response: text
        input answer: text per group
        input polite: 0..1
        rule right = response contains answer
        reward total = right + 0.2 * polite
        advantage = grpo(total)
        test "a right answer beats a wrong one" {
          with polite = 0.5
          group answer "4" {
            good: "it is 4"
            bad: { response: "it is 5", polite: 1 }
          }
          expect good.right and not bad.right
          expect good.advantage > bad.advantage
        }
        test "politeness is worth a fifth" {
          stub right = 0
          with polite = 1
          expect total == 0.2
        }
        """),
  ]
}
