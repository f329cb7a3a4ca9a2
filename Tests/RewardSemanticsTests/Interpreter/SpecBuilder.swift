import RewardSyntax

@testable import RewardSemantics

/// Builds a typed spec by hand, one expression after the other, and evaluates it.
struct SpecBuilder {
  private(set) var spec = TypedSpec(
    sources: SourceMap(), name: "example", version: "1.0.0", documentation: "", rowGrain: .rollout, inputs: [],
    parameters: [],
    expressions: [], declarations: [], tests: [], builtins: [])

  mutating func input(
    _ name: String, per grain: Grain = .rollout, _ type: ValueType = .real, selects: Grain? = nil
  ) -> ExpressionID {
    let type = ExpressionType(type, per: grain, absence: .abstain)
    spec.inputs.append(
      TypedInput(
        name: name, type: type, source: .field(path: [name], aliases: []), selects: selects,
        isOptional: true, range: range(0, 0)))
    return add(.input(spec.inputs.count - 1), [], per: grain, type.value)
  }

  mutating func constant(_ value: Value) -> ExpressionID { add(.constant(value), []) }

  /// Without a grain, the coarsest that refines those of the operands.
  mutating func add(
    _ operation: RewardSemantics.Operation, _ operands: [ExpressionID], per grain: Grain? = nil,
    _ type: ValueType = .real, at place: (start: Int, end: Int) = (0, 0)
  ) -> ExpressionID {
    let meet = operands.reduce(Grain.run) { $0.meet(spec.expressions[$1].type.grain) ?? $0 }
    spec.expressions.append(
      TypedExpression(
        operation: operation, operands: operands, type: ExpressionType(type, per: grain ?? meet),
        range: range(place.start, place.end)))
    return spec.expressions.count - 1
  }

  mutating func aggregate(
    _ reduction: Reduction, _ value: ExpressionID, over grain: Grain, by key: ExpressionID? = nil,
    where condition: ExpressionID? = nil, weight: ExpressionID? = nil, extra: ExpressionID? = nil,
    order: [ExpressionID] = []
  ) -> ExpressionID {
    let aggregate = Aggregate(
      reduction, over: grain, population: spec.expressions[value].type.grain, hasBy: key != nil,
      hasWhere: condition != nil, hasWeight: weight != nil, hasExtra: extra != nil, orderKeys: order.count)
    let operands = [value] + [key, condition, weight, extra].compactMap { $0 } + order
    let result = [key, extra].compactMap { $0 }.reduce(grain) { $0.meet(self.grain(of: $1)) ?? $0 }
    return add(.aggregate(aggregate), operands, per: result)
  }

  mutating func window(
    _ kind: Window.Kind, _ values: ExpressionID..., over grain: Grain, by key: ExpressionID? = nil,
    where condition: ExpressionID? = nil, extra: ExpressionID? = nil
  ) -> ExpressionID {
    let window = Window(
      kind, over: grain, values: values.count, hasBy: key != nil, hasWhere: condition != nil, hasExtra: extra != nil)
    let population = values.reduce(Grain.run) { $0.meet(self.grain(of: $1)) ?? $0 }
    return add(.window(window), values + [key, condition, extra].compactMap { $0 }, per: population)
  }

  func grain(of id: ExpressionID) -> Grain { spec.expressions[id].type.grain }

  /// `partition name by keys where condition`, whose parts lie in the given grains.
  mutating func partition(
    _ name: String, by keys: ExpressionID..., where condition: ExpressionID? = nil, in containers: [Grain] = [.batch]
  ) -> Grain {
    let members = keys.reduce(Grain.run) { $0.meet(grain(of: $1)) ?? $0 }
    let operands = keys + [condition].compactMap { $0 }
    spec.derivedGrains.append(
      add(.parts(keys: keys.count, hasWhere: condition != nil), operands, per: members, ValueType(.int)))
    return .derived(
      DerivedGrain(
        id: spec.derivedGrains.count - 1, name: name, kind: .parts, members: members, containers: containers))
  }

