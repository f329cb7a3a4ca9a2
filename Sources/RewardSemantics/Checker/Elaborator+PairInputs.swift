import RewardSyntax

/// Inputs per pair, of rows that are none.
extension Elaborator {
  /// `input prefers: 0..1 per pair`: each rollout has a list with a value for each rollout of its group, in row order.
  /// That of its own is not read, a null is a missing value; a list of another length fails.
  func perPair(_ syntax: InputSyntax, _ declared: DeclaredType) -> Meaning {
    let range = syntax.name.range
    guard [.bool, .int, .real, .text].contains(declared.value.base), syntax.selects == nil else {
      report(.wrongType, "a value per pair is a condition, a number or a text", at: syntax.type?.range ?? range)
      return .poison
    }
    let list = itemList(syntax, declared, per: .rollout)
    let size = append(
      .elements(of: .rollout, hasWhere: false), [], ExpressionType(ValueType(.int, domain: .count), per: .group),
      at: range)
    let values = ofLength(size, list.values, at: range)
    let items = items(of: values, named: syntax.name.text)
    let number = ValueType(.int, domain: .count)
    let place = append(.position, [], ExpressionType(number, per: .rollout), at: range)
    let other = append(.other, [place], ExpressionType(number, per: .pair), at: range)
    /// The item at the place of the other rollout.
    func pick(_ list: ExpressionID, _ value: ValueType) -> ExpressionID {
      let item = append(.item, [list], ExpressionType(value, per: .derived(items)), at: range)
      let picked = append(
        .aggregate(Aggregate(.pick, over: .rollout, population: .derived(items), hasExtra: true)), [item, other],
        ExpressionType(value, per: .pair, absence: .abstain), at: range)
      let absence = type(of: values).absence.union([.abstain, .fail])
      return append(.joined, [picked, values], ExpressionType(value, per: .pair, absence: absence), at: range)
    }
    return .expression(present(pick(values, list.item), where: pick(list.presence, .bool), syntax, declared, at: range))
  }
}
