import RewardSyntax

/// Arguments of calls.
extension CodePage {
  static let calls: [CodePage] = [
    CodePage(
      .unknownArgument, "an argument that the function does not take",
      """
      Arguments are known by name and an unknown one is never ignored: an option that is dropped silently is the kind of \
      mistake that nobody finds. `rewardc doc NAME` lists what a function takes.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        advantage = grpo(score, epsilon: 1e-6)
        """,
      right: """
        spec example 1.0.0
        input score: real
        advantage = grpo(score, eps: 1e-6)
        """),
    CodePage(
      .duplicateArgument, "an argument that is given twice",
      """
      Each argument is given once, by its place or by its name. Of two values only one could count.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        advantage = grpo(score, eps: 1e-4, eps: 1e-6)
        """,
      right: """
        spec example 1.0.0
        input score: real
        advantage = grpo(score, eps: 1e-4)
        """),
    CodePage(
      .missingArgument, "an argument that the function needs",
      """
      What has no default must be given. `length` needs a unit, `discounted` its gamma: there is no right value that fits \
      every task.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        rule short = length(response) < 500 char
        """,
      right: """
        spec example 1.0.0
        input response: text
        rule short = length(response, in: char) < 500 char
        """),
    CodePage(
      .tooManyArguments, "more arguments than the function takes",
      """
      The function has no place for the last argument. Often an option was meant that has to be named, or another function.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        func half(x: real) = x * 0.5
        reward total = half(score, 2)
        """,
      right: """
        spec example 1.0.0
        input score: real
        func half(x: real) = x * 0.5
        reward total = half(score) * 2
        """),
    CodePage(
      .optionName, "a score with the name of a function's option",
      """
      `gdpo(correct: 1, missing: zero)` takes scores and options in one list, by name. A score that is named like an option \
      could not be told from it, so it needs another name.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        rule missing = not right
        rule correct = right
        advantage = gdpo(correct: 1, missing: 1)
        """,
      right: """
        spec example 1.0.0
        input right: bool
        rule wrong = not right
        rule correct = right
        advantage = gdpo(correct: 1, wrong: 1)
        """),
    CodePage(
      .emptyBundle, "no score with a weight",
      """
      A function that combines scores needs one at least, with its weight: `gdpo(correct: 1, format: 0.5)`. If every weight \
      is 0, nothing is left to learn from.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = score
        advantage = gdpo(total: 0)
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score
        advantage = gdpo(total: 1)
        """),
  ]
}
