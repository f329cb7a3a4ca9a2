import RewardSemantics

/// Which elements some rows have at every grain, and how they lie in one another.
///
/// Elements of a grain are numbered from 0 in element order: rollouts in row order; turns and tokens by their rollout;
/// groups by first appearance; pairs by their own rollout, then by the other. Batch and run have one element.
final class Frame {
  /// Where an element of a coarser grain is found from one of a finer grain.
  enum Parents {
    case identity
    /// The one element there is.
    case single
    /// By element; -1 where there is none.
    case indices([Int32])
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
  /// Pairs of rollout `r`, and the other rollout of each pair.
  private(set) lazy var pairOffsets: [Int] = makePairOffsets()
  private(set) lazy var others: [Int32] = makeOthers()
  private var known: [[Grain]: Parents] = [:]

  /// - Parameters:
  ///   - groups: The group of each row, numbered by first appearance.
  ///   - turnOffsets: Nil for one turn a rollout.
  ///   - tokenOffsets: Nil for no tokens.
  init(groups: [Int32], turnOffsets: [Int]?, tokenOffsets: [Int]?) {
    rolloutCount = groups.count
    self.groups = groups
    groupCount = Int(groups.max() ?? -1) + 1
    self.turnOffsets = turnOffsets ?? Array(0...groups.count)
    self.tokenOffsets = tokenOffsets ?? Array(repeating: 0, count: groups.count + 1)

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

  /// Number of elements. Rows have no criteria and verdicts.
  func count(_ grain: Grain) -> Int {
    switch grain {
    case .token: tokenOffsets[rolloutCount]
    case .turn: turnOffsets[rolloutCount]
    case .rollout: rolloutCount
    case .group: groupCount
    case .batch, .run: 1
    case .pair: pairOffsets[rolloutCount]
    case .criterion, .verdict: 0
    }
  }

  /// The element of `coarse` in which each element of `fine` lies.
  ///
  /// A token lies in a turn only where its rollout has exactly one.
  func parents(of fine: Grain, in coarse: Grain) -> Parents {
    if fine == coarse { return .identity }
    if coarse == .batch || coarse == .run { return .single }
    if let known = known[[fine, coarse]] { return known }
    let result = Parents.indices(makeParents(of: fine, in: coarse))
    known[[fine, coarse]] = result
    return result
  }

  private func makeParents(of fine: Grain, in coarse: Grain) -> [Int32] {
    switch (fine, coarse) {
    case (.token, .turn):
      return spread(tokenOffsets) { [turnOffsets] rollout in
        turnOffsets[rollout + 1] - turnOffsets[rollout] == 1 ? Int32(turnOffsets[rollout]) : -1
      }
    case (.token, .rollout): return spread(tokenOffsets) { Int32($0) }
    case (.turn, .rollout): return spread(turnOffsets) { Int32($0) }
    case (.pair, .rollout): return spread(pairOffsets) { Int32($0) }
    case (.token, .group): return spread(tokenOffsets) { [groups] in groups[$0] }
    case (.turn, .group): return spread(turnOffsets) { [groups] in groups[$0] }
    case (.pair, .group): return spread(pairOffsets) { [groups] in groups[$0] }
    case (.rollout, .group): return groups
    default: return Array(repeating: -1, count: count(fine))
    }
  }

  private func spread(_ offsets: [Int], _ value: (Int) -> Int32) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(offsets[rolloutCount])
    for rollout in 0..<rolloutCount {
      result.append(contentsOf: repeatElement(value(rollout), count: offsets[rollout + 1] - offsets[rollout]))
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
