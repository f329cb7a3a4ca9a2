import RewardSyntax

/// Inputs per pair, and rows that are pairs.
extension Elaborator {
  /// `input prefers: 0..1 per pair`: each rollout has a list with a value for each rollout of its group, in row order.
  /// That of its own is not read, a null is a missing value; a list of another length fails.
  func perPair(_ syntax: InputSyntax, _ declared: DeclaredType) -> Meaning {
    let range = syntax.name.range
    guard [.bool, .int, .real, .text].contains(declared.value.base), !syntax.isTrained, syntax.selects == nil else {
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

  /// Whether an input is what `rows per pair` tells by itself: which of its two rollouts is the chosen one.
  func isChosen(_ syntax: InputSyntax) -> Bool {
    main.rows?.grain == .pair && syntax.name.text == "chosen" && syntax.from == nil
  }

  /// Whether a rollout is the chosen one of its row.
  func chosen(at range: SourceRange) -> ExpressionID {
    let id = declareInput(
      TypedInput(
        name: "chosen", type: ExpressionType(.bool, per: .rollout), source: .chosen, selects: nil, isOptional: false,
        range: range))
    return append(.input(id), [], inputs[id].type, at: range)
  }

  /// What a row says of its pair, at the pair of the chosen and the rejected rollout; the other way round it abstains.
  func ofChosen(_ id: ExpressionID, at range: SourceRange) -> ExpressionID {
    let type = type(of: id)
    return append(
      .given(hasElse: false),
      [
        append(.lift, [id], ExpressionType(type.value, per: .pair, absence: type.absence), at: range),
        chosen(at: range),
      ],
      ExpressionType(type.value, per: .pair, absence: type.absence.union(.abstain)), at: range)
  }
}

/// Rows that are turns.
extension Elaborator {
  /// Which turn a token lies in, where each turn has a row of its own.
  func declareTurnNumbers() {
    guard let rows = main.rows, rows.grain == .turn, inputs.contains(where: { $0.type.grain == .token }),
      !inputs.contains(where: { $0.selects == .turn })
    else { return }
    _ = declareInput(
      TypedInput(
        name: "turn_index", type: ExpressionType(ValueType(.int), per: .token), source: .turnNumber, selects: .turn,
        isOptional: false, range: rows.range))
  }
}
