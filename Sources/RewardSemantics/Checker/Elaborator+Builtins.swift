import RewardSyntax

/// Calls of builtins: their arguments in the slots of their parameters, and what comes of them.
extension Elaborator {
  /// A builtin called with elaborated arguments, all positional and dynamic.
  func callBuiltin(_ name: String, _ arguments: [ExpressionID], at range: SourceRange) -> ExpressionID {
    guard let builtin = registry[name] else {
      report(.unknownFunction, "this needs the function `\(name)`, which is not there", at: range)
      return poison(at: range)
    }
    var slots = [Slot](repeating: .absent, count: builtin.parameters.count)
    for (index, id) in arguments.enumerated() where index < slots.count { slots[index] = .dynamic([id]) }
    return finish(builtin, slots, at: range)
  }

  /// An argument of a builtin by parameter.
  enum Slot {
    case absent
    case dynamic([ExpressionID])
    case fixed(StaticValue, SyntaxNode)
    /// A static argument that the checker gives.
    case constant(StaticValue)

    /// What the last parameter of a variadic builtin holds after one more argument: a static one holds a list.
    func adding(_ other: Slot) -> Slot {
      switch (self, other) {
      case (.dynamic(let ids), .dynamic(let more)): .dynamic(ids + more)
      case (.fixed(.list(let values), let node), .fixed(let value, _)): .fixed(.list(values + [value]), node)
      case (_, .fixed(let value, let node)): .fixed(.list([value]), node)
      default: other
      }
    }
  }

  func callBuiltin(
    _ name: String, arguments: [(label: Name?, value: SyntaxNode)], at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    guard let builtin = registry[name] else { return poison(at: range) }
    var slots = [Slot](repeating: .absent, count: builtin.parameters.count)
    var position = 0
    // A bad argument does not hide another.
    var isGood = true
    for (label, node) in arguments {
      var index = position
      if let label {
        guard let found = builtin.parameters.firstIndex(where: { $0.name == label.text }) else {
          report(
            .unknownArgument, "`\(builtin.name)` has no argument `\(label.text)`", at: label.range,
            notes: ["it takes: \(builtin.parameters.map(\.name).joined(separator: ", "))"],
            fix: nearest(label.text, among: builtin.parameters.map(\.name), at: label.range))
          return poison(at: range)
        }
        index = found
      } else {
        position += 1
      }
      if builtin.isVariadic, index >= slots.count - 1, label == nil {
        guard let slot = slot(node, for: builtin.parameters[slots.count - 1], of: builtin, in: scope) else {
          isGood = false
          continue
        }
        slots[slots.count - 1] = slots[slots.count - 1].adding(slot)
        continue
      }
      guard index < slots.count else {
        report(
          .tooManyArguments, "`\(builtin.name)` takes \(count(builtin.parameters.count, "argument"))", at: node.range)
        return poison(at: range)
      }
      if case .absent = slots[index] {
      } else {
        report(
          .duplicateArgument, "`\(builtin.parameters[index].name)` is given twice", at: label?.range ?? node.range)
        return poison(at: range)
      }
      guard let slot = slot(node, for: builtin.parameters[index], of: builtin, in: scope) else {
        isGood = false
        continue
      }
      slots[index] = slot
    }
    return isGood ? finish(builtin, slots, at: range) : poison(at: range)
  }

  /// An argument in the form its parameter wants; nil after a report.
  private func slot(_ node: SyntaxNode, for parameter: Builtin.Parameter, of builtin: Builtin, in scope: Scope) -> Slot?
  {
    guard parameter.isStatic else {
      let id = expression(node, in: scope)
      return isPoison(id) ? nil : .dynamic([id])
    }
    var expectation = Expectation.value
    if case .symbol(let set) = parameter.accepts { expectation = .symbol(set) }
    switch meaning(node, expecting: expectation, in: scope) {
    case .symbol(let name): return .fixed(.symbol(name), node)
    case .pattern(let pattern):
      if parameter.accepts == .pattern { return .fixed(.pattern(pattern), node) }
    case .expression(let id):
      if isPoison(id) { return nil }
      if parameter.accepts == .pattern {
        report(
          .wrongType, "`\(builtin.name)` needs a pattern here", at: node.range,
          notes: ["a pattern is written /like this/"]
        )
        return nil
      }
      guard let value = constantValue(id), let constant = StaticValue(value) else {
        report(
          .notConstant, "`\(parameter.name)` of `\(builtin.name)` must be known before the run", at: node.range,
          notes: ["use a literal or a `param`"])
        return nil
      }
      if case .amount(let units) = parameter.accepts {
        return amount(constant, in: units, for: parameter, of: builtin, from: id).map { .fixed($0, node) }
      }
      guard constant.fits(parameter.accepts) else {
        report(
          .wrongType, "`\(parameter.name)` of `\(builtin.name)` cannot be \(describe(type(of: id).value))",
          at: node.range)
        return nil
      }
      return .fixed(constant, node)
    case .poison: return nil
    default: break
    }
    report(.wrongType, "`\(parameter.name)` of `\(builtin.name)` cannot be this", at: node.range)
    return nil
  }

