import RewardSemantics

/// The facts behind a ``Plan``, each by node.
enum Staging {
  /// Whether a node can be computed from its row alone.
  ///
  /// True for inputs of groups and finer grains, and for what is made of them inside one rollout. A value of the group
  /// made of the group's inputs alone can be computed at each row too, so that texts of the group need not be kept.
  static func rowable(_ graph: Graph) -> [Bool] {
    var result: [Bool] = []
    result.reserveCapacity(graph.nodes.count)
    for node in graph.nodes {
      result.append(
        isLocal(node) && node.operands.allSatisfy { result[$0] }
          && graph.sources(of: node).allSatisfy { result[$0] })
    }
    return result
  }

  /// How the elements of a grain lie in the rows.
  private enum Level { case row, group, batch }

  private static func level(of grain: Grain) -> Level {
    switch grain {
    case .token, .turn, .rollout: return .row
    case .group: return .group
    case .batch, .run, .pair: return .batch
    case .derived(let derived): return derived.kind == .items ? level(of: derived.containers[0]) : .batch
    case .product(let grain, let items):
      let both = [level(of: grain), level(of: .derived(items))]
      return both.contains(.batch) ? .batch : both.contains(.row) ? .row : .group
    }
  }

  /// Whether the elements of all these grains lie inside one row, or are all made of what a row knows of its group.
  private static func areTogether(_ grains: Grain...) -> Bool {
    let levels = Set(grains.map { level(of: $0) })
    return levels == [.row] || levels == [.group] && grains.first != .group
  }

  private static func isLocal(_ node: Node) -> Bool {
    switch node.operation {
    case .constant: return true
    case .input, .item, .joined: return level(of: node.grain) != .batch
    case .other, .swap, .state, .ask, .answers, .attempt, .random, .parts, .gather: return false
    case .position: return node.grain != .rollout && node.grain != .group && level(of: node.grain) != .batch
    case .elements(let of, _): return areTogether(of, node.grain)
    case .aggregate(let aggregate): return areTogether(aggregate.population, aggregate.over, node.grain)
    case .window(let window): return areTogether(node.grain, window.over)
    default:
      // Of constants alone: any grain.
      return level(of: node.grain) != .batch || node.grain == .run
    }
  }

  /// Whether no expensive builtin stands in or below a node.
  static func eager(_ graph: Graph) -> [Bool] {
    var result: [Bool] = []
    result.reserveCapacity(graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      result.append(!graph.isExpensiveCall(id) && node.operands.allSatisfy { result[$0] })
    }
    return result
  }

  /// Whether the row stage may compute a node for every element: it costs little, some root demands every element of
  /// it, or it is a guard.
  static func complete(_ graph: Graph, isRowable: [Bool], isEager: [Bool]) -> [Bool] {
    var isDemanded = Array(repeating: false, count: graph.nodes.count)
    for node in graph.unconditionalRoots + graph.sourcesOfRoots { isDemanded[node] = true }
    for id in graph.nodes.indices.reversed() where isDemanded[id] {
      let node = graph[id]
      for (index, operand) in node.operands.enumerated() where !node.operation.isConditional(operand: index) {
        isDemanded[operand] = true
      }
      // A list that makes a grain is wanted whole.
      for source in graph.sources(of: node) { isDemanded[source] = true }
    }
    return graph.nodes.indices.map { isRowable[$0] && (isEager[$0] || isDemanded[$0] || graph.guards.contains($0)) }
  }
}
