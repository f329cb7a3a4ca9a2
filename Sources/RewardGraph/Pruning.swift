extension Graph {
  /// The graph without the nodes that no root reaches.
  func pruned() -> Graph {
    var isReached = Array(repeating: false, count: nodes.count)
    for node in roots.map(\.node) + sourcesOfRoots { isReached[node] = true }
    for id in nodes.indices.reversed() where isReached[id] {
      for operand in nodes[id].operands { isReached[operand] = true }
      for source in sources(of: nodes[id]) { isReached[source] = true }
    }
    return rewritten(where: { isReached[$0] }) { graph, node in graph.intern(node) }
  }

  /// What the derived grains that a node names are made from: needed wherever the node is. They have smaller ids.
  func sources(of node: Node) -> [NodeID] {
    // Most graphs have none: no need to look at every grain.
    derivedGrains.isEmpty ? [] : node.derivedGrains.compactMap { derivedGrains[$0.id] }
  }

  /// What the grains are made from at which roots, records and states are handed out: a value of a coarser grain is read
  /// at each of their elements.
  var sourcesOfRoots: [NodeID] {
    if derivedGrains.isEmpty { return [] }
    let grains = roots.map(\.grain) + emissions.map(\.grain) + states.map(\.type.grain)
    return grains.flatMap(\.derivedGrains).compactMap { derivedGrains[$0.id] }
  }
}
