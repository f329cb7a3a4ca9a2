import RewardSyntax

/// `state`, and the functions that are short for one: `ema`, `window`, `tracked_quantile`, `schedule`.
extension Elaborator {
  func state(_ syntax: StateSyntax, in module: Module) -> Meaning {
    let scope = Scope(module: module)
    let declared = syntax.type.flatMap { declaredType($0, in: scope) }
    if syntax.type != nil, declared == nil { return .poison }
    if let declared, declared.special != .none || declared.value.base == .poison {
      report(.wrongType, "a state cannot be of this type", at: declared.range)
      return .poison
    }
    guard let initialNode = syntax.initial, let updateNode = syntax.update else { return .poison }
    var grain = Grain.batch
    if let per = syntax.per {
      guard let written = self.grain(per, in: scope) else { return .poison }
      grain = written
    }
    guard let initial = initial(initialNode, declared, of: syntax, in: scope) else { return .poison }
    let value: ValueType
    if let declared {
      value = declared.value
    } else if let known = initial.type {
      value = known.base.isNumeric ? ValueType(.real, unit: known.unit) : ValueType(known.base)
    } else {
      report(
        .badState, "the type of `\(syntax.name.text)` is not known", at: syntax.name.range,
        notes: ["say it: `state \(syntax.name.text): real = none then ...`"])
      return .poison
    }
    var key: ExpressionID?
    if let node = syntax.key {
      let id = expression(node, in: scope)
      if isPoison(id) { return .poison }
      guard isKey(id) else { return .poison }
      guard grain.refines(type(of: id).grain) else {
        report(.mixedGrains, "the key is finer than each \(grain.name)", at: node.range)
        return .poison
      }
      key = id
    }
    let state = declareState(syntax.name, value, per: grain, key: key, initial: initial.value, in: module)
    // The update reads the value at the start of the step: that is no cycle.
    states[Key(module: module.id, name: syntax.name.text)] = .done(.compound(value: state.read, members: [:]))
    let update = self.value(updateNode, expecting: expectation(of: declared), in: scope)
    if isPoison(update) { return .poison }
    if let declared, !fits(update, declared, of: "the update", at: updateNode.range) { return .poison }
    guard joined([state.read, update], at: updateNode.range) != nil else { return .poison }
    return finish(state, update: update, at: updateNode.range, in: module)
  }

  /// The value before the first update: a constant, or `none`.
  private func initial(_ node: SyntaxNode, _ declared: DeclaredType?, of syntax: StateSyntax, in scope: Scope) -> (
    value: Value, type: ValueType?
  )? {
    if case .name(let name) = node.expression, name.text == "none", scope.module.values["none"] == nil {
      note(name, Entity(.word, name.text))
      return (Value(missing: .noState), nil)
    }
    let id = self.value(node, expecting: expectation(of: declared), in: scope)
    if isPoison(id) { return nil }
    guard let value = constantValue(id) else {
      report(
        .notConstant, "a state begins with a value known before the run, or with `none`", at: node.range)
      return nil
    }
    if let declared, !fits(id, declared, of: "`\(syntax.name.text)`", at: node.range) { return nil }
    return (value, type(of: id).value)
  }

  private func expectation(of declared: DeclaredType?) -> Expectation {
    if case .symbol(let set)? = declared?.value.base { .symbol(set) } else { .value }
  }

  /// A state before its update is known.
  struct OpenState {
    var id: StateID
    var name: Name
    var read: ExpressionID
    var key: ExpressionID?
  }

  private func declareState(
    _ name: Name, _ value: ValueType, per grain: Grain, key: ExpressionID?, initial: Value, in module: Module
  ) -> OpenState {
    let type = ExpressionType(value, per: grain, absence: initial.isMissing ? .abstain : [])
    typedStates.append(
      TypedState(
        name: qualified(name.text, in: module), type: type, initial: initial, key: nil, update: -1, range: name.range))
    let id = typedStates.count - 1
    var read = type
    if let key { read.absence.formUnion(self.type(of: key).absence) }
    return OpenState(
      id: id, name: name, read: append(.state(id), [key].compactMap { $0 }, read, at: name.range), key: key)
  }

