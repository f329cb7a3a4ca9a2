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
    var order: [ExpressionID] = []
    var fold = Window.Fold.sum
    var ties = Window.Ties.position
  }

  /// The arguments after the first; nil after a report.
  func options(of core: CoreFunction, _ call: CallSyntax, at range: SourceRange, in scope: Scope) -> AggregateOptions? {
    if let label = call.arguments.first?.label {
      report(
        .unknownArgument, "what `\(core.name)` goes over has no name", at: label.range, notes: [core.signature])
      return nil
    }
    return options(of: core, call.arguments.dropFirst(), at: range, in: scope)
  }

  /// The named arguments of `core`, without what it goes over.
  func options(
    of core: CoreFunction, _ arguments: ArraySlice<CallSyntax.Argument>, at range: SourceRange, in scope: Scope
  ) -> AggregateOptions? {
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
    case .aggregate(.first), .aggregate(.last), .aggregate(.collect): allowed = ["order"]
    case .aggregate(.pick): (allowed, extraName, needsExtra) = (["i", "order"], "i", true)
    case .window(.previous), .window(.next): (allowed, extraName) = (["edge"], "edge")
    case .window(.cumulative): allowed = ["with", "exclusive"]
    case .window(.rank): allowed = ["ties"]
    case .window(.sample): (allowed, extraName, needsExtra) = (["at"], "at", true)
    default: break
    }
    var given: Set<String> = []
    for argument in arguments {
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
      if label == "order" {
        guard let keys = keys(argument.value, in: scope) else { return nil }
        options.order = keys
        continue
      }
      if label == "with", case .window(.cumulative) = core.form {
        guard let name = symbol(argument.value, of: Window.Fold.allCases.map(\.rawValue), in: scope) else { return nil }
        options.fold = Window.Fold(rawValue: name) ?? .sum
        continue
      }
      if label == "ties" {
        guard let name = symbol(argument.value, of: Window.Ties.allCases.map(\.rawValue), in: scope) else { return nil }
        options.ties = Window.Ties(rawValue: name) ?? .position
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
      case "weight":
        guard isWeight(id) else { return nil }
        options.weight = id
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

  /// Whether a value can say how often an element counts; reported where not.
  private func isWeight(_ id: ExpressionID) -> Bool {
    let value = type(of: id).value
    let range = expressions[id].range
    guard value.base.isNumeric else {
      report(.wrongType, "a weight is a number, and this is \(describe(value))", at: range)
      return false
    }
    // Of a set every number is there for some element.
    let least = value.domain.values?.first ?? value.domain.high
    guard least >= 0 else {
      let what = value.domain.isSingle ? "is" : "can be"
      report(
        .outsideDomain, "a weight says how often an element counts, and this \(what) below 0", at: range,
        label: "ranges over \(value.domain.description)")
      return false
    }
    return true
  }

  /// The keys of an order: one, or several in parentheses; `desc(k)` is the key turned round. Nil after a report.
  func keys(_ node: SyntaxNode, in scope: Scope) -> [ExpressionID]? {
    var nodes = [node]
    if case .tuple(let several) = node.expression { nodes = several }
    var keys: [ExpressionID] = []
    for node in nodes {
      var inner = node
      var isDescending = false
      if case .call(let callee, let call) = node.expression, case .name(let name) = callee.expression,
        name.text == "desc", call.arguments.count == 1, call.over == nil
      {
        note(name, Entity(.word, name.text))
        inner = call.arguments[0].value
        isDescending = true
      }
      var id = expression(inner, in: scope)
      if isDescending, !isPoison(id) { id = descending(id, at: node.range) }
      if isPoison(id) { return nil }
      switch type(of: id).value.base {
      case .bool, .int, .real, .text, .symbol: keys.append(id)
      default:
        report(
          .wrongType, "elements are ordered by numbers or texts, not by \(describe(type(of: id).value))", at: node.range
        )
        return nil
      }
    }
    return keys
  }

  /// A key turned round: a number with the other sign; a text by its place among all.
  private func descending(_ id: ExpressionID, at range: SourceRange) -> ExpressionID {
    let type = type(of: id)
    switch type.value.base {
    case .text, .symbol:
      guard type.grain != .run else { return id }
      let place = append(
        .window(Window(.rank(.min), over: .run)), [id],
        ExpressionType(ValueType(.int, domain: .count), per: type.grain, absence: type.absence), at: range)
      return arithmetic(.negate, [place], at: range)
    default: return arithmetic(.negate, [id], at: range)
    }
  }
}
