import RewardSemantics

extension NodeOperation {
  /// The operation in one word or two, as listings and drawings show it. Text of the spec is quoted and escaped, and
  /// cut after `limit` characters.
  func label(inputs: [TypedInput], builtins: [Builtin], limit: Int = 40) -> String {
    switch self {
    case .constant(let constant): Self.label(constant.value, limit)
    case .input(let input): "input \(inputs[input].name)"
    case .call(let builtin, let statics, _):
      builtins[builtin].name
        + (statics.contains { $0 != nil }
          ? "[" + statics.compactMap { $0 }.map { Self.label($0, limit) }.joined(separator: ", ") + "]" : "")
    case .arithmetic(let arithmetic): "\(arithmetic)"
    case .not: "not"
    case .and: "and"
    case .or: "or"
    case .coalesce: "??"
    case .isPresent: "present"
    case .isFailed: "failed"
    case .select: "when"
    case .settle(let onLimit): "settle[on_limit: \(Self.label(onLimit.value, limit))]"
    case .lift: "at"
    case .other: "other"
    case .swap: "swap"
    case .position: "position"
    case .elements(let of, let hasWhere): "count[\(of.name)\(hasWhere ? " where" : "")]"
    case .aggregate(let aggregate): Self.label(aggregate)
    case .window(let window): Self.label(window)
    case .reduce(let reduction): Self.name(reduction)
    case .list: "list"
    case .state(let id): "state[\(id)]"
    case .ask(_, let question): "ask[\(Self.quoted(Array(question.utf8)[...], limit))]"
    case .answers(_, _, let name): "answers[\(name)]"
    case .attempt: "attempt"
    case .random(let name): "random[\(Self.quoted(Array(name.utf8)[...], limit))]"
    case .parts(let keys, let hasWhere): "parts[\(keys)\(hasWhere ? " where" : "")]"
    case .item: "item"
    case .joined: "joined"
    case .gather(let of): "gather[\(of.name)]"
    }
  }

  private static func label(_ aggregate: Aggregate) -> String {
    var words = "\(aggregate.population.name) over \(aggregate.over.name)"
    if aggregate.hasBy { words += " by" }
    if aggregate.hasWhere { words += " where" }
    if aggregate.hasWeight { words += " weight" }
    if aggregate.hasExtra { words += " with" }
    if aggregate.orderKeys > 0 { words += " order \(aggregate.orderKeys)" }
    return "\(name(aggregate.reduction))[\(words)]"
  }

  private static func name(_ reduction: Reduction) -> String {
    switch reduction {
    case .variance(let ddof): "variance[ddof: \(ddof)]"
    case .deviation(let ddof): "deviation[ddof: \(ddof)]"
    case .quantile(let lower): lower ? "quantile[lower]" : "quantile"
    case .entropy(let base): "entropy[base: \(base)]"
    default: "\(reduction)"
    }
  }

  private static func label(_ window: Window) -> String {
    var words = ["over \(window.over.name)"]
    if window.values > 1 { words.append("values \(window.values)") }
    if window.hasBy { words.append("by") }
    if window.hasWhere { words.append("where") }
    if window.hasExtra { words.append("with") }
    return "\(name(window.kind))[\(words.joined(separator: " "))]"
  }

  private static func name(_ kind: Window.Kind) -> String {
    switch kind {
    case .cumulative(let fold, let exclusive): "cumulative \(fold.rawValue)\(exclusive ? " exclusive" : "")"
    case .rank(let ties): "rank \(ties.rawValue)"
    case .automaton(let automaton):
      "automaton " + automaton.edges.map { "\($0.from.map(String.init) ?? "any")-\($0.to)" }.joined(separator: ",")
        + " \(automaton.reports)"
    default: "\(kind)"
    }
  }

  private static func label(_ value: Value, _ limit: Int) -> String {
    if value.isMissing { return "missing(\(value.status.cause))" }
    switch value.payload {
    case .none: return "none"
    case .number(let number): return "\(number)"
    case .text(let bytes): return quoted(bytes, limit)
    case .list(let values): return "[" + values.map { label($0, limit) }.joined(separator: ", ") + "]"
    }
  }

  private static func label(_ value: StaticValue, _ limit: Int) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .text(let bytes): quoted(bytes[...], limit)
    case .symbol(let name): name
    case .pattern(let pattern):
      "/\(shortened(pattern.bytes[...], limit))/" + String(decoding: pattern.flags, as: UTF8.self)
    case .list(let values): "[" + values.map { label($0, limit) }.joined(separator: ", ") + "]"
    }
  }

  private static func quoted(_ bytes: ArraySlice<UInt8>, _ limit: Int) -> String {
    "\"\(shortened(bytes, limit))\""
  }

  /// At most `limit` scalars, with control characters and quotes escaped.
  private static func shortened(_ bytes: ArraySlice<UInt8>, _ limit: Int) -> String {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    let shown = scalars.prefix(limit).map { $0.escaped(asASCII: false) }.joined()
    return scalars.count > limit ? shown + "…" : shown
  }
}
