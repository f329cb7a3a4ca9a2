/// The reference meaning of a spec: evaluates it element by element, as its definition reads.
///
/// It knows no columns and no plan. Every value is computed when it is asked for and kept; an operand that an
/// operation does not demand is not computed. Whatever evaluates a spec faster must agree with it bit for bit.
///
/// Elements must be among ``elements(of:)``.
public struct Interpreter {
  private let evaluation: Evaluation

  /// - Parameters:
  ///   - rows: One batch.
  ///   - stubs: Declarations that have one given value at every element; their definitions are not evaluated.
  public init(spec: TypedSpec, rows: Rows, stubs: [DeclarationID: Value] = [:]) {
    evaluation = Evaluation(spec: spec, rows: rows, stubs: stubs)
  }

  /// Every element of a grain, in element order. Empty for criteria and verdicts, which rows do not have.
  public func elements(of grain: Grain) -> [Element] { evaluation.structure.elements(of: grain) }

  /// The value of a declaration at an element of its grain or of a finer one.
  ///
  /// ``Status/failed`` where the element lies in no element of that grain, as a token of a rollout with several turns
  /// lies in no known turn.
  public func value(ofDeclaration declaration: DeclarationID, at element: Element) -> Value {
    evaluation.value(ofDeclaration: declaration, at: element)
  }

  /// The value of an expression at an element of its grain or of a finer one.
  public func value(ofExpression expression: ExpressionID, at element: Element) -> Value {
    evaluation.value(of: expression, at: element)
  }

  /// The value of an expression if it was demanded before.
  func knownValue(ofExpression expression: ExpressionID, at element: Element) -> Value? {
    evaluation.known[Evaluation.Key(expression: expression, element: element)]
  }
}
