import RewardSyntax

extension Elaborator {
  func binary(
    _ op: BinaryOperator, _ left: SyntaxNode, _ right: SyntaxNode, operator name: Name, at range: SourceRange,
    in scope: Scope
  ) -> ExpressionID {
    switch op {
    case .add: return arithmetic(.add, operands(left, right, in: scope), at: range)
    case .subtract: return arithmetic(.subtract, operands(left, right, in: scope), at: range)
    case .multiply: return arithmetic(.multiply, operands(left, right, in: scope), at: range)
    case .divide: return divide(operands(left, right, in: scope), at: range)
    case .power: return arithmetic(.power, operands(left, right, in: scope), at: range)
    case .less: return arithmetic(.less, operands(left, right, in: scope), at: range)
    case .lessOrEqual: return arithmetic(.lessOrEqual, operands(left, right, in: scope), at: range)
    case .greater: return arithmetic(.greater, operands(left, right, in: scope), at: range)
    case .greaterOrEqual: return arithmetic(.greaterOrEqual, operands(left, right, in: scope), at: range)
    case .equal: return equality(true, left, right, at: range, in: scope)
    case .notEqual: return equality(false, left, right, at: range, in: scope)
    case .and, .or:
      return logic(op == .and, condition(left, in: scope), condition(right, in: scope), at: range)
    case .coalesce:
      let value = expression(left, in: scope)
      var expectation = Expectation.value
      if case .symbol(let set) = type(of: value).value.base { expectation = .symbol(set) }
      return coalesce(value, self.value(right, expecting: expectation, in: scope), at: range)
    case .matches:
      return callBuiltin("matches", arguments: [(nil, left), (nil, right)], at: range, in: scope)
    case .contains:
      let list = expression(left, in: scope)
      if isPoison(list) { return list }
      if case .list = type(of: list).value.base {
        return callBuiltin("in_list", [expression(right, in: scope), list], at: range)
      }
      return callBuiltin("contains", [list, expression(right, in: scope)], at: range)
    case .in: return membership(left, right, at: range, in: scope)
    case .concatenate: return concatenation(operands(left, right, in: scope), at: range)
    }
  }

  private func operands(_ left: SyntaxNode, _ right: SyntaxNode, in scope: Scope) -> [ExpressionID] {
    [expression(left, in: scope), expression(right, in: scope)]
  }

  // MARK: Arithmetic

  func arithmetic(_ operation: Arithmetic, _ operands: [ExpressionID], at range: SourceRange) -> ExpressionID {
    if operands.contains(where: isPoison) { return poison(at: range) }
    if operands.contains(where: { type(of: $0).value.base.isNumericList }) {
      return vectorArithmetic(operation, operands, at: range)
    }
    for id in operands where !type(of: id).value.base.isNumeric {
      report(
        .wrongType, "a number is needed here, and this is \(describe(type(of: id).value))", at: expressions[id].range,
        notes: type(of: id).value.base == .text ? ["`number(...)` reads a number from a text"] : [])
      return poison(at: range)
    }
    guard let grain = meet(operands, at: range), let unit = unit(of: operation, operands, at: range) else {
      return poison(at: range)
    }
    let types = operands.map { type(of: $0).value }
    if operation == .logarithm || operation == .squareRoot, types[0].domain.low < 0 {
      report(
        .outsideDomain, "\(operation == .logarithm ? "`log`" : "`sqrt`") of a value that can be below 0",
        at: expressions[operands[0]].range, label: "ranges over \(types[0].domain.description)",
        notes: ["clamp it first: `max(..., 0)`"])
      return poison(at: range)
    }
    var absence: Absence = []
    for id in operands { absence.formUnion(type(of: id).absence) }
    let value = ValueType(
      base(of: operation, types), domain: .result(of: operation, types.map(\.domain)), unit: unit.name)
    let result = ExpressionType(value, per: grain, absence: absence)
    let known = operands.compactMap(constantNumber)
    if known.count == operands.count {
      let number = operation.apply(known[0], known.count > 1 ? known[1] : 0, known.count > 2 ? known[2] : 0)
      if number.isFinite {
        var exact = result
        exact.value.domain = .constant(number)
        return append(.constant(Value(number)), [], exact, at: range)
      }
    }
    return append(.arithmetic(operation), operands, result, at: range)
  }