  /// Gives a state its update; what its name then stands for.
  private func finish(_ state: OpenState, update: ExpressionID, at range: SourceRange, in module: Module) -> Meaning {
    let grain = typedStates[state.id].type.grain
    let updateGrain = type(of: update).grain
    guard grain.refines(updateGrain) else {
      report(
        .wrongGrainOfScore,
        "`\(state.name.text)` changes once a step, and this has one value for each \(updateGrain.name)",
        at: range, notes: ["aggregate it: `mean(... over batch)`"])
      return .poison
    }
    let name = state.name
    func part(_ value: ExpressionID, _ suffix: String) -> (id: DeclarationID, reference: ExpressionID) {
      var type = type(of: value)
      type.grain = grain
      let lifted = append(.lift, [value], type, at: name.range)
      let reference = declare("\(name.text).\(suffix)", .state, lifted, at: name.range, documentation: "", in: module)
      return (declarations.count - 1, reference)
    }
    if let key = state.key { typedStates[state.id].key = part(key, "key").id }
    let changed = part(update, "update")
    typedStates[state.id].update = changed.id
    let after = coalesce(changed.reference, state.read, at: name.range)
    return .compound(value: state.read, members: ["after": .expression(after)])
  }

  // MARK: Short forms

  /// The short forms and their parameters.
  static let statefulForms = [
    "ema": ["x", "decay"], "window": ["x", "last"], "tracked_quantile": ["x", "q", "rate"],
    "schedule": ["from", "to", "steps"],
  ]

