/// Which elements a batch has at every grain, and how they lie in one another.
///
/// The grains of the chain follow from the rows. The parts of a partition and the items of a list follow from values,
/// for which it asks the evaluation.
final class Structure {
  /// Where an element lies in a coarser grain.
  enum Ancestor {
    case element(Element)
    /// In no element of it: what is read of one is missing, with this status.
    case none(Status)

    var element: Element? { if case .element(let element) = self { element } else { nil } }
  }

  /// The elements of one grain under those of a coarser one, in element order, and the place of each among them.
  private struct Relation {
    struct Key: Hashable {
      var grain: Grain
      var coarser: Grain
    }
    var members: [Element: [Element]] = [:]
    var place: [Element: Int] = [:]
  }

  private let groups: [Int]
  /// By group, the key of its first rollout.
  let groupKeys: [[UInt8]]
  private let turns: [Int]
  /// For each rollout, the positions of the response that are tokens.
  private let positions: [[Int]]
  /// For each rollout and token, the turn it lies in; nil where no input tells.
  private let turnOfToken: [[Int?]]?
  /// By id of a derived grain, what it is made from.
  private let derived: [ExpressionID]
  /// How values are asked for.
  var value: (ExpressionID, Element) -> Value = { _, _ in Value(missing: .failed) }

  private var elements: [Grain: [Element]] = [:]
  private var firstMembers: [DerivedGrain: [Element]] = [:]
  private var relations: [Relation.Key: Relation] = [:]
  /// By limited product, whether each rollout has more elements of it than allowed.
  private var overfull: [Grain: [Bool]] = [:]

  init(of rows: Rows, in spec: TypedSpec) {
    let inputs = spec.inputs
    derived = spec.derivedGrains
    groups = rows.rollouts.map(\.group)
    var keys: [[UInt8]] = []
    for rollout in rows.rollouts where rollout.group == keys.count { keys.append(rollout.groupKey) }
    groupKeys = keys
    let perTurn = inputs.indices.filter { inputs[$0].type.grain == .turn }
    let turns = rows.rollouts.map { rollout in
      rollout.turns ?? perTurn.compactMap { rollout.inputs[$0] }.filter { !$0.isMissing }.map(\.list.count).max() ?? 1
    }
    let perToken = inputs.indices.filter { inputs[$0].type.grain == .token }
    let masks = inputs.indices.filter { inputs[$0].selects == .token }
    let positions = rows.rollouts.map { rollout in
      let length = perToken.compactMap { rollout.inputs[$0]?.list.count }.max() ?? 0
      return (0..<length).filter { position in
        masks.allSatisfy { mask in
          guard let values = rollout.inputs[mask]?.list, position < values.count else { return true }
          return values[position].isMissing || values[position].number != 0
        }
      }
    }
    turnOfToken = inputs.firstIndex { $0.selects == .turn }.map { input in
      rows.rollouts.indices.map { rollout in
        let given = rows.rollouts[rollout].inputs[input]?.list
        // A test does not say what the reader finds by itself.
        if given == nil, inputs[input].source == .turnNumber, turns[rollout] == 1 {
          return positions[rollout].map { _ in 0 }
        }
        let numbers = given ?? []
        return positions[rollout].map { position in
          guard position < numbers.count, !numbers[position].isMissing,
            let turn = Int(exactly: numbers[position].number), (0..<turns[rollout]).contains(turn)
          else { return nil }
          return turn
        }
      }
    }
    self.turns = turns
    self.positions = positions
  }

  /// Every element of a grain, in element order. Pairs stand by their own rollout, then by the other; items by what
  /// has the list, then by place; products by their element, then by the item.
  func elements(of grain: Grain) -> [Element] {
    if let known = elements[grain] { return known }
    let result: [Element] =
      switch grain {
      case .token: positions.indices.flatMap { r in positions[r].indices.map { .token(rollout: r, position: $0) } }
      case .turn: turns.indices.flatMap { r in (0..<turns[r]).map { .turn(rollout: r, position: $0) } }
      case .rollout: groups.indices.map { .rollout($0) }
      case .group: groupKeys.indices.map { .group($0) }
      case .batch: [.batch]
      case .run: [.run]
      case .pair: groups.indices.flatMap(pairs)
      case .derived(let derived):
        switch derived.kind {
        case .parts: firstMembers(of: derived).indices.map { .part(derived, number: $0) }
        case .items: elements(of: derived.containers[0]).flatMap { items(derived, of: $0).map { .item($0) } }
        }
      case .product(let own, let items):
        elements(of: own).flatMap { products(of: $0, with: items) }
      }
    elements[grain] = result
    return result
  }

  private func pairs(of rollout: Int) -> [Element] {
    let siblings = members(of: .group(groups[rollout]), at: .rollout) ?? []
    return siblings.compactMap { sibling in
      guard case .rollout(let other) = sibling, other != rollout else { return nil }
      return .pair(rollout: rollout, other: other)
    }
  }

  private func products(of element: Element, with items: DerivedGrain) -> [Element] {
    let product = Grain.product(element.grain, items)
    if product.limitedProducts.contains(product),
      case .rollout(let rollout)? = ancestor(of: element, at: .rollout).element,
      isOverfull(product, in: rollout)
    {
      return []
    }
    guard let owner = ancestor(of: element, at: items.containers[0]).element else { return [] }
    return self.items(items, of: owner).map { .product(element, $0) }
  }

