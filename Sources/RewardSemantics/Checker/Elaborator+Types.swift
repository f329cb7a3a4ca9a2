import RewardSyntax

extension Elaborator {
  /// The type that `node` writes; nil after a report.
  func declaredType(_ node: SyntaxNode, in scope: Scope) -> DeclaredType? {
    let range = node.range
    switch node.type {
    case .name(let name):
      return named(name, at: range)
    case .range(let low, let high, let unit):
      guard low <= high else {
        report(.outOfRange, "a range ascends: \(low) is above \(high)", at: range)
        return nil
      }
      let isWhole = low == low.rounded() && high == high.rounded() && unit != nil
      return DeclaredType(
        value: ValueType(isWhole ? .int : .real, domain: Domain(low: low, high: high), unit: unit?.text),
        hasDomain: true, range: range)
    case .numbers(let values):
      let isWhole = values.allSatisfy { $0 == $0.rounded() }
      return DeclaredType(
        value: ValueType(isWhole ? .int : .real, domain: Domain(values: values)), hasDomain: true, range: range)
    case .symbols(let names):
      return DeclaredType(value: ValueType(.symbol(names.map(\.text))), range: range)
    case .list(let element):
      if case .name(let name) = element.type, name.text == "criterion" {
        return DeclaredType(value: .poison, special: .criteria, range: range)
      }
      guard var type = declaredType(element, in: scope) else { return nil }
      guard !type.isOptional, type.special == .none, type.bound == nil, !type.value.base.isTable else {
        report(.wrongType, "a list cannot hold these", at: element.range)
        return nil
      }
      type.value.base = .list(type.value.base)
      type.range = range
      return type
    case .table(let element):
      guard var type = declaredType(element, in: scope) else { return nil }
      switch type.value.base {
      case .bool, .int, .real, .text, .list(.bool), .list(.int), .list(.real), .list(.text): break
      default:
        report(.wrongType, "a table holds numbers, texts or lists of them", at: element.range)
        return nil
      }
      type.value = ValueType(.table(type.value.base))
      type.hasDomain = false
      type.range = range
      return type
    case .unit(let inner, let unit):
      guard var type = declaredType(inner, in: scope) else { return nil }
      guard type.value.base.isNumeric else {
        report(.wrongUnit, "only a number has a unit", at: unit.range)
        return nil
      }
      type.value.unit = unit.text
      type.range = range
      return type
    case .bounded(let inner, let limit, let unit):
      guard var type = declaredType(inner, in: scope) else { return nil }
      if case .list = type.value.base, unit == nil {
        type.bound = (limit, "")
      } else if type.value.base == .text, let unit {
        type.bound = (limit, unit.text)
      } else {
        report(
          .wrongType, "a text is bounded in a unit, a list by its count", at: range,
          notes: ["`text <= 8192 tok`, or in char, word, line; `list<text> <= 10`"])
        return nil
      }
      type.range = range
      return type
    case .optional(let inner):
      guard var type = declaredType(inner, in: scope) else { return nil }
      type.isOptional = true
      type.range = range
      return type
    case .error:
      return nil
    }
  }

  private func named(_ name: Name, at range: SourceRange) -> DeclaredType? {
    switch name.text {
    case "real": return DeclaredType(value: .real, range: range)
    case "int": return DeclaredType(value: ValueType(.int), range: range)
    case "bool": return DeclaredType(value: .bool, range: range)
    case "text": return DeclaredType(value: .text, range: range)
    case "json": return DeclaredType(value: ValueType(.json), range: range)
    case "grain": return DeclaredType(value: .poison, special: .grain, range: range)
    case "bundle": return DeclaredType(value: .poison, special: .bundle, range: range)
    case "vector": return DeclaredType(value: ValueType(.list(.real)), range: range)
    case "criterion":
      report(
        .wrongType, "criteria come as a list", at: range, notes: ["`input rubric: list<criterion> per group`"])
      return nil
    default:
      if let record = RecordType(rawValue: name.text) {
        return DeclaredType(value: ValueType(.record(record)), range: range)
      }
      let known = [
        "real", "int", "bool", "text", "json", "list<text>", "list<real>", "vector", "table<real>", "message",
        "tool_call", "test_run", "grain", "bundle",
      ]
      report(
        .unknownType, "there is no type `\(name.text)`", at: range,
        notes: ["types are \(known.joined(separator: ", ")), a range `0..1` or a set `{0, 1}`"],
        fix: nearest(name.text, among: known, at: range))
      return nil
    }
  }

  /// Whether a value can stand where `declared` was written; reported where not. `what` names it in the message.
  func fits(_ id: ExpressionID, _ declared: DeclaredType, of what: String, at range: SourceRange) -> Bool {
    if isPoison(id) { return false }
    let value = type(of: id).value
    let wanted = declared.value
    let because = [Diagnostic.Label(declared.range, "declared here")]
    if isEmptyList(id), case .list = wanted.base { return true }
    let areNumbers =
      value.base.isNumeric && wanted.base.isNumeric || value.base.isNumericList && wanted.base.isNumericList
    guard areNumbers || value.base == wanted.base || wanted.base == .poison else {
      report(
        .wrongType, "\(what) must be \(describe(wanted)), and this is \(describe(value))", at: range, because: because)
      return false
    }
    if let unit = wanted.unit, unit != value.unit {
      report(
        .wrongUnit, "\(what) is in `\(unit)`, and this is \(value.unit.map { "in `\($0)`" } ?? "a plain number")",
        at: range, because: because,
        fix: constantNumber(id) != nil && value.unit == nil
          ? .init("name the unit", range: range, replacement: "\(source(range)) \(unit)") : nil)
      return false
    }
    if declared.hasDomain || wanted.base == .bool, areNumbers, !value.domain.isWithin(wanted.domain) {
      report(
        .outOfRange,
        "\(what) must lie in \(wanted.domain.description), and this ranges over \(value.domain.description)",
        at: range, because: because,
        notes: wanted.domain.values == nil ? ["`clamp(x, low, high)` keeps a value in its range"] : [])
      return false
    }
    if wanted.base == .int || wanted.base == .list(.int), value.base == .real || value.base == .list(.real),
      !(value.domain.values?.allSatisfy { $0 == $0.rounded() } ?? false)
    {
      report(
        .wrongType, "\(what) must be a whole number", at: range, because: because,
        notes: ["`floor` or `round` make one"])
      return false
    }
    return true
  }
}
