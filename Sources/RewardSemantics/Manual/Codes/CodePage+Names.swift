import RewardSyntax

/// Names: declared, twice, unknown, unused.
extension CodePage {
  static let names: [CodePage] = [
    CodePage(
      .unknownName, "a name that nothing declares",
      """
      A spec reads only what it declares: columns of the rows with `input`, its own values with `let`, `rule`, `reward` and \
      so on. The order of declarations does not matter. If a column of the rows is meant, declare it with its type and grain; \
      else the name is misspelt, and the message shows the nearest one.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        rule right = response contains anwser
        metric known = answer != ""
        """,
      right: """
        spec example 1.0.0
        input response: text
        input answer: text per group
        rule right = response contains answer
        """),
    CodePage(
      .duplicateName, "a name that is taken",
      """
      One name means one thing in the whole file: nothing shadows an earlier declaration, a core function or a rule of the \
      library. That way a name in a report always means the same number. Rename one of the two.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        let total = score * 0.5
        reward total = score
        """,
      right: """
        spec example 1.0.0
        input score: real
        let half = score * 0.5
        reward total = half
        """),
    CodePage(
      .cycle, "a value that needs itself",
      """
      Definitions may stand in any order, but they must not go in a circle. What is to be known from the step before is a \
      `state`, which reads its old value.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward first = second + score
        let second = first * 2
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward first = second + score
        let second = score * 2
        """),
    CodePage(
      .unknownFunction, "a function that does not exist",
      """
      Functions are those of the core, of the rule library, of the standard library and of the file itself. `rewardc doc` \
      lists them all. What other languages call `avg` is `mean`, `len` is `length`, `if` is `when`.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = score - avg(score over group)
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score - mean(score over group)
        """),
    CodePage(
      .recursion, "a function that calls itself",
      """
      A function is expanded where it is called, so one that reaches itself would never end. Every spec ends, whatever the \
      rows hold. What runs along turns or items is an aggregate or a window: `sum`, `cumulative`, `discounted`.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        func twice(x: real) = once(x) * 2
        func once(x: real) = twice(x)
        reward total = twice(score)
        """,
      right: """
        spec example 1.0.0
        input score: real
        func twice(x: real) = x * 2
        reward total = twice(twice(score))
        """),
    CodePage(
      .notAValue, "a name that is no value",
      """
      A grain, a module, a function or a symbol is not something to compute with. `group` says per what a value is counted; \
      the number of rollouts in it is `count(rollout over group)`. A symbol is only compared with a value that may be it.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = score + group
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score + count(rollout over group)
        """),
    CodePage(
      .unknownMember, "a member that does not exist",
      """
      Behind a dot stands what the value has: a gate its levels, a `tool_call` its `name` and `arguments`, a list its methods, \
      `json` whatever the rows hold. A text or a number has no members.
      """,
      wrong: """
        spec example 1.0.0
        input answer: text per group
        rule good = answer.value == "4"
        """,
      right: """
        spec example 1.0.0
        input answer: json per group
        rule good = text(answer.value) ?? "" == "4"
        """),
    CodePage(
      .notYet, "a part of the language that this version lacks",
      """
      The words are reserved and this version cannot do what they say. It refuses them with a message, so that no spec means \
      something else later.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        rule good = right
        optimize {
          with embedded(policy: tiny)
        }
        """,
      right: """
        spec example 1.0.0
        input right: bool
        rule good = right
        optimize {
          keep groups where any(right over group)
        }
        """),
    CodePage(
      .unused, "declared, and read by nothing",
      """
      An input, `let`, `param`, `func` or `partition` that no score reads has no effect. Mostly a rule was meant to read it \
      and reads something else. Use it or take it away; what is only to be logged is a `metric`.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        input length: int
        rule correct = right
        """,
      right: """
        spec example 1.0.0
        input right: bool
        input length: int
        rule correct = right
        metric size = length
        """),
  ]
}
