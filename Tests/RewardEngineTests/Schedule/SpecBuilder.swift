import RewardEngine
import RewardGraph
@testable import RewardSemantics
import RewardSyntax

/// Writes a ``TypedSpec`` by hand: each method adds an expression and returns it.
struct SpecBuilder {
  private(set) var inputs: [TypedInput] = []
  private(set) var expressions: [TypedExpression] = []
  private(set) var declarations: [TypedDeclaration] = []
  private(set) var builtins: [Builtin] = []
  private(set) var derivedGrains: [ExpressionID] = []
  private(set) var states: [TypedState] = []
  private(set) var emissions: [TypedEmission] = []
  var selection: TypedSelection?
  var rowGrain = Grain.rollout
  private let nowhere = SourceRange(file: FileID(0), start: 0, end: 0)

  mutating func add(
    _ operation: Operation, _ operands: [ExpressionID] = [], _ type: ValueType = .real, per grain: Grain
  ) -> ExpressionID {
    expressions.append(
      TypedExpression(
        operation: operation, operands: operands, type: ExpressionType(type, per: grain), range: nowhere))
    return expressions.count - 1
  }

  /// Declares an input and reads it.
  mutating func input(
    _ name: String, _ type: ValueType = .real, per grain: Grain, selects: Grain? = nil, isOptional: Bool = true
  ) -> ExpressionID {
    inputs.append(
      TypedInput(
        name: name, type: ExpressionType(type, per: grain), source: .field(path: [name], aliases: []), selects: selects,
        isOptional: isOptional, range: nowhere))
    return add(.input(inputs.count - 1), [], type, per: grain)
  }

  mutating func constant(_ number: Double) -> ExpressionID { add(.constant(Value(number)), per: .run) }
  mutating func constant(_ text: String) -> ExpressionID { add(.constant(Value(text: text)), [], .text, per: .run) }

  /// An elementwise operation, at the meet of its operands' grains.
  mutating func apply(_ operation: Operation, _ operands: [ExpressionID], _ type: ValueType = .real) -> ExpressionID {
    let grain = operands.map { expressions[$0].type.grain }.reduce(Grain.run) { $0.meet($1) ?? $0 }
    return add(operation, operands, type, per: grain)
  }

  mutating func apply(_ arithmetic: Arithmetic, _ operands: ExpressionID...) -> ExpressionID {
    apply(.arithmetic(arithmetic), operands)
  }

  /// A reduction of `value` over its own grain.
  mutating func aggregate(
    _ reduction: Reduction, _ value: ExpressionID, over: Grain, by: ExpressionID? = nil, where: ExpressionID? = nil,
    weight: ExpressionID? = nil, extra: ExpressionID? = nil, order: [ExpressionID] = [], _ type: ValueType = .real
  ) -> ExpressionID {
    let aggregate = Aggregate(
      reduction, over: over, population: expressions[value].type.grain, hasBy: by != nil, hasWhere: `where` != nil,
      hasWeight: weight != nil, hasExtra: extra != nil, orderKeys: order.count)
    let grain = [by, extra].compactMap { $0 }.reduce(over) { $0.meet(expressions[$1].type.grain) ?? $0 }
    return add(
      .aggregate(aggregate), [value] + [by, `where`, weight, extra].compactMap { $0 } + order, type, per: grain)
  }

  /// A window at the grain of the first value.
  mutating func window(
    _ kind: Window.Kind, _ values: ExpressionID..., over: Grain, by: ExpressionID? = nil, where: ExpressionID? = nil,
    extra: ExpressionID? = nil, _ type: ValueType? = nil
  ) -> ExpressionID {
    window(kind, values, over: over, by: by, where: `where`, extra: extra, type)
  }

  mutating func window(
    _ kind: Window.Kind, _ values: [ExpressionID], over: Grain, by: ExpressionID? = nil, where: ExpressionID? = nil,
    extra: ExpressionID? = nil, _ type: ValueType? = nil
  ) -> ExpressionID {
    let window = Window(
      kind, over: over, values: values.count, hasBy: by != nil, hasWhere: `where` != nil, hasExtra: extra != nil)
    return add(
      .window(window), values + [by, `where`, extra].compactMap { $0 }, type ?? expressions[values[0]].type.value,
      per: expressions[values[0]].type.grain)
  }

