import RewardSyntax

/// Windows: functions over a container that keep the grain of their operands.
extension Elaborator {
  func window(
    _ form: CoreFunction.WindowForm, _ core: CoreFunction, _ call: CallSyntax, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    var call = call
    if form == .next, call.over == nil { return temporal(.next, core, call, at: range, in: scope) }
    var limit: ExpressionID?
    if case .top = form, call.arguments.count == 2 {
      limit = expression(call.arguments[0].value, in: scope)
      call.arguments.removeFirst()
    }
    guard let over = call.over, let first = call.arguments.first else {
      report(.aggregateMissing, "`\(core.name)` needs to know over what", at: range, notes: [core.signature])
      return poison(at: range)
    }
    guard let (container, isOthers) = container(over, in: scope),
      let options = options(of: core, call, at: range, in: scope)
    else { return poison(at: range) }
    var values = [ExpressionID]()
    if form == .rank {
      guard let keys = keys(first.value, in: scope) else { return poison(at: range) }
      values = keys
    } else {
      values = [expression(first.value, in: scope)]
    }
    if case .top = form { values = [arithmetic(.negate, values, at: range)] }
    let by = over.by.map { expression($0, in: scope) }
    let condition = over.condition.map { self.condition($0, in: scope) }
    let clauses = [by, condition].compactMap { $0 }
    if (values + clauses + [options.extra].compactMap { $0 }).contains(where: isPoison) { return poison(at: range) }
    guard var population = meet(values, at: range) else { return poison(at: range) }
    // A constant is counted at the grain that its clauses speak of.
    if population == .run, let finer = meet(clauses, at: range) { population = finer }
    guard isFiner(population, than: container, isOthers: isOthers, value: first.value, over: over, core, at: range),
      let (kind, result) = windowKind(form, options, of: values, at: range),
      isRead(clauses, at: population, of: first.value), by.map({ isKey($0) }) ?? true
    else { return poison(at: range) }
    // What is drawn at is one for each container.
    if let extra = options.extra, !(form == .sample ? container : population).refines(type(of: extra).grain) {
      report(.mixedGrains, "this is finer than what the window runs over", at: expressions[extra].range)
      return poison(at: range)
    }
    let window = Window(
      kind, over: container, values: values.count, hasBy: by != nil, hasWhere: condition != nil,
      hasExtra: options.extra != nil)
    let type = ExpressionType(
      result, per: population,
      absence: absence(of: form, options, values, over: container, by: by, condition: condition))
    let id = append(.window(window), values + clauses + [options.extra].compactMap { $0 }, type, at: range)
    return limit.map { arithmetic(.less, [id, $0], at: range) } ?? id
  }

  private func absence(
    of form: CoreFunction.WindowForm, _ options: AggregateOptions, _ values: [ExpressionID], over container: Grain,
    by: ExpressionID?, condition: ExpressionID?
  ) -> Absence {
    let extra = options.extra
    var absence = values.reduce(Absence()) { $0.union(type(of: $1).absence) }
    switch form {
    case .cumulative where [.min, .max].contains(options.fold) && (options.isExclusive || condition != nil):
      absence.insert(.abstain)
    case .previous, .next: absence = absence.union(extra.map { type(of: $0).absence } ?? .abstain)
    case .rank, .top, .softmax: if condition != nil { absence.insert(.abstain) }
    case .sample: absence = extra.map { type(of: $0).absence } ?? []
    case .cumulative where [.append, .union].contains(options.fold) && container.refines(.rollout):
      absence.insert(.itemLimit)
    case .discounted, .cumulative: break
    }
    if let by { absence.formUnion(ofKey(by)) }
    return absence
  }

  /// Whether every clause can be read at each element; reported where not.
  func isRead(_ clauses: [ExpressionID], at population: Grain, of value: SyntaxNode) -> Bool {
    for id in clauses where !population.refines(type(of: id).grain) {
      report(
        .mixedGrains, "this is finer than what is aggregated", at: expressions[id].range,
        label: "one value for each \(type(of: id).grain.name)",
        because: [.init(value.range, "one value for each \(population.name)")])
      return false
    }
    return true
  }

  /// Whether a value can make classes; reported where not.
  func isKey(_ id: ExpressionID) -> Bool {
    let key = type(of: id).value
    guard key.base == .real, key.domain.values == nil else { return true }
    report(
      .wrongType, "classes are made by a text, a condition or a whole number, and this is \(describe(key))",
      at: expressions[id].range, notes: ["`floor` or a comparison makes classes of a number"])
    return false
  }

  private func windowKind(
    _ form: CoreFunction.WindowForm, _ options: AggregateOptions, of values: [ExpressionID], at range: SourceRange
  ) -> (Window.Kind, ValueType)? {
    let operand = type(of: values[0]).value
    switch form {
    case .previous, .next:
      var result = operand
      if let extra = options.extra {
        guard let both = joined([values[0], extra], at: range) else { return nil }
        result = both
      }
      return (form == .previous ? .previous : .next, result)
    case .rank: return (.rank(options.ties), ValueType(options.ties == .average ? .real : .int, domain: .count))
    case .cumulative: return fold(options, of: values[0])
    default: break
    }
    guard isNumber(values[0]) else { return nil }
    switch form {
    case .discounted: return (.discounted, ValueType(.real, unit: operand.unit))
    case .top: return (.rank(.position), ValueType(.int, domain: .count))
    case .softmax: return (.softmax, ValueType(.real, domain: Domain(low: 0, high: 1)))
    case .sample:
      guard let extra = options.extra, type(of: extra).value.base.isNumeric || type(of: extra).value.base.isNumericList
      else {
        report(.wrongType, "what is drawn at is a number or a list of numbers", at: range)
        return nil
      }
      return (.sample, ValueType(.int, domain: .count))
    case .previous, .next, .rank, .cumulative: return nil
    }
  }

  private func isNumber(_ id: ExpressionID) -> Bool {
    if type(of: id).value.base.isNumeric { return true }
    report(
      .wrongType, "a number is needed here, and this is \(describe(type(of: id).value))", at: expressions[id].range)
    return false
  }

  private func fold(_ options: AggregateOptions, of value: ExpressionID) -> (Window.Kind, ValueType)? {
    let operand = type(of: value).value
    let kind = Window.Kind.cumulative(options.fold, exclusive: options.isExclusive)
    switch options.fold {
    case .sum, .product:
      guard isNumber(value) else { return nil }
      let isCount = operand.base != .real && operand.domain.low >= 0
      let domain = isCount || operand.domain.low >= 0 ? Domain.count : .all
      return (
        kind,
        ValueType(options.fold == .sum && operand.base != .real ? .int : .real, domain: domain, unit: operand.unit)
      )
    case .min, .max:
      guard isNumber(value) else { return nil }
      return (kind, operand)
    case .any, .all, .count:
      guard isCondition(value, at: expressions[value].range) else { return nil }
      return (kind, options.fold == .count ? ValueType(.int, domain: .count) : .bool)
    case .append:
      return (kind, ValueType(.list(operand.base), domain: operand.domain, unit: operand.unit))
    case .union:
      guard case .list = operand.base else {
        report(.wrongType, "`with: union` joins lists, and this is \(describe(operand))", at: expressions[value].range)
        return nil
      }
      return (kind, operand)
    }
  }
}
