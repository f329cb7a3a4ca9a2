/// A word of the language, as hover and completion explain it.
public struct Keyword: Sendable {
  /// As it is written.
  public var name: String
  /// How what it begins is written: words as they are, what varies in capitals, what may be left out in brackets.
  public var form: String
  /// One sentence.
  public var summary: String

  private init(_ name: String, _ form: String, _ summary: String) {
    self.name = name
    self.form = form
    self.summary = summary
  }

  /// What begins a declaration, in the order in which a spec has them.
  public static let declarations: [Keyword] = [
    page("spec"),
    Keyword("edition", "edition 2026", "The edition of the language that the file is written in."),
    Keyword(
      "import", "import std.MODULE | \"FILE\" [as NAME] [with PARAMETER: VALUE]",
      "Makes the declarations of another file readable; the standard library always is."),
    page("input"), page("rows"), page("param"),
    Keyword("let", "let NAME [: TYPE] [per GRAIN] = EXPRESSION", "A value with a name; it is not reported."),
    page("func"), page("rule"), page("judge"), page("gate"),
    page("request"), page("hindsight"), page("resample"),
    Keyword("reward", "reward NAME [: TYPE] = EXPRESSION", "A score that is trained on and logged."),
    Keyword("metric", "metric NAME [: TYPE] = EXPRESSION", "A score that is only logged."),
    Keyword("advantage", "advantage [per GRAIN] = EXPRESSION", "What the optimizer sees; missing is not trained on."),
    page("objective"),
    page("rubric"), page("partition"), page("state"), page("machine"), page("emit"), page("optimize"),
    page("invariant"), page("audit"), page("test"),
  ]

  /// What the manual's page of a word says of it.
  private static func page(_ name: String) -> Keyword {
    guard let page = LanguagePage.all.first(where: { $0.name == name }) else {
      preconditionFailure("`\(name)` has a page")
    }
    return Keyword(page.name, page.form, page.summary)
  }

  /// What begins an expression.
  public static let operands: [Keyword] = [
    Keyword("when", "when { CONDITION -> VALUE ... else -> VALUE }", "The value of the first condition that holds."),
    Keyword("not", "not CONDITION", "True where the condition is false."),
    Keyword("true", "true", "The condition that holds."),
    Keyword("false", "false", "The condition that does not hold."),
  ]

  /// What stands between operands, or behind one.
  public static let operators: [Keyword] = [
    Keyword(
      "given", "VALUE given CONDITION [else VALUE | abstain]",
      "The value where the condition holds; elsewhere 0, and it is not computed there."),
    Keyword("and", "CONDITION and CONDITION", "True where both are (Kleene): an unknown one stays unknown."),
    Keyword("or", "CONDITION or CONDITION", "True where one is (Kleene)."),
    Keyword("in", "VALUE in LIST", "Whether a list holds the value."),
    Keyword("implies", "CONDITION implies CONDITION", "Of an invariant: where the first holds, so must the second."),
    Keyword("matches", "TEXT matches /PATTERN/", "Whether the pattern is found in the text."),
    Keyword("contains", "TEXT contains TEXT", "Whether the text on the right stands in the one on the left."),
    Keyword("at", "VALUE at GRAIN", "The value seen from each element of a finer grain."),
  ]

  /// What follows the value of an aggregate, or a name that is being declared.
  public static let clauses: [Keyword] = [
    Keyword("over", "AGGREGATE(x over GRAIN)", "The grain that an aggregate goes over: one result for each element."),
    Keyword("by", "AGGREGATE(x over GRAIN by KEY)", "One result for each class of equal keys."),
    Keyword("where", "AGGREGATE(x over GRAIN where CONDITION)", "Leaves out elements."),
    Keyword("for", "AGGREGATE(f(x) for x in LIST)", "Goes through a list, or the scores of a bundle."),
    Keyword("per", "per GRAIN", "What there is one value for each of."),
    Keyword("trained", "input NAME: real [per GRAIN] trained", "The objective is differentiated by the input."),
    Keyword("from", "from \"PATH\"", "The path into the row, with dots."),
    Keyword("else", "else VALUE", "What holds where nothing before does."),
  ]

