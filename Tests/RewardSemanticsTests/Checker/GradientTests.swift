import RewardSyntax
import Testing

@testable import RewardSemantics

/// Which operations pass a gradient on, asked as users meet it: whether an objective made of them is refused.
@Suite struct GradientTests {
  private static let declarations = """

    input score: real
    input label: text
    input logp: real per token
    input value: 0..1 per rollout trained
    input hidden: vector per rollout trained
    input noise: list<int> per rollout
    reward r = score
    let sure = mean(logp over rollout)
    func twice(x: real) {
      let y = 2 * x
      y
    }
    gate steps {
      level likely = value  passes at 0.5  worth 1
      level right  = score > 0             worth 1
    }

    """

  private func codes(_ expression: String) -> [String] {
    CheckedSpec(Self.declarations + "objective = mean(\(expression) over batch)").errors
  }

  @Test(arguments: [
    "logp", "-logp", "logp + score", "score - logp", "logp * score", "logp / 2", "logp ^ 2", "2 ^ logp",
    "exp(logp)", "log(value + 1)", "sqrt(value)", "abs(logp)", "sigmoid(logp)", "softplus(logp)", "log_sigmoid(logp)",
    "min(logp, 0)", "max(score, logp)", "clamp(logp, -1, 0)", "clamp(score, 0, value)", "divide(score, logp, or: 0)",
    "divide(1, score, or: logp)",
    // The value that is chosen.
    "when { score > 0 -> logp  else -> 0 }", "when { score > 0 -> 0  else -> logp }", "logp given score > 0",
    "score given score > 0 else logp", "logp ?? 0", "score ?? logp",
    // Names that stand for what is written.
    "sure", "twice(sure)", "value", "other.sure",
    // Folds and neighbours.
    "sum(logp over rollout)", "mean(logp over rollout)", "std(logp over rollout)", "var(logp over rollout)",
    "min(logp over rollout)", "max(logp over rollout)", "first(logp over rollout)", "last(logp over rollout)",
    "product(value over group)", "logsumexp(logp over rollout)",
    "logsumexp(score over group, with: mean(logp over batch))",
    "pick(logp over rollout, 0)", "discounted(logp over rollout, gamma: 0.9)", "cumulative(logp over rollout)",
    "previous(logp over rollout)", "previous(score over group, edge: sure)", "softmax(logp over rollout)",
    "logp at token", "swap(other.sure)",
    // Lists and vectors.
    "[score, sure][1]", "collect(sure over group)[0]", "hidden[0]", "dot(hidden, hidden)", "norm(hidden)",
    "cosine(hidden, [1, 0])", "(2 * hidden)[0]", "exp(hidden)[0]", "log_softmax(hidden)[0]", "hidden.sum(x => x ^ 2)",
    "hidden.map(x => 2 * x)[0]",
  ])
  func `passes a gradient on`(expression: String) {
    #expect(codes(expression) == [], "\(expression)")
  }

  @Test(arguments: [
    "score", "sign(logp)", "floor(logp)", "round(logp)", "logp > 0", "score > logp", "detach(logp)",
    "exp(detach(sure))", "when { logp > 0 -> 1  else -> score }", "score given logp > 0",
    // What is declared as a score is a number.
    "r", "steps", "steps.likely", "r * other.r", "steps.reached",
    // What chooses, weighs, counts or names.
    "rank(logp over rollout)", "top(1, logp over rollout)", "count(logp > 0 over rollout)",
    "any(logp > 0 over rollout)",
    "all(logp > 0 over rollout)", "median(logp over rollout)", "quantile(logp over rollout, 0.2)",
    "entropy(logp > 0 over rollout)", "mode(value > 0.5 over group)", "mean(score over group, weight: value)",
    "sum(score over group where value > 0.5)", "mean(score over group by value > 0.5)",
    "first(score over group, order: value)", "pick(score over group, floor(value))",
    "cumulative(logp over rollout, with: max)", "cumulative(logp > 0 over rollout, with: count)",
    "sample(value over group, at: 0.5)", "beta_density(value, 1, 1)", "position(token) * (logp > 0)",
    "floor(hidden)[0]", "kendall_tau(hidden, [1, 2])", "hidden.count(x => x > 0)",
  ])
  func `passes none on`(expression: String) {
    #expect(codes(expression) == ["E360"], "\(expression)")
  }

  @Test func `an advantage is a number, and so is a state`() {
    let spec = """

      input logp: real per token
      state level: real = 0 then mean(logp over batch)
      advantage = mean(logp over rollout)

      """
    for value in ["advantage", "level at rollout", "level.after at rollout"] {
      #expect(CheckedSpec(spec + "objective = mean(\(value) over batch)").errors == ["E360"], "\(value)")
    }
  }

  @Test func `logp is trained by its name where it is a number of each token`() {
    for (input, isTrained) in [
      ("input logp: real per token", true), ("input logp: -100..0 per token", true),
      ("input logp: real per token from \"policy.logp\"", true), ("input logp: real? per token", true),
      ("input old_logp: real per token", false), ("input logp: int per token", false), ("input logp: real", false),
      ("input logp: real trained", true), ("input logp: real per turn trained", true),
    ] {
      let name = input.contains("old_logp") ? "old_logp" : "logp"
      let checked = CheckedSpec("\(input)\nobjective = mean(\(name) over batch)")
      #expect(checked.errors == (isTrained ? [] : ["E360"]), "\(input)")
    }
  }

  @Test func `an objective of an import is read by nothing`() {
    let loader = ModuleLoader { _, _ in
      .success(
        SourceFile(
          name: "common.reward", text: "input logp: real per token\nlet loss = token_mean(logp)\nobjective = loss\n"))
    }
    let head = "import \"./common.reward\" as common\n"
    #expect(CheckedSpec(head + "metric m = common.objective", loader: loader).errors == ["E363"])
    #expect(CheckedSpec(head + "metric m = common.loss\nobjective = common.loss", loader: loader).errors == [])
  }

  @Test func `every part of the rule library that has a derivative is known to it`() throws {
    let spec = try CheckedSpec(
      Self.declarations
        + """
        objective = mean(dot(outer(hidden, hidden), [1, 0, 0, 1]) + logdet(outer(hidden, hidden), noise, value + 1) over batch)
        """
    ).spec()
    let paths = GradientPaths(
      expressions: spec.expressions, declarations: spec.declarations, inputs: spec.inputs, builtins: spec.builtins)
    let objective = try #require(spec.declarations.first { $0.kind == .objective })
    let names = Set(paths.inputs(reachedFrom: objective.value).map { spec.inputs[$0].name })
    #expect(names == ["hidden", "value"])
  }
}
