import RewardSemantics

/// Which elements of a column are wanted.
enum Demand {
  case all
  case some([Bool])

  /// By element; nil for all.
  var flags: [Bool]? { if case .some(let flags) = self { flags } else { nil } }

  func contains(_ element: Int) -> Bool { if case .some(let flags) = self { flags[element] } else { true } }

  func union(_ other: Demand) -> Demand {
    guard case .some(var mine) = self, case .some(let theirs) = other else { return .all }
    for element in mine.indices where theirs[element] { mine[element] = true }
    return .some(mine)
  }

  /// What is wanted here and not there; nil if nothing is.
  func subtracting(_ other: Demand?) -> Demand? {
    guard let other else { return isEmpty ? nil : self }
    guard case .some(let theirs) = other else { return nil }
    let rest = theirs.indices.map { contains($0) && !theirs[$0] }
    return rest.contains(true) ? .some(rest) : nil
  }

  /// Those for which a condition holds as well; `count` elements.
  func filtered(count: Int, _ isOpen: (Int) -> Bool) -> Demand {
    .some((0..<count).map { contains($0) && isOpen($0) })
  }

  private var isEmpty: Bool { if case .some(let flags) = self { !flags.contains(true) } else { false } }
}

extension Frame {
  /// The elements of a coarser grain in which wanted elements lie.
  func raised(_ demand: Demand, from fine: Grain, to coarse: Grain) -> Demand {
    guard case .some(let flags) = demand, fine != coarse else { return demand }
    var result = Array(repeating: false, count: count(coarse))
    switch parents(of: fine, in: coarse) {
    case .identity: return demand
    case .single: if flags.contains(true) { result[0] = true }
    case .indices(let parents):
      for (element, isWanted) in flags.enumerated() where isWanted && parents[element] >= 0 {
        result[Int(parents[element])] = true
      }
    }
    return .some(result)
  }

  /// The elements of a finer grain that lie in wanted elements.
  func lowered(_ demand: Demand, from coarse: Grain, to fine: Grain) -> Demand {
    guard case .some(let flags) = demand, fine != coarse else { return demand }
    switch parents(of: fine, in: coarse) {
    case .identity: return demand
    case .single: return flags.contains(true) ? .all : .some(Array(repeating: false, count: count(fine)))
    case .indices(let parents): return .some(parents.map { $0 >= 0 && flags[Int($0)] })
    }
  }

  /// The elements that stand `step` places beside wanted ones in the same container.
  func shifted(_ demand: Demand, by step: Int, of grain: Grain, in over: Grain) -> Demand {
    guard case .some(let flags) = demand else { return .all }
    let containers = Containers(self, of: grain, in: over, order: .element)
    var result = Array(repeating: false, count: flags.count)
    for container in 0..<containers.count {
      let places = containers.offsets[container]..<containers.offsets[container + 1]
      for place in places where places.contains(place + step) {
        let element = containers.elements.map { Int($0[place]) } ?? place
        let neighbour = containers.elements.map { Int($0[place + step]) } ?? place + step
        if flags[element] { result[neighbour] = true }
      }
    }
    return .some(result)
  }
}
