import RewardSyntax

/// Columns of the rows, and the checks on what they declare.
extension Elaborator {
  func input(_ syntax: InputSyntax, in module: Module) -> Meaning {
    let scope = Scope(module: module)
    guard let typeNode = syntax.type, let declared = declaredType(typeNode, in: scope) else { return .poison }
    var grain = Grain.rollout
    if let per = syntax.per {
      guard let written = self.grain(per, in: scope) else { return .poison }
      grain = written
    }
    if syntax.isTrained, !canBeTrained(syntax, declared, per: grain, at: typeNode.range) { return .poison }
    if declared.special == .criteria { return criteria(syntax, isOptional: declared.isOptional, in: module) }
    if let rubric, grain == .derived(rubric.grain) || grain == .product(.rollout, rubric.grain) {
      return perCriterion(syntax, declared, grain)
    }
    if grain == .pair, main.rows?.grain != .pair { return perPair(syntax, declared) }
    guard Grain.named.contains(grain) else {
      report(
        .notYet, "an input per \(grain.name) is not in this version yet", at: syntax.per?.range ?? typeNode.range,
        notes: ["inputs are per token, turn, rollout, group, batch, pair, criterion or verdict"])
      return .poison
    }
    if declared.special != .none || declared.value.base == .poison {
      report(.wrongType, "an input cannot be of this type", at: typeNode.range)
      return .poison
    }
    var selects: Grain?
    if let name = syntax.selects {
      guard let written = Grain(named: name.text), written == .token || written == .turn, grain == .token,
        declared.value.base == (written == .token ? .bool : .int), !declared.isOptional
      else {
        report(
          .wrongType, "this column cannot select", at: name.range,
          notes: [
            "a mask is written `input mask: bool per token selects token`",
            "the turn of each token is written `input turn_index: int per token selects turn`",
          ])
        return .poison
      }
      selects = written
    }
    let absence: Absence = declared.isOptional ? .abstain : []
    // The column itself may hold anything of its kind; what was declared beyond that is checked on each value.
    var raw = declared.value
    raw.domain = raw.base == .bool ? .boolean : .all
    let path = path(of: syntax)
    // What a row says of its pair belongs to its group.
    let type = ExpressionType(raw, per: grain == .pair ? .group : grain, absence: absence)
    // What a row says of its pair may have declared it already.
    if isChosen(syntax), type == ExpressionType(.bool, per: .rollout) {
      return .expression(chosen(at: syntax.name.range))
    }
    if let known = inputs.firstIndex(where: { $0.name == syntax.name.text && $0.range != syntax.name.range }) {
      guard case .field(path, _) = inputs[known].source, inputs[known].type == type else {
        report(
          .duplicateInput, "`\(syntax.name.text)` is declared differently in another file", at: syntax.name.range,
          because: [.init(inputs[known].range, "declared here")])
        return .poison
      }
    }
    let id = declareInput(
      TypedInput(
        name: syntax.name.text, type: type, source: .field(path: path, aliases: aliases(of: syntax)), selects: selects,
        isOptional: declared.isOptional, range: syntax.name.range))
    if isTrained(syntax, inputs[id]) { inputs[id].isTrained = true }
    var value = append(.input(id), [], inputs[id].type, at: syntax.name.range)
    if case .symbol(let set) = raw.base {
      value = append(
        .call(
          builtin: index(of: .inSymbols), statics: [nil, .list(set.map { .text(Array($0.utf8)) })],
          present: [true, false]), [value], self.type(of: value), at: syntax.name.range)
    } else if raw.base.isNumericList {
      if declared.hasDomain || raw.base == .list(.int) {
        value = checked(value, declared, .listInDomain, at: syntax.name.range)
      }
    } else if raw.base.isNumeric, declared.hasDomain || raw.base == .int {
      value = checked(value, declared, at: syntax.name.range)
    }
    if let bound = declared.bound { value = bounded(value, bound, at: typeNode.range, in: scope) }
    if grain == .pair { value = ofChosen(value, at: syntax.name.range) }
    return .expression(value)
  }

  /// `logp` per token is trained by its name.
  private func isTrained(_ syntax: InputSyntax, _ input: TypedInput) -> Bool {
    syntax.isTrained || input.name == "logp" && input.type.grain == .token && input.type.value.base == .real
  }

  /// Whether there can be a derivative by an input; reported where not.
  private func canBeTrained(
    _ syntax: InputSyntax, _ declared: DeclaredType, per grain: Grain, at typeRange: SourceRange
  ) -> Bool {
    guard declared.value.base == .real || declared.value.base == .list(.real) else {
      report(
        .untrainable, "a trained input is a real number or a vector, and this is `\(source(typeRange))`",
        at: typeRange)
      return false
    }
    guard [.token, .turn, .rollout, .group, .batch].contains(grain) else {
      report(
        .untrainable, "a trained input is per token, turn, rollout, group or batch, not per \(grain.name)",
        at: syntax.per?.range ?? typeRange)
      return false
    }
    return true
  }

  func declareInput(_ input: TypedInput) -> InputID {
    if let known = inputs.firstIndex(where: { $0.name == input.name && $0.source == input.source }) { return known }
    inputs.append(input)
    return inputs.count - 1
  }

