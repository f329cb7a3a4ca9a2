import RewardSemantics

/// How a ``Graph`` is run: what is computed while rows are read, what once a batch, and what is kept in between.
///
/// The *row* stage computes values of tokens, turns and rollouts that depend on nothing outside their row, chunk by
/// chunk; a group's inputs are read at each of its rows. Of its columns only ``retained`` outlive the chunk. The *batch*
/// stage computes the rest over the retained columns of a whole batch.
public struct Plan: Sendable {
  /// The graph as it is run: with guards, see `Graph.guarded`.
  public let graph: Graph
  /// Whether a node can be computed from its row alone.
  public let isRowable: [Bool]
  /// Whether neither a node nor anything below it calls an expensive builtin: such a node is computed for every element
  /// at once, which is cheaper than to ask who demands it.
  public let isEager: [Bool]
  /// The row stage's results: nodes it computes for every element and hands on, ascending.
  public let retained: [NodeID]
  /// What the batch stage computes, ascending.
  public let batch: [NodeID]
  /// What the row stage may compute (where it is demanded) to get at `retained`, ascending.
  public let row: [NodeID]

  /// Divides the work of a graph between the stages.
  public init(_ graph: Graph) {
    let graph = graph.guarded()
    self.graph = graph
    isRowable = Staging.rowable(graph)
    isEager = Staging.eager(graph)
    let isComplete = Staging.complete(graph, isRowable: isRowable, isEager: isEager)

    var isNeeded = Array(repeating: false, count: graph.nodes.count)
    for node in graph.roots.map(\.node) + graph.sourcesOfRoots { isNeeded[node] = true }
    var retained: [NodeID] = []
    var batch: [NodeID] = []
    for id in graph.nodes.indices.reversed() where isNeeded[id] {
      if case .constant = graph[id].operation { continue }
      if isRowable[id] && isComplete[id] && Plan.isRetainable(graph[id].grain) {
        retained.append(id)
      } else {
        batch.append(id)
        for operand in graph[id].operands + graph.sources(of: graph[id]) { isNeeded[operand] = true }
      }
    }
    var isInRow = Array(repeating: false, count: graph.nodes.count)
    for id in retained { isInRow[id] = true }
    for id in graph.nodes.indices.reversed() where isInRow[id] {
      for operand in graph[id].operands + graph.sources(of: graph[id]) { isInRow[operand] = true }
    }
    self.retained = retained.reversed()
    self.batch = batch.reversed()
    row = graph.nodes.indices.filter { isInRow[$0] }
  }

  /// Whether a column of this grain may outlive its chunk. Items are not handed on: their list is.
  private static func isRetainable(_ grain: Grain) -> Bool {
    switch grain {
    case .derived, .product: false
    default: true
    }
  }
}
