import RewardSemantics

/// Which elements some rows have at every grain, and how they lie in one another.
///
/// Elements of a grain are numbered from 0 in element order: rollouts in row order; turns and tokens by their rollout;
/// groups by first appearance; pairs by their own rollout, then by the other; items by their list; parts by their
/// number. Batch and run have one element.
final class Frame {
  /// Where an element of a coarser grain is found from one of a finer grain.
  enum Parents {
    case identity
    /// The one element there is.
    case single
    /// By element; ``unknown`` or ``none`` where there is none.
    case indices([Int32])
  }

  /// In which element one lies is not known: what it reads there is failed.
  static let unknown: Int32 = -1
  /// An element lies in none: what it reads there is abstained.
  static let none: Int32 = -2

  /// Where the elements of a derived grain come from.
  enum Origin {
    /// Those of container `c`: `offsets[c]..<offsets[c + 1]`.
    case items(offsets: [Int])
    /// The part of each member, or ``none``.
    case parts(ofMember: [Int32], count: Int)
  }

  let rolloutCount: Int
  let groupCount: Int
  /// The group of each rollout.
  let groups: [Int32]
  /// The rollouts of group `g`, in row order: `groupMembers[groupOffsets[g]..<groupOffsets[g + 1]]`.
  let groupOffsets: [Int]
  let groupMembers: [Int32]
  /// Turns and selected tokens of rollout `r`: `offsets[r]..<offsets[r + 1]`.
  let turnOffsets: [Int]
  let tokenOffsets: [Int]
  /// The turn of each token, where the rows say it.
  let turnOfToken: [Int32]?
  /// Pairs of rollout `r`, and the other rollout of each pair.
  private(set) lazy var pairOffsets: [Int] = makePairOffsets()
  private(set) lazy var others: [Int32] = makeOthers()
  /// For each pair the one of the same two rollouts the other way round.
  private(set) lazy var swappedPairs: [Int32] = makeSwappedPairs()
  /// By the id of the grain.
  private var origins: [Int: Origin] = [:]
  private var parents: [[Grain]: Parents] = [:]
  private var productOffsets: [Grain: [Int]] = [:]
  /// By limited product, the rollouts that have too many elements of it; none where no rollout has.
  private var overfullRollouts: [Grain: [Bool]] = [:]
  /// A grain that would have too many elements, or lists with too many items, to be held: then it has none here. Row by row
  /// fewer are taken at once; where the whole batch is needed the run ends.
  private(set) var overfull: Grain?
  /// Items of lists beside items of lists are held up to this number: more than one rollout may have.
  static let itemLimit = 1 << 25
  private let itemLimit: Int

  /// - Parameters:
  ///   - groups: The group of each row, numbered by first appearance.
  ///   - turnOffsets: Nil for one turn a rollout.
  ///   - tokenOffsets: Nil for no tokens.
  ///   - turnPlaces: For each token the place of its turn in the rollout, where the rows say it; a place without a turn
  ///     for a token outside all turns.
  ///   - itemLimit: How many elements a product of items may have.
  init(
    groups: [Int32], turnOffsets: [Int]?, tokenOffsets: [Int]?, turnPlaces: NumberOperand? = nil,
    itemLimit: Int = Frame.itemLimit
  ) {
    self.itemLimit = itemLimit
    rolloutCount = groups.count
    self.groups = groups
    groupCount = Int(groups.max() ?? -1) + 1
    let turns = turnOffsets ?? Array(0...groups.count)
    let tokens = tokenOffsets ?? Array(repeating: 0, count: groups.count + 1)
    self.turnOffsets = turns
    self.tokenOffsets = tokens
    turnOfToken = turnPlaces.map { Frame.turns(at: $0, turns, tokens) }

    var offsets = Array(repeating: 0, count: groupCount + 1)
    for group in groups { offsets[Int(group) + 1] += 1 }
    for group in 0..<groupCount { offsets[group + 1] += offsets[group] }
    var next = offsets
    var members = Array(repeating: Int32(0), count: groups.count)
    for (rollout, group) in groups.enumerated() {
      members[next[Int(group)]] = Int32(rollout)
      next[Int(group)] += 1
    }
    groupOffsets = offsets
    groupMembers = members
  }

