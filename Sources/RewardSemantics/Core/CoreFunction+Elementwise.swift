extension CoreFunction {
  private static func number(
    _ name: String, _ operation: Arithmetic, _ signature: String, labels: [String?] = [nil], _ summary: String,
    _ details: String = "", examples: [(String, String)]
  ) -> CoreFunction {
    CoreFunction(
      name: name, signature: signature, summary: summary, details: details,
      examples: examples.map { Builtin.Example($0.0, $0.1) }, form: .arithmetic(operation, labels: labels))
  }

  static let elementwise: [CoreFunction] = [
    number("abs", .absolute, "abs(x) -> real", "The absolute value.", examples: [("abs(-2)", "2")]),
    number("sign", .sign, "sign(x) -> int", "-1, 0 or 1.", examples: [("sign(-3)", "-1"), ("sign(0)", "0")]),
    number(
      "floor", .floor, "floor(x) -> int", "The largest whole number not above x.", examples: [("floor(-1.5)", "-2")]),
    number(
      "round", .round, "round(x) -> int", "The nearest whole number, halves to the even one.",
      examples: [("round(2.5)", "2"), ("round(3.5)", "4")]),
    number(
      "sqrt", .squareRoot, "sqrt(x) -> real", "The square root; x must not be able to be negative.",
      examples: [("sqrt(9)", "3")]),
    number(
      "exp", .exponential, "exp(x) -> real", "e to the power x; failed where it overflows.", examples: [("exp(0)", "1")]
    ),
    number(
      "log", .logarithm, "log(x) -> real", "The natural logarithm; x must not be able to be negative.",
      "log(0) is failed (not finite).", examples: [("log(1)", "0")]),
    number(
      "sigmoid", .sigmoid, "sigmoid(x) -> 0..1", "1 / (1 + exp(-x)), without overflow.",
      examples: [("sigmoid(0)", "0.5")]),
    number(
      "softplus", .softplus, "softplus(x) -> real", "log(1 + exp(x)), without overflow.",
      examples: [("softplus(-1000)", "0")]),
    number(
      "log_sigmoid", .logSigmoid, "log_sigmoid(x) -> real", "log(sigmoid(x)), without underflow.",
      examples: [("log_sigmoid(1000)", "0")]),
    number(
      "clamp", .clamp, "clamp(x, low, high) -> real", labels: [nil, "low", "high"], "x moved into [low, high].",
      examples: [("clamp(5, 0, 1)", "1"), ("clamp(-5, low: 0, high: 1)", "0")]),
    number(
      "divide", .divideOr, "divide(a, b, or: v) -> real", labels: [nil, nil, "or"],
      "a / b, and v where b is exactly 0.", "Missing operands pass through.",
      examples: [("divide(1, 4, or: 0)", "0.25"), ("divide(1, 0, or: 7)", "7")]),
    CoreFunction(
      name: "present", signature: "present(x) -> bool", summary: "Whether x has a value; never unknown itself.",
      details: "", examples: [.init("present(1)", "true")], form: .present),
    CoreFunction(
      name: "failed", signature: "failed(x) -> bool",
      summary: "Whether x could not be found out; never unknown itself.", details: "False for what merely abstains.",
      examples: [.init("failed(1)", "false")], form: .failed),
    CoreFunction(
      name: "detach", signature: "detach(x) -> T",
      summary: "The value of x, and a constant to whoever differentiates: no gradient passes through it.",
      details: "",
      examples: [.init("detach(2)", "2")], form: .detach),
    CoreFunction(
      name: "position", signature: "position(G) -> int per G",
      summary: "The place of an element among its siblings, from 0.",
      details: """
        Tokens count in their rollout, turns in their rollout, rollouts in their group, groups in their batch, criteria and \
        other items in their list.
        """,
      examples: [], form: .position),
    CoreFunction(
      name: "random", signature: "random(per G) -> 0..1 per G",
      summary: "A number in [0, 1) that looks random and is the same whenever the same rows are scored.",
      details: """
        A hash of the run's seed (`--seed`), the spec, the declaration, the step, the group and the places of the element \
        in it. An input of the declaration's name takes its place.
        """,
      examples: [], form: .random),
    CoreFunction(
      name: "swap", signature: "swap(x) -> T per pair",
      summary: "A value of a pair of rollouts with the roles exchanged.",
      details:
        "Where x names `other.r` and `r`, it has r and the other one's r. `p + swap(p)` is the same both ways round.",
      examples: [], form: .swap),
  ]
}
