import RewardSyntax

/// How declarations are written.
extension CodePage {
  static let writing: [CodePage] = [
    CodePage(
      .expectedDeclaration, "a line that begins no declaration",
      """
      Every line outside brackets begins with the word of a declaration: `input`, `let`, `rule`, `reward`, `metric` and so on \
      (`rewardc doc` lists them), or continues the line above. A misspelt word is the usual reason. What a rule reads is \
      declared first, with `input`.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        rewrad total = right
        metric solved = right
        """,
      right: """
        spec example 1.0.0
        input right: bool
        reward total = right
        metric solved = right
        """),
    CodePage(
      .expectedName, "a name is missing, or is a word of the language",
      """
      A declaration needs a name of its own: letters, digits and underscores, beginning with a letter. Words that the \
      language uses, such as `where`, `given` or `else`, name nothing. Take a longer name: `where_from`.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        let where = right
        rule good = right
        """,
      right: """
        spec example 1.0.0
        input right: bool
        let place = right
        rule good = place
        """),
    CodePage(
      .expectedExpression, "a value is missing",
      """
      Behind `=`, behind an operator and between brackets stands a value. An operator at the end of a line goes on in the \
      next one; at the end of a declaration there is nothing for it to work on.
      """,
      wrong: """
        spec example 1.0.0
        input right: real
        reward total = right +
        """,
      right: """
        spec example 1.0.0
        input right: real
        reward total = right +
          1
        """),
    CodePage(
      .expectedType, "a type is missing",
      """
      Behind the colon stands what kind of value it is: `bool`, `int`, `real`, a range `0..1`, `text`, `json`, `list<text>`. \
      An input always says it, because the rows are read by it.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        input score: = 0.5
        reward total = right
        """,
      right: """
        spec example 1.0.0
        input right: bool
        input score: real
        reward total = right + score
        """),
    CodePage(
      .expectedToken, "one particular word or sign is missing",
      """
      At this place the language knows only one way to go on, and the message names it. `state` says how it goes on with \
      `then`, an edge of a machine has its condition in `-[ ]->`, a group of a test names its rollouts in braces.
      """,
      wrong: """
        spec example 1.0.0
        input r: real
        state best: real = 0
        metric record = r
        """,
      right: """
        spec example 1.0.0
        input r: real
        state best: real = 0 then max(best, max(r over batch))
        metric record = best
        """),
    CodePage(
      .unexpectedToken, "something stands behind a complete declaration",
      """
      A declaration ends with its line, and each stands on a line of its own. What is left over is mostly an operator that \
      is missing, or a clause with another name: a level of a gate says `worth`, not `weight`.
      """,
      wrong: """
        spec example 1.0.0
        input a: bool
        gate steps {
          level first = a  weight 1
        }
        reward total = steps
        """,
      right: """
        spec example 1.0.0
        input a: bool
        gate steps {
          level first = a  worth 1
        }
        reward total = steps
        """),
    CodePage(
      .chainedComparison, "comparisons do not chain",
      """
      `a < b < c` would compare the answer of `a < b`, which is 0 or 1, with c. Say what is meant: `a < b and b < c`.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        rule fair = 0 < score < 1
        """,
      right: """
        spec example 1.0.0
        input score: real
        rule fair = 0 < score and score < 1
        """),
    CodePage(
      .missingElse, "a `when` without `else`",
      """
      `when` tries its conditions from the top and takes the first that is true. Where none is, the value behind `else` \
      counts, and without it there would be none. A missing number is never a zero, so the zero must be written.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = when { score > 1 -> 1 }
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = when { score > 1 -> 1  else -> score }
        """),
    CodePage(
      .misplacedClause, "a clause that belongs elsewhere",
      """
      `over`, `by`, `where`, `weight:` and the clauses of a level each have a place, and stand there once. `if passed` follows \
      the `worth` that it changes; `over group` follows the value that is aggregated.
      """,
      wrong: """
        spec example 1.0.0
        input score: 0..1
        gate steps {
          level good = score  worth 1  passes at 0.5 if passed
        }
        reward total = steps
        """,
      right: """
        spec example 1.0.0
        input score: 0..1
        gate steps {
          level good = score  worth 1 if passed  passes at 0.5
        }
        reward total = steps
        """),
    CodePage(
      .inputBlock, "inputs are declared one by one",
      """
      There is no block of inputs. Each has a line of its own, so that it can carry its documentation, grain and path into the \
      row.
      """,
      wrong: """
        spec example 1.0.0
        input {
          right: bool
        }
        """,
      right: """
        spec example 1.0.0
        input right: bool
        rule good = right
        """),
  ]
}
