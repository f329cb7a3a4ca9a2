@testable import RewardSemantics

/// Grains of the spec's own, and what depends on where an element stands.
extension RandomSpec {
  mutating func addGrain(_ choices: inout Choices) {
    if grains.count > Grain.chain.count + 6 { return }
    if choices.isLucky(0.5) { addParts(&choices) } else { addItems(&choices) }
  }

  private mutating func addItems(_ choices: inout Choices) {
    let kind = Int.random(in: 0...2, using: &choices)
    let list = choices.pick(lists[kind])
    switch grain(list) {
    case .product, .pair, .token: return
    default: break
    }
    let (grain, item) = builder.items(of: list, "items\(grains.count)")
    grains.append(grain)
    switch kind {
    case 0: numbers.append(item)
    case 1: texts.append(item)
    default: lists[0].append(item)
    }
    // Another list, which may be shorter.
    if let other = readable(at: grain, lists[0], &choices) { numbers.append(builder.add(.item, [other], per: grain)) }
    numbers.append(builder.add(.position, per: grain))
    for coarse in [Grain.rollout, .turn, .token] where choices.isLucky(0.4) {
      guard let product = coarse.meet(grain), case .product(let own, _) = product, own == coarse else { continue }
      grains.append(product)
      let value = builder.add(.item, [list], builder.expressions[item].type.value, per: product)
      if kind == 0 { numbers.append(value) }
      numbers.append(builder.add(.position, per: product))
    }
  }

  private mutating func addParts(_ choices: inout Choices) {
    let members = choices.pick([Grain.rollout, .rollout, .turn, .group, .token])
    guard let key = readable(at: members, choices.pick([numbers, texts, lists[0]]), &choices) else { return }
    var keys = [key]
    var containers: [Grain] = [.batch]
    if members != .group, choices.isLucky(0.4) {
      keys.append(builder.add(.position, per: .group))
      containers = [.group]
    } else if choices.isLucky(0.4), let outer = outerParts(of: members, &choices) {
      keys.append(builder.derivedGrains[outer.id])
      containers = [.derived(outer)]
    }
    let condition = choices.isLucky(0.4) ? readable(at: members, conditions, &choices) : nil
    let grain = builder.parts(of: members, by: keys, where: condition, in: containers, "parts\(grains.count)")
    grains.append(grain)
    numbers.append(builder.aggregate(.sum, value(at: members, &choices), over: grain))
    numbers.append(builder.add(.elements(of: members, hasWhere: false), per: grain))
  }

  /// A partition that the members lie in.
  private func outerParts(of members: Grain, _ choices: inout Choices) -> DerivedGrain? {
    let fitting = grains.compactMap { grain -> DerivedGrain? in
      guard case .derived(let parts) = grain, let own = parts.members, members.refines(own) else { return nil }
      return parts
    }
    return fitting.isEmpty ? nil : choices.pick(fitting)
  }

  /// A number at exactly this grain.
  private mutating func value(at grain: Grain, _ choices: inout Choices) -> ExpressionID {
    let own = numbers.filter { self.grain($0) == grain }
    return own.isEmpty ? builder.add(.position, per: grain) : choices.pick(own)
  }

  /// Places, counts, other elements, random numbers.
  mutating func addPlace(_ choices: inout Choices) {
    let grain = choices.pick(grains.filter { $0 != .run })
    switch Int.random(in: 0..<5, using: &choices) {
    case 0: numbers.append(builder.add(.position, per: grain))
    case 1: numbers.append(builder.add(.random(choices.pick(["a", "b"])), per: grain))
    case 2:
      let value = choices.pick(numbers)
      let place = choices.pick(numbers)
      numbers.append(builder.add(.gather, [value, place], per: self.grain(place)))
    case 3:
      guard let other = readable(at: grain, lists[0], &choices), isItems(grain) else { return }
      numbers.append(builder.add(.item, [other], per: grain))
    default:
      let coarser = grains.filter { $0 != grain && grain.refines($0) }
      guard !coarser.isEmpty else { return }
      let condition = choices.isLucky(0.5) ? readable(at: grain, conditions, &choices) : nil
      numbers.append(
        builder.add(
          .elements(of: grain, hasWhere: condition != nil), [condition].compactMap { $0 }, per: choices.pick(coarser)))
    }
  }

  private func isItems(_ grain: Grain) -> Bool {
    switch grain {
    case .derived(let derived): derived.kind == .items
    case .product: true
    default: false
    }
  }

  // MARK: States

  mutating func addStates(_ choices: inout Choices) {
    if choices.isLucky(0.3) {
      let state = builder.state("total", initial: choices.pick([Value(missing: .noState), Value(0.25)]))
      openStates.append(state)
      numbers.append(builder.add(.state(state), per: .batch))
    }
    if choices.isLucky(0.3) {
      let grain = choices.pick([Grain.rollout, .group, .turn])
      let state = builder.state("table", per: grain, initial: choices.pick([Value(missing: .noState), Value(2)]))
      openStates.append(state)
      guard let key = readable(at: grain, texts + numbers, &choices) else { return }
      numbers.append(builder.add(.state(state), [key], per: grain))
    }
    if choices.isLucky(0.2) {
      let state = builder.state("list", listTypes[0], initial: Value(list: []))
      openStates.append(state)
      lists[0].append(builder.add(.state(state), [], listTypes[0], per: .batch))
    }
  }

  mutating func updateStates(_ choices: inout Choices) {
    for id in openStates {
      let state = builder.states[id]
      let isList = if case .list = state.type.value.base { true } else { false }
      let update = readable(at: state.type.grain, isList ? lists[0] : numbers, &choices) ?? builder.constant(1)
      let isKeyed = state.type.grain != .batch
      builder.update(
        id, to: isList && grain(update) == .run ? lists[0][0] : update,
        key: isKeyed ? readable(at: state.type.grain, texts + numbers, &choices) : nil)
    }
  }
}
