import RewardSyntax

/// `emit`: records beside the scores.
extension Elaborator {
  func emission(_ syntax: EmitSyntax, in module: Module) {
    let scope = Scope(module: module)
    if let earlier = emissions.first(where: { $0.name == syntax.name.text }) {
      return report(
        .duplicateName, "two emissions are named `\(syntax.name.text)`", at: syntax.name.range,
        because: [.init(earlier.range, "the first")])
    }
    var grain = Grain.rollout
    if let per = syntax.per {
      guard let written = self.grain(per, in: scope) else { return }
      guard [.turn, .rollout, .group, .batch, .pair].contains(written) else {
        return report(
          .notYet, "records per \(written.name) are not in this version", at: per.range,
          notes: ["records are per turn, rollout, group, batch or pair"])
      }
      grain = written
    }
    let name = syntax.name
    func isReadable(_ id: ExpressionID) -> Bool {
      if isPoison(id) { return false }
      if grain.refines(type(of: id).grain) { return true }
      report(
        .mixedGrains, "there is one record for each \(grain.name), and this is finer", at: expressions[id].range,
        label: "one value for each \(type(of: id).grain.name)",
        notes: ["aggregate it, or emit per \(type(of: id).grain.name)"])
      return false
    }
    var open = syntax.condition.map { self.condition($0, in: scope) } ?? truth(true, at: name.range)
    guard isReadable(open) else { return }
    // An unknown condition does not act.
    if !type(of: open).absence.isEmpty {
      open = coalesce(open, truth(false, at: name.range), at: expressions[open].range)
    }
    let isAlways = constantNumber(open) != nil && syntax.limit == nil
    open = lifted(open, to: grain, at: name.range)
    if let order = syntax.order, syntax.limit == nil {
      return report(
        .missingArgument, "`order` chooses which records are written; say how many: `at most N`", at: order.range)
    }
    if let node = syntax.limit {
      let limit = expression(node, in: scope)
      guard !isPoison(limit) else { return }
      guard type(of: limit).value.base.isNumeric, Grain.batch.refines(type(of: limit).grain) else {
        return report(.wrongType, "`at most` takes one number for the batch", at: node.range)
      }
      if let number = constantNumber(limit), number < 1 || number != number.rounded() {
        return report(.outOfRange, "`at most` takes a whole number, 1 at least", at: node.range)
      }
      let written = syntax.order.map { keys($0, in: scope) } ?? [constant(0, at: name.range)]
      guard let order = written, order.allSatisfy(isReadable), grain != .batch else { return }
      let places = order.map { lifted($0, to: grain, at: name.range) }
      let rank = append(
        .window(Window(.rank(.position), over: .batch, values: places.count, hasWhere: true)), places + [open],
        ExpressionType(ValueType(.int, domain: .count), per: grain, absence: .abstain), at: name.range)
      open = coalesce(arithmetic(.less, [rank, limit], at: node.range), truth(false, at: name.range), at: name.range)
    }
    if syntax.fields.isEmpty {
      return report(
        .missingArgument, "these records have no field", at: name.range, notes: ["`{ prompt: prompt, ... }`"])
    }
    var fields: [(name: String, value: DeclarationID)] = []
    let opened = part(name, "where", open, in: module)
    for (field, node) in syntax.fields {
      if fields.contains(where: { $0.name == field.text }) {
        return report(.duplicateArgument, "two fields are named `\(field.text)`", at: field.range)
      }
      let id = expression(node, in: scope)
      guard isReadable(id) else { return }
      let value = lifted(id, to: grain, at: node.range)
      let kept = isAlways ? value : only(value, where: open, at: node.range)
      fields.append((field.text, part(name, field.text, kept, in: module)))
    }
    emissions.append(
      TypedEmission(name: name.text, grain: grain, condition: opened, fields: fields, range: name.range))
  }

  func part(_ name: Name, _ suffix: String, _ value: ExpressionID, in module: Module) -> DeclarationID {
    _ = declare("\(name.text).\(suffix)", .emit, value, at: name.range, documentation: "", in: module)
    return declarations.count - 1
  }

  /// The value at a finer grain.
  func lifted(_ id: ExpressionID, to grain: Grain, at range: SourceRange) -> ExpressionID {
    var type = type(of: id)
    if type.grain == grain { return id }
    type.grain = grain
    return append(.lift, [id], type, at: range)
  }

  /// The value where the condition holds, elsewhere abstained and not computed.
  func only(_ id: ExpressionID, where condition: ExpressionID, at range: SourceRange) -> ExpressionID {
    guard let grain = meet([id, condition], at: range) else { return poison(at: range) }
    let absence = type(of: id).absence.union(type(of: condition).absence).union(.abstain)
    return append(
      .given(hasElse: false), [id, condition],
      ExpressionType(type(of: id).value, per: grain, absence: absence), at: range)
  }
}
