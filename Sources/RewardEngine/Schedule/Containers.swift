import RewardSemantics

/// The elements of a population under each element of a coarser grain, as lists in one array.
struct Containers {
  /// How the elements of a container are ordered.
  enum Order {
    /// Element order.
    case element
    /// Group by group: the order in which sums are carried up. Differs only over a batch whose groups lie mixed.
    case tree
  }

  /// Container `c` has the places `offsets[c]..<offsets[c + 1]`.
  var offsets: [Int]
  /// The element at each place; nil where every place holds the element of its own number.
  var elements: [Int32]?
  /// Containers whose elements are not known: turns of a rollout that has several, and its tokens.
  var isUnknown: [Bool]?

  var count: Int { offsets.count - 1 }

  init(offsets: [Int], elements: [Int32]?) {
    self.offsets = offsets
    self.elements = elements.flatMap { Containers.isIdentity($0) ? nil : $0 }
  }

  init(_ frame: Frame, of population: Grain, in over: Grain, order: Order) {
    switch over {
    case .turn:
      self.init(offsets: [0], elements: nil)
      listTokensOfTurns(frame)
    case .rollout: self.init(offsets: Containers.offsets(of: population, in: frame), elements: nil)
    case .group:
      let elements = Containers.elementsByGroup(of: population, in: frame)
      var offsets = [0]
      offsets.reserveCapacity(frame.groupCount + 1)
      let ofRollout = population == .rollout ? nil : Containers.offsets(of: population, in: frame)
      for group in 0..<frame.groupCount {
        var size = 0
        for member in frame.groupMembers[frame.groupOffsets[group]..<frame.groupOffsets[group + 1]] {
          size += ofRollout.map { $0[Int(member) + 1] - $0[Int(member)] } ?? 1
        }
        offsets.append(offsets[group] + size)
      }
      self.init(offsets: offsets, elements: elements)
    default:
      let isTree = order == .tree && Grain.rollout != over && population.refines(.rollout)
      self.init(
        offsets: [0, frame.count(population)],
        elements: isTree ? Containers.elementsByGroup(of: population, in: frame) : nil)
    }
  }

  /// The tokens of a rollout are those of its turn, if it has just one.
  private mutating func listTokensOfTurns(_ frame: Frame) {
    var elements: [Int32] = []
    var isUnknown: [Bool] = []
    for rollout in 0..<frame.rolloutCount {
      let turns = frame.turnOffsets[rollout + 1] - frame.turnOffsets[rollout]
      if turns == 1 {
        elements += (frame.tokenOffsets[rollout]..<frame.tokenOffsets[rollout + 1]).map { Int32($0) }
      }
      for _ in 0..<turns {
        offsets.append(elements.count)
        isUnknown.append(turns != 1)
      }
    }
    self.elements = elements
    self.isUnknown = isUnknown
  }

  /// Where the elements of each rollout begin.
  private static func offsets(of population: Grain, in frame: Frame) -> [Int] {
    switch population {
    case .token: frame.tokenOffsets
    case .turn: frame.turnOffsets
    case .pair: frame.pairOffsets
    default: Array(0...frame.rolloutCount)
    }
  }

  /// Every element, group by group; nil where that is element order.
  private static func elementsByGroup(of population: Grain, in frame: Frame) -> [Int32]? {
    if isIdentity(frame.groupMembers) { return nil }
    if population == .rollout { return frame.groupMembers }
    let offsets = offsets(of: population, in: frame)
    var elements: [Int32] = []
    elements.reserveCapacity(offsets[frame.rolloutCount])
    for member in frame.groupMembers {
      for element in offsets[Int(member)]..<offsets[Int(member) + 1] { elements.append(Int32(element)) }
    }
    return elements
  }

  private static func isIdentity(_ elements: [Int32]) -> Bool {
    for place in elements.indices where elements[place] != Int32(place) { return false }
    return true
  }
}

/// The partial sums that a sum over a container is made of, from the elements up.
struct SumLevels {
  /// The rollout and the group of each element of the population; nil where there is no such partial sum.
  var rollouts: [Int32]?
  var groups: [Int32]?

  init(_ frame: Frame, of population: Grain, in over: Grain) {
    let isCoarse = over == .batch || over == .run
    if isCoarse || over == .group, population != .rollout, population.refines(.rollout),
      case .indices(let parents) = frame.parents(of: population, in: .rollout)
    {
      rollouts = parents
    }
    if isCoarse, population.refines(.rollout), case .indices(let parents) = frame.parents(of: population, in: .group) {
      groups = parents
    }
  }
}
