import RewardSyntax

/// What is not trained is no element of the objective: its aggregates and windows, also those in the `let`s that it reads,
/// go over the elements that have an advantage; without one, over the groups that `keep` leaves. What it reads as plain
/// numbers, such as a reward or the advantage itself, still comes from everyone.
extension Elaborator {
  /// The value over what is trained; 0 where nothing is, or where it abstains.
  func overTrained(
    _ id: ExpressionID, _ paths: GradientPaths, in module: Module, at range: SourceRange
  ) -> ExpressionID {
    // What nobody wrote has an empty place.
    let place = SourceRange(file: range.file, start: range.start, end: range.start)
    let zero = constant(0, at: place)
    guard let condition = isTrained(in: module, at: place) else { return settled(id, or: zero, at: range, place) }
    var known: [ExpressionID: ExpressionID] = [:]
    let loss = restricted(id, to: condition, paths, &known)
    branches += branches.compactMap { $0.copied(known) }
    let trains = append(
      .aggregate(Aggregate(.any, over: .batch, population: type(of: condition).grain)), [condition],
      ExpressionType(.bool, per: .batch, absence: type(of: condition).absence), at: place)
    return select([trains, settled(loss, or: zero, at: range, place), zero], at: range)
  }

  /// A loss that abstains costs nothing; one that failed has failed.
  private func settled(
    _ loss: ExpressionID, or zero: ExpressionID, at range: SourceRange, _ place: SourceRange
  ) -> ExpressionID {
    let hasFailed = append(.isFailed, [loss], ExpressionType(.bool, per: type(of: loss).grain), at: place)
    let settled = select([hasFailed, loss, coalesce(loss, zero, at: place)], at: range)
    expressions[settled].type.absence.remove(.abstain)
    return lifted(settled, to: .batch, at: range)
  }

  /// Whether an element is trained, at the grain that decides it; nil where every one is.
  private func isTrained(in module: Module, at place: SourceRange) -> ExpressionID? {
    guard let entry = module.values["advantage"] else { return module === main ? selected(at: place) : nil }
    guard case .expression(let advantage) = resolve(entry, named: entry.name, in: module, isRead: false),
      !isPoison(advantage)
    else { return nil }
    return append(.isPresent, [advantage], ExpressionType(.bool, per: type(of: advantage).grain), at: place)
  }

  /// The same value with `where` the condition holds in every aggregate and window that goes over elements of its grain.
  private func restricted(
    _ id: ExpressionID, to condition: ExpressionID, _ paths: GradientPaths, _ known: inout [ExpressionID: ExpressionID]
  ) -> ExpressionID {
    if let known = known[id] { return known }
    let expression = expressions[id]
    var result = id
    if case .reference(let declaration) = expression.operation {
      let value = declarations[declaration].value
      if !paths.isDetached(declaration) {
        let inner = restricted(value, to: condition, paths, &known)
        if inner != value { result = inner }
      }
    } else {
      var changed = expression
      for (place, operand) in expression.operands.enumerated() where !expression.operation.finds(place) {
        let inner = restricted(operand, to: condition, paths, &known)
        changed.operands[place] = inner
        changed.type.absence.formUnion(type(of: inner).absence.subtracting(type(of: operand).absence))
      }
      restrict(&changed, to: condition)
      if changed.operands != expression.operands {
        result = append(changed.operation, changed.operands, changed.type, at: changed.range)
      }
    }
    known[id] = result
    return result
  }

  /// Adds the condition to what the operation itself goes over.
  private func restrict(_ expression: inout TypedExpression, to condition: ExpressionID) {
    let grain = type(of: condition).grain
    // Inside one element of the grain all are trained or none is; but a rollout's others are not its own.
    func goesOver(_ population: Grain, in container: Grain) -> Bool {
      population.refines(grain) && (!container.refines(grain) || population == .pair)
    }
    func add(at place: Int, has hasWhere: inout Bool, to population: Grain) {
      let added = population == .pair ? ofBoth(condition) : condition
      if hasWhere {
        expression.operands[place] = logic(true, expression.operands[place], added, at: expression.range)
      } else {
        expression.operands.insert(added, at: place)
      }
      hasWhere = true
    }
    switch expression.operation {
    case .aggregate(var aggregate) where goesOver(aggregate.population, in: aggregate.over):
      add(at: aggregate.hasBy ? 2 : 1, has: &aggregate.hasWhere, to: aggregate.population)
      expression.operation = .aggregate(aggregate)
      expression.type.absence.formUnion(aggregate.reduction.hasValueOfNone ? [] : .abstain)
    case .window(var window) where goesOver(expression.type.grain, in: window.over):
      add(at: window.values + (window.hasBy ? 1 : 0), has: &window.hasWhere, to: expression.type.grain)
      expression.operation = .window(window)
      expression.type.absence.insert(.abstain)
    case .elements(let population, var hasWhere) where goesOver(population, in: expression.type.grain):
      add(at: 0, has: &hasWhere, to: population)
      expression.operation = .elements(of: population, hasWhere: hasWhere)
      expression.type.value.domain = .count
    default: break
    }
  }

  /// Of a pair, whether both rollouts are trained.
  private func ofBoth(_ condition: ExpressionID) -> ExpressionID {
    guard type(of: condition).grain == .rollout else { return condition }
    let range = expressions[condition].range
    let other = append(
      .other, [condition], ExpressionType(.bool, per: .pair, absence: type(of: condition).absence), at: range)
    return logic(true, condition, other, at: range)
  }
}

extension Operation {
  /// Whether the operand at a place says which elements there are, or which one is meant: that is the same for all who ask.
  fileprivate func finds(_ place: Int) -> Bool {
    switch self {
    case .item, .parts: true
    case .gather: place == 1
    default: false
    }
  }
}

extension Reduction {
  /// Whether it has a value for no element at all.
  fileprivate var hasValueOfNone: Bool {
    switch self {
    case .sum, .product, .any, .all, .countTrue, .collect, .concatenate: true
    default: false
    }
  }
}