  /// `ema(x, decay: d)` and its kin, as the whole right side of a `let`, whose name is the state's; nil where `name` is
  /// none of them.
  func statefulCall(_ name: Name, _ call: CallSyntax, at range: SourceRange, in scope: Scope) -> Meaning? {
    guard let parameters = Elaborator.statefulForms[name.text], call.over == nil else { return nil }
    guard calls.isEmpty, let whole = wholeLet, whole.node.range == range else {
      report(
        .misplacedState, "`\(name.text)` remembers, so it stands only as the whole right side of a `let`", at: range,
        notes: ["the `let`'s name is the name under which it is kept: `let smooth = \(name.text)(...)`"])
      return .poison
    }
    var arguments: [String: SyntaxNode] = [:]
    var next = 0
    for argument in call.arguments {
      let label = argument.label?.text ?? (next < parameters.count ? parameters[next] : "")
      if argument.label == nil { next += 1 }
      guard parameters.contains(label), arguments[label] == nil else {
        report(
          .unknownArgument, "`\(name.text)` has no such argument", at: argument.label?.range ?? argument.value.range,
          notes: ["it takes: \(parameters.joined(separator: ", "))"])
        return .poison
      }
      arguments[label] = argument.value
    }
    for parameter in parameters where arguments[parameter] == nil {
      report(
        .missingArgument, "`\(name.text)` needs its argument `\(parameter)`", at: range,
        notes: ["it takes: \(parameters.joined(separator: ", "))"])
      return .poison
    }
    wholeLet = nil
    var values: [String: ExpressionID] = [:]
    for (label, node) in arguments.sorted(by: { $0.key < $1.key }) {
      let id = expression(node, in: scope)
      if isPoison(id) { return .poison }
      values[label] = id
    }
    let owner = whole.name
    func value(_ label: String) -> ExpressionID { values[label] ?? poison(at: range) }
    func number(_ value: Double) -> ExpressionID { constant(value, at: range) }
    func open(_ type: ValueType, _ initial: Value) -> OpenState {
      declareState(owner, type, per: .batch, key: nil, initial: initial, in: whole.module)
    }
    switch name.text {
    case "ema":
      let x = value("x")
      guard isNumber(x, at: range), isNumber(value("decay"), at: range) else { return .poison }
      guard type(of: value("decay")).value.domain.isWithin(Domain(low: 0, high: 1)) else {
        report(.outOfRange, "a decay lies in 0..1", at: expressions[value("decay")].range)
        return .poison
      }
      let state = open(ValueType(.real, unit: type(of: x).value.unit), Value(missing: .noState))
      let rest = arithmetic(.subtract, [number(1), value("decay")], at: range)
      let mixed = arithmetic(
        .add,
        [
          arithmetic(.multiply, [value("decay"), state.read], at: range),
          arithmetic(.multiply, [rest, x], at: range),
        ], at: range)
      let known = append(.isPresent, [state.read], ExpressionType(.bool, per: .batch), at: range)
      return finish(state, update: select([known, mixed, x], at: range), at: range, in: whole.module)
    case "window":
      let x = value("x")
      let type = type(of: x).value
      guard let last = constantNumber(value("last")), last >= 1, last <= 1e6, last == last.rounded() else {
        report(
          .outOfRange, "a window holds a number of values known before the run, 1 at least and a million at most",
          at: expressions[value("last")].range)
        return .poison
      }
      let state = open(ValueType(.list(type.base), domain: type.domain, unit: type.unit), Value(list: []))
      let one = append(
        .list, [x],
        ExpressionType(
          ValueType(.list(type.base), domain: type.domain), per: self.type(of: x).grain,
          absence: self.type(of: x).absence),
        at: range)
      let longer = callBuiltin("concat", [state.read, one], at: range)
      return finish(
        state, update: callBuiltin("take_last", [longer, value("last")], at: range), at: range, in: whole.module)
    case "tracked_quantile":
      let x = value("x")
      guard isNumber(x, at: range), Grain.batch != type(of: x).grain, type(of: x).grain.refines(.batch) else {
        report(
          .nothingToAggregate, "a quantile is tracked over several values a step", at: expressions[x].range)
        return .poison
      }
      let state = open(ValueType(.real, unit: type(of: x).value.unit), Value(missing: .noState))
      return finish(
        state, update: trackedQuantile(state, x, value("q"), value("rate"), at: range), at: range, in: whole.module)
    default:
      guard let steps = constantNumber(value("steps")), steps >= 1, isNumber(value("from"), at: range),
        isNumber(value("to"), at: range)
      else {
        report(.outOfRange, "`steps` is a number of steps, 1 at least, known before the run", at: range)
        return .poison
      }
      let state = open(ValueType(.int, domain: Domain(low: 0, high: steps)), Value(0))
      let one = arithmetic(.add, [state.read, constant(1, .int, at: range)], at: range)
      let update = arithmetic(.minimum, [one, constant(steps, .int, at: range)], at: range)
      guard case .compound = finish(state, update: update, at: range, in: whole.module) else { return .poison }
      let share = arithmetic(.divide, [state.read, number(steps)], at: range)
      let width = arithmetic(.subtract, [value("to"), value("from")], at: range)
      return .expression(
        arithmetic(.add, [value("from"), arithmetic(.multiply, [share, width], at: range)], at: range))
    }
  }

  /// One step of stochastic approximation: q moves up where too few values lie below it. It begins with the quantile.
  private func trackedQuantile(
    _ state: OpenState, _ x: ExpressionID, _ level: ExpressionID, _ rate: ExpressionID, at range: SourceRange
  ) -> ExpressionID {
    let grain = type(of: x).grain
    let below = arithmetic(.less, [x, state.read], at: range)
    let share = append(
      .aggregate(Aggregate(.mean, over: .batch, population: grain)), [below],
      ExpressionType(ValueType(.real, domain: Domain(low: 0, high: 1)), per: .batch, absence: .abstain), at: range)
    let move = arithmetic(.multiply, [rate, arithmetic(.subtract, [level, share], at: range)], at: range)
    let quantile = append(
      .aggregate(Aggregate(.quantile(lower: false), over: .batch, population: grain, hasExtra: true)), [x, level],
      ExpressionType(ValueType(.real, unit: type(of: x).value.unit), per: .batch, absence: .abstain), at: range)
    let known = append(.isPresent, [state.read], ExpressionType(.bool, per: .batch), at: range)
    return select([known, arithmetic(.add, [state.read, move], at: range), quantile], at: range)
  }

  private func isNumber(_ id: ExpressionID, at range: SourceRange) -> Bool {
    if type(of: id).value.base.isNumeric { return true }
    report(
      .wrongType, "a number is needed here, and this is \(describe(type(of: id).value))", at: expressions[id].range)
    return false
  }
}
