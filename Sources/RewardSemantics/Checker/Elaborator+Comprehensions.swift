import RewardSyntax

/// `sum(f(p) for p in parts)` and `[f(x) for x in xs]`: one expression for each part of a bundle, or for each item of a
/// list.
extension Elaborator {
  /// The reductions that go through a bundle.
  private static let overParts: [String: Reduction] = [
    "sum": .sum, "product": .product, "mean": .mean, "min": .minimum, "max": .maximum, "any": .any, "all": .all,
    "count": .countTrue,
  ]

  func comprehension(
    _ name: Name, _ call: CallSyntax, _ comprehension: ComprehensionSyntax, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    guard let first = call.arguments.first, first.label == nil else {
      report(.tooManyArguments, "one expression goes before `for`", at: range)
      return poison(at: range)
    }
    var source = meaning(comprehension.source, expecting: .bundle, in: scope)
    if case .compound(let value, _) = source { source = .expression(value) }
    switch source {
    case .poison: return poison(at: range)
    case .bundle(let parts):
      return overBundle(name, call, comprehension, parts, at: range, in: scope)
    case .expression(let list):
      if isPoison(list) { return list }
      guard case .list = type(of: list).value.base else { break }
      let condition = comprehension.condition.map { ItemFunction(variable: comprehension.variable, body: $0) }
      return listMethod(
        name, of: list, ItemFunction(variable: comprehension.variable, body: first.value),
        Array(call.arguments.dropFirst()), where: condition, at: range, in: scope)
    default: break
    }
    report(
      .wrongType, "`\(self.source(comprehension.source.range))` is no bundle and no list",
      at: comprehension.source.range)
    return poison(at: range)
  }

  /// The body once for each part, put together.
  private func overBundle(
    _ name: Name, _ call: CallSyntax, _ comprehension: ComprehensionSyntax, _ parts: [Meaning.Part],
    at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    guard let reduction = Elaborator.overParts[name.text] else {
      report(
        .unknownFunction, "`\(name.text)` cannot go through a bundle", at: name.range,
        notes: ["these can: \(Elaborator.overParts.keys.sorted().joined(separator: ", "))"])
      return poison(at: range)
    }
    guard call.arguments.count == 1, comprehension.condition == nil else {
      report(.tooManyArguments, "one expression goes before `for`, and a bundle has no `where`", at: range)
      return poison(at: range)
    }
    let body = call.arguments[0].value
    let bodies = parts.map { part in
      let inner = Scope(module: scope.module, outer: scope)
      inner.bindings[comprehension.variable.text] = .meaning(.part(part))
      introduce(comprehension.variable, .variable, in: inner)
      let id = expression(body, in: inner)
      return reduction.isLogical && !isCondition(id, at: body.range) ? poison(at: range) : id
    }
    return reduce(reduction, bodies, at: range)
  }

  /// `[f(x) for x in xs where c]`
  func listComprehension(
    _ element: SyntaxNode, _ comprehension: ComprehensionSyntax, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    let list = expression(comprehension.source, in: scope)
    if isPoison(list) { return list }
    guard case .list = type(of: list).value.base else {
      report(
        .wrongType, "`for` goes through a list, and this is \(describe(type(of: list).value))",
        at: comprehension.source.range)
      return poison(at: range)
    }
    let condition = comprehension.condition.map { ItemFunction(variable: comprehension.variable, body: $0) }
    return listMethod(
      Name("map", range), of: list, ItemFunction(variable: comprehension.variable, body: element), [],
      where: condition, at: range, in: scope)
  }
}

extension Reduction {
  var isLogical: Bool { self == .any || self == .all || self == .countTrue }
}
