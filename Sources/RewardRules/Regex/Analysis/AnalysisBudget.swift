/// What the analysis of one pattern may cost. It is counted, not timed, so that a pattern gets the same answer everywhere.
///
/// Nothing more is found of a pattern that has used it up. The search for words that lead back in two ways leaves half of
/// it to the search for chains: see ``isHalfSearched`` and ``isHalfStepped``.
final class AnalysisBudget {
  /// Work on the automaton: 1 for each edge that a search for a word looks at, ``placeCost`` for each place it notes.
  private(set) var searched = 0
  /// Steps of the pattern on the texts that are tried (see ``MatchCursor``), by what each costs.
  private(set) var stepped = 0

  /// About ten milliseconds.
  static let searchLimit = 1_000_000
  /// Thirty milliseconds for most patterns, a hundred for long ones.
  static let stepLimit = 4_000_000
  private static let placeCost = 10
  /// So many groups that capture cost as much at each step as the step itself.
  private static let groupsOfStep = 20

  var isSearchSpent: Bool { searched >= Self.searchLimit }
  var isHalfSearched: Bool { searched >= Self.searchLimit / 2 }
  var isStepSpent: Bool { stepped >= Self.stepLimit }
  var isHalfStepped: Bool { stepped >= Self.stepLimit / 2 }

  /// Counts an edge; false where no more may be looked at.
  func look() -> Bool {
    searched += 1
    return !isSearchSpent
  }

  /// Counts a place that is noted.
  func note() { searched += Self.placeCost }

  /// Steps of a search for the first match: where there are more than `limit`, or than are left, that many.
  func steps(of pattern: Pattern, on text: [UInt8], atMost limit: Int) -> Int {
    let cost = 1 + pattern.groupCount / Self.groupsOfStep
    let limit = min(limit, (Self.stepLimit - stepped) / cost)
    let steps = Growth.steps(of: pattern, on: text, atMost: limit) ?? limit
    stepped += steps * cost
    return steps
  }
}
