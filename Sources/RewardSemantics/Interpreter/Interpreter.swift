/// The reference meaning of a spec: evaluates it element by element, as its definition reads.
///
/// It knows no columns and no plan. Every value is computed when it is asked for and kept; an operand that an
/// operation does not demand is not computed. Whatever evaluates a spec faster must agree with it bit for bit.
///
/// Elements must be among ``elements(of:)``.
public struct Interpreter {
  let evaluation: Evaluation

  /// - Parameters:
  ///   - rows: One batch.
  ///   - stubs: Declarations that have one given value at every element; their definitions are not evaluated.
  ///   - state: What the states are worth at the start of the step.
  ///   - judging: Who answers for judges without a stub; nil where nobody is asked.
  public init(
    spec: TypedSpec, rows: Rows, stubs: [DeclarationID: Value] = [:], state: StateValues = StateValues(),
    judging: (any Judging)? = nil
  ) {
    evaluation = Evaluation(spec: spec, rows: rows, stubs: stubs, state: state, judging: judging)
  }

  /// An interpreter to which some expressions are worth what they are said to be at elements of their grains.
  init(spec: TypedSpec, rows: Rows, assuming known: [(ExpressionID, Element, Value)]) {
    self.init(spec: spec, rows: rows)
    for (expression, element, value) in known {
      evaluation.known[Evaluation.Key(expression: expression, element: element)] = value
    }
  }

  /// Computes what training reads, for every element, and asks no judge from then on, as a run does.
  public func demandTrained() { evaluation.demandTrained() }

  /// Every element of a grain, in element order.
  public func elements(of grain: Grain) -> [Element] { evaluation.structure.elements(of: grain) }

  /// The elements of a grain that a rollout lies in, that lie in it, or that lie in its group, in element order; empty
  /// where there are none.
  public func elements(of grain: Grain, in rollout: Int) -> [Element] {
    let structure = evaluation.structure
    let own = Element.rollout(rollout)
    if Grain.rollout.refines(grain) { return structure.ancestor(of: own, at: grain).element.map { [$0] } ?? [] }
    guard let holder = structure.ancestor(of: own, at: grain.holder).element else { return [] }
    return structure.members(of: holder, at: grain) ?? []
  }

  /// The value of a declaration at an element of its grain or of a finer one.
  ///
  /// Missing where the element lies in no element of that grain: ``Status/noElement`` for what a partition leaves out,
  /// ``Status/failed`` for a token of a rollout with several turns when no input tells its turn.
  public func value(ofDeclaration declaration: DeclarationID, at element: Element) -> Value {
    evaluation.value(ofDeclaration: declaration, at: element)
  }

  /// The value of an expression at an element of its grain or of a finer one.
  public func value(ofExpression expression: ExpressionID, at element: Element) -> Value {
    evaluation.value(of: expression, at: element)
  }

  /// Where a call that looks for something in a text found it: the expression that is the text, and ranges of its bytes.
  /// Nil where `expression` is no such call, or has no value at the element.
  public func places(ofCall expression: ExpressionID, at element: Element) -> (
    text: ExpressionID, ranges: [Range<Int>]
  )? {
    evaluation.places(expression, at: element).map { ($0.operand, $0.ranges) }
  }

  /// What the states are worth at the end of the step, and the second updates of a key that contradict the first.
  public func stateAfter() -> (values: StateValues, conflicts: [StateConflict]) { evaluation.stateAfter() }

  /// An expression of the spec.
  func expression(_ id: ExpressionID) -> TypedExpression { evaluation.spec.expressions[id] }

  /// The value of an expression if it was demanded before.
  func knownValue(ofExpression expression: ExpressionID, at element: Element) -> Value? {
    evaluation.known[Evaluation.Key(expression: expression, element: element)]
  }
}
