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
    weight: ExpressionID? = nil, extra: ExpressionID? = nil, _ type: ValueType = .real
  ) -> ExpressionID {
    let aggregate = Aggregate(
      reduction, over: over, population: expressions[value].type.grain, hasBy: by != nil, hasWhere: `where` != nil,
      hasWeight: weight != nil, hasExtra: extra != nil)
    let grain = by.flatMap { over.meet(expressions[$0].type.grain) } ?? over
    return add(
      .aggregate(aggregate), [value] + [by, `where`, weight, extra].compactMap { $0 }, type, per: grain)
  }

  mutating func window(_ kind: Window.Kind, _ value: ExpressionID, over: Grain, extra: ExpressionID? = nil)
    -> ExpressionID
  {
    add(
      .window(Window(kind, over: over, hasExtra: extra != nil)), [value] + [extra].compactMap { $0 },
      expressions[value].type.value, per: expressions[value].type.grain)
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
      parameters: [],
      expressions: expressions, declarations: declarations, tests: [], builtins: builtins)
  }

  var plan: Plan { Plan(Graph(lowering: spec)) }

  func scorer(_ options: ScorerOptions = ScorerOptions()) -> Scorer { Scorer(spec: spec, plan: plan, options: options) }
}
