import RewardSyntax

/// Aggregates: from a finer grain to a coarser one.
extension Elaborator {
  // MARK: Over

  /// The container of an aggregate: a grain, or `others`.
  func container(_ over: OverSyntax, in scope: Scope) -> (grain: Grain, isOthers: Bool)? {
    if over.isOther {
      report(
        .mixedGrains, "a window has no `over other`: it goes over elements that stand together", at: over.grain.range)
      return nil
    }
    switch lookUp(over.grain, expecting: .grain, in: scope) {
    case .grain(let grain): return require(grain, at: over.grain.range) ? (grain, false) : nil
    case .others: return (.rollout, true)
    case .poison: return nil
    default:
      report(.unknownGrain, "`\(over.grain.text)` is no grain", at: over.grain.range)
      return nil
    }
  }

  /// Whether this version has elements of the grain; reported where not.
  func require(_ grain: Grain, at range: SourceRange) -> Bool {
    switch grain {
    case .token:
      guard
        main.values.values.contains(where: { entry in
          if case .input(let input, _) = entry { return input.per?.text == "token" }
          return false
        }) || inputs.contains(where: { $0.type.grain == .token })
      else {
        report(
          .noTokens, "nothing in the row says what its tokens are", at: range,
          notes: ["declare a column that has one value for each token: `input token_ids: int per token`"])
        return false
      }
      markTokensRead()
      return true
    default: return true
    }
  }

  func aggregate(
    _ form: CoreFunction.AggregateForm, _ core: CoreFunction, _ call: CallSyntax, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    guard let over = call.over else { return withoutOver(form, core, call, at: range, in: scope) }
    guard let first = call.arguments.first else { return poison(at: range) }
    if over.isOther { return overSiblings(form, core, call, over, first.value, at: range, in: scope) }
    guard let (container, isOthers) = container(over, in: scope) else { return poison(at: range) }
    if case .count = form, isGrain(first.value, in: scope) {
      guard let grain = self.grain(first.value, in: scope) else { return poison(at: range) }
      if over.by != nil {
        // The elements of each class: as many ones as there are elements.
        guard require(grain, at: range), let sum = CoreFunction.named("sum") else { return poison(at: range) }
        let one = lifted(constant(1, .int, at: first.value.range), to: grain, at: first.value.range)
        return aggregate(.sum, sum, call, over, one, over: container, isOthers: isOthers, at: range, in: scope)
      }
      return elements(of: grain, over: container, over.condition, at: range, in: scope)
    }
    let value = expression(first.value, in: scope)
    return aggregate(
      form, core, call, over, value, over: container, isOthers: isOthers, at: range, in: scope)
  }

  /// `mean(f(x, other.y) over other group)`
  private func overSiblings(
    _ form: CoreFunction.AggregateForm, _ core: CoreFunction, _ call: CallSyntax, _ over: OverSyntax,
    _ node: SyntaxNode, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    guard let (others, items, _) = siblings(over, in: scope) else { return poison(at: range) }
    let outer = siblings
    siblings = others
    defer { siblings = outer }
    let value = expression(node, in: scope)
    if isPoison(value) { return value }
    let grain = type(of: value).grain
    guard grain.refines(.derived(items)), let container = grain.without(items) else {
      report(
        .nothingToAggregate, "nothing here is the other \(others.grain.name)'s", at: node.range,
        notes: ["write `other.x` for its value"])
      return poison(at: range)
    }
    return aggregate(form, core, call, over, value, over: container, isOthers: false, at: range, in: scope)
  }

