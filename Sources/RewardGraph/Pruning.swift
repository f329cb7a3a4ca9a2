extension Graph {
  /// The graph without the nodes that no root reaches.
  func pruned() -> Graph {
    var isReached = Array(repeating: false, count: nodes.count)
    for root in roots { isReached[root.node] = true }
    for id in nodes.indices.reversed() where isReached[id] {
      for operand in nodes[id].operands { isReached[operand] = true }
    }
    return rewritten(where: { isReached[$0] }) { graph, node in graph.intern(node) }
  }
}
