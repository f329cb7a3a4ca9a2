import RewardSyntax

/// `partition`: a grain of the spec's own. Members with equal keys make one part.
extension Elaborator {
  func partition(_ syntax: PartitionSyntax, in module: Module) -> Meaning {
    let scope = Scope(module: module)
    let range = syntax.name.range
    if Grain(named: syntax.name.text) != nil || ["others", "criterion", "verdict"].contains(syntax.name.text) {
      report(.duplicateName, "`\(syntax.name.text)` is a grain that every spec has", at: range)
      return .poison
    }
    let keys: (values: [ExpressionID], containers: [Grain], condition: ExpressionID?)?
    switch syntax.form {
    case .chunks(let size, let unit, let whole):
      keys = chunks(of: size, unit, isWhole: whole != nil, at: range, in: scope)
    case .keys(let nodes, let condition):
      keys = self.keys(nodes, where: condition, in: scope)
    }
    guard let keys, let members = meet(keys.values, at: range) else { return .poison }
    guard !Grain.batch.refines(members) else {
      report(
        .nothingToAggregate, "these keys have one value for each \(members.name), so there is one part", at: range)
      return .poison
    }
    guard !keys.containers.contains(where: { $0.refines(members) }) else {
      report(
        .nothingToAggregate, "these keys keep every \(members.name) apart: each part is one \(members.name)", at: range)
      return .poison
    }
    if let condition = keys.condition, !members.refines(type(of: condition).grain) {
      report(
        .mixedGrains, "this is finer than the keys", at: expressions[condition].range,
        label: "one value for each \(type(of: condition).grain.name)", notes: ["the keys are per \(members.name)"])
      return .poison
    }
    let operands = keys.values + [keys.condition].compactMap { $0 }
    // In no part, a response would be left out of what it is compared by.
    if let limited = operands.first(where: { !type(of: $0).absence.isDisjoint(with: .limits) }) {
      report(
        .unknownLimitValue, "this may go over a limit, and what does would lie in no part of `\(syntax.name.text)`",
        at: expressions[limited].range,
        notes: ["a score takes the low end of its range there: `metric size = ...`, then `by size`"])
      return .poison
    }
    let number = ExpressionType(ValueType(.int, domain: .count), per: members, absence: .abstain)
    let parts = append(
      .parts(keys: keys.values.count, hasWhere: keys.condition != nil), operands, number, at: range)
    let grain = DerivedGrain(
      id: derivedGrains.count, name: qualified(syntax.name.text, in: module), kind: .parts, members: members,
      containers: keys.containers.isEmpty ? [.batch] : keys.containers)
    derivedGrains.append(parts)
    return .grain(.derived(grain))
  }

  /// `chunks of n groups`: the key is the place in the batch divided by n.
  private func chunks(
    of size: SyntaxNode, _ unit: Name, isWhole: Bool, at range: SourceRange, in scope: Scope
  ) -> ([ExpressionID], [Grain], ExpressionID?)? {
    let id = expression(size, in: scope)
    if isPoison(id) { return nil }
    guard let number = constantNumber(id), number >= 1, number == number.rounded() else {
      report(
        constantNumber(id) == nil ? .notConstant : .outOfRange,
        "the size of a chunk is a whole number known before the run",
        at: size.range)
      return nil
    }
    let grain: Grain = unit.text == "groups" ? .group : .rollout
    let one = constant(1, .int, at: range)
    let place = ExpressionType(ValueType(.int, domain: .count), per: grain)
    let position = append(
      .window(Window(.cumulative(.sum, exclusive: true), over: .batch)),
      [append(.lift, [one], ExpressionType(type(of: one).value, per: grain), at: range)], place, at: range)
    let key = arithmetic(.floor, [divide([position, id], at: range)], at: range)
    guard isWhole else { return ([key], [], nil) }
    let count = append(
      .elements(of: grain, hasWhere: false), [], ExpressionType(ValueType(.int, domain: .count), per: .batch), at: range
    )
    let full = arithmetic(.floor, [divide([count, id], at: range)], at: range)
    return ([key], [], arithmetic(.less, [key, full], at: range))
  }

  /// `by bundle, position(rollout)`: values, and grains whose elements are kept apart.
  private func keys(_ nodes: [SyntaxNode], where condition: SyntaxNode?, in scope: Scope)
    -> ([ExpressionID], [Grain], ExpressionID?)?
  {
    var values: [ExpressionID] = []
    var containers: [Grain] = []
    for node in nodes {
      if isGrain(node, in: scope) {
        guard let grain = self.grain(node, in: scope) else { return nil }
        switch grain {
        case .batch, .run: continue
        case .derived(let parts) where parts.kind == .parts: values.append(derivedGrains[parts.id])
        case .group:
          let type = ExpressionType(ValueType(.int, domain: .count), per: .group)
          values.append(append(.position, [], type, at: node.range))
        default:
          report(
            .unknownGrain, "the parts cannot be kept inside each \(grain.name)", at: node.range,
            notes: ["a key is a value, `group`, or another partition"])
          return nil
        }
        containers.append(grain)
        continue
      }
      let id = expression(node, in: scope)
      if isPoison(id) { return nil }
      guard isKey(id) else { return nil }
      values.append(id)
    }
    let open = condition.map { self.condition($0, in: scope) }
    if let open, isPoison(open) { return nil }
    if values.isEmpty {
      report(
        .missingArgument, "these keys keep nothing apart",
        at: nodes.first?.range ?? SourceRange(file: scope.module.tree.file, start: 0, end: 0))
      return nil
    }
    return (values, containers, open)
  }
}
