import RewardSyntax

/// What rows that are pairs or turns tell by where they stand.
extension Elaborator {
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
