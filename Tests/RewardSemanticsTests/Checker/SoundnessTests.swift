import Testing

@testable import RewardSemantics

/// What the checker says of an expression holds of its values: they lie in its range, and they are missing only in the
/// ways it names. (Failing is possible everywhere: a row may hold what its column must not.)
@Suite struct SoundnessTests {
  private static let inputs = """
    input r: real
    input p: 0..1
    input level: {0, 0.5, 1}
    input n: int
    input right: bool
    input label: bool?
    input graded: 0..1?
    input essay: text <= 3 char
    input answer: text per group
    input logp: real per token
    input cost: real per turn
    metric used = r + p + level + n + right + (label ?? 0) + (graded ?? 0)

    """

  private static let expressions = [
    "r * p - n", "(p - 0.5) ^ 2", "abs(r) * p", "-p / 4", "1 / (p + 1)", "level * level - p",
    "min(p, 0.5) - max(level, p)",
    "clamp(r, -1, 1) * 3", "sqrt(p) + exp(p)", "log(p + 1)", "sigmoid(r) - softplus(-abs(r))", "log_sigmoid(r)",
    "floor(p * 3) + round(p * 3)", "sign(r) * level", "divide(p, level, or: 2)", "divide(p, p + 1, or: 0)",
    "p > 0.5 and right", "label or right", "not label", "p >= 0", "r == n", "right != label",
    "when { label -> p  r > 0 -> 2  else -> level }", "p given right", "p given right else -1",
    "r given label else abstain",
    "graded ?? label", "present(graded) and failed(graded)", "graded + 1",
    "mean(p over group)", "mean(graded over group)", "mean(p over group where label)", "mean(p over batch by right)",
    "mean(p over group by label)", "sum(p over group)", "sum(graded over group)", "product(p over group)",
    "std(p over group)", "var(level over batch, ddof: 0)", "max(level over group)", "min(graded over batch)",
    "median(p over group)", "quantile(p over group, 0.2, kind: lower)", "count(label over group)",
    "any(label over group)",
    "all(right over group)", "first(graded over group)", "last(p over group where right)", "entropy(answer over batch)",
    "entropy(right over group)", "mode(level over group)", "logsumexp(p over group)",
    "mean(other.p over others)", "p - (mean(other.graded over others) ?? p)", "mean(abs(p - other.p) over group)",
    "count(rollout over group where right)", "position(rollout)", "rank(graded over group)",
    "top(2, graded over group)", "softmax(p over group)",
    "previous(p over group, edge: 2)", "next(p over group)", "cumulative(p over group)",
    "discounted(cost over rollout, gamma: 0.5)", "mean(cost over rollout)", "mean(logp over rollout)",
    "max(logp over group)", "mean(p at token over batch)", "count(token over rollout)", "sum(logp over rollout)",
    "length(essay, in: char)", "essay matches /a/", "extract(essay, /a|b/) ?? \"\" == answer", "number(essay) ?? 0",
    "zscore(p)", "grpo(graded)", "rloo(p)", "whiten(graded)", "spread(p)", "opo(graded, length: n ^ 2)",
  ]

  /// Rows with every kind of value that the columns allow, and with everything that may be missing, missing.
  private static let groups = [0, 0, 0, 1, 1, 2]
  private static let columns: [String: [Value]] = [
    "r": [-2.5, 0, 3, 1e6, -1, 0.5], "p": [0, 1, 0.25, 0.5, 1, 0], "level": [0, 0.5, 1, 1, 1, 0],
    "n": [-3, 0, 2, 7, 0, 1], "right": [true, false, true, false, false, true],
    "label": [true, .missing(.noValue), false, .missing(.noValue), .missing(.noValue), true],
    "graded": [0.5, .missing(.noValue), 1, .missing(.noValue), .missing(.noValue), 0],
    "essay": ["a", "", "long text", "12", "b", "3"], "answer": ["a", "a", "a", "", "", "3"],
    "logp": [[-1, -0.5], [], [-3], [-0.1, -0.2, -0.3], [-1], [-2]],
    "cost": [[1], [0, -2], [3], [], [1, 1], [0.5]],
  ]

  @Test(arguments: expressions)
  func `values are what their type says`(_ expression: String) throws {
    let checked = CheckedSpec(Self.inputs + "let it = \(expression)")
    let type = try #require(try checked.spec().declarations.first { $0.name == "it" }).type
    let values = try checked.values(of: "it", groups: Self.groups, Self.columns)
    #expect(!values.isEmpty)
    for value in values {
      let isAllowed: Bool
      if value.status.isAbstained {
        isAllowed = type.absence.contains(.abstain)
      } else if value.status.isLimited {
        isAllowed = type.absence.contains(.limit)
      } else if value.status.isFailed || !type.value.base.isNumeric {
        isAllowed = true
      } else {
        let domain = type.value.domain
        let slack = 1e-9 * max(1, abs(value.number))
        isAllowed =
          domain.low - slack <= value.number && value.number <= domain.high + slack
          && (domain.values.map { $0.contains { abs($0 - value.number) <= slack } } ?? true)
          && (type.value.base == .real || value.number == value.number.rounded())
      }
      #expect(isAllowed, "\(value) is not \(type)")
    }
  }

  @Test func `no value of the wide rows fails where nothing can`() throws {
    let checked = CheckedSpec(Self.inputs + "let it = clamp(r, -1, 1) + p * level - (graded ?? 0.5)")
    let values = try checked.values(of: "it", groups: Self.groups, Self.columns)
    #expect(values.allSatisfy { $0.status == .present })
  }
}