  /// The grain of the items of a list.
  mutating func items(of list: ExpressionID, named name: String = "item") -> DerivedGrain {
    spec.derivedGrains.append(list)
    return DerivedGrain(
      id: spec.derivedGrains.count - 1, name: name, kind: .items, members: nil, containers: [grain(of: list)])
  }

  /// The item of a list at each of its items, or at each element of a product with them.
  mutating func item(of list: ExpressionID, per grain: Grain, _ type: ValueType = .real) -> ExpressionID {
    add(.item, [list], per: grain, type)
  }

  /// A state whose update, and key if it has one, are declarations of their own.
  mutating func state(
    per grain: Grain = .batch, initial: Value = .missing(.noState), key: ExpressionID? = nil, update: ExpressionID
  ) -> StateID {
    let declared = (key: key.map { declare("state.key", $0) }, update: declare("state.update", update))
    spec.states.append(
      TypedState(
        name: "state", type: ExpressionType(.real, per: grain, absence: .abstain), initial: initial,
        key: declared.key, update: declared.update, range: range(0, 0)))
    return spec.states.count - 1
  }

  mutating func call(
    _ builtin: Builtin, statics: [StaticValue?] = [nil], present: [Bool]? = nil, _ operands: [ExpressionID],
    _ type: ValueType = .real
  ) -> ExpressionID {
    spec.builtins.append(builtin)
    return add(
      .call(
        builtin: spec.builtins.count - 1, statics: statics, present: present ?? builtin.parameters.map { !$0.isStatic }),
      operands, type)
  }

  mutating func declare(_ name: String, _ value: ExpressionID) -> DeclarationID {
    spec.declarations.append(
      TypedDeclaration(
        name: name, kind: .let, value: value, type: spec.expressions[value].type, range: range(0, 0), documentation: "")
    )
    return spec.declarations.count - 1
  }

  /// Interprets the spec on rows whose groups are `groups` and whose inputs stand in columns by name.
  func interpreter(
    groups: [Int], _ columns: [String: [Value]], turns: [Int]? = nil, stubs: [DeclarationID: Value] = [:],
    state: StateValues = StateValues()
  ) -> Interpreter {
    let rollouts = groups.indices.map { row in
      var inputs: [InputID: Value] = [:]
      for (id, input) in spec.inputs.enumerated() { inputs[id] = columns[input.name]?[row] }
      return Rows.Rollout(group: groups[row], inputs: inputs, turns: turns?[row])
    }
    return Interpreter(spec: spec, rows: Rows(rollouts), stubs: stubs, state: state)
  }

  /// The values of an expression at every element of its grain, or of a finer one.
  func evaluate(
    _ expression: ExpressionID, per grain: Grain? = nil, groups: [Int], _ columns: [String: [Value]],
    turns: [Int]? = nil
  ) -> [Value] {
    let interpreter = interpreter(groups: groups, columns, turns: turns)
    return interpreter.elements(of: grain ?? spec.expressions[expression].type.grain)
      .map { interpreter.value(ofExpression: expression, at: $0) }
  }

  private func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(file: FileID(0), start: start, end: end) }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral
{
  public init(floatLiteral number: Double) { self.init(number) }
  public init(integerLiteral number: Int) { self.init(Double(number)) }
  public init(booleanLiteral condition: Bool) { self.init(condition) }
  public init(stringLiteral text: String) { self.init(text: text) }
  public init(arrayLiteral values: Value...) { self.init(list: values) }

  static let failed = Value(missing: .failed)
  static let abstained = Value(missing: .abstained)
  static let limited = Value(missing: .stepLimit)
  static func missing(_ status: Status) -> Value { Value(missing: status) }
  static func caused(_ number: Double) -> Value { Value(number, status: .caused) }
}