  func divide(_ operands: [ExpressionID], at range: SourceRange) -> ExpressionID {
    let divisor = type(of: operands[1]).value
    if divisor.base.isNumeric, divisor.domain.contains(0) {
      let a = source(expressions[operands[0]].range)
      let b = source(expressions[operands[1]].range)
      // What a function of the library came to is not what the user wrote.
      let isWritten = !operands.contains { sourceIsLibrary(expressions[$0].range.file) }
      report(
        .divisionByZero, "the divisor can be 0", at: isWritten ? expressions[operands[1]].range : range,
        label: "ranges over \(divisor.domain.description)",
        fix: isWritten
          ? .init("say what the quotient is then", range: range, replacement: "divide(\(a), \(b), or: 0)") : nil)
      return poison(at: range)
    }
    return arithmetic(.divide, operands, at: range)
  }

  private func base(of operation: Arithmetic, _ types: [ValueType]) -> BaseType {
    let areWhole = types.allSatisfy { $0.base != .real }
    switch operation {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .sameText, .differentText: return .bool
    case .add, .subtract, .multiply, .negate, .minimum, .maximum, .clamp, .absolute: return areWhole ? .int : .real
    case .sign, .floor, .round: return .int
    default: return .real
    }
  }

  // MARK: Units

  /// The unit of a result; nil (and a report) where the operands' units do not go together.
  private func unit(of operation: Arithmetic, _ operands: [ExpressionID], at range: SourceRange) -> (
    name: String?, Void
  )? {
    let units = operands.map { type(of: $0).value.unit }
    switch operation {
    case .multiply:
      if let a = units[0], let b = units[1] { return ("\(a)·\(b)", ()) }
      return (units[0] ?? units[1], ())
    case .divide, .divideOr:
      if units[0] == units[1] { return (nil, ()) }
      guard let divisor = units[1] else { return (units[0], ()) }
      return ((units[0] ?? "1") + "/" + divisor, ())
    case .negate, .absolute, .floor, .round: return (units[0], ())
    case .add, .subtract, .minimum, .maximum, .clamp, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual:
      guard let (index, unit) = units.enumerated().compactMap({ pair in pair.1.map { (pair.0, $0) } }).first else {
        return (nil, ())
      }
      for (id, other) in zip(operands, units) where other != unit {
        // A 0 that a closed condition paid has every unit.
        if other == nil, constantNumber(id) == 0, sourceIsLibrary(expressions[id].range.file) { continue }
        let place = expressions[id].range
        let what = other.map { "`\($0)`" } ?? "a plain number"
        report(
          .wrongUnit, "`\(unit)` and \(what) do not go together", at: place,
          because: [.init(expressions[operands[index]].range, "in `\(unit)`")],
          fix: other == nil && constantNumber(id) != nil
            ? .init("name the unit", range: place, replacement: "\(source(place)) \(unit)") : nil)
        return nil
      }
      let isComparison = base(of: operation, operands.map { type(of: $0).value }) == .bool
      return (isComparison ? nil : unit, ())
    default: return (nil, ())
    }
  }

  // MARK: Equality and membership

  /// `==`, `!=` on numbers, texts and symbols. Symbols are compared now.
  private func equality(
    _ isEqual: Bool, _ left: SyntaxNode, _ right: SyntaxNode, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    let first = meaning(left, expecting: .value, in: scope)
    if case .poison = first { return poison(at: range) }
    if case .symbol(let a) = first {
      let set = symbols(of: left, in: scope) ?? [a]
      guard let b = symbol(right, of: set, in: scope) else { return poison(at: range) }
      return truth((a == b) == isEqual, at: range)
    }
    if case .grain(let a) = first {
      guard let b = self.grain(right, in: scope) else { return poison(at: range) }
      return truth((a == b) == isEqual, at: range)
    }
    let value = expression(first, at: left.range)
    if case .symbol(let set) = type(of: value).value.base {
      return compare(value, with: set, isEqual, right, at: range, in: scope)
    }
    let operands = [value, expression(right, in: scope)]
    return equality(isEqual, operands, at: range)
  }

