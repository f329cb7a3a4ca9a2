import RewardSyntax

/// Patterns.
extension CodePage {
  static let patterns: [CodePage] = [
    CodePage(
      .badPattern, "a pattern that cannot be read",
      """
      Patterns are regular expressions in the form of PCRE2. The place in the message is the place in the pattern where it \
      stops making sense: a bracket that is not closed, a group that does not exist. To match a bracket itself, write `\\(`.
      """,
      wrong: #"""
        spec example 1.0.0
        input response: text
        rule format = response matches /<answer>([0-9]+<\/answer>/
        """#,
      right: #"""
        spec example 1.0.0
        input response: text
        rule format = response matches /<answer>([0-9]+)<\/answer>/
        """#)
  ]
}
