import RewardSyntax

/// `machine`: a reward machine over turns. It starts in the state that is named first and takes one edge a turn at most.
extension Elaborator {
  func machine(_ syntax: MachineSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    if hasErrors(in: node) { return .poison }
    let scope = Scope(module: module)
    let name = syntax.name
    guard let grain = self.grain(syntax.over, in: scope) else { return .poison }
    guard grain == .turn || grain == .token else {
      report(.badMachine, "a machine goes over turns or tokens", at: syntax.over.range)
      return .poison
    }
    guard require(grain, at: syntax.over.range), let states = states(of: syntax) else { return .poison }
    var conditions: [ExpressionID] = []
    var pays: [ExpressionID?] = []
    for edge in syntax.edges {
      guard let node = edge.condition else { return .poison }
      let open = condition(node, in: scope)
      let pay = edge.pays.map { expression($0, in: scope) }
      if isPoison(open) || pay.map(isPoison) == true { return .poison }
      for id in [open, pay].compactMap({ $0 }) where !grain.refines(type(of: id).grain) {
        report(
          .mixedGrains, "this machine goes over each \(grain.name), and this is finer", at: expressions[id].range,
          label: "one value for each \(type(of: id).grain.name)")
        return .poison
      }
      if let pay, !type(of: pay).value.base.isNumeric {
        report(.wrongType, "an edge pays a number", at: expressions[pay].range)
        return .poison
      }
      var type = type(of: open)
      type.grain = grain
      conditions.append(append(.lift, [open], type, at: node.range))
      pays.append(pay)
    }
    let edges = syntax.edges.map { edge in
      Window.Automaton.Edge(
        from: edge.from.text == "any" ? nil : states.firstIndex(of: edge.from.text),
        to: states.firstIndex(of: edge.to.text) ?? 0)
    }
    let absence = conditions.reduce(Absence()) { $0.union(type(of: $1).absence) }
    func run(_ reports: Window.Automaton.Report, _ domain: Domain) -> ExpressionID {
      append(
        .window(
          Window(.automaton(Window.Automaton(edges: edges, reports: reports)), over: .rollout, values: edges.count)),
        conditions, ExpressionType(ValueType(.int, domain: domain), per: grain, absence: absence), at: name.range)
    }
    let taken = run(.edge, Domain(low: -1, high: Double(edges.count - 1)))
    let state = run(.state, Domain(low: 0, high: Double(states.count - 1)))
    return declareMachine(syntax, node, states, pays, taken: taken, state: state, per: grain, in: module)
  }

  /// The states in the order in which they are named; the first is where the machine starts. Nil after a report.
  private func states(of syntax: MachineSyntax) -> [String]? {
    var states: [String] = []
    for edge in syntax.edges where edge.from.text != "any" && !states.contains(edge.from.text) {
      states.append(edge.from.text)
    }
    guard !states.isEmpty else {
      report(
        .badMachine, "no edge says where the machine starts", at: syntax.name.range,
        notes: ["it starts in the first state that an edge leaves: `start -[condition]-> next`"])
      return nil
    }
    for edge in syntax.edges {
      if edge.to.text == "any" {
        report(.badMachine, "an edge leads to one state", at: edge.to.range)
        return nil
      }
      if !states.contains(edge.to.text) { states.append(edge.to.text) }
    }
    // A state that no edge reaches is a misspelt one.
    let reached = Set(syntax.edges.map(\.to.text))
    for edge in syntax.edges where edge.from.text != "any" && edge.from.text != states[0] {
      guard !reached.contains(edge.from.text) else { continue }
      report(
        .badMachine, "no edge leads to the state `\(edge.from.text)`", at: edge.from.range,
        fix: nearest(edge.from.text, among: Array(reached), at: edge.from.range))
      return nil
    }
    return states
  }

  private func declareMachine(
    _ syntax: MachineSyntax, _ node: SyntaxNode, _ states: [String], _ pays: [ExpressionID?], taken: ExpressionID,
    state: ExpressionID, per grain: Grain, in module: Module
  ) -> Meaning {
    let name = syntax.name.text
    let range = syntax.name.range
    func choice(_ number: ExpressionID, _ values: [(Int, ExpressionID)], _ otherwise: ExpressionID) -> ExpressionID {
      var operands: [ExpressionID] = []
      for (index, value) in values {
        operands += [arithmetic(.equal, [number, constant(Double(index), .int, at: range)], at: range), value]
      }
      return operands.isEmpty ? otherwise : select(operands + [otherwise], at: range)
    }
    func symbol(_ name: String) -> ExpressionID {
      append(.constant(Value(text: name)), [], ExpressionType(ValueType(.symbol(states)), per: .run), at: range)
    }
    let paid = pays.enumerated().compactMap { index, pay in pay.map { (index, $0) } }
    var pay = choice(taken, paid, constant(0, .int, at: range))
    if isPoison(pay) { return .poison }
    if type(of: pay).grain != grain {
      var type = type(of: pay)
      type.grain = grain
      pay = append(.lift, [pay], type, at: range)
    }
    let payType = type(of: pay)
    let low = payType.value.domain.low, high = payType.value.domain.high
    let sum = ExpressionType(
      ValueType(
        .real, domain: Domain(low: low < 0 ? -.infinity : 0, high: high > 0 ? .infinity : 0), unit: payType.value.unit),
      per: .rollout, absence: payType.absence)
    let total = append(.aggregate(Aggregate(.sum, over: .rollout, population: grain)), [pay], sum, at: range)
    let symbols = choice(
      state, states.indices.dropLast().map { ($0, symbol(states[$0])) }, symbol(states[states.count - 1]))
    // The state behind the last turn; where the machine lost its way, unknown.
    var endType = type(of: symbols)
    endType.grain = .rollout
    let last = append(.aggregate(Aggregate(.last, over: .rollout, population: grain)), [symbols], endType, at: range)
    let end = coalesce(last, symbol(states[0]), at: range)
    var lostType = type(of: taken)
    lostType.grain = .rollout
    let lost = append(.aggregate(Aggregate(.sum, over: .rollout, population: grain)), [taken], lostType, at: range)
    let known = append(.joined, [end, lost], endType, at: range)
    let value = declare(name, .let, total, at: range, documentation: node.documentation, in: module)
    func member(_ suffix: String, _ value: ExpressionID) -> Meaning {
      .expression(declare("\(name).\(suffix)", .let, value, at: range, documentation: "", in: module))
    }
    return .compound(
      value: value,
      members: ["state": member("state", symbols), "pays": member("pays", pay), "end": member("end", known)])
  }
}
