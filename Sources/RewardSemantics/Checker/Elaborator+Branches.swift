import RewardSyntax

/// What tests may take or leave out: noted where sugar is turned into operations, while the source is known.
extension Elaborator {
  /// Notes the arms of a `when` of the main file; `arms` are those that no parameter has decided.
  func note(_ id: ExpressionID, arms: [WhenArm], otherwise: SyntaxNode, at range: SourceRange) {
    guard range.file == main.tree.file, case .when = expressions[id].operation else { return }
    let ranges = arms.map { $0.condition.range.union($0.value.range) }
    branches.append(.when(id, arms: ranges, otherwise: otherwise.range))
  }

  /// Notes a `given` of the main file.
  func note(_ id: ExpressionID, given condition: SyntaxNode) {
    if condition.range.file == main.tree.file { branches.append(.given(id, condition: condition.range)) }
  }

  /// Notes the levels of a gate of the main file; `walks` are computed by going through its levels.
  func note(_ walks: [ExpressionID], levels: [Level], of gate: Name) {
    guard gate.range.file == main.tree.file else { return }
    branches.append(.gate(walks, levels: levels.map { ($0.name, $0.passed) }))
  }

  /// What was noted, with the rules and the criteria of the main file.
  var allBranches: [TypedBranch] {
    let rules = declarations.filter { $0.kind == .rule && $0.range.file == main.tree.file }.map(TypedBranch.rule)
    let criteria = rubric?.criteria ?? []
    return branches + rules + (criteria.isEmpty ? [] : [.criteria(criteria, verdicts: verdicts)])
  }
}
