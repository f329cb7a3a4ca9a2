import RewardSyntax

/// Inputs that a row holds as a list with one value for each of something: each criterion, each rollout of the group.
extension Elaborator {
  /// The list of a row, in which a null stands for a value that is not there.
  struct ItemList {
    /// The values, and beside them whether each is there.
    var values: ExpressionID
    var presence: ExpressionID
    /// The type of a value, before it is held against what was declared.
    var item: ValueType
  }

  /// Declares the columns of an input whose values are the items of a list.
  func itemList(_ syntax: InputSyntax, _ declared: DeclaredType, per container: Grain) -> ItemList {
    func input(_ base: BaseType, _ source: TypedInput.Source) -> ExpressionID {
      let type = ExpressionType(ValueType(.list(base)), per: container, absence: declared.isOptional ? .abstain : [])
      let id = declareInput(
        TypedInput(
          name: syntax.name.text, type: type, source: source, selects: nil, isOptional: declared.isOptional,
          range: syntax.name.range))
      return append(.input(id), [], inputs[id].type, at: syntax.name.range)
    }
    var item = declared.value
    item.domain = item.base == .bool ? .boolean : .all
    let path = path(of: syntax)
    return ItemList(
      values: input(item.base, .items(path: path, aliases: [])),
      presence: input(.bool, .presence(path: path, aliases: [])), item: item)
  }

  /// The value of an item where it is there, held against what was declared.
  func present(
    _ value: ExpressionID, where isThere: ExpressionID, _ syntax: InputSyntax, _ declared: DeclaredType,
    at range: SourceRange
  ) -> ExpressionID {
    let type = type(of: value)
    let nothing = append(
      .constant(Value(missing: .noValue)), [], ExpressionType(type.value, per: .run, absence: .abstain), at: range)
    let id = append(
      .when, [isThere, value, nothing],
      ExpressionType(type.value, per: type.grain, absence: type.absence.union(.abstain)), at: range)
    return declared.hasDomain || type.value.base == .int ? checked(id, declared, at: range) : id
  }

  /// A list where it has so many items. Nobody knows what the items of another are about: elsewhere it fails.
  func ofLength(_ count: ExpressionID, _ list: ExpressionID, at range: SourceRange) -> ExpressionID {
    let isSameLength = arithmetic(.equal, [callBuiltin("list_count", [list], at: range), count], at: range)
    var type = type(of: list)
    let nothing = append(
      .constant(Value(missing: .lengthsDiffer)), [], ExpressionType(type.value, per: .run, absence: .fail), at: range)
    type.absence.formUnion([.fail, self.type(of: isSameLength).absence])
    return append(.when, [isSameLength, list, nothing], type, at: range)
  }
}
