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
        """#),
    CodePage(
      .exponentialPattern, "a pattern that a text makes exponentially slow",
      """
      A search tries one way after another, and where a repeated part can match a text in two ways, it tries both at every \
      repetition. Some thirty bytes, or a response that was cut off, are then enough to go over the limit of a search. The \
      note shows such a text. End a round with what it cannot hold otherwise, or make it atomic (`(?>...)`).
      """,
      wrong: #"""
        spec example 1.0.0
        input response: text
        rule called = response matches /\A(?:<call>.*?<\/call>\s*)+\z/s
        """#,
      right: #"""
        spec example 1.0.0
        input response: text
        rule called = response matches /\A(?:<call>[^<]*<\/call>\s*)+\z/
        """#),
    CodePage(
      .polynomialPattern, "a pattern that a text makes slow with a high power of its length",
      """
      Neighbours that match the same characters can share a text in as many ways as it has characters, and with a third one \
      the steps grow with the third power. A few hundred blanks are then enough to go over the limit of a search. Take \
      blanks off with `trim` afterwards, let neighbours match different characters, or let one give nothing back (`\\s*+`). \
      The second power is not reported: nearly every pattern has it.
      """,
      wrong: #"""
        spec example 1.0.0
        input response: text
        let said = extract(response, /<answer>\s*(.*?)\s*<\/answer>/s) ?? ""
        metric letters = length(said, in: char)
        """#,
      right: #"""
        spec example 1.0.0
        input response: text
        let said = trim(extract(response, /<answer>(.*?)<\/answer>/s) ?? "")
        metric letters = length(said, in: char)
        """#),
  ]
}
