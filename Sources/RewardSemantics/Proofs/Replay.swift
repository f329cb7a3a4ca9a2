/// A choice for every variable of a claim, as rows that the interpreter evaluates.
///
/// What the rows can say, they say: numbers, conditions and symbols of inputs. What else is a variable, as whether a
/// pattern matches, is taken as chosen. What follows from several rollouts is computed.
struct Replay {
  private let spec: TypedSpec
  let interpreter: Interpreter
  let rollouts: Int

  init(_ spec: TypedSpec, place: Int = 0, _ variables: [Variable], _ values: [Value?], rollouts: Int) {
    self.spec = spec
    self.rollouts = rollouts
    var rows = (0..<rollouts).map { _ in Rows.Rollout(group: 0, inputs: [:]) }
    var assumed: [(ExpressionID, Element, Value)] = []
    for (variable, value) in zip(variables, values) {
      guard let value, !variable.isDependent else { continue }
      for occurrence in variable.expressions where occurrence.spec == place {
        let expression = spec.expressions[occurrence.expression]
        if let input = spec.input(readBy: occurrence.expression) {
          for row in variable.rollout.map({ $0...$0 }) ?? 0...rollouts - 1 { rows[row].inputs[input] = value }
        }
        let own = occurrence.isNegated && !value.isMissing ? Value(value.number == 0) : value
        assumed.append((occurrence.expression, Self.element(of: expression.type.grain, variable.rollout), own))
      }
    }
    interpreter = Interpreter(spec: spec, rows: Rows(rows), assuming: assumed)
  }

  private static func element(of grain: Grain, _ rollout: Int?) -> Element {
    switch grain {
    case .group: .group(0)
    case .batch: .batch
    case .run: .run
    default: .rollout(rollout ?? 0)
    }
  }

  func value(of declaration: DeclarationID, at rollout: Int) -> Value {
    interpreter.value(ofDeclaration: declaration, at: .rollout(rollout))
  }
  func isTrue(_ declaration: DeclarationID, at rollout: Int) -> Bool {
    let value = value(of: declaration, at: rollout)
    return !value.isMissing && value.isTrue
  }
  func isFalse(_ declaration: DeclarationID, at rollout: Int) -> Bool {
    let value = value(of: declaration, at: rollout)
    return !value.isMissing && !value.isTrue
  }
  func holds(_ condition: ExpressionID) -> Bool {
    let value = interpreter.value(ofExpression: condition, at: .run)
    return !value.isMissing && value.isTrue
  }
  /// How far the sides of the inequalities in a condition are apart, at least; nil without one whose sides are computed.
  func margin(of condition: ExpressionID) -> Double? {
    let expression = spec.expressions[condition]
    switch expression.operation {
    case .arithmetic(.less), .arithmetic(.lessOrEqual), .arithmetic(.greater), .arithmetic(.greaterOrEqual):
      guard !expression.operands.allSatisfy(isGiven) else { return nil }
      let sides = expression.operands.map { interpreter.value(ofExpression: $0, at: .run).number }
      return abs(sides[0] - sides[1])
    default: return expression.operands.compactMap(margin).min()
    }
  }
  /// Whether the conclusion fails, or the hypothesis holds, by a rounding error only: that is no counterexample.
  func isRounding(_ hypothesis: ExpressionID, _ conclusion: ExpressionID) -> Bool {
    guard let failed = margin(of: conclusion), failed < 1e-9 else { return false }
    let held = margin(of: hypothesis) ?? .infinity
    return held < 1e-6 || failed > 0
  }
  func fails(_ condition: ExpressionID) -> Bool {
    let value = interpreter.value(ofExpression: condition, at: .run)
    return !value.isMissing && !value.isTrue
  }

  /// Whether a side of a comparison is a constant or what the rows say: nothing of it was rounded.
  private func isGiven(_ id: ExpressionID) -> Bool {
    switch spec.expressions[id].operation {
    case .constant: true
    case .probe(_, let declaration): spec.input(readBy: spec.declarations[declaration].value) != nil
    default: false
    }
  }
}