  private func aggregate(
    _ form: CoreFunction.AggregateForm, _ core: CoreFunction, _ call: CallSyntax, _ over: OverSyntax,
    _ value: ExpressionID, over container: Grain, isOthers: Bool, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    guard let first = call.arguments.first, let options = options(of: core, call, at: range, in: scope) else {
      return poison(at: range)
    }
    let by = over.by.map { expression($0, in: scope) }
    let condition = over.condition.map { self.condition($0, in: scope) }
    let others = [by, condition, options.weight].compactMap { $0 } + options.order
    if ([value] + others + [options.extra].compactMap { $0 }).contains(where: isPoison) { return poison(at: range) }

    // A constant is counted at the grain that its clauses speak of.
    var population = type(of: value).grain
    if population == .run, let finer = meet(others, at: range) { population = finer }
    guard isFiner(population, than: container, isOthers: isOthers, value: first.value, over: over, core, at: range),
      isRead(others, at: population, of: first.value), by.map({ isKey($0) }) ?? true
    else { return poison(at: range) }
    var grain = container
    if let extra = options.extra {
      // One level for each container; a place may be finer.
      guard form.takesFinerExtra || container.refines(type(of: extra).grain),
        let meeting = meet([extra], with: container, at: range)
      else {
        report(
          .mixedGrains, "this is finer than what is aggregated over", at: expressions[extra].range,
          label: "one value for each \(type(of: extra).grain.name)",
          because: [.init(over.grain.range, "one result for each \(container.name)")])
        return poison(at: range)
      }
      grain = meeting
    }
    guard let (reduction, result) = reduction(form, options, of: value, at: range) else { return poison(at: range) }
    if let by {
      guard let meeting = grain.meet(type(of: by).grain) else { return poison(at: range) }
      grain = meeting
    }
    let aggregate = Aggregate(
      reduction, over: container, population: population, hasBy: by != nil, hasWhere: condition != nil,
      hasWeight: options.weight != nil, hasExtra: options.extra != nil, orderKeys: options.order.count)
    let operands = [value] + [by, condition, options.weight, options.extra].compactMap { $0 } + options.order
    var absence = absence(
      of: reduction, value, by: by, isFiltered: condition != nil || [.pair, .token, .turn].contains(population))
    absence.formUnion(limits(of: aggregate, operands))
    return append(.aggregate(aggregate), operands, ExpressionType(result, per: grain, absence: absence), at: range)
  }

  /// Whether an expression names a grain where a value could stand too: the operand of `count`, a key of a partition.
  /// A name is a grain unless it is declared as something else.
  func isGrain(_ node: SyntaxNode, in scope: Scope) -> Bool {
    if case .member(let base, let member) = node.expression, case .name(let owner) = base.expression,
      scope.bindings[owner.text] == nil, let id = scope.module.aliases[owner.text]
    {
      switch modules[id].values[member.text] {
      case .partition, .request, .hindsight: return true
      default: return false
      }
    }
    guard case .name(let name) = node.expression else { return false }
    if isLocal(name.text, in: scope) {
      if case .grain = lookUp(name, expecting: .value, in: scope) { return true }
      return false
    }
    switch scope.module.values[name.text] {
    case nil: return Grain(named: name.text) != nil || isGrainOfOwn(name.text, in: scope)
    case .partition, .request, .hindsight: return true
    default: return false
    }
  }

  private func elements(
    of grain: Grain, over container: Grain, _ condition: SyntaxNode?, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    guard require(grain, at: range) else { return poison(at: range) }
    guard grain != container, grain.refines(container) else {
      report(
        .nothingToAggregate, "a \(container.name) is not made of \(grain.name)s", at: range,
        notes: ["the grains, finest first: \(Grain.chain.map(\.name).joined(separator: ", "))"])
      return poison(at: range)
    }
    var operands: [ExpressionID] = []
    if let condition {
      let id = self.condition(condition, in: scope)
      if isPoison(id) { return id }
      guard grain.refines(type(of: id).grain) else {
        report(.mixedGrains, "this is finer than what is counted", at: condition.range)
        return poison(at: range)
      }
      operands = [id]
    }
    // A group has a rollout, a batch a group: what has none is not there.
    let isNeverEmpty = operands.isEmpty && (grain == .rollout || grain == .group)
    let domain = isNeverEmpty ? Domain(low: 1, high: .infinity) : .count
    var absence: Absence = []
    if container.refines(.rollout) {
      if !grain.limitedProducts.isEmpty { absence = .itemLimit }
      for id in operands { absence.formUnion(type(of: id).absence.intersection(.limits)) }
    }
    let type = ExpressionType(ValueType(.int, domain: domain), per: container, absence: absence)
    return append(.elements(of: grain, hasWhere: !operands.isEmpty), operands, type, at: range)
  }

