import RewardSemantics

extension Builtin {
  static let matches = Builtin(
    "matches", parameters: [.text, .pattern],
    result: { _, _ in .bool }, absence: .limit, cost: .scan,
    summary: "Whether the pattern is found anywhere in the text.",
    details: """
      The search is not anchored: write `\\A` and `\\z` for the whole text. Patterns are PCRE2 syntax over UTF-8 without
      callouts, `\\C` and backtracking verbs. Flags: `i` ignores case, `m` lets `^` and `$` match at line breaks, `s` lets
      `.` match a line break, `x` skips blanks and comments, `U` makes quantifiers lazy, `u` gives `\\d \\w \\s \\b` their
      Unicode meaning (else ASCII). A search that takes too many steps because of the text is limited, in the same way
      in every run.
      """,
    examples: [
      Example(#"matches("<think>x</think>", /\A<think>.*<\/think>\z/)"#, "true"),
      Example(#"matches("twelve", /[0-9]/)"#, "false"),
      Example(#"matches("Yes", /\Ayes\z/i)"#, "true"),
      Example(#"matches("", /\A\z/)"#, "true"),
    ], inspect: BacktrackingLint.inspect
  ) { statics throws(PreparationError) in
    let pattern = try StaticArguments(statics).pattern(1)
    return { arguments in
      guard var cursor = MatchCursor(pattern, arguments[0].text) else { return .missing(.failed) }
      return switch cursor.next() {
      case .match: .bool(true)
      case .end: .bool(false)
      case .stepLimit: .missing(.stepLimit)
      }
    }
  }.locating { statics throws(PreparationError) in
    let pattern = try StaticArguments(statics).pattern(1)
    return { arguments in pattern.matches(in: arguments[0].text, atMost: 1) }
  }
}

extension Pattern {
  /// Where it matches, from left to right, as slices of argument 0.
  func matches(in text: UnsafeBufferPointer<UInt8>, atMost limit: Int = .max) -> Outcome {
    guard var cursor = MatchCursor(self, text) else { return .missing(.failed) }
    var ranges: [Range<Int>] = []
    while ranges.count < limit, case .match = cursor.next() {
      if let range = cursor.range(of: 0) { ranges.append(range) }
    }
    return .slices(argument: 0, ranges: ranges)
  }
}
