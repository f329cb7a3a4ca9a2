extension Evaluation {
  /// Folds the elements of the population in the container of `element`, or in its class with `by`.
  func aggregate(
    _ aggregate: Aggregate, _ id: ExpressionID, _ operands: [ExpressionID], at element: Element
  ) -> Value {
    var further = operands.dropFirst()
    let by = aggregate.hasBy ? further.popFirst() : nil
    let condition = aggregate.hasWhere ? further.popFirst() : nil
    let weight = aggregate.hasWeight ? further.popFirst() : nil
    let extra = aggregate.hasExtra ? further.popFirst() : nil

    guard let container = structure.ancestor(of: element, at: aggregate.over),
      let members = structure.members(of: container, at: aggregate.population)
    else { return Value(missing: .failed) }

    let counted: [Element]
    if let by {
      let key = value(of: by, at: element)
      if key.isMissing { return Value(missing: .noElement) }
      counted = classes(of: id, in: container, members, by: by, where: condition)[key.payload] ?? []
    } else {
      counted = members.filter { passes(condition, at: $0) }
    }
    let samples = counted.map { member in
      Population.Sample(
        value: value(of: operands[0], at: member), weight: weight.map { value(of: $0, at: member) } ?? Value(1))
    }
    let places = Dictionary(uniqueKeysWithValues: zip(counted, counted.indices))
    let tree = tree(of: container, at: aggregate.population, places)
    return aggregate.reduction.apply(Population(samples, tree), extra: extra.map { value(of: $0, at: element) })
  }

  /// The same reduction over the operands of one element. Elementwise: a caused operand makes a caused result.
  /// The level of a quantile is its last operand.
  func reduce(_ reduction: Reduction, _ operands: [Value]) -> Value {
    var values = operands
    var level: Value?
    if case .quantile = reduction { level = values.popLast() }
    let result = reduction.apply(Population(values), extra: level)
    if result.isMissing { return result }
    return result.with(operands.reduce(.present) { $1.isMissing ? $0 : $0.joined($1.status) })
  }

  /// The elements of a container by the value of their key, without those that fail `where` or have no key.
  private func classes(
    of id: ExpressionID, in container: Element, _ members: [Element], by: ExpressionID, where condition: ExpressionID?
  ) -> [Value.Payload: [Element]] {
    let place = Key(expression: id, element: container)
    if let known = classes[place] { return known }
    var result: [Value.Payload: [Element]] = [:]
    for member in members where passes(condition, at: member) {
      let key = value(of: by, at: member)
      if !key.isMissing { result[key.payload, default: []].append(member) }
    }
    classes[place] = result
    return result
  }

  /// How the counted elements lie in the containers between `container` and their own grain.
  private func tree(of container: Element, at population: Grain, _ places: [Element: Int]) -> Population.Tree {
    let next: Grain =
      switch container.grain {
      case .run: .batch
      case .batch: .group
      case .group: .rollout
      default: population
      }
    if next == population {
      let members = structure.members(of: container, at: population) ?? []
      return Population.Tree(samples: members.compactMap { places[$0] })
    }
    let children = structure.members(of: container, at: next) ?? []
    return Population.Tree(children: children.map { tree(of: $0, at: population, places) })
  }
}