  func path(of syntax: InputSyntax) -> [String] {
    if let from = syntax.from { return from.text.split(separator: ".").map(String.init) }
    return [syntax.name.text]
  }

  private func aliases(of syntax: InputSyntax) -> [[String]] {
    syntax.from == nil ? WellKnownFields.aliases(of: syntax.name.text) : []
  }

  /// A value outside the declared domain is failed, not trained on.
  func checked(
    _ id: ExpressionID, _ declared: DeclaredType, _ builtin: Builtin = .inDomain, at range: SourceRange
  ) -> ExpressionID {
    var type = type(of: id)
    type.value.domain = declared.value.domain
    let domain = declared.value.domain
    let statics: [StaticValue?] = [
      nil, .number(domain.low), .number(domain.high), domain.values.map { .list($0.map { .number($0) }) },
      .number(declared.value.base == .int || declared.value.base == .list(.int) ? 1 : 0),
    ]
    return append(
      .call(builtin: index(of: builtin), statics: statics, present: [true, false, false, false, false]), [id], type,
      at: range)
  }

  /// A text longer than its bound is limited: what reads it is settled by the score it belongs to.
  private func bounded(
    _ id: ExpressionID, _ bound: (limit: Double, unit: String), at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    if case .list = type(of: id).value.base {
      let count = listMethod(Name("count", range), of: id, [], at: range, in: scope)
      let isWithin = arithmetic(.lessOrEqual, [count, constant(bound.limit, at: range)], at: range)
      var type = type(of: id)
      let over = append(
        .constant(Value(missing: .overLength)), [], ExpressionType(type.value, per: .run, absence: .limit), at: range)
      type.absence.insert(.limit)
      return append(.when, [isWithin, id, over], type, at: range)
    }
    let length = self.length(of: id, in: bound.unit, at: range)
    if isPoison(length) { return length }
    var type = type(of: id)
    type.absence.insert(.limit)
    return append(
      .call(
        builtin: index(of: .withinLength), statics: [nil, nil, .number(bound.limit)], present: [true, true, false]),
      [id, length], type, at: range)
  }

  /// `length(text, in: unit)`; in tokens only of the response, whose tokens the row has.
  func length(of id: ExpressionID, in unit: String, at range: SourceRange) -> ExpressionID {
    guard unit == "tok" else {
      guard let builtin = registry["length"], let index = builtin.parameters.firstIndex(where: { $0.name == "in" }),
        case .symbol(let units) = builtin.parameters[index].accepts, units.contains(unit)
      else {
        report(.wrongUnit, "a text is not measured in `\(unit)`", at: range, notes: ["char, word, line, byte or tok"])
        return poison(at: range)
      }
      var statics = [StaticValue?](repeating: nil, count: builtin.parameters.count)
      statics[index] = .symbol(unit)
      let type = ExpressionType(
        builtin.result([type(of: id).value, nil], statics), per: type(of: id).grain, absence: type(of: id).absence)
      return append(
        .call(builtin: self.index(of: builtin), statics: statics, present: [true, false]), [id], type, at: range)
    }
    guard isResponse(id) else {
      report(
        .noTokens, "only the response's tokens are known, and this is another text", at: range,
        notes: ["no tokenizer is named; measure it in `char` or `word`"])
      return poison(at: range)
    }
    _ = tokenIDs(at: range)
    markTokensRead()
    let type = ExpressionType(ValueType(.int, domain: .count, unit: "tok"), per: .rollout)
    return append(.elements(of: .token, hasWhere: false), [], type, at: range)
  }

  /// Whether an expression is the row's response, bounded or not.
  private func isResponse(_ id: ExpressionID) -> Bool {
    switch expressions[id].operation {
    case .input(let input):
      guard case .field(let path, _) = inputs[input].source, inputs[input].type.grain == .rollout else { return false }
      return path == ["response"] || WellKnownFields.aliases(of: "response").contains(path)
    case .call(let builtin, _, _):
      return builtins[builtin].name == "within_length" && isResponse(expressions[id].operands[0])
    default:
      return false
    }
  }

  /// The row's `token_ids`, declared by the spec or by its use of `tok`.
  private func tokenIDs(at range: SourceRange) -> InputID {
    if let known = inputs.firstIndex(where: { $0.type.grain == .token }) { return known }
    // Not resolved yet: order does not matter.
    if let declared = main.order.first(where: { name in
      if case .input(let input, _) = main.values[name] { return input.per?.text == "token" }
      return false
    }), let entry = main.values[declared] {
      _ = resolve(entry, named: entry.name, in: main)
      if let known = inputs.firstIndex(where: { $0.type.grain == .token }) { return known }
    }
    return declareInput(
      TypedInput(
        name: "token_ids", type: ExpressionType(ValueType(.int), per: .token),
        source: .field(path: ["token_ids"], aliases: WellKnownFields.aliases(of: "token_ids")), selects: nil,
        isOptional: false, range: range))
  }

  /// Whatever counts tokens reads every column of tokens, each of which says how many there are.
  func markTokensRead() {
    for (name, entry) in main.values {
      if case .input(let input, _) = entry, input.per?.text == "token" { used.insert(Key(module: main.id, name: name)) }
    }
  }
}
