import RewardSyntax

/// `random(per g)`.
extension Elaborator {
  func random(_ call: CallSyntax, at range: SourceRange, in scope: Scope) -> ExpressionID {
    guard call.over == nil, call.arguments.count == 1, call.arguments[0].label?.text == "per" else {
      report(
        .missingArgument, "`random` needs to know what there is a number for", at: range,
        notes: ["`random(per rollout)`"])
      return poison(at: range)
    }
    guard let grain = grain(call.arguments[0].value, in: scope), require(grain, at: range) else {
      return poison(at: range)
    }
    let owner = resolving.last?.name.text ?? main.specName?.text ?? ""
    draws[owner, default: 0] += 1
    let number = draws[owner] ?? 1
    let type = ExpressionType(ValueType(.real, domain: Domain(low: 0, high: 1)), per: grain)
    let draw = append(.random(number == 1 ? owner : "\(owner) \(number)"), [], type, at: range)
    // `let u = random(per rollout)` reads a column `u` where the rows have one.
    guard calls.isEmpty, let whole = wholeLet, whole.node.range == range,
      [.token, .turn, .rollout, .group, .batch].contains(grain)
    else { return draw }
    let given = declareInput(
      TypedInput(
        name: owner, type: ExpressionType(ValueType(.real), per: grain, absence: .abstain),
        source: .field(path: [owner], aliases: []), selects: nil, isOptional: true, range: whole.name.range))
    return coalesce(append(.input(given), [], inputs[given].type, at: range), draw, at: range)
  }
}
