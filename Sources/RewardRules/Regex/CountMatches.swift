import RewardSemantics

extension Builtin {
  static let countMatches = Builtin(
    "count_matches", parameters: [.text, .pattern],
    result: { _, _ in .count() }, absence: .limit, cost: .scan,
    summary: "How often the pattern is found in the text.",
    details: """
      Matches do not overlap. Empty matches count, one at each place: a pattern that can match nothing, such as `a*`,
      matches once at the end of every text. `count(text, pattern)` is the same.
      """,
    examples: [
      Example(#"count_matches("one two three", /\w+/)"#, "3"),
      Example(#"count_matches("aaaa", /aa/)"#, "2"),
      Example(#"count_matches("", /x/)"#, "0"),
    ], inspect: BacktrackingLint.inspect
  ) { statics throws(PreparationError) in
    let pattern = try StaticArguments(statics).pattern(1)
    return { arguments in
      guard var cursor = MatchCursor(pattern, arguments[0].text) else { return .missing(.failed) }
      var count = 0
      while true {
        switch cursor.next() {
        case .stepLimit: return .missing(.stepLimit)
        case .end: return .number(Double(count))
        case .match: count += 1
        }
      }
    }
  }.locating { statics throws(PreparationError) in
    let pattern = try StaticArguments(statics).pattern(1)
    return { arguments in pattern.matches(in: arguments[0].text) }
  }
}
