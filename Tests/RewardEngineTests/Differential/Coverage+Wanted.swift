import RewardRules

@testable import RewardSemantics

extension Coverage {
  /// What every run of the test must have come across.
  enum Wanted {
    static let operations: Set<String> = [
      "constant", "input", "reference", "call", "arithmetic", "not", "and", "or", "coalesce", "isPresent", "isFailed",
      "when", "given", "given else", "settle", "lift", "other", "swap", "position", "state", "random", "parts",
      "parts where",
      "item", "joined", "gather", "elements", "elements where", "aggregate", "window", "reduce", "list",
      "detach",
    ]
    static let arithmetic: Set<String> = [
      "add", "subtract", "multiply", "divide", "power", "negate", "equal", "notEqual", "less", "lessOrEqual", "greater",
      "greaterOrEqual", "minimum", "maximum", "clamp", "absolute", "sign", "floor", "round", "squareRoot",
      "exponential", "logarithm", "sigmoid", "softplus", "logSigmoid", "divideOr", "sameText", "differentText",
    ]
    static let vectorArithmetic: Set<String> = [
      "add", "subtract", "multiply", "divide", "negate", "clamp", "absolute", "sign", "floor", "exponential", "sigmoid",
      "softplus",
    ]
    static let reductions: Set<String> = [
      "sum", "product", "mean", "variance(ddof: 0)", "variance(ddof: 1)", "deviation(ddof: 0)", "deviation(ddof: 1)",
      "minimum", "maximum", "any", "all", "countTrue", "first", "last", "quantile(lower: true)",
      "quantile(lower: false)", "logSumExp", "entropy", "mode", "pick", "collect", "concatenate", "sum of vectors",
      "mean of vectors",
    ]
    static let clauses: Set<String> = [
      "by", "where", "weight", "with", "order", "order by several keys", "first in order", "last in order",
      "pick in order", "collect in order", "pick at finer places", "window by", "window where", "discounted by",
      "discounted where", "previous by", "previous where", "next by", "next where", "cumulative by",
      "cumulative where", "rank by", "rank where", "softmax by", "softmax where", "sample by", "sample where",
      "rank by several keys", "items of items", "window over products", "window over rollout",
      "window over group", "window over batch", "window over parts", "window over criterion", "over turn",
      "over rollout", "over group",
      "over batch", "over run", "over parts", "over criterion", "over verdict", "over items", "of token", "of turn",
      "of pair", "of rollout", "of group", "of batch", "of parts", "of criterion", "of verdict", "of items",
      "of others", "of product",
    ]
    static let operandReductions: Set<String> = [
      "sum", "product", "mean", "minimum", "maximum", "any", "all", "countTrue",
    ]
    static let windows: Set<String> = Set(
      ["discounted", "previous", "next", "softmax", "sample", "until", "automaton(edge)", "automaton(state)"]
        + Window.Fold.allCases.flatMap { fold in [true, false].map { "\(Window.Kind.cumulative(fold, exclusive: $0))" }
        }
        + Window.Ties.allCases.map { "\(Window.Kind.rank($0))" })
    static let grains: Set<String> = [
      "token", "turn", "pair", "rollout", "group", "batch", "run", "parts", "criterion", "verdict", "items", "others",
      "product",
    ]
    static let inputs: Set<String> = [
      "value per token", "value per turn", "value per rollout", "value per group", "value per batch", "list per token",
      "list per turn", "list per rollout", "list per group", "list per batch", "list of lists per turn",
      "list of lists per rollout", "list of lists per group", "table per turn", "table per rollout", "table per group",
      "symbol per token", "symbol per turn", "symbol per rollout", "symbol per group", "json per rollout",
      "json per group", "selects token", "selects turn", "turn.text", "turn.observation", "turn.calls",
      "turn.arguments", "turn.tool_calls", "criterion.text", "criterion.id", "criterion.weight", "criterion.tags",
      "criterion.instruction", "list with nulls per rollout", "value per pair", "list with nulls per group",
    ]
    /// Functions of the rule library that work on values of the rows one by one, and have tests of their own.
    private static let plainFunctions: Set<String> = [
      "argument_scores", "bag_jaccard", "bare_calls", "beginning", "beta_density", "bleu", "call_valid", "calls_match",
      "chrf",
      "code_block", "common_subsequence", "copied_share", "cosines", "edit_distance", "edit_similarity", "follows",
      "follows_each", "json_canonical", "json_count", "json_valid", "json_valid_by", "kendall_tau", "language",
      "log_softmax", "logdet", "malformed_calls", "math_answer", "math_equal", "mod", "ngram_repetition", "one_hot",
      "outer", "range", "readability", "rouge_l", "rouge_n", "runs", "sentences", "table_has", "text", "token_f1",
      "tool_calls", "truncate", "word_jaccard",
    ]
    static let builtins: Set<String> = Set(RewardRules.builtins.map(\.name)).subtracting(plainFunctions)
    static let statuses: Set<String> = ["present", "abstained", "limited", "failed", "caused"]

