/// A choice for every variable of a claim, as rows that the interpreter evaluates.
///
/// What the rows can say, they say: numbers, conditions and symbols of inputs. What else is a variable, as whether a
/// pattern matches, is taken as chosen. What follows from several rollouts is computed.
struct Replay {
  let interpreter: Interpreter
  let rollouts: Int

  init(_ spec: TypedSpec, place: Int = 0, _ variables: [Variable], _ values: [Value?], rollouts: Int) {
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
        assumed.append((occurrence.expression, Self.element(of: expression.type.grain, variable.rollout), value))
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
  /// How far the sides of the inequalities in a condition are apart, at least; nil without one.
  func margin(of condition: ExpressionID) -> Double? {
    let expression = interpreter.expression(condition)
    switch expression.operation {
    case .arithmetic(.less), .arithmetic(.lessOrEqual), .arithmetic(.greater), .arithmetic(.greaterOrEqual):
      let sides = expression.operands.map { interpreter.value(ofExpression: $0, at: .run).number }
      return abs(sides[0] - sides[1])
    default: return expression.operands.compactMap(margin).min()
    }
  }
  func fails(_ condition: ExpressionID) -> Bool {
    let value = interpreter.value(ofExpression: condition, at: .run)
    return !value.isMissing && !value.isTrue
  }
}