  private func equality(_ isEqual: Bool, _ operands: [ExpressionID], at range: SourceRange) -> ExpressionID {
    if operands.contains(where: isPoison) { return poison(at: range) }
    let types = operands.map { type(of: $0).value }
    if types.allSatisfy(\.base.isNumeric) { return arithmetic(isEqual ? .equal : .notEqual, operands, at: range) }
    if types.allSatisfy({ if case .list = $0.base { true } else { false } }) {
      let same = callBuiltin("list_equal", operands, at: range)
      return isEqual || isPoison(same) ? same : not(same, at: range)
    }
    guard types.allSatisfy({ $0.base == .text || $0.base == .json || $0.base.isSymbol || $0.base.isRecord }) else {
      report(
        .wrongType, "\(describe(types[0])) cannot equal \(describe(types[1]))", at: range,
        notes: types.contains { $0.base == .text } && types.contains { $0.base.isNumeric }
          ? ["`number(...)` reads a number from a text"] : ["lists are compared with `list_equal` or `set_equal`"])
      return poison(at: range)
    }
    guard let grain = meet(operands, at: range) else { return poison(at: range) }
    let absence = type(of: operands[0]).absence.union(type(of: operands[1]).absence)
    // JSON is compared by what it means, not by how it is written.
    if types.allSatisfy({ $0.base == .json || $0.base.isRecord }), let builtin = registry["json_equal"] {
      let same = append(
        .call(builtin: index(of: builtin), statics: [nil, nil], present: [true, true]), operands,
        ExpressionType(.bool, per: grain, absence: absence), at: range)
      return isEqual ? same : not(same, at: range)
    }
    return append(
      .arithmetic(isEqual ? .sameText : .differentText), operands, ExpressionType(.bool, per: grain, absence: absence),
      at: range)
  }

  /// `kind == operation`: a symbol of the rows and a name of its set, or another symbol of the rows.
  private func compare(
    _ value: ExpressionID, with set: [String], _ isEqual: Bool, _ right: SyntaxNode, at range: SourceRange,
    in scope: Scope
  ) -> ExpressionID {
    switch meaning(right, expecting: .symbol(set), in: scope) {
    case .symbol(let name):
      guard set.contains(name) else { break }
      let type = ExpressionType(ValueType(.symbol(set)), per: .run)
      return equality(isEqual, [value, append(.constant(Value(text: name)), [], type, at: right.range)], at: range)
    case .expression(let id): return equality(isEqual, [value, id], at: range)
    case .poison: return poison(at: range)
    default: break
    }
    report(.wrongType, "one of \(set.map { "`\($0)`" }.joined(separator: ", ")) is needed here", at: right.range)
    return poison(at: range)
  }

  /// The set a symbol parameter was declared with.
  private func symbols(of node: SyntaxNode, in scope: Scope) -> [String]? {
    if case .member(let base, let member) = node.expression, case .name(let owner) = base.expression,
      let id = scope.module.aliases[owner.text]
    {
      return symbolSets[Key(module: id, name: member.text)]
    }
    guard case .name(let name) = node.expression else { return nil }
    var current: Scope? = scope
    while let here = current {
      if let set = here.symbolSets[name.text] { return set }
      current = here.outer
    }
    return symbolSets[Key(module: scope.module.id, name: name.text)]
  }

  /// `x in [a, b]`, `x in a_list`.
  private func membership(_ left: SyntaxNode, _ right: SyntaxNode, at range: SourceRange, in scope: Scope)
    -> ExpressionID
  {
    let value = expression(left, in: scope)
    if isPoison(value) { return value }
    if case .list(let nodes) = right.expression, !nodes.isEmpty {
      let tests = nodes.map { equality(true, [value, expression($0, in: scope)], at: $0.range) }
      return reduce(.any, tests, at: range)
    }
    return callBuiltin("in_list", [value, expression(right, in: scope)], at: range)
  }

  /// `x at g`: the same value, seen from each element of a finer grain.
  func lift(_ node: SyntaxNode, _ grain: Name, at range: SourceRange, in scope: Scope) -> ExpressionID {
    let value = expression(node, in: scope)
    guard !isPoison(value), let target = self.grain(grain, in: scope) else {
      return poison(at: range)
    }
    var type = type(of: value)
    guard target.refines(type.grain) else {
      report(
        .aggregateMissing, "a value per \(type.grain.name) cannot be seen from a coarser grain", at: range,
        notes: ["aggregate it: `mean(\(source(node.range)) over \(target.name))`"])
      return poison(at: range)
    }
    if target == type.grain { return value }
    guard require(target, at: grain.range) else { return poison(at: range) }
    type.grain = target
    return append(.lift, [value], type, at: range)
  }
}
