import RewardSyntax

extension Elaborator {
  /// What a declared name stands for; elaborated when it is first asked for, so that order does not matter.
  func resolve(_ entry: Module.Entry, named name: Name, in module: Module, isRead: Bool = true) -> Meaning {
    let key = Key(module: module.id, name: entry.name.text)
    if isRead { used.insert(key) }
    switch states[key] {
    case .done(let meaning):
      return reread(meaning, at: name.range)
    case .resolving:
      cycle(through: key)
      states[key] = .done(.poison)
      return .poison
    case nil:
      break
    }
    states[key] = .resolving
    resolving.append((key, entry.name))
    let frames = calls
    calls = []
    let meaning = elaborate(entry, in: module)
    calls = frames
    resolving.removeLast()
    if case .done(.poison) = states[key] { return .poison }
    states[key] = .done(meaning)
    return reread(meaning, at: name.range)
  }

  /// The same meaning with the place where it is read now, so that messages point there.
  private func reread(_ meaning: Meaning, at range: SourceRange) -> Meaning {
    guard case .expression(let id) = meaning, !isPoison(id) else { return meaning }
    let known = expressions[id]
    return .expression(append(known.operation, known.operands, known.type, at: range))
  }

  private func cycle(through key: Key) {
    let members = resolving.drop { $0.key != key }.map(\.name)
    guard let first = members.min(by: { $0.range.start < $1.range.start }) else { return }
    let chain = (members.map(\.text) + [members[0].text]).joined(separator: " → ")
    report(
      .cycle, "declarations read each other: \(chain)", at: first.range,
      because: members.filter { $0 != first }.map { .init($0.range, "part of the cycle") })
  }

  private func elaborate(_ entry: Module.Entry, in module: Module) -> Meaning {
    switch entry {
    case .input(let syntax, _): return input(syntax, in: module)
    case .parameter(let name, let type, let value): return parameter(name, type, value, in: module)
    case .value(let syntax, let node): return value(syntax, node, in: module)
    }
  }

  // MARK: Parameters

  private func parameter(_ name: Name, _ typeNode: SyntaxNode?, _ valueNode: SyntaxNode?, in module: Module) -> Meaning
  {
    let scope = Scope(module: module)
    let declared = typeNode.flatMap { declaredType($0, in: scope) }
    if typeNode != nil, declared == nil { return .poison }
    if let declared, declared.special != .none {
      report(.wrongType, "a parameter of a spec cannot be of this type", at: declared.range)
      return .poison
    }
    if case .symbol(let set) = declared?.value.base {
      symbolSets[Key(module: module.id, name: name.text)] = set
    }
    guard let valueNode else { return .poison }
    var meaning = argument(valueNode, as: declared, in: scope)
    if module === main, let override = overrides[name.text] {
      meaning = self.override(name, with: override, declared, default: meaning)
    }
    switch meaning {
    case .symbol(let symbol):
      parameters.append(
        TypedParameter(
          name: name.text, type: declared?.value ?? .poison, value: .symbol(symbol), range: name.range))
      return meaning
    case .expression(let id):
      if isPoison(id) { return .poison }
      guard let value = constantValue(id), let constant = StaticValue(value) else {
        report(
          .notConstant, "a parameter's value must be known before the run", at: valueNode.range,
          notes: ["`let` names a value of the rows"])
        return .poison
      }
      if let unit = declared?.value.unit { expressions[id].type.value.unit = unit }
      parameters.append(
        TypedParameter(name: name.text, type: declared?.value ?? type(of: id).value, value: constant, range: name.range)
      )
      return meaning
    default:
      return .poison
    }
  }

  /// `--set name=text`: a number, a truth value, a symbol or a text, read as the parameter's type wants.
  private func override(_ name: Name, with text: String, _ declared: DeclaredType?, default meaning: Meaning) -> Meaning
  {
    let wanted: ValueType
    if let declared {
      wanted = declared.value
    } else if case .expression(let id) = meaning {
      wanted = type(of: id).value
    } else {
      return .poison
    }
    func bad(_ reason: String) -> Meaning {
      report(.badSetting, "`--set \(name.text)=\(text)`: \(reason)", at: name.range)
      return .poison
    }
    switch wanted.base {
    case .symbol(let set):
      return set.contains(text) ? .symbol(text) : bad("it is one of \(set.joined(separator: ", "))")
    case .text:
      return .expression(
        append(.constant(Value(text: text)), [], ExpressionType(.text, per: .run), at: name.range))
    case .bool, .int, .real:
      let truth: Double? = text == "true" ? 1 : text == "false" ? 0 : nil
      guard let number = truth ?? Double(text), number.isFinite else { return bad("a number is needed") }
      if wanted.base != .real, number != number.rounded() { return bad("a whole number is needed") }
      if declared?.hasDomain == true || wanted.base == .bool, !wanted.domain.contains(number) {
        return bad("it must lie in \(wanted.domain.description)")
      }
      return .expression(constant(number, wanted.base, unit: wanted.unit, at: name.range))
    default:
      return bad("a value of this type cannot be set from the command line")
    }
  }

