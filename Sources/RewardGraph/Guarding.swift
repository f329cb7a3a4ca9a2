import RewardSemantics

extension Graph {
  /// The graph with the row stage's part of conditional operands made explicit.
  ///
  /// A batch stage node may demand an expensive row stage value only where a condition is open. Where the row stage
  /// knows the condition, the value can be computed there all the same, and its texts need not be kept:
  /// `when { c -> x - mean(y over group) ... }` reads `when { c -> x else -> missing }` in place of `x`, which is the
  /// same wherever it is looked at. Such a node is a *guard*: computed for every element, it demands `x` only where
  /// `c` is open.
  func guarded() -> Graph {
    var pass = Guarding(self)
    return pass.run()
  }
}

private struct Guarding {
  private let old: Graph
  private let isRowable: [Bool]
  private let isComplete: [Bool]
  private var new: Graph
  private var renamed: [NodeID] = []

  init(_ graph: Graph) {
    old = graph
    isRowable = Staging.rowable(graph)
    isComplete = Staging.complete(graph, isRowable: isRowable, isEager: Staging.eager(graph))
    new = Graph(like: graph)
  }

  mutating func run() -> Graph {
    for (id, node) in old.nodes.enumerated() {
      var operands = node.operands.map { renamed[$0] }
      if !isRowable[id] { guardOperands(of: node, &operands) }
      var node = node
      node.operands = operands
      let name = new.intern(node)
      renamed.append(name)
      if let names = old.names[id] { new.names[name] = names }
      if let owner = old.owners[id], new.owners[name] == nil { new.owners[name] = owner }
    }
    new.derivedGrains = old.derivedGrains.mapValues { renamed[$0] }
    new.roots = old.roots.map { root in
      var root = root
      root.node = renamed[root.node]
      return root
    }
    return new.pruned()
  }

  private mutating func guardOperands(of node: Node, _ operands: inout [NodeID]) {
    switch node.operation {
    case .select:
      // The arm is open where its condition is the first that is true: the same conditions, all other arms missing.
      var conditions: [NodeID] = []
      for arm in 0..<node.operands.count / 2 {
        conditions.append(node.operands[2 * arm])
        operands[2 * arm + 1] = guarded(node.operands[2 * arm + 1], under: conditions, opensLast: true)
      }
      operands[operands.count - 1] = guarded(node.operands[operands.count - 1], under: conditions, opensLast: false)
    case .aggregate(let aggregate):
      guard let condition = aggregate.whereIndex.map({ node.operands[$0] }) else { return }
      operands[0] = guarded(node.operands[0], under: [condition], opensLast: true)
      if let weight = aggregate.weightIndex {
        operands[weight] = guarded(node.operands[weight], under: [condition], opensLast: true)
      }
    default: return
    }
  }

  /// The operand with guards on the expensive row stage values it is made of.
  ///
  /// - Parameter opensLast: whether the last condition must be true; otherwise all must be false.
  private mutating func guarded(_ operand: NodeID, under conditions: [NodeID], opensLast: Bool) -> NodeID {
    guard conditions.allSatisfy({ isComplete[$0] }) else { return renamed[operand] }
    let open = conditions.reduce(Grain.run) { $0.meet(old[$1].grain) ?? $0 }
    var known: [NodeID: NodeID] = [:]
    return rebuilt(operand, under: open, &known) { pass, value in
      let node = pass.old[value]
      let missing = pass.new.constant(Value(missing: .notAsked), form: node.form)
      var operands: [NodeID] = []
      for (index, condition) in conditions.enumerated() {
        let isOpen = opensLast && index == conditions.count - 1
        operands += [pass.renamed[condition], isOpen ? pass.renamed[value] : missing]
      }
      operands.append(opensLast ? missing : pass.renamed[value])
      let grain = conditions.reduce(node.grain) { $0.meet(pass.old[$1].grain) ?? $0 }
      let id = pass.new.intern(Node(.select, operands, grain: grain, form: node.form))
      pass.new.guards.insert(id)
      return id
    }
  }

  /// The operand rebuilt with `replace` for each such value, through operations that demand all their operands.
  ///
  /// - Parameter open: the grain of the conditions. An operation of a coarser grain cannot read what they guard.
  private mutating func rebuilt(
    _ id: NodeID, under open: Grain, _ known: inout [NodeID: NodeID], _ replace: (inout Guarding, NodeID) -> NodeID
  ) -> NodeID {
    if isComplete[id] { return renamed[id] }
    if let result = known[id] { return result }
    var result = renamed[id]
    let node = old[id]
    if isRowable[id] {
      result = replace(&self, id)
    } else if node.grain.refines(open), node.operation.isElementwise,
      !node.operands.indices.contains(where: node.operation.isConditional)
    {
      let operands = node.operands.map { rebuilt($0, under: open, &known, replace) }
      result = new.intern(Node(node.operation, operands, grain: node.grain, form: node.form))
    }
    known[id] = result
    return result
  }
}
