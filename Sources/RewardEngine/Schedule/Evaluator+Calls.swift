import RewardGraph
import RewardSemantics

/// How often expensive builtins were called, for the reports.
extension Evaluator {
  /// How many elements of each row a node was computed for; nil where it was every one of a grain of the chain.
  func callsByRow(_ node: NodeID) -> [Int32]? {
    guard let computed = computed(node) else { return Array(repeating: 0, count: frame.rolloutCount) }
    let grain = graph[node].grain
    if case .some(let flags) = computed { return countByRow(grain) { flags[$0] } }
    return grain.derivedGrains.isEmpty ? nil : elementsByRow(grain)
  }

  /// How many elements of a grain each row has.
  func elementsByRow(_ grain: Grain) -> [Int32] {
    for derived in grain.derivedGrains { define(derived) }
    return countByRow(grain) { _ in true }
  }

  private func countByRow(_ grain: Grain, where isCounted: (Int) -> Bool) -> [Int32] {
    var counts = [Int32](repeating: 0, count: frame.rolloutCount)
    // The groups of a chunk are its rows; what is made of constants belongs to the first of them.
    let row: Grain = grain.refines(.rollout) ? .rollout : grain.refines(.group) ? .group : .batch
    var element = 0
    frame.forEachParent(of: grain, in: row) { parent in
      if isCounted(element), parent >= 0, Int(parent) < counts.count { counts[Int(parent)] += 1 }
      element += 1
    }
    return counts
  }

  /// The number of elements that an expensive call was made for.
  func callCount(_ node: NodeID) -> Int { calls[node, default: 0] }
}
