/// Which elements a batch has at every grain, and how they lie in one another.
final class Structure {
  private let groups: [Int]
  private let groupCount: Int
  private let turns: [Int]
  /// For each rollout, the positions of the response that are tokens.
  private let positions: [[Int]]
  private var relations: [[Grain]: Relation] = [:]

  /// The elements of one grain under those of a coarser one, in element order, and the place of each among them.
  private struct Relation {
    var members: [Element: [Element]] = [:]
    var place: [Element: Int] = [:]
  }

  init(of rows: Rows, inputs: [TypedInput]) {
    groups = rows.rollouts.map(\.group)
    groupCount = (groups.max() ?? -1) + 1
    let perTurn = inputs.indices.filter { inputs[$0].type.grain == .turn }
    turns = rows.rollouts.map { rollout in
      rollout.turns ?? perTurn.compactMap { rollout.inputs[$0] }.filter { !$0.isMissing }.map(\.list.count).max() ?? 1
    }
    let perToken = inputs.indices.filter { inputs[$0].type.grain == .token }
    let masks = inputs.indices.filter { inputs[$0].selects == .token }
    positions = rows.rollouts.map { rollout in
      let length = perToken.compactMap { rollout.inputs[$0]?.list.count }.max() ?? 0
      return (0..<length).filter { position in
        masks.allSatisfy { mask in
          guard let values = rollout.inputs[mask]?.list, position < values.count else { return true }
          return values[position].isMissing || values[position].number != 0
        }
      }
    }
  }

  /// Every element of a grain, in element order. Pairs stand by their own rollout, then by the other.
  func elements(of grain: Grain) -> [Element] {
    switch grain {
    case .token: positions.indices.flatMap { r in positions[r].indices.map { .token(rollout: r, position: $0) } }
    case .turn: turns.indices.flatMap { r in (0..<turns[r]).map { .turn(rollout: r, position: $0) } }
    case .rollout: groups.indices.map { .rollout($0) }
    case .group: (0..<groupCount).map { .group($0) }
    case .batch: [.batch]
    case .run: [.run]
    case .pair:
      groups.indices.flatMap { r in
        members(of: .group(groups[r]), at: .rollout)?.compactMap { other in
          if case .rollout(let o) = other, o != r { Element.pair(rollout: r, other: o) } else { nil }
        } ?? []
      }
    case .criterion, .verdict: []
    }
  }

  /// The element of a coarser grain in which `element` lies; itself at its own grain. Nil where there is none: a finer
  /// grain, or the turn of a token when its rollout does not have exactly one.
  func ancestor(of element: Element, at grain: Grain) -> Element? {
    if element.grain == grain { return element }
    switch element {
    case .token(let r, _):
      if grain == .turn { return turns[r] == 1 ? .turn(rollout: r, position: 0) : nil }
      return ancestor(of: .rollout(r), at: grain)
    case .turn(let r, _), .pair(let r, _): return ancestor(of: .rollout(r), at: grain)
    case .rollout(let r): return ancestor(of: .group(groups[r]), at: grain)
    case .group: return ancestor(of: .batch, at: grain)
    case .batch: return ancestor(of: .run, at: grain)
    case .run: return nil
    }
  }

  /// The elements of `grain` that lie in `container`, in element order. Nil where that is not known: the tokens of a
  /// turn when its rollout does not have exactly one.
  func members(of container: Element, at grain: Grain) -> [Element]? {
    if case .turn(let r, _) = container, grain == .token, turns[r] != 1 { return nil }
    return relation(of: grain, in: container.grain).members[container] ?? []
  }

  /// The place of an element among those of its grain in the same element of `grain`, from 0.
  func place(of element: Element, in grain: Grain) -> Int? {
    relation(of: element.grain, in: grain).place[element]
  }

  /// The raw position in the response of a token.
  func position(ofToken index: Int, rollout: Int) -> Int { positions[rollout][index] }

  private func relation(of grain: Grain, in coarser: Grain) -> Relation {
    if let known = relations[[grain, coarser]] { return known }
    var relation = Relation()
    for element in elements(of: grain) {
      guard let container = ancestor(of: element, at: coarser) else { continue }
      relation.place[element] = relation.members[container, default: []].count
      relation.members[container, default: []].append(element)
    }
    relations[[grain, coarser]] = relation
    return relation
  }
}
