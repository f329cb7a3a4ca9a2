@testable import RewardSemantics

extension RandomSpec {
  mutating func addAggregate(_ choices: inout Choices) {
    if choices.isLucky(0.3) { return addAggregateOfLists(&choices) }
    let reductions: [Reduction] = [
      .sum, .sum, .product, .mean, .mean, .variance(ddof: 1), .deviation(ddof: 0), .minimum, .maximum, .first, .last,
      .quantile(lower: true), .quantile(lower: false), .logSumExp, .any, .all, .countTrue, .entropy(base: 2), .mode,
      .pick, .pick, .collect, .collect,
    ]
    let reduction = choices.pick(reductions)
    var isText = false
    switch reduction {
    case .first, .last, .mode, .entropy, .pick, .collect: isText = choices.isLucky(0.4)
    default: break
    }
    let pool: [ExpressionID] =
      switch reduction {
      case .any, .all, .countTrue: conditions
      default: isText ? texts : numbers
      }
    let type: ValueType =
      switch reduction {
      case .collect: listTypes[isText ? 1 : 0]
      case .entropy: .real
      default: isText ? .text : .real
      }
    guard let id = aggregate(reduction, of: choices.pick(pool), type, &choices) else { return }
    switch reduction {
    case .collect: lists[isText ? 1 : 0].append(id)
    case .entropy: numbers.append(id)
    default: if isText { texts.append(id) } else { numbers.append(id) }
    }
  }

  private mutating func addAggregateOfLists(_ choices: inout Choices) {
    let kind = Int.random(in: 0...2, using: &choices)
    let value = choices.pick(lists[kind])
    let reductions: [Reduction] = [.first, .last, .mode, .pick, .concatenate]
    let reduction = choices.pick(kind == 0 ? [.sum, .sum, .mean, .mean, .collect] + reductions : reductions)
    guard let id = aggregate(reduction, of: value, listTypes[reduction == .collect ? 2 : kind], &choices) else {
      return
    }
    lists[reduction == .collect ? 2 : kind].append(id)
  }

  /// A reduction with random clauses.
  private mutating func aggregate(
    _ reduction: Reduction, of value: ExpressionID, _ type: ValueType, _ choices: inout Choices
  ) -> ExpressionID? {
    guard let over = coarser(than: value, &choices) else { return nil }
    let own = grain(value)
    let by = choices.isLucky(0.3) ? readable(at: own, choices.pick([texts, numbers, lists[1]]), &choices) : nil
    let condition = choices.isLucky(0.3) ? readable(at: own, conditions, &choices) : nil
    var weight: ExpressionID?
    var extra: ExpressionID?
    var order: [ExpressionID] = []
    let result = [by].compactMap { $0 }.reduce(over as Grain?) { $0?.meet(grain($1)) }
    guard let result else { return nil }
    switch reduction {
    case .sum, .mean, .variance, .deviation, .product:
      weight = choices.isLucky(0.3) ? readable(at: own, numbers, &choices) : nil
    case .quantile: extra = builder.constant(choices.pick([0, 0.2, 0.5, 1]))
    case .logSumExp: extra = choices.isLucky(0.5) ? readable(at: over, numbers, &choices) : nil
    case .pick:
      // The place may be finer than the container.
      let places = numbers.filter { id in
        guard let meet = result.meet(grain(id)), meet.refines(over) else { return false }
        if case .product(.product, _) = meet { return false }
        return true
      }
      extra = choices.pick(places)
    default: break
    }
    switch reduction {
    case .first, .last, .pick, .collect, .concatenate:
      for _ in 0..<choices.pick([0, 1, 1, 2]) {
        if let key = readable(at: own, choices.pick([numbers, numbers, texts, lists[0]]), &choices) {
          order.append(key)
        }
      }
    default: break
    }
    return builder.aggregate(
      reduction, value, over: over, by: by, where: condition, weight: weight, extra: extra, order: order, type)
  }

  /// The same reductions over the operands of one element.
  mutating func addReduction(_ choices: inout Choices) {
    let reductions: [Reduction] = [
      .sum, .mean, .maximum, .quantile(lower: false), .mode, .entropy(base: 2), .logSumExp, .pick, .collect,
    ]
    if choices.isLucky(0.3) {
      guard let ids = take([lists[0], lists[0]], &choices) else { return }
      let reduction: Reduction = choices.pick([.sum, .mean, .concatenate])
      return lists[0].append(builder.apply(.reduce(reduction), ids, listTypes[0]))
    }
    guard let ids = take([numbers, numbers, numbers], &choices) else { return }
    let reduction = choices.pick(reductions)
    let id = builder.apply(.reduce(reduction), ids, reduction == .collect ? listTypes[0] : .real)
    if reduction == .collect { lists[0].append(id) } else { numbers.append(id) }
  }
}
