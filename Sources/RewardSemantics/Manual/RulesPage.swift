/// The page `rewardc doc rules`: the rule library beside those that its users come from.
public enum RulesPage {
  static let name = "rules"
  static let summary = "The rule library beside Math-Verify, IFEval, NeMo-Gym, OpenJudge and open-instruct."

  /// What is checked, our functions for it, and what the others have.
  public struct Area: Sendable {
    /// What is checked.
    public let subject: String
    /// Our functions.
    public let functions: [String]
    /// What the others have, in the order of ``RulesPage/peers``; empty for nothing.
    let offers: [String]

    init(
      _ subject: String, _ functions: String, mathVerify: String = "", ifeval: String = "", nemoGym: String = "",
      openJudge: String = "", openInstruct: String = ""
    ) {
      self.subject = subject
      self.functions = functions.split(separator: " ").map(String.init)
      offers = [mathVerify, ifeval, nemoGym, openJudge, openInstruct]
    }
  }

  static let peers = ["Math-Verify", "IFEval/IFBench", "NeMo-Gym", "OpenJudge", "open-instruct"]

  static var text: String {
    """
    \(summary)

    \(table)
    As of Math-Verify 0.9.0, google-research and allenai/IFBench db69a6f, NeMo-Gym 0.5.1, OpenJudge 0.2.0 and open-instruct
    e6c3044. "model" is a judge, a model that is asked. Ours for each subject, with a page each:

    \(functions)
    \(differences)

    \(disagreements)

    """
  }

  private static var table: String {
    let rows = [["subject", "rewardc"] + peers] + areas.map { [$0.subject, "\($0.functions.count)"] + $0.offers }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { text, width in
        (text.isEmpty ? "-" : text) + String(repeating: " ", count: width - max(text.count, 1))
      }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private static var functions: String {
    areas.map { area in
      "  \(area.subject)\n" + wrapped(area.functions.joined(separator: " "), indent: "    ")
    }.joined()
  }

  /// Lines of at most 120 characters.
  private static func wrapped(_ text: String, indent: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 120 - indent.count {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { indent + $0 + "\n" }.joined()
  }

  private static let differences = """
    What differs, whatever the rule. Theirs give 0, or "not followed", where the check itself went wrong: instructions with
    arguments of the wrong form (NeMo-Gym), a library that is not installed (OpenJudge), a sandbox that does not answer
    (open-instruct), a comparison that ran out of time (Math-Verify, by a signal that only a main thread can get). Ours
    fail, with the cause in the row, and the group's baseline leaves them out. Ours, but for programs, are bounded
    in steps rather than in seconds, so that a busy machine changes no score.
    """
}
