@testable import RewardSemantics

/// What the generated specs have made use of, by name.
struct Coverage {
  /// What every run of the test must have come across.
  enum Wanted {
    static let operations: Set<String> = [
      "constant", "input", "reference", "call", "arithmetic", "not", "and", "or", "coalesce", "isPresent", "isFailed",
      "when",
      "given", "given else", "settle", "lift", "other", "position", "elements", "elements where", "aggregate", "window",
      "reduce", "list",
    ]
    static let arithmetic: Set<String> = [
      "add", "subtract", "multiply", "divide", "power", "negate", "equal", "notEqual", "less", "lessOrEqual", "greater",
      "greaterOrEqual", "minimum", "maximum", "clamp", "absolute", "sign", "floor", "round", "squareRoot",
      "exponential",
      "logarithm", "sigmoid", "softplus", "logSigmoid", "divideOr", "sameText", "differentText",
    ]
    static let reductions: Set<String> = [
      "sum", "product", "mean", "variance(ddof: 0)", "variance(ddof: 1)", "deviation(ddof: 0)", "deviation(ddof: 1)",
      "minimum", "maximum", "any", "all", "countTrue", "first", "last", "quantile(lower: true)",
      "quantile(lower: false)",
      "logSumExp", "entropy", "mode",
    ]
    static let clauses: Set<String> = ["by", "where", "weight", "with"]
    static let operandReductions: Set<String> = [
      "sum", "product", "mean", "minimum", "maximum", "any", "all", "countTrue",
    ]
    static let windows: Set<String> = [
      "discounted", "previous", "next", "cumulative(exclusive: true)", "cumulative(exclusive: false)", "rank",
      "softmax",
    ]
    static let statuses: Set<String> = ["present", "abstained", "limited", "failed", "caused"]
  }

  private(set) var operations: Set<String> = []
  private(set) var arithmetic: Set<String> = []
  private(set) var reductions: Set<String> = []
  private(set) var clauses: Set<String> = []
  private(set) var operandReductions: Set<String> = []
  private(set) var windows: Set<String> = []
  private(set) var grains: Set<Grain> = []
  private(set) var builtins: Set<String> = []
  private(set) var statuses: Set<String> = []

  mutating func add(_ spec: TypedSpec) {
    builtins.formUnion(spec.builtins.map(\.name))
    for expression in spec.expressions {
      grains.insert(expression.type.grain)
      operations.insert(Self.name(expression.operation))
      switch expression.operation {
      case .arithmetic(let operation): arithmetic.insert("\(operation)")
      case .reduce(let reduction): operandReductions.insert(Self.name(reduction))
      case .window(let window): windows.insert("\(window.kind)")
      case .aggregate(let aggregate):
        reductions.insert(Self.name(aggregate.reduction))
        if aggregate.hasBy { clauses.insert("by") }
        if aggregate.hasWhere { clauses.insert("where") }
        if aggregate.hasWeight { clauses.insert("weight") }
        if aggregate.hasExtra, aggregate.reduction == .logSumExp { clauses.insert("with") }
      default: break
      }
    }
  }

  mutating func add(_ outputs: DifferentialCase.Outputs) {
    for value in outputs.values.joined() {
      let status = value.status
      statuses.insert(
        status == .caused
          ? "caused"
          : status.isAbstained ? "abstained" : status.isLimited ? "limited" : status.isFailed ? "failed" : "present")
    }
  }

  private static func name(_ operation: Operation) -> String {
    switch operation {
    case .given(let hasElse): hasElse ? "given else" : "given"
    case .elements(_, let hasWhere): hasWhere ? "elements where" : "elements"
    default: String("\(operation)".prefix { $0 != "(" })
    }
  }

  private static func name(_ reduction: Reduction) -> String {
    if case .entropy = reduction { "entropy" } else { "\(reduction)" }
  }
}