  // MARK: Inputs

  private func input(_ syntax: InputSyntax, in module: Module) -> Meaning {
    let scope = Scope(module: module)
    guard let typeNode = syntax.type, let declared = declaredType(typeNode, in: scope) else { return .poison }
    var grain = Grain.rollout
    if let per = syntax.per {
      guard let written = self.grain(per, in: scope) else { return .poison }
      grain = written
    }
    guard [.token, .turn, .rollout, .group].contains(grain) else {
      report(
        .notYet, "an input per \(grain.rawValue) is not in this version yet", at: syntax.per?.range ?? typeNode.range,
        notes: ["inputs are per token, turn, rollout or group"])
      return .poison
    }
    if declared.special != .none || declared.value.base == .poison {
      report(.wrongType, "an input cannot be of this type", at: typeNode.range)
      return .poison
    }
    if case .symbol = declared.value.base {
      report(.notYet, "an input that is a symbol is not in this version yet; declare a text", at: typeNode.range)
      return .poison
    }
    if case .list = declared.value.base, declared.hasDomain {
      report(.notYet, "a range for the numbers of a list is not in this version yet", at: typeNode.range)
      return .poison
    }
    if case .list = declared.value.base, grain == .turn || grain == .token {
      report(.notYet, "a list per \(grain.rawValue) is not in this version yet", at: typeNode.range)
      return .poison
    }
    if syntax.isTrained {
      report(.notYet, "`trained` inputs are not in this version yet", at: syntax.name.range)
      return .poison
    }
    var selects: Grain?
    if let name = syntax.selects {
      guard name.text == "token", grain == .token, declared.value.base == .bool, !declared.isOptional else {
        report(.wrongType, "a mask is written `input mask: bool per token selects token`", at: name.range)
        return .poison
      }
      selects = .token
    }
    let absence: Absence = declared.isOptional ? .abstain : []
    // The column itself may hold anything of its kind; what was declared beyond that is checked on each value.
    var raw = declared.value
    raw.domain = raw.base == .bool ? .boolean : .all
    let path = path(of: syntax)
    let type = ExpressionType(raw, per: grain, absence: absence)
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
        name: syntax.name.text, type: type, source: .field(path: path, aliases: aliases(of: syntax)), bound: nil,
        selects: selects,
        isOptional: declared.isOptional, range: syntax.name.range))
    var value = append(.input(id), [], inputs[id].type, at: syntax.name.range)
    if declared.hasDomain || raw.base == .int { value = checked(value, declared, at: syntax.name.range) }
    if let bound = declared.bound { value = bounded(value, bound, at: typeNode.range, in: scope) }
    return .expression(value)
  }

  private func declareInput(_ input: TypedInput) -> InputID {
    if let known = inputs.firstIndex(where: { $0.name == input.name && $0.source == input.source }) { return known }
    inputs.append(input)
    return inputs.count - 1
  }

  private func path(of syntax: InputSyntax) -> [String] {
    if let from = syntax.from { return from.text.split(separator: ".").map(String.init) }
    return [syntax.name.text]
  }

  private func aliases(of syntax: InputSyntax) -> [[String]] {
    syntax.from == nil ? WellKnownFields.aliases(of: syntax.name.text) : []
  }

  /// A value outside the declared domain is failed, not trained on.
  private func checked(_ id: ExpressionID, _ declared: DeclaredType, at range: SourceRange) -> ExpressionID {
    var type = type(of: id)
    type.value.domain = declared.value.domain
    let domain = declared.value.domain
    let statics: [StaticValue?] = [
      nil, .number(domain.low), .number(domain.high), domain.values.map { .list($0.map { .number($0) }) },
      .number(declared.value.base == .int ? 1 : 0),
    ]
    return append(
      .call(builtin: index(of: .inDomain), statics: statics, present: [true, false, false, false, false]), [id], type,
      at: range)
  }

  /// A text longer than its bound is limited: what reads it is settled by the score it belongs to.
  private func bounded(
    _ id: ExpressionID, _ bound: (limit: Double, unit: String), at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
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
        source: .field(path: ["token_ids"], aliases: WellKnownFields.aliases(of: "token_ids")), bound: nil,
        selects: nil, isOptional: false, range: range))
  }

  /// Whatever counts tokens reads every column of tokens, each of which says how many there are.
  func markTokensRead() {
    for (name, entry) in main.values {
      if case .input(let input, _) = entry, input.per?.text == "token" { used.insert(Key(module: main.id, name: name)) }
    }
  }

  // MARK: Values

  private func value(_ syntax: ValueDeclarationSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    guard let valueNode = syntax.value else { return .poison }
    let scope = Scope(module: module)
    let declared = syntax.type.flatMap { declaredType($0, in: scope) }
    let meaning = meaning(valueNode, expecting: .value, in: scope)
    if syntax.keyword == .let {
      switch meaning {
      case .symbol, .grain, .pattern:
        guard let declared else { return meaning }
        report(
          .wrongType, "`\(syntax.name.text)` must be \(describe(declared.value)), and this is no value",
          at: valueNode.range,
          because: [.init(declared.range, "declared here")])
        return .poison
      default: break
      }
    }
    guard case .expression(var id) = meaning else {
      if case .poison = meaning { return .poison }
      _ = expression(valueNode, in: scope)
      return .poison
    }
    if isPoison(id) { return .poison }
    if let declared, !fits(id, declared, of: "`\(syntax.name.text)`", at: valueNode.range) { return .poison }
    if let per = syntax.per {
      guard let grain = grain(per, in: scope) else { return .poison }
      guard type(of: id).grain == grain else {
        report(
          .wrongGrainOfScore,
          "`\(syntax.name.text)` is declared per \(grain.rawValue), and this is per \(type(of: id).grain.rawValue)",
          at: valueNode.range, because: [.init(per.range, "declared here")])
        return .poison
      }
    }
    let kind = TypedDeclaration.Kind(rawValue: syntax.keyword.rawValue) ?? .let
    guard kind == .let || isScore(id, kind, syntax, at: valueNode.range) else { return .poison }
    if kind == .rule { warnIfDecided(id, "this rule", valueNode) }
    if kind != .let, type(of: id).absence.contains(.limit) {
      let domain = declared?.value.domain ?? type(of: id).value.domain
      guard domain.low.isFinite else {
        report(
          .unknownLimitValue, "`\(syntax.name.text)` has no low end to take when the response goes over a limit",
          at: valueNode.range, notes: ["declare its range: `\(kind.rawValue) \(syntax.name.text): 0..1 = ...`"])
        return .poison
      }
      var type = type(of: id)
      type.absence.remove(.limit)
      id = append(.settle(onLimit: domain.low), [id], type, at: valueNode.range)
    }
    declarations.append(
      TypedDeclaration(
        name: qualified(syntax.name.text, in: module), kind: kind, value: id, type: type(of: id),
        range: syntax.name.range,
        documentation: node.documentation))
    // A `let` that is a constant is that constant: conditions on it are decided now.
    if kind == .let, constantValue(id) != nil { return meaning }
    return .expression(
      append(.reference(declarations.count - 1), [], type(of: id), at: syntax.name.range))
  }

  /// The name of a declaration as the main file reads it.
  private func qualified(_ name: String, in module: Module) -> String {
    guard let alias = main.aliases.first(where: { $0.value == module.id })?.key else { return name }
    return "\(alias).\(name)"
  }

  private func isScore(
    _ id: ExpressionID, _ kind: TypedDeclaration.Kind, _ syntax: ValueDeclarationSyntax, at range: SourceRange
  ) -> Bool {
    let type = type(of: id)
    guard type.value.base.isNumeric else {
      report(
        .wrongType, "a \(kind.rawValue) is a number or a condition, and this is \(describe(type.value))", at: range)
      return false
    }
    if kind == .rule, type.absence.contains(.abstain) {
      report(
        .mayBeAbsent, "a rule must have a value, and this may be absent", at: range,
        notes: ["say what absence is worth: `?? 0`, or declare a `reward` that may abstain"])
      return false
    }
    if kind == .reward || kind == .advantage {
      if constantValue(id) != nil || type.value.domain.isSingle {
        report(
          .constantScore, "this \(kind.rawValue) cannot vary, so it teaches nothing", at: range,
          label: "always \(type.value.domain.description)")
        return false
      }
      guard [.rollout, .turn, .token].contains(type.grain) else {
        let advice = type.grain == .pair ? "aggregate it: `mean(... over others)`" : "use `metric` to log it"
        report(
          .wrongGrainOfScore,
          "\(kind == .reward ? "a reward" : "an advantage") is per rollout, turn or token, and this is per \(type.grain.rawValue)",
          at: range, notes: [advice])
        return false
      }
    }
    if type.grain == .pair {
      report(
        .wrongGrainOfScore, "a \(kind.rawValue) per pair is not in this version yet", at: range,
        notes: ["aggregate it: `mean(... over others)`"])
      return false
    }
    return true
  }
}
