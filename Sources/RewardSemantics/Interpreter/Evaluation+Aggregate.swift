extension Evaluation {
  /// The elements of one container whose key is the same; without `by` all of them.
  struct Class: Hashable {
    var expression: ExpressionID
    var container: Element
    var key: Value.Payload
  }

  /// The operands of an aggregate by what they are.
  private struct Operands {
    var value: ExpressionID
    var by, condition, weight, extra: ExpressionID?
    var order: ArraySlice<ExpressionID>

    init(_ operands: [ExpressionID], of aggregate: Aggregate) {
      order = operands[...]
      value = order.removeFirst()
      by = aggregate.hasBy ? order.popFirst() : nil
      condition = aggregate.hasWhere ? order.popFirst() : nil
      weight = aggregate.hasWeight ? order.popFirst() : nil
      extra = aggregate.hasExtra ? order.popFirst() : nil
    }
  }

  /// Folds the elements of the population in the container of `element`, or in its class with `by`.
  func aggregate(
    _ aggregate: Aggregate, _ id: ExpressionID, _ operands: [ExpressionID], at element: Element
  ) -> Value {
    let container: Element
    switch structure.ancestor(of: element, at: aggregate.over) {
    case .element(let found): container = found
    case .none(let status): return Value(missing: status)
    }
    guard let members = structure.members(of: container, at: aggregate.population) else {
      return Value(missing: .failed)
    }
    let operands = Operands(operands, of: aggregate)
    var place = Class(expression: id, container: container, key: .none)
    func result(_ folded: Value) -> Value {
      if aggregate.reduction.isDecided(folded.status, isTrue: folded.isTrue) { return folded }
      return limit(aggregate, operands, members, in: container).map { Value(missing: $0) } ?? folded
    }
    if let by = operands.by {
      let key = value(of: by, at: element)
      if key.isMissing { return result(Value(missing: .ofElement(withKey: key.status))) }
      place.key = key.payload
    }
    let isVector = isVector(operands.value)
    func result() -> Value {
      let population = population(place, aggregate, operands, members)
      let extra = operands.extra.map { value(of: $0, at: element) }
      return result(aggregate.reduction.apply(population, extra: extra, isVector: isVector))
    }
    // An extra operand may differ between the elements of a class; anything else is the same for all.
    if let extra = operands.extra, !aggregate.over.refines(spec.expressions[extra].type.grain) { return result() }
    if let known = results[place] { return known }
    let folded = result()
    results[place] = folded
    return folded
  }

  /// Why the result is limited; nil where no element is.
  private func limit(_ aggregate: Aggregate, _ operands: Operands, _ members: [Element], in container: Element)
    -> Status?
  {
    if aggregate.keepsLimits || aggregate.reduction.isArithmetic,
      structure.isOverfull(container, at: aggregate.population)
    {
      return .itemLimit
    }
    guard aggregate.keepsLimits else { return nil }
    let others = [operands.value, operands.weight].compactMap { $0 } + operands.order
    if aggregate.holdsLists, case .list = spec.expressions[operands.value].type.value.base {
      let counted = members.filter { passes(operands.condition, at: $0) }
      let items = counted.reduce(0) { $0 + value(of: operands.value, at: $1).list.count }
      if items > Grain.itemsPerRollout { return .itemLimit }
    }
    for member in members {
      for clause in [operands.condition, operands.by].compactMap({ $0 }) {
        let status = value(of: clause, at: member).status
        if status.isLimited { return status }
      }
      guard passes(operands.condition, at: member) else { continue }
      for status in others.map({ value(of: $0, at: member).status }) where status.isLimited { return status }
    }
    return nil
  }

  /// The same reduction over the operands of one element. Elementwise: a caused operand makes a caused result.
  /// The level of a quantile and the place of a pick are the last operand.
  func reduce(_ reduction: Reduction, _ operands: [ExpressionID], at element: Element) -> Value {
    let values = operands.map { value(of: $0, at: element) }
    var counted = values
    var extra: Value?
    switch reduction {
    case .quantile, .pick: extra = counted.popLast()
    default: break
    }
    let isVector = operands.first.map(isVector) ?? false
    let result = reduction.apply(Population(counted), extra: extra, isVector: isVector)
    if !reduction.isDecided(result.status, isTrue: result.isTrue),
      let limited = counted.first(where: \.status.isLimited)
    {
      return Value(missing: limited.status)
    }
    if result.isMissing { return result }
    return result.with(values.reduce(.present) { $1.isMissing ? $0 : $0.joined($1.status) })
  }

  private func isVector(_ id: ExpressionID) -> Bool { spec.expressions[id].type.value.base.isNumericList }

  private func population(
    _ place: Class, _ aggregate: Aggregate, _ operands: Operands, _ members: [Element]
  ) -> Population {
    if let known = populations[place] { return known }
    var counted: [Element]
    if let by = operands.by {
      counted = classes(place, members, by: by, where: operands.condition)[place.key] ?? []
    } else {
      counted = members.filter { passes(operands.condition, at: $0) }
    }
    if !operands.order.isEmpty { counted = ordered(counted, by: operands.order) }
    let samples = counted.map { member in
      Population.Sample(
        value: value(of: operands.value, at: member),
        weight: operands.weight.map { value(of: $0, at: member) } ?? Value(1))
    }
    let levels = Grain.levels(of: aggregate.population, in: aggregate.over)
    let population = Population(samples, tree(of: counted, counted.indices, levels[...]))
    populations[place] = population
    return population
  }

  /// The elements of a container by the value of their key, without those that fail `where` or have no key.
  private func classes(
    _ place: Class, _ members: [Element], by: ExpressionID, where condition: ExpressionID?
  ) -> [Value.Payload: [Element]] {
    let key = Key(expression: place.expression, element: place.container)
    if let known = classes[key] { return known }
    var result: [Value.Payload: [Element]] = [:]
    for member in members where passes(condition, at: member) {
      let key = value(of: by, at: member)
      if !key.isMissing { result[key.payload, default: []].append(member) }
    }
    classes[key] = result
    return result
  }

  /// Stable, ascending by the keys from left to right, without the elements that miss one.
  private func ordered(_ elements: [Element], by order: ArraySlice<ExpressionID>) -> [Element] {
    let keyed = elements.map { element in (element, keys: order.map { value(of: $0, at: element) }) }
      .filter { !$0.keys.contains(where: \.isMissing) }
    return Value.ascending(keyed.map(\.keys)).joined().map { keyed[$0].0 }
  }

  /// How the counted elements lie in the containers of the levels, coarsest first.
  private func tree(
    of elements: [Element], _ places: some Sequence<Int>, _ levels: ArraySlice<Grain>
  ) -> Population.Tree {
    guard let level = levels.first else { return Population.Tree(samples: Array(places)) }
    var children: [Element: [Int]] = [:]
    for place in places {
      guard let child = structure.ancestor(of: elements[place], at: level).element else { continue }
      children[child, default: []].append(place)
    }
    let inOrder = children.sorted { position(ofContainer: $0.key) < position(ofContainer: $1.key) }
    return Population.Tree(children: inOrder.map { tree(of: elements, $0.value, levels.dropFirst()) })
  }

  private func position(ofContainer element: Element) -> Int { structure.place(of: element, in: .run) ?? 0 }
}
