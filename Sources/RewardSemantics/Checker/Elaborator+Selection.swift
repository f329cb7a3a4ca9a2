import RewardSyntax

/// `optimize { keep groups where c until n within r rounds }`: which groups are trained on. A group that is not kept has
/// no advantage; everything else still sees it.
extension Elaborator {
  /// The condition of `keep` per group, as `kept` reads it; nil where the spec keeps all, or after a report.
  func selected(at range: SourceRange) -> ExpressionID? {
    guard let optimize = main.optimizations.first else { return nil }
    let key = Key(module: main.id, name: "kept")
    switch states[key] {
    case .done(.expression(let id)): return id
    case .done: return nil
    case .resolving:
      report(.cycle, "what is kept cannot depend on what is kept", at: range)
      return nil
    case nil: break
    }
    states[key] = .resolving
    let context = (calls, wholeLet, siblings, temporalDepth)
    (calls, wholeLet, siblings, temporalDepth) = ([], nil, nil, 0)
    let kept = keep(optimize.syntax, at: optimize.range)
    (calls, wholeLet, siblings, temporalDepth) = context
    states[key] = .done(kept.map { .expression($0) } ?? .poison)
    return kept
  }

  private func keep(_ syntax: OptimizeSyntax, at range: SourceRange) -> ExpressionID? {
    let scope = Scope(module: main)
    var kept: ExpressionID?
    for item in syntax.items {
      switch item {
      case .with(let node):
        report(.notYet, "`with` (an optimizer) is not in this version yet", at: node.range)
      case .keep(let what, let conditionNode, let until, let within, let place):
        guard what.text == "groups" else {
          report(.badSelection, "groups are kept or dropped, not \(what.text)", at: what.range)
          return nil
        }
        if kept != nil {
          report(.badSelection, "`keep` is said once", at: place)
          return nil
        }
        guard let conditionNode else { return nil }
        var open = condition(conditionNode, in: scope)
        if isPoison(open) { return nil }
        guard Grain.group.refines(type(of: open).grain) else {
          report(
            .mixedGrains, "a whole group is kept, and this has one value for each \(type(of: open).grain.name)",
            at: conditionNode.range, notes: ["aggregate it: `any(... over group)`"])
          return nil
        }
        // An unknown condition does not act.
        if !type(of: open).absence.isEmpty { open = coalesce(open, truth(false, at: place), at: conditionNode.range) }
        open = lifted(open, to: .group, at: place)
        let target = until.map { wholeNumber($0, in: scope) }
        let rounds = within.map { wholeNumber($0, in: scope) }
        if target == .some(nil) || rounds == .some(nil) { return nil }
        if let within, until == nil {
          report(
            .badSelection, "`within` counts the rounds until there are enough groups: say how many with `until`",
            at: within.range)
          return nil
        }
        var wanted: DeclarationID?
        if let target = target.flatMap({ $0 }) {
          _ = declare("kept.wanted", .kept, open, at: place, documentation: "", in: main)
          wanted = declarations.count - 1
          let before = append(
            .window(Window(.cumulative(.count, exclusive: true), over: .batch)), [open],
            ExpressionType(ValueType(.int, domain: .count), per: .group), at: place)
          let isWanted = arithmetic(.less, [before, constant(Double(target), .int, at: place)], at: place)
          open = logic(true, open, isWanted, at: place)
        }
        let reference = declare("kept", .kept, open, at: place, documentation: "", in: main)
        selection = TypedSelection(
          kept: declarations.count - 1, wanted: wanted, target: target.flatMap { $0 }, rounds: rounds.flatMap { $0 },
          range: place)
        kept = reference
      }
    }
    return kept
  }

  private func wholeNumber(_ node: SyntaxNode, in scope: Scope) -> Int? {
    let id = expression(node, in: scope)
    if isPoison(id) { return nil }
    guard let number = constantNumber(id), number >= 1, number == number.rounded(), number < 1e9 else {
      report(.badSelection, "a whole number, 1 at least, known before the run is needed here", at: node.range)
      return nil
    }
    return Int(number)
  }
}
