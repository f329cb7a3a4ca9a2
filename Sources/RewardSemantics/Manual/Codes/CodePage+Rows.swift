import RewardSyntax

/// What `check --data` finds in rows.
extension CodePage {
  private static let spec = """
    spec example 1.0.0
    input response: text
    input answer: text
    rule right = response contains answer
    """

  private static let whole = """
    {"id": 1, "response": "it is 4", "answer": "4"}
    {"id": 2, "response": "no idea", "answer": "4"}
    """

  private static let timed = """
    spec example 1.0.0
    input took: real s?
    rule quick = (took ?? 60 s) < 30 s
    """

  static let rows: [CodePage] = [
    CodePage(
      .noSource, "an input that no source gives",
      """
      An input is a column of the rows, found under its own name, under a name that trainers give it, or where `from` says. \
      A run leaves out every row that lacks it. `check --data ROLLOUTS` looks into the rows before a run: no row of that file \
      has this one.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        input response: text
        input answr: text
        rule right = response contains answr
        """, rows: whole),
      right: Example(
        """
        spec example 1.0.0
        input response: text
        input answr: text from "answer"
        rule right = response contains answr
        """, rows: whole)),
    CodePage(
      .noOptionalSource, "an optional input that no row has",
      """
      Rows may lack an input whose type ends in `?`: then its default stands for it, or what reads it abstains. Where no row \
      of `--data` has it, that is so everywhere, and likely its name or its path is another one. The warning may be allowed.
      """,
      wrong: Example(timed, rows: #"{"response": "it is 4", "seconds": 12}"#),
      right: Example(timed, rows: #"{"response": "it is 4", "took": 12}"#)),
    CodePage(
      .lackingRows, "rows without an input that each row needs",
      """
      A run leaves out a row that lacks an input, or has null for it, and goes on with the others: its group is smaller \
      then. Give the rows the value, or let the type end in `?` and say what follows where it is missing.
      """,
      wrong: Example(
        spec,
        rows: """
          {"id": 1, "response": "it is 4", "answer": "4"}
          {"id": 2, "response": "no idea"}
          """),
      right: Example(spec, rows: whole)),
  ]
}