  /// Words that begin an item in the braces of a declaration, by its keyword.
  public static let items: [String: [Keyword]] = [
    "gate": [
      Keyword(
        "level",
        """
        level NAME = SCORE [worth WEIGHT [if passed] [else VALUE] | in LOW..HIGH] [passes at THRESHOLD] \
        [missing fail | skip]
        """,
        "Opens where all levels before it passed.")
    ],
    "rubric": [
      Keyword("criterion", "criterion TEXT [weight NUMBER] [tags LIST] [id TEXT]", "One line of the rubric.")
    ],
    "judge": [
      Keyword("model", "model \"ALIAS\"", "The model that is asked, by the alias that a lock file resolves."),
      Keyword("prompt", "prompt TEXT", "What is asked. Names in braces stand for values: `{response}`."),
      Keyword(
        "answers",
        "answers [expectation] LOW..HIGH | [expectation] yes_no | label(NAME: WORTH, ...) | endpoint | text | json [SCHEMA]",
        "How the answer is read."),
      Keyword(
        "samples", "samples NUMBER [reduce mean | median | min | max | majority]", "How often each question is asked."),
      Keyword("given", "given CONDITION [else VALUE | else abstain]", "Asked only where the condition is true."),
      Keyword(
        "fault", "fault [retry NUMBER then] drop | abstain | stop", "What happens when no answer comes: always said."),
      Keyword("timeout", "timeout NUMBER s", "How long an answer may take."),
      Keyword("swap", "swap", "Asks a pair in both orders, and takes the mean."),
      Keyword(
        "on_limit", "on_limit NUMBER", "The score where a verdict stays unreadable; else the low end of the range."),
    ],
    "request": [
      Keyword("prompt", "prompt TEXT", "What is asked. Names in braces stand for values: `{response}`."),
      Keyword("answers", "answers N", "How many responses to the prompt are wanted."),
    ],
    "hindsight": [
      Keyword("score", "score SCORE", "What a revision is to raise."),
      Keyword("verdicts", "verdicts VERDICT", "By criterion and rollout, whether it is met."),
      Keyword("when", "when CONDITION", "The groups whose best rollouts are revised."),
      Keyword("from", "from best ties [at most N] [, most met first]", "Which rollouts are revised."),
      Keyword("prompt", "prompt TEXT", "What is asked; `{satisfied}` and `{unmet}` list the criteria."),
      Keyword("answers", "answers N", "How many revisions of a rollout are wanted."),
      Keyword("bonus", "bonus NUMBER", "The share of what a revision gained that its source is paid."),
      Keyword(
        "mix", "mix top N into a random slot [, else copy best]", "How revisions take the places of rollouts."),
    ],
    "resample": [
      Keyword("when", "when CONDITION", "The groups that are sampled again."),
      Keyword("rungs", "rungs [SHARE, ...]", "How much of the hint each further attempt shows."),
      Keyword("of", "of TEXT", "What hints are the beginnings of."),
      Keyword("prompt", "prompt TEXT", "What is asked; `{hint}` is the hint."),
    ],
    "audit": [
      Keyword("reject", "reject PROBE, ... on SCORE, ...", "Responses that must not earn the scores."),
      Keyword(
        "accept", "accept PROBE, ... on SCORE, ...", "Other ways to write a right answer: they must earn the scores."),
      Keyword("cost", "cost judge_calls | pattern_matches <= NUMBER [per GRAIN]", "A bound on what a run asks for."),
      Keyword("allow", "allow CODE [on NAME] because \"REASON\"", "A warning that is meant to stay."),
    ],
    "optimize": [
      Keyword("keep", "keep groups where CONDITION [until N] [within N rounds]", "The groups that are trained on.")
    ],
    "test": [
      Keyword("with", "with INPUT = VALUE", "What all rows of the test have."),
      Keyword("stub", "stub SCORE = VALUE", "Replaces a score."),
      Keyword("group", "group [INPUT VALUE] { NAME: RESPONSE  NAME: { INPUT: VALUE } }", "A prompt and its rollouts."),
      Keyword("expect", "expect CONDITION", "What must hold: `expect a.correct == 1`."),
    ],
  ]

  private static let byName = Dictionary(
    (declarations + operands + operators + clauses + (items["judge"] ?? [])
      + items.sorted { $0.key < $1.key }.flatMap { $0.value }).map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first })

  /// The word of this name, or nil.
  public static func named(_ name: String) -> Keyword? { byName[name] }
}

extension Grain {
  /// What there is one element of this grain for, of the grains that every spec has; by name.
  static let summaries: [(name: String, summary: String)] = [
    ("token", "One response token."),
    ("turn", "One message of the policy, with what came back."),
    ("rollout", "One sampled response or trajectory."),
    ("group", "One prompt and its rollouts."),
    ("batch", "One optimizer step."),
    ("run", "The whole training run."),
    ("pair", "A rollout against another of its group."),
    ("criterion", "One rubric line of a prompt."),
    ("verdict", "One rubric line judged on one rollout."),
    ("others", "The other rollouts of the group: `other.x` is the value of the other one."),
  ]
}
