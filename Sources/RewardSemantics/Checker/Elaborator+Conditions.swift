import RewardSyntax

/// `when`, `given`, `not`, `and`, `or`, `??`. Conditions that are known now are decided now, and what they close is not
/// even elaborated: it needs no inputs.
extension Elaborator {
  func when(
    _ arms: [WhenArm], otherwise: SyntaxNode?, expecting expectation: Expectation, at range: SourceRange,
    in scope: Scope
  ) -> Meaning {
    var operands: [ExpressionID] = []
    var open: [WhenArm] = []
    var last: SyntaxNode? = otherwise
    for (index, arm) in arms.enumerated() {
      let condition = condition(arm.condition, in: scope)
      if isPoison(condition) { return .poison }
      if let known = constantNumber(condition) {
        warnIfDecided(condition, "this condition", arm.condition)
        if known == 0 {
          markRead(arm.value, in: scope)
          continue
        }
        for closed in arms[(index + 1)...] {
          markRead(closed.condition, in: scope)
          markRead(closed.value, in: scope)
        }
        if let otherwise { markRead(otherwise, in: scope) }
        last = arm.value
        break
      }
      warnIfDecided(condition, "this condition", arm.condition)
      operands += [condition, value(arm.value, expecting: expectation, in: scope)]
      open.append(arm)
    }
    guard let last else { return .poison }
    if operands.isEmpty { return meaning(last, expecting: expectation, in: scope) }
    operands.append(value(last, expecting: expectation, in: scope))
    let id = select(operands, at: range)
    note(id, arms: open, otherwise: last, at: range)
    return .expression(id)
  }

  /// An expression, or a symbol of the set that is expected as a constant.
  func value(_ node: SyntaxNode, expecting expectation: Expectation, in scope: Scope) -> ExpressionID {
    let meaning = meaning(node, expecting: expectation, in: scope)
    if case .symbol(let set) = expectation, case .symbol(let name) = meaning, set.contains(name) {
      let type = ExpressionType(ValueType(.symbol(set)), per: .run)
      return append(.constant(Value(text: name)), [], type, at: node.range)
    }
    return expression(meaning, at: node.range)
  }

  /// Counts the names of a part that a parameter switched off as read: another setting reads them.
  private func markRead(_ node: SyntaxNode, in scope: Scope) {
    switch node.expression {
    case .name(let name): used.insert(Key(module: scope.module.id, name: name.text))
    case .call(let callee, _):
      if case .name(let name) = callee.expression {
        let isNew = used.insert(Key(module: scope.module.id, name: "func " + name.text)).inserted
        // What a function reads that is called only there.
        if isNew, let function = scope.module.functions[name.text] {
          for node in function.locals.map(\.value) + [function.body].compactMap({ $0 }) { markRead(node, in: scope) }
        }
      }
    default: break
    }
    for child in node.children { markRead(child, in: scope) }
  }

  /// Whether a condition reads anything: one that does was decided by a parameter, which is what parameters are for.
  private func mentionsName(_ node: SyntaxNode) -> Bool {
    if case .name = node.expression { return true }
    return node.children.contains(where: mentionsName)
  }

  /// A `when` over elaborated operands: c1, v1, ..., else.
  func select(_ operands: [ExpressionID], at range: SourceRange) -> ExpressionID {
    let values = stride(from: 1, to: operands.count, by: 2).map { operands[$0] } + [operands[operands.count - 1]]
    let conditions = stride(from: 0, to: operands.count - 1, by: 2).map { operands[$0] }
    guard !operands.contains(where: isPoison), let grain = meet(operands, at: range),
      let value = joined(values, at: range)
    else { return poison(at: range) }
    var absence: Absence = []
    for id in conditions + values { absence.formUnion(type(of: id).absence) }
    return append(.when, operands, ExpressionType(value, per: grain, absence: absence), at: range)
  }

  func given(
    _ valueNode: SyntaxNode, _ conditionNode: SyntaxNode, _ otherwise: ExpressionSyntax.Otherwise,
    at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    let condition = condition(conditionNode, in: scope)
    if isPoison(condition) { return poison(at: range) }
    warnIfDecided(condition, "this condition", conditionNode)
    let known = constantNumber(condition)
    if let known { return decided(known != 0, valueNode, otherwise, at: range, in: scope) }
    let value = expression(valueNode, in: scope)
    return given(value, from: valueNode.range, condition, conditionNode, otherwise, at: range, in: scope)
  }

