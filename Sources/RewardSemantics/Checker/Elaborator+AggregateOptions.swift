import RewardSyntax

/// The named arguments of aggregates and windows: weights, ddof, quantile levels, discounts.
extension Elaborator {
  struct AggregateOptions {
    var weight: ExpressionID?
    var extra: ExpressionID?
    var ddof = 1
    var isLower = false
    var base = 2.718281828459045
    var isExclusive = false
  }

  /// The arguments after the first; nil after a report.
  func options(of core: CoreFunction, _ call: CallSyntax, at range: SourceRange, in scope: Scope) -> AggregateOptions? {
    var options = AggregateOptions()
    var allowed: [String] = []
    var extraName: String?
    var needsExtra = false
    switch core.form {
    case .aggregate(.mean): allowed = ["weight"]
    case .aggregate(.variance), .aggregate(.deviation): allowed = ["ddof", "weight"]
    case .aggregate(.quantile): (allowed, extraName, needsExtra) = (["q", "kind"], "q", true)
    case .aggregate(.logSumExp): (allowed, extraName) = (["with"], "with")
    case .aggregate(.entropy): allowed = ["base"]
    case .window(.discounted): (allowed, extraName, needsExtra) = (["gamma"], "gamma", true)
    case .window(.previous), .window(.next): (allowed, extraName) = (["edge"], "edge")
    case .window(.cumulative): allowed = ["exclusive"]
    default: break
    }
    if let label = call.arguments.first?.label {
      report(
        .unknownArgument, "what `\(core.name)` goes over has no name", at: label.range, notes: [core.signature])
      return nil
    }
    var given: Set<String> = []
    for argument in call.arguments.dropFirst() {
      let label = argument.label?.text ?? (options.extra == nil ? extraName : nil)
      guard let label, allowed.contains(label) else {
        report(
          .unknownArgument, "`\(core.name)` has no argument `\(argument.label?.text ?? source(argument.value.range))`",
          at: argument.label?.range ?? argument.value.range, notes: [core.signature],
          fix: argument.label.flatMap { nearest($0.text, among: allowed, at: $0.range) })
        return nil
      }
      guard given.insert(label).inserted else {
        report(.duplicateArgument, "`\(label)` is given twice", at: argument.label?.range ?? argument.value.range)
        return nil
      }
      if label == "kind" {
        guard let kind = symbol(argument.value, of: ["linear", "lower"], in: scope) else { return nil }
        options.isLower = kind == "lower"
        continue
      }
      let id = expression(argument.value, in: scope)
      if isPoison(id) { return nil }
      switch label {
      case extraName:
        if label == "q", let level = constantNumber(id), !(0...1).contains(level) {
          report(.outOfRange, "the level of a quantile lies in 0..1", at: argument.value.range)
          return nil
        }
        options.extra = id
      case "weight": options.weight = id
      default:
        guard let number = constantNumber(id) else {
          report(
            .notConstant, "`\(label)` of `\(core.name)` must be known before the run", at: argument.value.range,
            notes: ["use a literal or a `param`"])
          return nil
        }
        if label == "ddof" { options.ddof = Int(exactly: number) ?? -1 }
        if label == "base" { options.base = number }
        if label == "exclusive" { options.isExclusive = number != 0 }
        let isGood = label == "ddof" ? options.ddof == 0 || options.ddof == 1 : label != "base" || number > 1
        guard isGood else {
          report(
            .outOfRange, "`\(label)` cannot be \(source(argument.value.range))", at: argument.value.range,
            notes: [label == "ddof" ? "it is 0 (divide by n) or 1 (divide by n - 1)" : "it is a number above 1"])
          return nil
        }
      }
    }
    if needsExtra, options.extra == nil {
      report(
        .missingArgument, "`\(core.name)` needs `\(extraName ?? "")`", at: range, notes: [core.signature])
      return nil
    }
    return options
  }
}
