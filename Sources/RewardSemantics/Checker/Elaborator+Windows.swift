import RewardSyntax

/// Windows: functions over a container that keep the grain of their operand.
extension Elaborator {
  func window(
    _ form: CoreFunction.WindowForm, _ core: CoreFunction, _ call: CallSyntax, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    var call = call
    var limit: ExpressionID?
    if case .top = form, call.arguments.count == 2 {
      limit = expression(call.arguments[0].value, in: scope)
      call.arguments.removeFirst()
    }
    guard let over = call.over, let first = call.arguments.first else {
      report(.aggregateMissing, "`\(core.name)` needs to know over what", at: range, notes: [core.signature])
      return poison(at: range)
    }
    for clause in [over.by, over.condition].compactMap({ $0 }) {
      report(.notYet, "`by` and `where` of `\(core.name)` are not in this version yet", at: clause.range)
      return poison(at: range)
    }
    guard let (container, isOthers) = container(over, in: scope),
      let options = options(of: core, call, at: range, in: scope)
    else { return poison(at: range) }
    var value = expression(first.value, in: scope)
    if case .top = form { value = arithmetic(.negate, [value], at: range) }
    if isPoison(value) || options.extra.map(isPoison) == true { return poison(at: range) }
    let population = type(of: value).grain
    guard isFiner(population, than: container, isOthers: isOthers, value: first.value, over: over, core, at: range),
      let (kind, result) = windowKind(form, options, of: value, at: range)
    else { return poison(at: range) }
    if let extra = options.extra, !population.refines(type(of: extra).grain) {
      report(.mixedGrains, "this is finer than what the window runs over", at: expressions[extra].range)
      return poison(at: range)
    }
    var absence = type(of: value).absence
    if form == .previous || form == .next {
      absence = options.extra.map { absence.union(type(of: $0).absence) } ?? absence.union(.abstain)
    }
    let window = Window(kind, over: container, hasExtra: options.extra != nil)
    let id = append(
      .window(window), [value] + [options.extra].compactMap { $0 },
      ExpressionType(result, per: population, absence: absence), at: range)
    return limit.map { arithmetic(.less, [id, $0], at: range) } ?? id
  }

  private func windowKind(
    _ form: CoreFunction.WindowForm, _ options: AggregateOptions, of value: ExpressionID, at range: SourceRange
  ) -> (Window.Kind, ValueType)? {
    let operand = type(of: value).value
    switch form {
    case .previous, .next:
      var result = operand
      if let extra = options.extra {
        guard let both = joined([value, extra], at: range) else { return nil }
        result = both
      }
      return (form == .previous ? .previous : .next, result)
    default: break
    }
    guard operand.base.isNumeric else {
      report(
        .wrongType, "a number is needed here, and this is \(describe(operand))", at: expressions[value].range)
      return nil
    }
    switch form {
    case .discounted: return (.discounted, ValueType(.real, unit: operand.unit))
    case .cumulative: return (.cumulative(exclusive: options.isExclusive), ValueType(.real, unit: operand.unit))
    case .rank, .top: return (.rank, ValueType(.int, domain: .count))
    case .softmax: return (.softmax, ValueType(.real, domain: Domain(low: 0, high: 1)))
    case .previous, .next: return nil
    }
  }
}
