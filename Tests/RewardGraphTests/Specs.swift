import RewardGraph
@testable import RewardSemantics
import RewardSyntax

/// Writes a ``TypedSpec`` by hand: each method adds an expression and returns it.
struct SpecBuilder {
  /// What `scan` calls.
  var builtins: [Builtin] = [scan]
  private var inputs: [TypedInput] = []
  private var expressions: [TypedExpression] = []
  private var declarations: [TypedDeclaration] = []
  private let nowhere = SourceRange(file: FileID(0), start: 0, end: 0)

  mutating func add(
    _ operation: Operation, _ operands: [ExpressionID] = [], _ type: ValueType = .real, per grain: Grain = .rollout
  ) -> ExpressionID {
    expressions.append(
      TypedExpression(
        operation: operation, operands: operands, type: ExpressionType(type, per: grain), range: nowhere))
    return expressions.count - 1
  }

  mutating func input(_ name: String, _ type: ValueType = .real, per grain: Grain = .rollout) -> ExpressionID {
    inputs.append(
      TypedInput(
        name: name, type: ExpressionType(type, per: grain), source: .field(path: [name], aliases: []), selects: nil,
        isOptional: true, range: nowhere))
    return add(.input(inputs.count - 1), [], type, per: grain)
  }

  mutating func constant(_ number: Double) -> ExpressionID { add(.constant(Value(number)), per: .run) }

  mutating func apply(_ arithmetic: Arithmetic, _ operands: ExpressionID...) -> ExpressionID {
    add(.arithmetic(arithmetic), operands)
  }

  mutating func mean(_ value: ExpressionID, over: Grain, where condition: ExpressionID? = nil) -> ExpressionID {
    let aggregate = Aggregate(
      .mean, over: over, population: expressions[value].type.grain, hasWhere: condition != nil)
    return add(.aggregate(aggregate), [value] + [condition].compactMap { $0 }, per: over)
  }

  /// A call of the expensive builtin ``scan``.
  mutating func scan(_ text: ExpressionID) -> ExpressionID {
    add(.call(builtin: 0, statics: [nil], present: [true]), [text])
  }

  @discardableResult
  mutating func declare(_ name: String, _ value: ExpressionID, as kind: TypedDeclaration.Kind = .reward) -> ExpressionID
  {
    let type = expressions[value].type
    declarations.append(
      TypedDeclaration(
        name: name, kind: kind, value: value, type: type,
        range: SourceRange(file: FileID(0), start: declarations.count, end: declarations.count + 1),
        documentation: ""))
    return add(.reference(declarations.count - 1), [], type.value, per: type.grain)
  }

  var spec: TypedSpec {
    TypedSpec(
      sources: SourceMap(), name: "spec", version: "1.0.0", documentation: "", rowGrain: .rollout, inputs: inputs,
      parameters: [],
      expressions: expressions, declarations: declarations, tests: [], builtins: builtins)
  }
  var graph: Graph { Graph(lowering: spec) }
  var plan: Plan { Plan(graph) }

  /// The number of bytes of a text, as if it took long.
  static let scan = bytes(cost: .scan)

  static func bytes(cost: Builtin.Cost) -> Builtin {
    Builtin(
      "scan", parameters: [.init("text", .text)], result: { _, _ in .real }, cost: cost, summary: "Bytes.", examples: []
    ) { _ in { arguments in .number(Double(arguments[0].text.count)) } }
  }
}
