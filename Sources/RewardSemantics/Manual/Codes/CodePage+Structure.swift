import RewardSyntax

/// Machines, states, selections and rubrics.
extension CodePage {
  static let structure: [CodePage] = [
    CodePage(
      .badMachine, "a machine that does not run as it is written",
      """
      A machine runs over turns, starts in the state that is named first, and every state that an edge leaves is reached by \
      another one. A state that nothing reaches is mostly a misspelt name.
      """,
      wrong: """
        spec example 1.0.0
        input a: bool per turn
        machine visit over turn {
          start -[a]-> found
          foud  -[a]-> done  pays 1
        }
        reward total = visit
        """,
      right: """
        spec example 1.0.0
        input a: bool per turn
        machine visit over turn {
          start -[a]-> found
          found -[a]-> done  pays 1
        }
        reward total = visit
        """),
    CodePage(
      .misplacedState, "what remembers, inside another expression",
      """
      `ema`, `window`, `tracked_quantile` and `schedule` keep a value from step to step, under the name of the `let` whose \
      right side they are. Inside another expression that value would have no name. Give it one and read it.
      """,
      wrong: """
        spec example 1.0.0
        input r: real
        metric smooth = 1 + (ema(mean(r over batch), decay: 0.9) ?? 0)
        """,
      right: """
        spec example 1.0.0
        input r: real
        let level = ema(mean(r over batch), decay: 0.9)
        metric smooth = 1 + (level ?? 0)
        """),
    CodePage(
      .badState, "a state that cannot be kept as it is written",
      """
      A state that begins with `none` says its type, because no value shows it. What it keeps has one value for each step, or \
      for each key.
      """,
      wrong: """
        spec example 1.0.0
        input r: real
        state level = none then mean(r over batch)
        metric smooth = level ?? 0
        """,
      right: """
        spec example 1.0.0
        input r: real
        state level: real = none then mean(r over batch)
        metric smooth = level ?? 0
        """),
    CodePage(
      .badSelection, "a selection of groups that does not work as it is written",
      """
      `optimize { keep groups where ... }` is said once, keeps whole groups, and its numbers are whole, 1 at least, and known \
      before the run. `within R rounds` needs an `until N` that says how many groups are enough.
      """,
      wrong: """
        spec example 1.0.0
        input r: real
        optimize { keep groups where max(r over group) > 0 until 0.5 }
        reward good = r
        advantage = grpo(good)
        """,
      right: """
        spec example 1.0.0
        input r: real
        optimize { keep groups where max(r over group) > 0 until 8 }
        reward good = r
        advantage = grpo(good)
        """),
    CodePage(
      .noCriteria, "a grain of criteria without criteria",
      """
      `criterion` and `verdict` are grains once the rows bring criteria (`input rubric: list<criterion> per group`) or the spec \
      writes them (`rubric NAME { criterion ... }`).
      """,
      wrong: """
        spec example 1.0.0
        input r: real
        metric n = r * count(criterion over group)
        """,
      right: """
        spec example 1.0.0
        input rubric: list<criterion> per group
        input r: real
        metric n = r * count(criterion over group)
        """),
  ]
}