  private func isOverfull(_ product: Grain, in rollout: Int) -> Bool {
    guard case .product(let own, let items) = product else { return false }
    if let known = overfull[product] { return known[rollout] }
    var counts = groups.map { _ in 0 }
    for element in elements(of: own) {
      guard case .rollout(let rollout)? = ancestor(of: element, at: .rollout).element,
        let owner = ancestor(of: element, at: items.containers[0]).element
      else { continue }
      counts[rollout] += value(derived[items.id], owner).list.count
    }
    let result = counts.map { $0 > Grain.itemsPerRollout }
    overfull[product] = result
    return result[rollout]
  }

  /// Whether a container would hold elements of a grain that has none in a rollout, because they would be too many.
  func isOverfull(_ container: Element, at population: Grain) -> Bool {
    let products = population.limitedProducts
    guard !products.isEmpty, let holder = ancestor(of: container, at: container.grain.holder).element else {
      return false
    }
    let rollouts = holder.grain == .rollout ? [holder] : members(of: holder, at: .rollout) ?? []
    return rollouts.contains { rollout in
      guard case .rollout(let rollout) = rollout else { return false }
      return products.contains { isOverfull($0, in: rollout) }
    }
  }

  /// A missing list has no items.
  private func items(_ grain: DerivedGrain, of owner: Element) -> [Element.Item] {
    value(derived[grain.id], owner).list.indices.map { Element.Item(grain, of: owner, place: $0) }
  }

  /// The first member of each part, by number.
  private func firstMembers(of parts: DerivedGrain) -> [Element] {
    if let known = firstMembers[parts] { return known }
    var result: [Element] = []
    for member in parts.members.map(elements) ?? [] {
      let number = value(derived[parts.id], member)
      if !number.isMissing, Int(number.number) == result.count { result.append(member) }
    }
    firstMembers[parts] = result
    return result
  }

  /// The element of a coarser grain in which `element` lies; itself at its own grain.
  ///
  /// In none, and failed, for a finer grain, and for the turn of a token when its rollout has several and no input
  /// tells; in none, and abstained, for what a partition leaves out, and for a token outside all turns.
  func ancestor(of element: Element, at grain: Grain) -> Ancestor {
    if element.grain == grain { return .element(element) }
    if case .derived(let parts) = grain, let members = parts.members, element.grain.refines(members) {
      return part(parts, of: ancestor(of: element, at: members))
    }
    switch element {
    case .token(let r, let position):
      return grain == .turn ? turn(ofToken: position, rollout: r) : ancestor(of: .rollout(r), at: grain)
    case .turn(let r, _), .pair(let r, _): return ancestor(of: .rollout(r), at: grain)
    case .rollout(let r): return ancestor(of: .group(groups[r]), at: grain)
    case .group: return ancestor(of: .batch, at: grain)
    case .batch: return ancestor(of: .run, at: grain)
    case .run: return .none(.failed)
    case .part(let parts, let number):
      guard let container = parts.containers.first(where: { $0.refines(grain) }) else { return .none(.failed) }
      return ancestor(of: firstMembers(of: parts)[number], at: container, then: grain)
    case .item(let item): return ancestor(of: item.owner, at: grain)
    case .product(let own, let item):
      if case .product(let coarser, item.grain) = grain {
        let outer = ancestor(of: own, at: coarser)
        return outer.element.map { .element(.product($0, item)) } ?? outer
      }
      return ancestor(of: own.grain.refines(grain) ? own : .item(item), at: grain)
    }
  }

  private func ancestor(of element: Element, at container: Grain, then grain: Grain) -> Ancestor {
    let between = ancestor(of: element, at: container)
    return between.element.map { ancestor(of: $0, at: grain) } ?? between
  }

  private func part(_ parts: DerivedGrain, of member: Ancestor) -> Ancestor {
    guard let element = member.element else { return member }
    let number = value(derived[parts.id], element)
    return number.isMissing ? .none(number.status) : .element(.part(parts, number: Int(number.number)))
  }

  private func turn(ofToken token: Int, rollout: Int) -> Ancestor {
    if let turnOfToken {
      return turnOfToken[rollout][token].map { .element(.turn(rollout: rollout, position: $0)) } ?? .none(.noElement)
    }
    return turns[rollout] == 1 ? .element(.turn(rollout: rollout, position: 0)) : .none(.failed)
  }

  /// The elements of `grain` that lie in `container`, in element order. Nil where that is not known: the tokens of a
  /// turn when its rollout has several and no input tells.
  func members(of container: Element, at grain: Grain) -> [Element]? {
    if turnOfToken == nil, grain.refines(.token), isMadeOfTurns(container.grain) {
      for case .turn(let rollout, _) in members(of: container, at: .turn) ?? [] where turns[rollout] != 1 { return nil }
    }
    return relation(of: grain, in: container.grain).members[container] ?? []
  }

  /// Whether a rollout is not in one element of the grain with all its turns.
  private func isMadeOfTurns(_ grain: Grain) -> Bool { Grain.turn.refines(grain) && !Grain.rollout.refines(grain) }

  /// The place of an element among those of its grain in the same element of `grain`, from 0; nil where it lies in none.
  func place(of element: Element, in grain: Grain) -> Int? {
    relation(of: element.grain, in: grain).place[element]
  }

  /// The raw position in the response of a token.
  func position(ofToken index: Int, rollout: Int) -> Int { positions[rollout][index] }

  private func relation(of grain: Grain, in coarser: Grain) -> Relation {
    let key = Relation.Key(grain: grain, coarser: coarser)
    if let known = relations[key] { return known }
    var relation = Relation()
    for element in elements(of: grain) {
      guard let container = ancestor(of: element, at: coarser).element else { continue }
      relation.place[element] = relation.members[container, default: []].count
      relation.members[container, default: []].append(element)
    }
    relations[key] = relation
    return relation
  }
}
