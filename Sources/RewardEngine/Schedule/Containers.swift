import RewardSemantics

/// The elements of a population under each element of a coarser grain, as lists in one array.
struct Containers {
  /// How the elements of a container are ordered.
  enum Order {
    /// Element order.
    case element
    /// Group by group: the order in which sums are carried up. Differs only where groups lie mixed.
    case tree
  }

  /// Container `c` has the places `offsets[c]..<offsets[c + 1]`.
  var offsets: [Int]
  /// The element at each place; nil where every place holds the element of its own number.
  var elements: [Int32]?
  /// Containers whose elements are not known: tokens where nothing says in which of several turns they lie.
  var isUnknown: [Bool]?

  var count: Int { offsets.count - 1 }

  init(offsets: [Int], elements: [Int32]?) {
    self.offsets = offsets
    self.elements = elements.flatMap { Containers.isIdentity($0) ? nil : $0 }
  }

  init(_ frame: Frame, of population: Grain, in over: Grain, order: Order) {
    let inGroups = order == .tree && Grain.levels(of: population, in: over).contains(.group)
    let sorted = inGroups ? Containers.elementsByGroup(of: population, in: frame) : nil
    switch frame.parents(of: population, in: over) {
    case .identity:
      self.init(offsets: Array(0...frame.count(over)), elements: nil)
    case .single:
      self.init(offsets: [0, frame.count(population)], elements: sorted)
    case .indices(let parents):
      self.init(parents, count: frame.count(over), order: sorted)
    }
    if population.refines(.token), frame.turnOfToken == nil, Containers.isMadeOfTurns(over) {
      isUnknown = Containers.holdsOneOfSeveralTurns(frame, over)
    }
  }

  /// The elements sorted by their parents, each container in the order given (element order without).
  private init(_ parents: [Int32], count: Int, order: [Int32]?) {
    var offsets = Array(repeating: 0, count: count + 1)
    var isSorted = order == nil
    var last: Int32 = 0
    for parent in parents {
      if parent < last { isSorted = false }
      last = parent
      if parent >= 0 { offsets[Int(parent) + 1] += 1 }
    }
    for container in 0..<count { offsets[container + 1] += offsets[container] }
    guard !isSorted else {
      self.init(offsets: offsets, elements: nil)
      return
    }
    var next = offsets
    var elements = Array(repeating: Int32(0), count: offsets[count])
    func place(_ element: Int32) {
      let parent = parents[Int(element)]
      guard parent >= 0 else { return }
      elements[next[Int(parent)]] = element
      next[Int(parent)] += 1
    }
    if let order {
      for element in order { place(element) }
    } else {
      for element in parents.indices { place(Int32(element)) }
    }
    self.init(offsets: offsets, elements: elements)
  }

  /// Whether a rollout is not in one element of the grain with all its turns.
  private static func isMadeOfTurns(_ grain: Grain) -> Bool {
    Grain.turn.refines(grain) && !Grain.rollout.refines(grain)
  }

  /// By container, whether it holds a turn of a rollout that has several.
  private static func holdsOneOfSeveralTurns(_ frame: Frame, _ over: Grain) -> [Bool] {
    var result = Array(repeating: false, count: frame.count(over))
    var turn = 0
    var rollout = 0
    frame.forEachParent(of: .turn, in: over) { container in
      while frame.turnOffsets[rollout + 1] <= turn { rollout += 1 }
      if container >= 0, frame.turnOffsets[rollout + 1] - frame.turnOffsets[rollout] != 1 {
        result[Int(container)] = true
      }
      turn += 1
    }
    return result
  }

  /// Every element, group by group; nil where that is element order.
  private static func elementsByGroup(of population: Grain, in frame: Frame) -> [Int32]? {
    if isIdentity(frame.groupMembers) { return nil }
    guard case .indices(let groups) = frame.parents(of: population, in: .group) else { return nil }
    let sorted = Containers(groups, count: frame.groupCount, order: nil)
    return sorted.elements
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

  /// None: the elements add up directly.
  init() {}

  init(_ frame: Frame, of population: Grain, in over: Grain) {
    let levels = Grain.levels(of: population, in: over)
    if levels.contains(.rollout), case .indices(let parents) = frame.parents(of: population, in: .rollout) {
      rollouts = parents
    }
    if levels.contains(.group), case .indices(let parents) = frame.parents(of: population, in: .group) {
      groups = parents
    }
  }
}