  private static func turns(at places: NumberOperand, _ turns: [Int], _ tokens: [Int]) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(tokens[tokens.count - 1])
    for rollout in 0..<tokens.count - 1 {
      let count = Double(turns[rollout + 1] - turns[rollout])
      for token in tokens[rollout]..<tokens[rollout + 1] {
        let place = places.values[token]
        let isTurn = places.status[token] < 16 && place >= 0 && place < count && place == place.rounded()
        result.append(isTurn ? Int32(turns[rollout] + Int(place)) : none)
      }
    }
    return result
  }

  // MARK: Derived grains

  /// Whether the elements of a derived grain are known already.
  func knows(_ grain: DerivedGrain) -> Bool { origins[grain.id] != nil }

  /// Says where the elements of a derived grain come from; those it is made of are known.
  func define(_ grain: DerivedGrain, _ origin: Origin) { origins[grain.id] = origin }

  private func itemOffsets(_ items: DerivedGrain) -> [Int] {
    if case .items(let offsets) = origins[items.id] { offsets } else { [0] }
  }

  /// Where the elements of a product begin for each element of its first grain.
  private func offsets(of grain: Grain, times items: DerivedGrain) -> [Int] {
    // Nothing of the grain was computed: it has no elements.
    guard knows(items) else { return Array(repeating: 0, count: count(grain) + 1) }
    let product = Grain.product(grain, items)
    if let known = productOffsets[product] { return known }
    let lists = itemOffsets(items)
    let container = items.containers[0]
    var sizes: [Int] = []
    sizes.reserveCapacity(count(grain))
    forEachParent(of: grain, in: container) { list in
      sizes.append(list < 0 ? 0 : lists[Int(list) + 1] - lists[Int(list)])
    }
    if product.limitedProducts.contains(product) { limit(&sizes, of: product, at: grain) }
    var offsets = [0]
    offsets.reserveCapacity(sizes.count + 1)
    for size in sizes { offsets.append(offsets[offsets.count - 1] + size) }
    if let last = offsets.last, !canHold(last, of: product) { offsets = Array(repeating: 0, count: offsets.count) }
    productOffsets[product] = offsets
    return offsets
  }

  /// A rollout that would have more elements of a product than allowed has none.
  private func limit(_ sizes: inout [Int], of product: Grain, at own: Grain) {
    var counts = Array(repeating: 0, count: rolloutCount)
    var element = 0
    forEachParent(of: own, in: .rollout) { rollout in
      if rollout >= 0 { counts[Int(rollout)] += sizes[element] }
      element += 1
    }
    guard counts.contains(where: { $0 > Grain.itemsPerRollout }) else { return }
    let overfull = counts.map { $0 > Grain.itemsPerRollout }
    overfullRollouts[product] = overfull
    element = 0
    forEachParent(of: own, in: .rollout) { rollout in
      if rollout >= 0, overfull[Int(rollout)] { sizes[element] = 0 }
      element += 1
    }
  }

  /// Which elements of `coarse` would hold elements of a grain that has none in a rollout, because they would be too
  /// many; nil where none would.
  func overfull(_ grain: Grain, in coarse: Grain) -> [Bool]? {
    for case .product(let own, let items) in grain.limitedProducts { _ = offsets(of: own, times: items) }
    let flags = grain.limitedProducts.compactMap { overfullRollouts[$0] }
    guard !flags.isEmpty else { return nil }
    let holder = coarse.holder
    var isOverfull = Array(repeating: false, count: count(holder))
    var rollout = 0
    forEachParent(of: .rollout, in: holder) { element in
      if flags.contains(where: { $0[rollout] }) { isOverfull[Int(element)] = true }
      rollout += 1
    }
    var result: [Bool] = []
    result.reserveCapacity(count(coarse))
    forEachParent(of: coarse, in: holder) { element in result.append(element >= 0 && isOverfull[Int(element)]) }
    return result
  }

  /// Whether so many items of a grain can be held; if not, the grain is ``overfull``.
  func canHold(_ items: Int, of grain: Grain) -> Bool {
    if items > itemLimit { overfull = grain }
    return items <= itemLimit
  }

  /// The place of each item in its list.
  func itemPlaces(_ grain: Grain) -> [Int32] {
    let offsets: [Int]
    switch grain {
    case .derived(let items): offsets = itemOffsets(items)
    case .product(let grain, let items): offsets = self.offsets(of: grain, times: items)
    default: return []
    }
    var places: [Int32] = []
    places.reserveCapacity(offsets[offsets.count - 1])
    for list in 0..<offsets.count - 1 {
      for place in 0..<offsets[list + 1] - offsets[list] { places.append(Int32(place)) }
    }
    return places
  }

  // MARK: Counting

  /// Number of elements.
  func count(_ grain: Grain) -> Int {
    switch grain {
    case .token: tokenOffsets[rolloutCount]
    case .turn: turnOffsets[rolloutCount]
    case .rollout: rolloutCount
    case .group: groupCount
    case .batch, .run: 1
    case .pair: pairOffsets[rolloutCount]
    case .derived(let derived):
      switch origins[derived.id] {
      case .items(let offsets): offsets[offsets.count - 1]
      case .parts(_, let count): count
      case nil: 0
      }
    case .product(let grain, let items):
      offsets(of: grain, times: items).last ?? 0
    }
  }

  /// The elements of a grain in each rollout, of a grain that is listed rollout by rollout.
  func offsets(of grain: Grain) -> [Int] {
    var offsets = Array(repeating: 0, count: rolloutCount + 1)
    forEachParent(of: grain, in: .rollout) { rollout in if rollout >= 0 { offsets[Int(rollout) + 1] += 1 } }
    for rollout in 0..<rolloutCount { offsets[rollout + 1] += offsets[rollout] }
    return offsets
  }

  // MARK: Parents

  /// The element of `coarse` in which each element of `fine` lies.
  ///
  /// A token lies in a turn where its rollout has exactly one, or where the rows say in which.
  func parents(of fine: Grain, in coarse: Grain) -> Parents {
    if fine == coarse { return .identity }
    if coarse == .batch || coarse == .run { return .single }
    if let known = parents[[fine, coarse]] { return known }
    let result = Parents.indices(makeParents(of: fine, in: coarse))
    parents[[fine, coarse]] = result
    return result
  }

  private func makeParents(of fine: Grain, in coarse: Grain) -> [Int32] {
    if case .derived(let parts) = coarse, case .parts(let ofMember, _) = origins[parts.id], let members = parts.members,
      fine.refines(members)
    {
      return composed(fine, members) { ofMember[$0] }
    }
    switch (fine, coarse) {
    case (.token, .turn): return turnOfToken ?? onlyTurns()
    case (.token, .rollout): return spread(tokenOffsets) { Int32($0) }
    case (.turn, .rollout): return spread(turnOffsets) { Int32($0) }
    case (.pair, .rollout): return spread(pairOffsets) { Int32($0) }
    case (.rollout, .group): return groups
    case (.token, _), (.turn, _), (.pair, _): return composed(fine, .rollout, coarse)
    case (.rollout, _): return composed(fine, .group, coarse)
    case (.derived(let derived), _): return parents(of: derived, in: coarse)
    case (.product(let grain, let items), _): return parents(of: grain, times: items, in: coarse)
    default: return Array(repeating: Frame.unknown, count: count(fine))
    }
  }

  /// Those of the elements of a derived grain.
  private func parents(of derived: DerivedGrain, in coarse: Grain) -> [Int32] {
    switch origins[derived.id] {
    case .items(let offsets):
      let container = derived.containers[0]
      if container == coarse { return spread(offsets) { Int32($0) } }
      return composed(.derived(derived), container, coarse)
    case .parts(let ofMember, let count):
      // The members of a part lie in the same element: the first speaks for all.
      var result = Array(repeating: Frame.unknown, count: count)
      var element = 0
      forEachParent(of: derived.members ?? .batch, in: coarse) { parent in
        let part = ofMember[element]
        if part >= 0, result[Int(part)] == Frame.unknown { result[Int(part)] = parent }
        element += 1
      }
      return result
    case nil: return []
    }
  }

  /// Those of the elements of a product.
  private func parents(of grain: Grain, times items: DerivedGrain, in coarse: Grain) -> [Int32] {
    let offsets = self.offsets(of: grain, times: items)
    if grain == coarse { return spread(offsets) { Int32($0) } }
    if coarse == .derived(items) {
      let lists = itemOffsets(items)
      return starts(grain, offsets, in: items.containers[0]) { lists[$0] }
    }
    if case .product(let other, items) = coarse, grain.refines(other) {
      let starts = self.offsets(of: other, times: items)
      return self.starts(grain, offsets, in: other) { starts[$0] }
    }
    let product = Grain.product(grain, items)
    return grain.refines(coarse) ? composed(product, grain, coarse) : composed(product, .derived(items), coarse)
  }

  /// For each element of a product with the element that `grain` has as parent: where that one's items begin, plus the
  /// place of the item.
  private func starts(_ grain: Grain, _ offsets: [Int], in other: Grain, _ start: (Int) -> Int) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(offsets[offsets.count - 1])
    var element = 0
    forEachParent(of: grain, in: other) { parent in
      let size = offsets[element + 1] - offsets[element]
      let first = parent < 0 ? Int(parent) : start(Int(parent))
      for place in 0..<size { result.append(parent < 0 ? parent : Int32(first + place)) }
      element += 1
    }
    return result
  }

  /// Calls `body` with the parent of each element.
  func forEachParent(of fine: Grain, in coarse: Grain, _ body: (Int32) -> Void) {
    switch parents(of: fine, in: coarse) {
    case .identity: for element in 0..<count(fine) { body(Int32(element)) }
    case .single: for _ in 0..<count(fine) { body(0) }
    case .indices(let indices): for index in indices { body(index) }
    }
  }

  /// The parents in `coarse` by way of `middle`.
  private func composed(_ fine: Grain, _ middle: Grain, _ coarse: Grain) -> [Int32] {
    switch parents(of: middle, in: coarse) {
    case .identity: return composed(fine, middle) { Int32($0) }
    case .single: return composed(fine, middle) { _ in 0 }
    case .indices(let indices): return composed(fine, middle) { indices[$0] }
    }
  }

  private func composed(_ fine: Grain, _ middle: Grain, _ parent: (Int) -> Int32) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(count(fine))
    forEachParent(of: fine, in: middle) { result.append($0 < 0 ? $0 : parent(Int($0))) }
    return result
  }

  /// The tokens of a rollout are those of its turn, if it has just one.
  private func onlyTurns() -> [Int32] {
    spread(tokenOffsets) { [turnOffsets] rollout in
      turnOffsets[rollout + 1] - turnOffsets[rollout] == 1 ? Int32(turnOffsets[rollout]) : Frame.unknown
    }
  }

  private func spread(_ offsets: [Int], _ value: (Int) -> Int32) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(offsets[offsets.count - 1])
    for container in 0..<offsets.count - 1 {
      result.append(contentsOf: repeatElement(value(container), count: offsets[container + 1] - offsets[container]))
    }
    return result
  }

  private func makePairOffsets() -> [Int] {
    var offsets = [0]
    offsets.reserveCapacity(rolloutCount + 1)
    for group in groups {
      let size = groupOffsets[Int(group) + 1] - groupOffsets[Int(group)]
      offsets.append(offsets[offsets.count - 1] + size - 1)
    }
    return offsets
  }

  private func makeSwappedPairs() -> [Int32] {
    // The place of each rollout in its group: its pairs stand in the order of the others, without itself.
    var placeInGroup = [Int](repeating: 0, count: rolloutCount)
    for group in 0..<groupCount {
      for place in groupOffsets[group]..<groupOffsets[group + 1] {
        placeInGroup[Int(groupMembers[place])] = place - groupOffsets[group]
      }
    }
    var result: [Int32] = []
    result.reserveCapacity(others.count)
    for rollout in 0..<rolloutCount {
      for pair in pairOffsets[rollout]..<pairOffsets[rollout + 1] {
        let other = Int(others[pair])
        let (own, theirs) = (placeInGroup[rollout], placeInGroup[other])
        result.append(Int32(pairOffsets[other] + (own < theirs ? own : own - 1)))
      }
    }
    return result
  }

  private func makeOthers() -> [Int32] {
    var others: [Int32] = []
    others.reserveCapacity(pairOffsets[rolloutCount])
    for (rollout, group) in groups.enumerated() {
      for place in groupOffsets[Int(group)]..<groupOffsets[Int(group) + 1] where groupMembers[place] != Int32(rollout) {
        others.append(groupMembers[place])
      }
    }
    return others
  }
}