  /// The items of a list, and the item at each of them.
  mutating func items(of list: ExpressionID, _ name: String) -> (grain: Grain, item: ExpressionID) {
    let grain = DerivedGrain(
      id: derivedGrains.count, name: name, kind: .items, members: nil, containers: [expressions[list].type.grain])
    derivedGrains.append(list)
    let type: ValueType = if case .list(let item) = expressions[list].type.value.base { ValueType(item) } else { .real }
    return (.derived(grain), add(.item, [list], type, per: .derived(grain)))
  }

  /// Members of `members` with equal keys make one part.
  mutating func parts(
    of members: Grain, by keys: [ExpressionID], where condition: ExpressionID? = nil, in containers: [Grain] = [.batch],
    _ name: String
  ) -> Grain {
    let number = add(
      .parts(keys: keys.count, hasWhere: condition != nil), keys + [condition].compactMap { $0 }, per: members)
    derivedGrains.append(number)
    return .derived(
      DerivedGrain(
        id: derivedGrains.count - 1, name: name, kind: .parts, members: members, containers: containers))
  }

  /// Declares a state; what it is worth is read by `add(.state(id), ...)`.
  mutating func state(_ name: String, _ type: ValueType = .real, per grain: Grain = .batch, initial: Value) -> StateID {
    states.append(
      TypedState(
        name: name, type: ExpressionType(type, per: grain), initial: initial, key: nil, update: 0, range: nowhere))
    return states.count - 1
  }

  /// Says what a state is after the step.
  mutating func update(_ state: StateID, to value: ExpressionID, key: ExpressionID? = nil) {
    states[state].update = declaration("\(states[state].name).after", value, as: .state)
    states[state].key = key.map { declaration("\(states[state].name).key", $0, as: .state) }
  }

  /// Records for each element of `grain` where the condition holds.
  mutating func emit(
    _ name: String, per grain: Grain, where condition: ExpressionID, _ fields: [(name: String, value: ExpressionID)]
  ) {
    let open = declaration("\(name).where", condition, as: .emit)
    let values = fields.map { (name: $0.name, value: declaration("\(name).\($0.name)", $0.value, as: .emit)) }
    emissions.append(TypedEmission(name: name, grain: grain, condition: open, fields: values, range: nowhere))
  }

  private mutating func declaration(_ name: String, _ value: ExpressionID, as kind: TypedDeclaration.Kind)
    -> DeclarationID
  {
    declare(name, value, as: kind)
    return declarations.count - 1
  }

  /// Trains on the groups where a condition holds.
  mutating func keep(_ condition: ExpressionID) {
    selection = TypedSelection(
      kept: declaration("kept", condition, as: .kept), wanted: nil, target: nil, rounds: nil, range: nowhere)
  }

  /// A call of `builtin` without static arguments.
  mutating func call(_ builtin: Builtin, _ operands: ExpressionID..., type: ValueType = .real) -> ExpressionID {
    let index = builtins.firstIndex { $0.name == builtin.name } ?? builtins.count
    if index == builtins.count { builtins.append(builtin) }
    let statics = [StaticValue?](repeating: nil, count: operands.count)
    return apply(
      .call(builtin: index, statics: statics, present: operands.map { _ in true }), operands, type)
  }

  /// Declares the value of an expression and reads it.
  @discardableResult
  mutating func declare(_ name: String, _ value: ExpressionID, as kind: TypedDeclaration.Kind = .metric) -> ExpressionID
  {
    declarations.append(
      TypedDeclaration(
        name: name, kind: kind, value: value, type: expressions[value].type,
        range: SourceRange(file: FileID(0), start: declarations.count, end: declarations.count + 1),
        documentation: ""))
    let type = expressions[value].type
    return add(.reference(declarations.count - 1), [], type.value, per: type.grain)
  }

  var spec: TypedSpec {
    TypedSpec(
      sources: SourceMap(), name: "spec", version: "1.0.0", documentation: "", rowGrain: rowGrain, inputs: inputs,
      parameters: [], expressions: expressions, declarations: declarations, tests: [], builtins: builtins,
      derivedGrains: derivedGrains, states: states, emissions: emissions, selection: selection)
  }

  var plan: Plan { Plan(Graph(lowering: spec)) }

  func scorer(_ options: ScorerOptions = ScorerOptions()) -> Scorer { Scorer(spec: spec, plan: plan, options: options) }
}