  /// `x given c` over elaborated operands.
  func given(
    _ value: ExpressionID, from valueRange: SourceRange, _ condition: ExpressionID, _ conditionNode: SyntaxNode,
    _ otherwise: ExpressionSyntax.Otherwise, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    if isPoison(value) { return value }
    var operands = [value, condition]
    switch otherwise {
    case .abstain: break
    case .value(let node): operands.append(expression(node, in: scope))
    case .zero:
      let base = type(of: value).value
      guard base.base.isNumeric else {
        report(
          .wrongType, "`given` pays 0 where its condition is false, and this is \(describe(base))",
          at: valueRange, notes: ["write `else` and a value, or `else abstain`"])
        return poison(at: range)
      }
      if calls.isEmpty, base.domain.low < 0 {
        report(
          .closedBeatsLow, as: .warning, "a false condition pays 0, more than the lowest honest score",
          at: conditionNode.range, because: [.init(valueRange, "ranges over \(base.domain.description)")],
          notes: [
            "say what a closed condition is worth: `else \(base.domain.low == -.infinity ? "abstain" : "low end")`"
          ])
      }
      operands.append(constant(0, .int, unit: base.unit, at: range))
    }
    guard !operands.contains(where: isPoison), let grain = meet(operands, at: range) else { return poison(at: range) }
    var result = type(of: value).value
    var absence = type(of: value).absence.union(type(of: condition).absence)
    if operands.count == 3 {
      guard let both = joined([value, operands[2]], at: range) else { return poison(at: range) }
      result = both
      absence.formUnion(type(of: operands[2]).absence)
    } else {
      absence.insert(.abstain)
    }
    let id = append(
      .given(hasElse: operands.count == 3), operands, ExpressionType(result, per: grain, absence: absence), at: range)
    note(id, given: conditionNode)
    return id
  }

  /// A `given` whose condition is known: the side that is closed is not elaborated, unless its type is all there is.
  private func decided(
    _ isOpen: Bool, _ value: SyntaxNode, _ otherwise: ExpressionSyntax.Otherwise, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    if isOpen {
      if case .value(let node) = otherwise { markRead(node, in: scope) }
      return expression(value, in: scope)
    }
    switch otherwise {
    case .zero:
      markRead(value, in: scope)
      return constant(0, .int, at: range)
    case .value(let node):
      markRead(value, in: scope)
      return expression(node, in: scope)
    case .abstain:
      var type = type(of: expression(value, in: scope))
      if type.value.base == .poison { return poison(at: range) }
      type.grain = .run
      type.absence = .abstain
      return append(.constant(Value(missing: .closed)), [], type, at: range)
    }
  }

  /// An expression that must be a condition: a bool, or a number that is 0 or 1.
  func condition(_ node: SyntaxNode, in scope: Scope) -> ExpressionID {
    let id = expression(node, in: scope)
    return isCondition(id, at: node.range) ? id : poison(at: node.range)
  }

  /// Warns of a condition that is decided by how it is written or by what its operands range over; not of one that
  /// parameters decide, nor inside functions, which are made for constants.
  func warnIfDecided(_ id: ExpressionID, _ what: String, _ node: SyntaxNode) {
    let type = type(of: id)
    guard calls.isEmpty, type.absence.isEmpty, type.value.domain.isSingle,
      constantValue(id) == nil || !mentionsName(node)
    else { return }
    let value = type.value.base == .bool ? "\(type.value.domain.low != 0)" : type.value.domain.description
    report(.alwaysDecided, as: .warning, "\(what) is always \(value)", at: node.range)
  }

  func isCondition(_ id: ExpressionID, at range: SourceRange) -> Bool {
    if isPoison(id) { return false }
    let value = type(of: id).value
    if value.base == .bool || (value.base.isNumeric && value.domain.isWithin(.boolean)) { return true }
    report(
      .wrongType, "a condition is needed here, and this is \(describe(value))", at: range,
      notes: value.base.isNumeric ? ["compare it: `... >= 1`"] : [])
    return false
  }

  func not(_ operand: ExpressionID, at range: SourceRange) -> ExpressionID {
    guard isCondition(operand, at: expressions[operand].range) else { return poison(at: range) }
    if let known = constantNumber(operand) { return truth(known == 0, at: range) }
    var type = type(of: operand)
    type.value = .bool
    return append(.not, [operand], type, at: range)
  }

  /// Kleene `and`, `or`: one side that decides is enough.
  func logic(_ isAnd: Bool, _ left: ExpressionID, _ right: ExpressionID, at range: SourceRange) -> ExpressionID {
    guard isCondition(left, at: expressions[left].range), isCondition(right, at: expressions[right].range) else {
      return poison(at: range)
    }
    guard let grain = meet([left, right], at: range) else { return poison(at: range) }
    for (one, other) in [(left, right), (right, left)] {
      guard let known = constantNumber(one) else { continue }
      if (known != 0) == isAnd { return other }
      // Decided, but still a value for each of these: what is right does not depend on a parameter's value.
      let decided = truth(!isAnd, at: range)
      expressions[decided].type.grain = grain
      return decided
    }
    let absence = type(of: left).absence.union(type(of: right).absence)
    return append(isAnd ? .and : .or, [left, right], ExpressionType(.bool, per: grain, absence: absence), at: range)
  }

