import RewardSemantics

extension Graph {
  /// The graph of a spec before any pass but sharing: what the roots need, references replaced by what they refer to,
  /// `given` by one arm of a `select`.
  static func lowered(_ spec: TypedSpec, roots: [DeclarationID]) -> Graph {
    var graph = Graph(of: spec)
    var nodeOf: [NodeID?] = Array(repeating: nil, count: spec.expressions.count)
    let owner = owners(in: spec, roots: roots)
    for id in spec.expressions.indices {
      guard let name = owner[id] else { continue }
      let expression = spec.expressions[id]
      let operands = expression.operands.compactMap { nodeOf[$0] }
      let node = graph.lower(expression, operands: operands, in: spec, nodeOf: nodeOf)
      nodeOf[id] = node
      if graph.owners[node] == nil { graph.owners[node] = name }
    }
    for (id, source) in spec.derivedGrains.enumerated() { graph.derivedGrains[id] = nodeOf[source] }
    for declaration in spec.declarations {
      guard let node = nodeOf[declaration.value] else { continue }
      if !graph.names[node, default: []].contains(declaration.name) {
        graph.names[node, default: []].append(declaration.name)
      }
    }
    graph.roots = roots.compactMap { id in
      let declaration = spec.declarations[id]
      return nodeOf[declaration.value].map {
        Root(
          declaration: id, name: declaration.name, kind: declaration.kind, grain: declaration.type.grain, node: $0)
      }
    }
    return graph
  }

  private mutating func lower(
    _ expression: TypedExpression, operands: [NodeID], in spec: TypedSpec, nodeOf: [NodeID?]
  ) -> NodeID {
    let form = Node.Form(expression.type.value.base)
    func node(_ operation: NodeOperation, _ operands: [NodeID]) -> Node {
      Node(operation, operands, grain: expression.type.grain, form: form)
    }
    switch expression.operation {
    // One that is declared finer, as what a parameter decides, has a value only where it has elements.
    case .constant(let value):
      let known = constant(value, form: form)
      return Graph.isReplaceable(expression.type.grain) ? known : intern(node(.lift, [known]))
    case .input(let input): return intern(node(.input(input), []))
    case .reference(let declaration):
      return nodeOf[spec.declarations[declaration].value] ?? constant(Value(missing: .notAsked), form: form)
    case .call(let builtin, let statics, let present):
      return intern(node(.call(builtin: builtin, statics: statics, present: present), operands))
    case .arithmetic(let arithmetic): return intern(node(.arithmetic(arithmetic), operands))
    case .not: return intern(node(.not, operands))
    case .and: return intern(node(.and, operands))
    case .or: return intern(node(.or, operands))
    case .coalesce: return intern(node(.coalesce, operands))
    case .isPresent: return intern(node(.isPresent, operands))
    case .isFailed: return intern(node(.isFailed, operands))
    case .when: return intern(node(.select, operands))
    case .given(let hasElse):
      let otherwise = hasElse ? operands[2] : constant(Value(missing: .closed), form: form)
      return intern(node(.select, [operands[1], operands[0], otherwise]))
    case .settle(let onLimit): return intern(node(.settle(onLimit: Constant(Value(onLimit))), operands))
    // Its value is that of its operand.
    case .detach: return operands[0]
    // Whoever reads a lifted value broadcasts it; what it changes, the population, stands in the aggregate. But not
    // every token lies in a turn: see `isReplaceable`.
    case .lift: return Graph.isReplaceable(expression.type.grain) ? operands[0] : intern(node(.lift, operands))
    case .other: return intern(node(.other, operands))
    case .swap: return intern(node(.swap, operands))
    case .position: return intern(node(.position, operands))
    case .elements(let of, let hasWhere): return intern(node(.elements(of: of, hasWhere: hasWhere), operands))
    case .aggregate(let aggregate): return intern(node(.aggregate(aggregate), operands))
    case .window(let window): return intern(node(.window(window), operands))
    case .reduce(let reduction): return intern(node(.reduce(reduction), operands))
    case .list: return intern(node(.list, operands))
    case .state(let state): return intern(node(.state(state), operands))
    case .answers(let request, let column):
      return intern(node(.answers(request, column, name: spec.name(of: column, for: request)), operands))
    case .attempt: return intern(node(.attempt, []))
    case .random(let name): return intern(node(.random(name), []))
    case .ask(let judge): return intern(node(.ask(judge, question: spec.judges[judge].question), operands))
    case .parts(let keys, let hasWhere): return intern(node(.parts(keys: keys, hasWhere: hasWhere), operands))
    case .item: return intern(node(.item, operands))
    case .joined: return intern(node(.joined, operands))
    case .gather:
      let grain = expression.operands.first.map { spec.expressions[$0].type.grain } ?? .batch
      return intern(node(.gather(of: grain), operands))
    // Only expectations of tests have probes, and those belong to the interpreter: no root reaches one.
    case .probe: return constant(Value(missing: .notAsked), form: form)
    }
  }

  /// For each expression that the roots reach, the name of the first declaration (in dependency order) it stands in.
  private static func owners(in spec: TypedSpec, roots: [DeclarationID]) -> [String?] {
    var isReached = Array(repeating: false, count: spec.expressions.count)
    for root in roots { isReached[spec.declarations[root].value] = true }
    let handedOut = Set(roots)
    let grains =
      roots.map { spec.declarations[$0].type.grain }
      + spec.emissions.filter { handedOut.contains($0.condition) }.map(\.grain)
      + spec.states.filter { handedOut.contains($0.update) }.map(\.type.grain)
    for grain in grains.flatMap(\.derivedGrains) { isReached[spec.derivedGrains[grain.id]] = true }
    for id in spec.expressions.indices.reversed() where isReached[id] {
      for operand in spec.expressions[id].operands { isReached[operand] = true }
      for grain in spec.expressions[id].derivedGrains { isReached[spec.derivedGrains[grain.id]] = true }
      if case .reference(let declaration) = spec.expressions[id].operation {
        isReached[spec.declarations[declaration].value] = true
      }
    }
    var owner: [String?] = Array(repeating: nil, count: spec.expressions.count)
    let sources = spec.derivedGrains.filter { isReached[$0] }.map { (name: "a grain", value: $0) }
    let declared = spec.declarations.filter { isReached[$0.value] }.map { (name: $0.name, value: $0.value) }
    for declaration in declared + sources {
      var pending = [declaration.value]
      while let id = pending.popLast() {
        guard owner[id] == nil else { continue }
        owner[id] = declaration.name
        pending += spec.expressions[id].operands
      }
    }
    return owner
  }
}

extension TypedExpression {
  /// The derived grains that an expression names: its own, and those that its operation goes over.
  fileprivate var derivedGrains: [DerivedGrain] {
    switch operation {
    case .elements(let of, _): (type.grain.derivedGrains + of.derivedGrains)
    case .aggregate(let aggregate):
      type.grain.derivedGrains + aggregate.population.derivedGrains + aggregate.over.derivedGrains
    case .window(let window): type.grain.derivedGrains + window.over.derivedGrains
    default: type.grain.derivedGrains
    }
  }
}
