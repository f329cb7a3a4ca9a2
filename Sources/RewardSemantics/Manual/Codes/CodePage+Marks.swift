import RewardSyntax

/// Characters, literals and brackets.
extension CodePage {
  static let marks: [CodePage] = [
    CodePage(
      .invalidEncoding, "the file is not UTF-8",
      """
      Specs are UTF-8, so that a pattern means the same everywhere. The usual reason is a file that was saved as Latin-1 or \
      UTF-16. Save it as UTF-8; a character may also be written by its number: `"\\u{E9}"`.
      """,
      wrong: Example(
        bytes: Array("spec example 1.0.0\ninput response: text\nrule caf = response contains \"caf".utf8)
          + [0xE9] + Array("\"\n".utf8),
        shown: """
          spec example 1.0.0
          input response: text
          rule caf = response contains "caf<byte E9 of Latin-1>"
          """),
      right: #"""
        spec example 1.0.0
        input response: text
        rule caf = response contains "caf\u{E9}"
        """#),
    CodePage(
      .unknownCharacter, "a character that means nothing here",
      """
      Outside texts, patterns and comments only letters, digits and a few signs have a meaning. Signs that look alike, such \
      as a long dash for a minus, often come in with text that was copied.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        rule short = length(response, in: char) < 10 char §
        """,
      right: """
        spec example 1.0.0
        input response: text
        rule short = length(response, in: char) < 10 char
        """),
    CodePage(
      .unterminatedText, "a text without its closing quotes",
      """
      A text ends on its own line. A longer one stands between two lines of three quotes, and a quote inside a text is \
      written `\\"`.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        rule polite = response contains "please
        """,
      right: """
        spec example 1.0.0
        input response: text
        rule polite = response contains "please"
        """),
    CodePage(
      .unterminatedPattern, "a pattern without its closing slash",
      """
      A pattern stands between two slashes on one line. A slash inside it is written `\\/`, also in a closing tag.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        rule format = response matches /<think>
        """,
      right: #"""
        spec example 1.0.0
        input response: text
        rule format = response matches /<think>.*<\/think>/s
        """#),
    CodePage(
      .invalidEscape, "a backslash before a character that it does not change",
      """
      In a text a backslash begins `\\n`, `\\t`, `\\"`, `\\\\` or a character by its number, `\\u{2212}`. A backslash itself is \
      written twice. Patterns have rules of their own: there `\\d` and `\\s` are classes of characters.
      """,
      wrong: #"""
        spec example 1.0.0
        input response: text
        rule windows = response contains "C:\qhome"
        """#,
      right: #"""
        spec example 1.0.0
        input response: text
        rule windows = response contains "C:\\qhome"
        """#),
    CodePage(
      .invalidNumber, "a number that is badly written or too large",
      """
      Numbers are written `12`, `0.5`, `1e-6` or `1_000_000`. A number beyond the range of double precision is refused rather \
      than taken for infinity.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = score * 1e999
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score * 1e9
        """),
    CodePage(
      .insufficientIndentation, "a line of a text block stands too far left",
      """
      The closing three quotes say how far a text block is indented: that much is taken away from each of its lines. So no \
      line may begin left of them.
      """,
      wrong: #"""
        spec example 1.0.0
        input response: text
        rule greets = response contains """
            Dear reader,
          this line is too far left
            """
        """#,
      right: #"""
        spec example 1.0.0
        input response: text
        rule greets = response contains """
            Dear reader,
            this line stands under the first
            """
        """#),
    CodePage(
      .foreignSpelling, "a spelling of another language",
      """
      What other languages write as `&&`, `==` with `None`, `a if c else b` or `#` has one spelling here: `and`, `present(x)`, \
      `when { c -> a  else -> b }`, `//`. The message shows the line as it should be.
      """,
      wrong: """
        spec example 1.0.0
        input long: bool
        input right: bool
        rule both = long && right
        """,
      right: """
        spec example 1.0.0
        input long: bool
        input right: bool
        rule both = long and right
        """),
    CodePage(
      .nestedTooDeeply, "brackets or operators are nested too deeply",
      """
      There is a limit of 256 levels of brackets and 400 operators in a chain, which nobody reaches by hand. A spec that is \
      written by a program names parts of it with `let`, or takes a list: `sum([a, b, c])`.
      """,
      wrong: Example(
        "spec example 1.0.0\ninput score: real\nreward total = " + String(repeating: "score + ", count: 450) + "score",
        shown: """
          spec example 1.0.0
          input score: real
          reward total = score + score + score + ...   // 450 times
          """),
      right: """
        spec example 1.0.0
        input score: real
        reward total = 450 * score
        """),
    CodePage(
      .unclosedBracket, "a bracket that is not closed",
      """
      Every `(`, `[` and `{` has its partner. The message is at the bracket that stays open, not at the end of the file where \
      that is found out.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = (score + 1
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = (score + 1) * 2
        """),
    CodePage(
      .strayBracket, "a bracket that closes nothing",
      """
      A `)`, `]` or `}` closes the last bracket of its kind that is open, and here none is. Take it away, or write the \
      opening one.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = score + 1)
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = (score + 1)
        """),
    CodePage(
      .tooManyMistakes, "so many mistakes that the rest is not shown",
      """
      After 100 mistakes in the writing of a file the others are counted and not shown. Mostly the file is no spec at all, or \
      one early mistake makes the rest unreadable. Put the first ones right and check again.
      """,
      wrong: Example(
        "spec example 1.0.0\n" + String(repeating: "§\n", count: 101),
        shown: """
          spec example 1.0.0
          §
          §
          ...   // 101 times
          """),
      right: """
        spec example 1.0.0
        input right: bool
        reward total = right
        """),
  ]
}
