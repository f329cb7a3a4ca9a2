/// A page of the manual about a part of the language: how it is written, what it means, and a spec that uses it.
public struct LanguagePage: Sendable {
  /// The word that begins it, or what it is about.
  public var name: String
  /// How it is written: words as they are, what varies in capitals, what may be left out in brackets.
  public var form: String
  /// One sentence.
  public var summary: String
  /// Rules and edges.
  public var details: String
  /// A whole spec, which the tests check.
  public var example: String

  /// The page as `rewardc doc` prints it.
  public var text: String {
    let indented = example.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
    return "\(form)\n\n\(summary)\n\(details)\n\n\(indented)\n"
  }

  /// Words that a page of another name tells about.
  static let subjects = [
    "ema": "state", "window": "state", "tracked_quantile": "state", "schedule": "state", "criterion": "rubric",
    "verdict": "rubric", "level": "gate", "keep": "optimize", "vector": "vectors", "table": "tables", "list": "lists",
    "map": "lists", "filter": "lists", "flat_map": "lists", "sort_by": "lists", "others": "over", "by": "over",
    "where": "over", "pays": "machine", "reject": "audit", "accept": "audit", "cost": "audit", "allow": "audit",
    "implies": "invariant", "prompt": "judge", "answers": "judge", "fault": "judge", "swap": "judge",
    "samples": "judge", "tool_call": "records", "test_run": "records", "message": "records", "trained": "objective",
    "edition": "spec", "import": "spec", "let": "rule", "reward": "rule", "metric": "rule", "advantage": "rule",
    "and": "conditions", "or": "conditions", "not": "conditions", "when": "conditions", "given": "conditions",
    "else": "conditions", "expect": "test", "stub": "test", "with": "test",
  ]

  /// Every page, in the order of the manual.
  public static let all: [LanguagePage] =
    basics + declarations + judges + models + requests + objectives + promises + expressions + sandboxes
}