  /// A number and its unit; nil after a report.
  private func amount(
    _ value: StaticValue, in units: [String], for parameter: Builtin.Parameter, of builtin: Builtin,
    from id: ExpressionID
  ) -> StaticValue? {
    let unit = type(of: id).value.unit
    if case .number = value, let unit, units.contains(unit) { return .list([value, .symbol(unit)]) }
    let has = unit.map { "is not in `\($0)`" } ?? "needs a unit"
    var notes = ["it is a number in \(units.joined(separator: ", "))"]
    if unit == "tok" { notes.append("how many tokens a response has is known, but not where each of them ends") }
    report(.wrongUnit, "`\(parameter.name)` of `\(builtin.name)` \(has)", at: expressions[id].range, notes: notes)
    return nil
  }

  /// Checks the slots' types, prepares the builtin for its static arguments and appends the call.
  func finish(_ builtin: Builtin, _ slots: [Slot], at range: SourceRange) -> ExpressionID {
    var statics: [StaticValue?] = []
    var present: [Bool] = []
    var operands: [ExpressionID] = []
    var types: [ValueType?] = []
    var absence = builtin.absence
    for (parameter, slot) in zip(builtin.parameters, slots) {
      switch slot {
      case .absent:
        if parameter.defaultValue == nil, !parameter.isOptional {
          report(
            .missingArgument, "`\(builtin.name)` needs its argument `\(parameter.name)`", at: range,
            notes: ["it takes: \(builtin.parameters.map(\.name).joined(separator: ", "))"])
          return poison(at: range)
        }
        statics.append(parameter.defaultValue)
        present.append(false)
        types.append(nil)
      case .fixed(let value, _), .constant(let value):
        statics.append(value)
        present.append(false)
        types.append(nil)
      case .dynamic(let ids):
        statics.append(nil)
        present.append(true)
        types.append(type(of: ids[0]).value)
        for id in ids {
          guard !isPoison(id), accepts(parameter, of: builtin, id) else { return poison(at: range) }
          if builtin.missing == .propagates { absence.formUnion(type(of: id).absence) }
          operands.append(id)
        }
      }
    }
    guard areAlike(operands, of: builtin) else { return poison(at: range) }
    do throws(PreparationError) {
      _ = try builtin.prepare(statics)
    } catch {
      report(error, of: builtin, slots, at: range)
      return poison(at: range)
    }
    warn(of: builtin, slots, statics, at: range)
    guard let grain = meet(operands, at: range) else { return poison(at: range) }
    return append(
      .call(builtin: index(of: builtin), statics: statics, present: present), operands,
      ExpressionType(builtin.result(types, statics), per: grain, absence: absence), at: range)
  }

  /// The place of a builtin among those the spec uses.
  func index(of builtin: Builtin) -> Int {
    if let known = builtinIndices[builtin.name] { return known }
    builtins.append(builtin)
    builtinIndices[builtin.name] = builtins.count - 1
    return builtins.count - 1
  }