  func isFiner(
    _ population: Grain, than container: Grain, isOthers: Bool, value: SyntaxNode, over: OverSyntax,
    _ core: CoreFunction, at range: SourceRange
  ) -> Bool {
    let text = source(value.range)
    if isOthers {
      if population == .pair { return true }
      report(
        .nothingToAggregate, "nothing here is the other rollout's", at: value.range,
        label: "one value for each \(population.name)",
        notes: ["write `other.\(text)` for the other rollout's value"])
      return false
    }
    if population != container, population.refines(container) { return true }
    report(
      .nothingToAggregate,
      "`\(core.name)` over each \(container.name) needs several values in it, and `\(text)` has one for each \(population.name)",
      at: value.range, label: "one value for each \(population.name)",
      because: [.init(over.grain.range, "one result for each \(container.name)")])
    return false
  }

  // MARK: Results

  func reduction(
    _ form: CoreFunction.AggregateForm, _ options: AggregateOptions, of value: ExpressionID, at range: SourceRange
  ) -> (Reduction, ValueType)? {
    let operand = type(of: value).value
    let place = expressions[value].range
    switch form {
    case .any, .all, .count:
      if case .count = form, operand.base.isNumeric, operand.base != .bool, !operand.domain.isWithin(.boolean) {
        report(
          .wrongType, "`count` counts conditions or elements, not numbers", at: place,
          notes: ["`count(present(x) over h)` counts the values, `sum(x over h)` adds them"])
        return nil
      }
      guard isCondition(value, at: place) else { return nil }
      if case .count = form { return (.countTrue, ValueType(.int, domain: .count)) }
      if case .any = form { return (.any, .bool) }
      return (.all, .bool)
    case .first: return (.first, operand)
    case .last: return (.last, operand)
    case .pick:
      return (.pick, operand)
    case .collect: return (.collect, ValueType(.list(operand.base), domain: operand.domain, unit: operand.unit))
    case .mode: return (.mode, operand)
    case .entropy: return (.entropy(base: options.base), ValueType(.real, domain: .count))
    case .sum where operand.base.isNumericList:
      return (.sum, ValueType(.list(.real), unit: operand.unit))
    case .mean where operand.base.isNumericList:
      return (.mean, ValueType(.list(.real), domain: operand.domain, unit: operand.unit))
    default: break
    }
    guard operand.base.isNumeric else {
      report(.wrongType, "a number is needed here, and this is \(describe(operand))", at: place)
      return nil
    }
    let hull = Domain(low: operand.domain.low, high: operand.domain.high)
    let real = ValueType(.real, domain: hull, unit: operand.unit)
    switch form {
    case .sum:
      let domain = Domain(low: hull.low >= 0 ? 0 : -.infinity, high: hull.high <= 0 ? 0 : .infinity)
      return (.sum, ValueType(operand.base == .real ? .real : .int, domain: domain, unit: operand.unit))
    case .product:
      let domain = hull.low >= 0 && hull.high <= 1 ? Domain(low: 0, high: 1) : .all
      return (.product, ValueType(.real, domain: domain, unit: nil))
    case .mean: return (.mean, real)
    case .variance:
      return (.variance(ddof: options.ddof), ValueType(.real, domain: .count, unit: operand.unit.map { "\($0)·\($0)" }))
    case .deviation: return (.deviation(ddof: options.ddof), ValueType(.real, domain: .count, unit: operand.unit))
    case .minimum: return (.minimum, operand)
    case .maximum: return (.maximum, operand)
    case .median, .quantile: return (.quantile(lower: options.isLower), real)
    case .logSumExp: return (.logSumExp, ValueType(.real))
    default: return nil
    }
  }

  private func absence(of reduction: Reduction, _ value: ExpressionID, by: ExpressionID?, isFiltered: Bool) -> Absence {
    let mine = type(of: value).absence
    var absence: Absence
    switch reduction {
    case .sum, .product, .any, .all, .collect, .concatenate: absence = mine
    case .countTrue: absence = []
    case .pick: absence = .abstain
    default: absence = mine.isEmpty && !isFiltered ? [] : .abstain
    }
    if let by { absence.formUnion(ofKey(by)) }
    return absence
  }