    /// Sugar by what a spec that has it reads.
    static let sugar: [(String, String)] = [
      ("gate", "gate gate"), ("gate per turn", "per turn {\n  level"), ("gate normalized", "normalized {"),
      ("level worth", " worth "), ("level if passed", " if passed"), ("level passes at", " passes at "),
      ("level band", " in 0.0.."), ("level missing fail", " missing fail"), ("level missing skip", " missing skip"),
      ("gate.reached", ".reached"), ("gate.level.open", ".open"), ("gate.level.score", ".l0.score"),
      ("gate.score", "gate"), ("chunks of groups", " groups\n"), ("chunks of rollouts", " rollouts\n"),
      ("whole chunks", "whole chunks"), ("partition by", "partition part"), ("machine over turn", " over turn {"),
      ("machine over token", " over token {"), ("machine pays", " pays "), ("machine.state", ".state"),
      ("machine.pays", ".pays"), ("machine.end", ".end"), ("always", "always("), ("eventually", "eventually("),
      ("until", "until("), ("next", "next("), ("rubric of the spec", "rubric house"),
      ("rubric of the rows", "input rubric"), ("state.after", ".after"), ("ema", "ema("), ("window", "window("),
      ("tracked_quantile", "tracked_quantile("), ("schedule", "schedule("), ("over other group", "over other group"),
      ("over other part", "over other part"), ("over others", "over others"), ("lambda", " => "),
      ("comprehension", " for v"), ("list comprehension", "[v"), ("filter", ".filter("), ("map", ".map("),
      ("flat_map", ".flat_map("), ("sort_by", ".sort_by("), ("joined lists", " ++ "), ("take", ".take("),
      ("drop", ".drop("), ("last of a list", ".last("), ("union", ".union("), ("intersect", ".intersect("),
      ("distinct", ".distinct"), ("reverse", ".reverse"), ("contains", ".contains("), ("top", "top("),
      ("desc", "desc("), ("kept", "kept"), ("at most", " at most "), ("emit in order", ", order: "),
      ("json path", ".a."), ("cosine", "cosine("), ("dot", "dot("), ("import", "import "), ("swap", "swap("),
      ("state of symbols", ": {calm, busy} ="), ("first of a list", ".first("), ("gdpo", "gdpo("),
      ("objective", "objective ="),
    ]
    static let constructs: Set<String> = Set(sugar.map(\.0)).union([
      "emit per turn", "emit per rollout", "emit per group", "emit per batch", "emit per pair", "records", "keep",
      "keep until", "state", "state from none", "state per rollout", "state per group", "state per turn",
      "two updates of a key", "temporal operators in one another", "list of lists", "random per token",
      "random per turn", "random per pair",
      "random per rollout", "random per group", "random per batch", "random per parts", "random per criterion",
      "random per verdict", "position(parts)", "position(criterion)", "position(verdict)", "parts of token",
      "parts of turn", "parts of rollout", "parts of group", "parts of criterion",
    ])
  }
}
