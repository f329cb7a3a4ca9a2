import RewardSyntax

/// Types, units, ranges and values that may be missing.
extension CodePage {
  static let types: [CodePage] = [
    CodePage(
      .wrongType, "a value of another kind is needed here",
      """
      A condition, a number, a text and a list are not taken for one another: a text is no number until `number(text)` reads \
      it, and an answer in the data may be `"4"` or `4`. Only `bool` and 0 or 1 are the same thing. The message says what was \
      expected and what was found.
      """,
      wrong: """
        spec example 1.0.0
        input said: text
        input answer: int per group
        rule correct = said == answer
        """,
      right: """
        spec example 1.0.0
        input said: text
        input answer: int per group
        rule correct = (number(said) ?? -1) == answer
        """),
    CodePage(
      .wrongUnit, "units that do not go together",
      """
      A length in tokens, in words and in characters are three different numbers, and seconds are a fourth. So a number with \
      a unit is compared and added only with one of the same unit: write `200 tok`. Dividing by `1 tok` takes the unit away.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        rule short = length(response, in: word) <= 4000
        """,
      right: """
        spec example 1.0.0
        input response: text
        rule short = length(response, in: word) <= 4000 word
        """),
    CodePage(
      .outOfRange, "a value outside the range that is declared or needed",
      """
      Ranges are worked out through arithmetic, and what is declared as `0..1` must always lie there. The message says which \
      range the value really has. Scale the value, `clamp` it, or declare the true range.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        reward total: 0..1 = 2 * right
        """,
      right: """
        spec example 1.0.0
        input right: bool
        reward total: 0..2 = 2 * right
        """),
    CodePage(
      .divisionByZero, "a division by what can be zero",
      """
      One row with a zero below the line would give infinity, and one infinity ruins a batch. `divide(a, b, or: v)` says what \
      the value is there; `max(b, 1)` keeps a count away from zero.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        input right: bool
        reward share = score / count(right over group)
        """,
      right: """
        spec example 1.0.0
        input score: real
        input right: bool
        reward share = divide(score, count(right over group), or: 0)
        """),
    CodePage(
      .outsideDomain, "a logarithm or root of what can be negative",
      """
      `log` is defined above 0 and `sqrt` from 0 on; a weight is never below 0. Where the value may lie elsewhere, say what is \
      meant there: `log(max(x, 0.01))`.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = log(score)
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = log(max(score, 0.01))
        """),
    CodePage(
      .mayBeAbsent, "a value that may be absent where one is needed",
      """
      A score that does not apply, a pattern that does not match and an optional column have no value, and a missing value is \
      never taken for 0. Say what counts then: `x ?? 0`, `x given present(x) else abstain`, or a declaration that may be absent.
      """,
      wrong: """
        spec example 1.0.0
        input label: bool?
        rule good = label
        """,
      right: """
        spec example 1.0.0
        input label: bool?
        rule good = label ?? false
        """),
    CodePage(
      .notConstant, "a value that must be known before the run",
      """
      Some arguments shape the computation itself: a pattern, a ddof, the key of a JSON path, the length of a window. They are \
      literals or parameters (`param`), never values of the rows.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        input how: int
        metric total = std(score over group, ddof: how)
        """,
      right: """
        spec example 1.0.0
        input score: real
        param how: {0, 1} = 0
        metric total = std(score over group, ddof: how)
        """),
    CodePage(
      .unknownType, "a type that does not exist",
      """
      Types are `bool`, `int`, `real`, ranges `0..1`, sets `{0, 0.5, 1}`, symbols `{easy, hard}`, `text`, `json`, `list<T>`, \
      `table<T>`, `vector`, `message`, `tool_call`, `test_run` and `criterion`. `float` is `real` and `str` is `text`.
      """,
      wrong: """
        spec example 1.0.0
        input score: float
        reward total = score
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score
        """),
  ]
}
