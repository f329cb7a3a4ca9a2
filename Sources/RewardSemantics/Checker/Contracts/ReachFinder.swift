import RewardSyntax

/// Finds what a score reads beyond its own rollout.
struct ReachFinder {
  /// Which rows must be at hand.
  enum Reach: Hashable {
    case group, batch
  }
  /// Where a score reaches out.
  struct Finding {
    var reach: Reach
    /// Where that is written in a file of the user's.
    var site: SourceRange
    /// The `let`s on the way, the first one that the score reads first.
    var path: [String]
  }

  let spec: TypedSpec
  let isLibrary: (FileID) -> Bool

  /// The first place where the declaration needs its group or batch; other scores are judged by themselves, and a `state`
  /// is another matter.
  func reach(of declaration: TypedDeclaration) -> Finding? {
    var seen: Set<ExpressionID> = []
    func find(_ id: ExpressionID, _ site: SourceRange, _ path: [String]) -> Finding? {
      guard seen.insert(id).inserted else { return nil }
      let expression = spec.expressions[id]
      let site = isLibrary(expression.range.file) ? site : expression.range
      if let reach = reach(of: expression) { return Finding(reach: reach, site: site, path: path) }
      if case .reference(let other) = expression.operation {
        let other = spec.declarations[other]
        guard other.kind == .let else { return nil }
        return find(other.value, site, path + [other.name])
      }
      for operand in expression.operands {
        if let finding = find(operand, site, path) { return finding }
      }
      return nil
    }
    return find(declaration.value, declaration.range, [])
  }

  private func reach(of expression: TypedExpression) -> Reach? {
    func grain(_ operand: Int) -> Grain {
      expression.operands.indices.contains(operand) ? spec.expressions[expression.operands[operand]].type.grain : .run
    }
    return switch expression.operation {
    case .aggregate(let aggregate): Self.reach(from: aggregate.population, to: aggregate.over)
    case .window(let window): Self.reach(from: expression.type.grain, to: window.over)
    case .elements(let population, _): Self.reach(from: population, to: expression.type.grain)
    case .position: Self.reach(from: expression.type.grain, to: expression.type.grain.containers.first ?? .run)
    case .gather: expression.type.grain.refines(.group) ? .group : .batch
    case .other, .swap: .group
    case .parts: Self.reach(from: grain(0), to: .batch)
    default: nil
    }
  }

  /// What elements of `population` under one of `container` need: nothing where they are of one rollout, or where they are
  /// the group's own, as criteria are.
  private static func reach(from population: Grain, to container: Grain) -> Reach? {
    if container.refines(.rollout) { return nil }
    if container.refines(.group) { return population.refines(.rollout) ? .group : nil }
    return .batch
  }
}