  func truth(_ value: Bool, at range: SourceRange) -> ExpressionID {
    let type = ValueType(.bool, domain: .constant(value ? 1 : 0))
    return append(.constant(Value(value)), [], ExpressionType(type, per: .run), at: range)
  }

  /// `a ?? b`: a limited `a` stays limited, or the response could choose the default.
  func coalesce(_ left: ExpressionID, _ right: ExpressionID, at range: SourceRange) -> ExpressionID {
    guard !isPoison(left), !isPoison(right), let grain = meet([left, right], at: range),
      let value = joined([left, right], at: range)
    else { return poison(at: range) }
    let mine = type(of: left).absence
    let absence = mine.intersection(.limits).union(type(of: right).absence)
    return append(.coalesce, [left, right], ExpressionType(value, per: grain, absence: absence), at: range)
  }

  // MARK: Joining types

  /// The coarsest grain that refines the grains of all operands; reported where there is none.
  ///
  /// - Parameter start: a grain that must be refined as well.
  func meet(_ operands: [ExpressionID], with start: Grain = .run, at range: SourceRange) -> Grain? {
    var grain = start
    var finest = operands.first
    for id in operands {
      let next = type(of: id).grain
      guard let both = grain.meet(next) else {
        let first = finest.map { expressions[$0].range } ?? range
        report(
          .mixedGrains, "a value per \(grain.name) and a value per \(next.name) cannot be combined", at: range,
          because: [
            .init(first, "one value for each \(grain.name)"),
            .init(expressions[id].range, "one value for each \(next.name)"),
          ], notes: ["aggregate one of them first"])
        return nil
      }
      if both != grain { finest = id }
      grain = both
    }
    return grain
  }

  /// A type that holds the values of all operands; reported where there is none.
  func joined(_ operands: [ExpressionID], at range: SourceRange) -> ValueType? {
    var result: ValueType?
    // `[]` is of the kind of the lists beside it.
    let isAnyKind = operands.map(isEmptyList)
    for (id, isEmpty) in zip(operands, isAnyKind) where !isEmpty || isAnyKind.allSatisfy({ $0 }) {
      let next = type(of: id).value
      guard let current = result else {
        result = next
        continue
      }
      guard let both = current.joined(next) else {
        report(
          .wrongType, "the parts are of different kinds: \(describe(current)) and \(describe(next))", at: range,
          because: [.init(expressions[id].range, describe(next))])
        return nil
      }
      result = both
    }
    return result
  }

  /// A type in words: `a number in 0..1`, `a text`, `a count in tok`.
  func describe(_ type: ValueType) -> String {
    switch type.base {
    case .bool: return "a condition"
    case .int, .real:
      let unit = type.unit.map { " \($0)" } ?? ""
      return "a number (\(type.domain.description)\(unit))"
    case .text: return "a text"
    case .json: return "a JSON value"
    case .symbol: return "a symbol"
    case .list(let element): return "a list (\(describe(ValueType(element))))"
    case .table(let element): return "a table (\(describe(ValueType(element))))"
    case .record(.message): return "a message"
    case .record(.toolCall): return "a tool call"
    case .record(.testRun): return "a run of tests"
    case .pattern: return "a pattern"
    case .poison: return "an error"
    }
  }
}

extension ValueType {
  /// The type that holds the values of both, or nil.
  func joined(_ other: ValueType) -> ValueType? {
    if base == .poison { return other }
    if other.base == .poison { return self }
    if case .list(let mine) = base, case .list(let theirs) = other.base, base != other.base {
      let items = ValueType(mine, domain: domain).joined(ValueType(theirs, domain: other.domain))
      return items.map { ValueType(.list($0.base), domain: $0.domain) }
    }
    if case .symbol = base, other.base == .text { return other }
    if case .symbol = other.base, base == .text { return self }
    guard base.isNumeric, other.base.isNumeric else {
      return base == other.base ? ValueType(base, domain: domain.union(other.domain)) : nil
    }
    // A literal 0 has every unit: it is what a closed condition pays.
    let zero = Domain.constant(0)
    guard unit == other.unit || domain == zero || other.domain == zero else { return nil }
    let numeric: [BaseType] = [.bool, .int, .real]
    let rank = max(numeric.firstIndex(of: base) ?? 2, numeric.firstIndex(of: other.base) ?? 2)
    return ValueType(numeric[rank], domain: domain.union(other.domain), unit: unit ?? other.unit)
  }
}