  /// How a result may be missing where the key of `by` is.
  func ofKey(_ by: ExpressionID) -> Absence {
    let absence = type(of: by).absence
    return absence.isEmpty ? [] : absence.intersection(.limits).union(.abstain)
  }

  /// What the elements of an aggregate may be limited by stays, where they are of one response.
  func limits(of aggregate: Aggregate, _ operands: [ExpressionID]) -> Absence {
    var limits: Absence = []
    if aggregate.keepsLimits || aggregate.reduction.isArithmetic, !aggregate.population.limitedProducts.isEmpty {
      limits = .itemLimit
    }
    if aggregate.keepsLimits, aggregate.holdsLists, let value = operands.first,
      case .list = type(of: value).value.base
    {
      limits = .itemLimit
    }
    if aggregate.keepsLimits { for id in operands { limits.formUnion(type(of: id).absence.intersection(.limits)) } }
    return limits
  }

  // MARK: Without `over`

  /// `min(a, b)`, `any(a, b)`: several values of one element.
  private func withoutOver(
    _ form: CoreFunction.AggregateForm, _ core: CoreFunction, _ call: CallSyntax, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    if let first = call.arguments.first, first.label == nil, call.arguments.dropFirst().allSatisfy({ $0.label != nil })
    {
      let value = expression(first.value, in: scope)
      if isPoison(value) { return value }
      if case .list = type(of: value).value.base {
        return listMethod(
          Name(core.name, range), of: value, Array(call.arguments.dropFirst()), at: range, in: scope)
      }
      if case .count = form, call.arguments.count == 1, let read = jsonReader("count", value, at: range) { return read }
    }
    if call.arguments.count >= 2, call.arguments.allSatisfy({ $0.label == nil }) {
      switch form {
      case .minimum, .maximum:
        let operands = call.arguments.map { expression($0.value, in: scope) }
        return operands.dropFirst().reduce(operands[0]) {
          arithmetic({ if case .minimum = form { .minimum } else { .maximum } }(), [$0, $1], at: range)
        }
      case .any, .all:
        let operands = call.arguments.map { condition($0.value, in: scope) }
        return reduce({ if case .any = form { .any } else { .all } }(), operands, at: range)
      default: break
      }
    }
    let argument = call.arguments.first.map { source($0.value.range) } ?? "x"
    report(
      .aggregateMissing, "`\(core.name)` needs to know over what", at: range, notes: [core.signature],
      fix: call.arguments.count == 1
        ? .init("say over which grain", range: range, replacement: "\(core.name)(\(argument) over group)") : nil)
    return poison(at: range)
  }

  /// A reduction over operands of one element.
  func reduce(_ reduction: Reduction, _ operands: [ExpressionID], at range: SourceRange) -> ExpressionID {
    if operands.contains(where: isPoison) { return poison(at: range) }
    guard let grain = meet(operands, at: range) else { return poison(at: range) }
    var absence: Absence = []
    for id in operands { absence.formUnion(type(of: id).absence) }
    let types = operands.map { type(of: $0).value }
    var result = ValueType.bool
    switch reduction {
    case .any, .all: break
    case .countTrue:
      result = ValueType(.int, domain: Domain(low: 0, high: Double(operands.count)))
      absence.formIntersection(.limits)
    default:
      guard let joined = joined(operands, at: range), types.allSatisfy(\.base.isNumeric) else {
        return poison(at: range)
      }
      result = joined
      result.base = .real
      if case .sum = reduction { result.domain = types.map(\.domain).reduce(.constant(0), +) }
      if case .product = reduction { result.domain = types.map(\.domain).reduce(.constant(1), *) }
      if case .mean = reduction {
        result.domain = Domain(low: joined.domain.low, high: joined.domain.high)
        if !absence.isEmpty { absence = absence.intersection(.limits).union(.abstain) }
      }
    }
    return append(.reduce(reduction), operands, ExpressionType(result, per: grain, absence: absence), at: range)
  }
}

extension CoreFunction.AggregateForm {
  /// Whether the extra operand may differ between elements of one container.
  var takesFinerExtra: Bool { if case .pick = self { true } else { false } }
}
