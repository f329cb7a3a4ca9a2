/// What is still open in a case: the variables and comparisons that decide its assumptions.
struct OpenTerms {
  let table: TermTable
  private(set) var variables: [VariableID] = []
  private(set) var conditions: [Term] = []
  /// Conditions that decide which way a `when` or `given` goes, outermost first.
  private(set) var branches: [TermID] = []
  private var seen: Set<TermID> = []

  init(table: TermTable) { self.table = table }

  /// `isRoot` for what is assumed, which is no condition to branch on.
  mutating func visit(_ id: TermID, isRoot: Bool = false, _ evaluation: inout CaseEvaluation) {
    let bounds = evaluation.bounds(ofNew: id, table.terms)
    guard bounds.single == nil || isRoot, seen.insert(id).inserted else { return }
    let term = table.terms[id]
    switch term {
    case .variable(let variable): variables.append(variable)
    case .when(let parts):
      for arm in stride(from: 0, to: parts.count - 1, by: 2) {
        let condition = evaluation.bounds(ofNew: parts[arm], table.terms)
        if condition.numbers == nil { return }
        if condition.single == nil { return branch(on: parts[arm], &evaluation) }
        if condition.canBeTrue { return visit(parts[arm + 1], &evaluation) }
      }
      visit(parts[parts.count - 1], &evaluation)
    case .given(let value, let condition, let otherwise):
      let open = evaluation.bounds(ofNew: condition, table.terms)
      if open.numbers == nil { return }
      if open.single == nil { return branch(on: condition, &evaluation) }
      visit(value, &evaluation)
      if let otherwise { visit(otherwise, &evaluation) }
    case .arithmetic(let operation, let operands):
      for operand in operands { visit(operand, &evaluation) }
      if operation.comparison != nil, !isRoot { conditions.append(term) }
      if operation == .minimum || operation == .maximum { conditions.append(.arithmetic(.less, operands)) }
      if operation == .clamp {
        conditions.append(.arithmetic(.less, [operands[0], operands[1]]))
        conditions.append(.arithmetic(.greater, [operands[0], operands[2]]))
      }
    default: for operand in term.operands { visit(operand, &evaluation) }
    }
  }

  /// A condition is taken both ways as a whole, a variable by its values.
  private mutating func branch(on condition: TermID, _ evaluation: inout CaseEvaluation) {
    if case .variable = table.terms[condition] { return visit(condition, &evaluation) }
    if !branches.contains(condition) { branches.append(condition) }
  }
}

extension CaseEvaluation {
  /// Whether what is assumed can be so.
  mutating func allows(_ assumption: Assumption) -> Bool {
    guard assumption.isClaimed, case .arithmetic(let operation, let operands) = terms[assumption.term],
      let comparison = operation.comparison, operands.allSatisfy({ bounds(of: $0).numbers != nil }),
      let holds = difference(operands[0], operands[1], isClaimed: true).decides(comparison)
    else { return allows(assumption.term, assumption.isTrue) }
    return holds == assumption.isTrue
  }

  /// Whether a condition can be true, or false, in this case.
  mutating func allows(_ id: TermID, _ isTrue: Bool) -> Bool {
    let bounds = bounds(of: id)
    return isTrue ? bounds.canBeTrue : bounds.canBeFalse
  }

  /// Of a term that may have been made since.
  mutating func bounds(ofNew id: TermID, _ all: [Term]) -> Bounds {
    if id < terms.count { return bounds(of: id) }
    return Bounds(canBeTrue: true, canBeFalse: true, mayBeMissing: true)
  }
}
