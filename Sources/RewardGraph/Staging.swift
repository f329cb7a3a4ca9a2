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
    for node in graph.nodes { result.append(isLocal(node, in: graph) && node.operands.allSatisfy { result[$0] }) }
    return result
  }

  private static func isLocal(_ node: Node, in graph: Graph) -> Bool {
    let inside: Set<Grain> = [.token, .turn, .rollout]
    switch node.operation {
    case .constant: return true
    case .input: return inside.contains(node.grain) || node.grain == .group
    case .other: return false
    case .position: return node.grain == .token || node.grain == .turn
    case .elements(let of, _): return inside.contains(of) && inside.contains(node.grain)
    case .aggregate(let aggregate):
      return inside.contains(aggregate.population) && inside.contains(aggregate.over) && inside.contains(node.grain)
    case .window(let window): return inside.contains(node.grain) && inside.contains(window.over)
    default:
      // Of constants alone: any grain.
      return inside.contains(node.grain) || node.grain == .group || node.grain == .run
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
    for root in graph.roots { isDemanded[root.node] = true }
    for id in graph.nodes.indices.reversed() where isDemanded[id] {
      let node = graph[id]
      for (index, operand) in node.operands.enumerated() where !node.operation.isConditional(operand: index) {
        isDemanded[operand] = true
      }
    }
    return graph.nodes.indices.map { isRowable[$0] && (isEager[$0] || isDemanded[$0] || graph.guards.contains($0)) }
  }
}