  private func accepts(_ parameter: Builtin.Parameter, of builtin: Builtin, _ id: ExpressionID) -> Bool {
    let type = type(of: id)
    let base = type.value.base
    let fits: Bool
    var isTextual = true
    switch parameter.accepts {
    case .number: (fits, isTextual) = (base.isNumeric, false)
    case .bool: (fits, isTextual) = (base == .bool || type.value.domain.isWithin(.boolean), false)
    case .text: fits = base == .text || base.isSymbol
    case .json: fits = base == .json
    case .textOrJSON: fits = base == .text || base == .json || base.isTable || base.isRecord
    case .textsOrJSON: fits = base == .text || base == .json || base == .list(.text) || isEmptyList(id)
    case .anyList: if case .list = base { fits = true } else { fits = false }
    case .calls: fits = base == .list(.record(.toolCall)) || isEmptyList(id)
    case .textList: fits = base == .list(.text) || isEmptyList(id)
    case .numberList: fits = base.isNumericList || isEmptyList(id)
    case .any: (fits, isTextual) = (true, false)
    case .pattern, .symbol, .amount: fits = false
    }
    let place = expressions[id].range
    guard fits else {
      report(
        .wrongType, "`\(parameter.name)` of `\(builtin.name)` cannot be \(describe(type.value))", at: place,
        notes: base == .json && parameter.accepts == .text ? ["declare the input as `text` if it is one"] : [])
      return false
    }
    // A path into an absent value is absent, like an absent path.
    let isPath = builtin.absence.contains(.abstain) && (base == .json || base.isTable || base.isRecord)
    // So are operations on lists: missing in, missing out.
    let isList = [.anyList, .numberList, .calls].contains(parameter.accepts)
    if isTextual, !isPath, !isList, builtin.missing == .propagates, type.absence.contains(.abstain) {
      report(
        .mayBeAbsent, "`\(builtin.name)` needs \(describe(type.value)), and this may be absent", at: place,
        fix: .init(
          "say what it is then", range: place,
          replacement: "\(source(place)) ?? \(base == .text || base == .json ? "\"\"" : "[]")"))
      return false
    }
    return true
  }

  private func report(_ error: PreparationError, of builtin: Builtin, _ slots: [Slot], at range: SourceRange) {
    let bytes = error.offset.map { $0..<$0 + 1 }
    report(.badPattern, error.message, at: place(of: bytes, in: error.parameter, of: builtin, slots) ?? range)
  }

  /// What there is to say of arguments that can be used. Once for a place: a function may be expanded many times.
  private func warn(of builtin: Builtin, _ slots: [Slot], _ statics: [StaticValue?], at range: SourceRange) {
    guard isLinting, inspected.insert(range).inserted else { return }
    for finding in builtin.inspect(statics) {
      let code: DiagnosticCode =
        switch finding.kind {
        case .exponentialTime: .exponentialPattern
        case .polynomialTime: .polynomialPattern
        }
      report(
        code, as: .warning, finding.message,
        at: place(of: finding.bytes, in: finding.parameter, of: builtin, slots) ?? range, label: finding.label,
        notes: finding.notes)
    }
  }

  /// Where an argument stands, or those bytes of it if it is a pattern; nil where it is not written here.
  private func place(of bytes: Range<Int>?, in parameter: String, of builtin: Builtin, _ slots: [Slot]) -> SourceRange?
  {
    guard let index = builtin.parameters.firstIndex(where: { $0.name == parameter }),
      case .fixed(_, let node) = slots[index]
    else { return nil }
    let place = node.range
    guard case .regex(_, _, let start) = node.expression, let bytes, !bytes.isEmpty else { return place }
    let from = min(start + bytes.lowerBound, place.end - 1)
    return SourceRange(file: place.file, start: from, end: max(from + 1, min(start + bytes.upperBound, place.end)))
  }
}

extension StaticValue {
  /// Whether a static parameter can take it.
  func fits(_ accepts: Builtin.Parameter.Accepts) -> Bool {
    switch (accepts, self) {
    case (.any, _), (.number, .number), (.bool, .number), (.text, .text), (.json, .text), (.textOrJSON, .text),
      (.pattern, .pattern), (.anyList, .list), (.textList, .list), (.numberList, .list):
      true
    case (.symbol(let set), .symbol(let name)): set.contains(name)
    default: false
    }
  }

  /// A constant as a static argument; nil where it cannot be one.
  init?(_ value: Value) {
    switch value.payload {
    case .number(let number): self = .number(number)
    case .text(let bytes): self = .text(Array(bytes))
    case .list(let values):
      let elements = values.compactMap { StaticValue($0) }
      guard elements.count == values.count else { return nil }
      self = .list(elements)
    case .none: return nil
    }
  }
}
