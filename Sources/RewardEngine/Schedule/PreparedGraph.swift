import RewardGraph
import RewardSemantics

/// What all evaluations of a plan share: builtins made ready, and constants as columns of one element.
struct PreparedGraph: Sendable {
  let plan: Plan
  /// The name of the spec, for its random numbers.
  let specName: String
  /// By node; nil for all that are no calls, and for calls whose static arguments do not do.
  let functions: [ElementFunction?]
  /// By node; nil for all that are no constants.
  let constants: [Column?]
  /// The derived grains that each node and its operands name: those that others are made of first.
  let derivedGrains: [[DerivedGrain]]
  /// Expensive calls that the row stage may make.
  let rowCalls: Set<NodeID>
  /// Who answers for the judges; without anyone they are not asked.
  let judging: (any Judging)?

  var graph: Graph { plan.graph }

  init(_ plan: Plan, judging: (any Judging)? = nil) {
    self.plan = plan
    self.judging = judging
    specName = plan.graph.specName
    functions = plan.graph.nodes.map { node in
      guard case .call(let builtin, let statics, _) = node.operation else { return nil }
      // The checker prepared the same call and reported what does not compile.
      return try? plan.graph.builtins[builtin].prepare(statics)
    }
    constants = plan.graph.nodes.map { node in
      guard case .constant(let constant) = node.operation else { return nil }
      return Column(repeating: constant.value, form: node.form, count: 1)
    }
    derivedGrains = plan.graph.nodes.map { node in
      if plan.graph.derivedGrains.isEmpty { return [] }
      var seen: Set<DerivedGrain> = []
      let named = node.derivedGrains + node.operands.flatMap { plan.graph[$0].grain.derivedGrains }
      return named.filter { seen.insert($0).inserted }
    }
    rowCalls = Set(plan.row.filter { plan.graph.isExpensiveCall($0) })
  }
}
