import RewardSyntax

extension Elaborator {
  /// What a declared name stands for; elaborated when it is first asked for, so that order does not matter.
  func resolve(_ entry: Module.Entry, named name: Name, in module: Module, isRead: Bool = true) -> Meaning {
    let key = Key(module: module.id, name: entry.name.text)
    if isRead { used.insert(key) }
    switch states[key] {
    case .done(let meaning):
      note(name, entity(of: entry), meaning)
      return reread(meaning, at: name.range)
    case .resolving:
      note(name, entity(of: entry))
      cycle(through: key)
      states[key] = .done(.poison)
      return .poison
    case nil:
      break
    }
    states[key] = .resolving
    resolving.append((key, entry.name))
    let context = (calls, wholeLet, siblings, temporalDepth)
    (calls, wholeLet, siblings, temporalDepth) = ([], nil, nil, 0)
    let meaning = elaborate(entry, in: module)
    (calls, wholeLet, siblings, temporalDepth) = context
    resolving.removeLast()
    note(name, entity(of: entry), meaning)
    if case .done(.poison) = states[key] { return .poison }
    states[key] = .done(meaning)
    return reread(meaning, at: name.range)
  }

  /// The same meaning with the place where it is read now, so that messages point there.
  func reread(_ meaning: Meaning, at range: SourceRange) -> Meaning {
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
    case .gate(let syntax, let node): return gate(syntax, node, in: module)
    case .partition(let syntax): return partition(syntax, in: module)
    case .state(let syntax): return state(syntax, in: module)
    case .machine(let syntax, let node): return machine(syntax, node, in: module)
    case .rubric(let syntax): return rubric(syntax)
    case .judge(let syntax, let node): return judge(syntax, node, in: module)
    case .request(let syntax, let node): return request(syntax, node, in: module)
    case .hindsight(let syntax, let node): return hindsight(syntax, node, in: module)
    case .resample(let syntax, let node): return resample(syntax, node, in: module)
    }
  }

  private func value(_ syntax: ValueDeclarationSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    guard let valueNode = syntax.value else { return .poison }
    let scope = Scope(module: module)
    let declared = syntax.type.flatMap { declaredType($0, in: scope) }
    if syntax.keyword == .let { wholeLet = (syntax.name, module, valueNode) }
    var meaning = meaning(valueNode, expecting: .value, in: scope)
    wholeLet = nil
    if case .compound = meaning {
      if syntax.keyword == .let, declared == nil { return meaning }
      meaning = .expression(expression(meaning, at: valueNode.range))
    }
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
          "`\(syntax.name.text)` is declared per \(grain.name), and this is per \(type(of: id).grain.name)",
          at: valueNode.range, because: [.init(per.range, "declared here")])
        return .poison
      }
    }
    let kind = TypedDeclaration.Kind(rawValue: syntax.keyword.rawValue) ?? .let
    if kind == .objective {
      guard let loss = objective(id, valueNode, in: module) else { return .poison }
      return .expression(
        declare(
          syntax.name.text, kind, loss, at: syntax.name.range, documentation: node.documentation, in: module))
    }
    guard kind == .let || isScore(id, kind, syntax, at: valueNode.range) else { return .poison }
    if kind == .rule { warnIfDecided(id, "this rule", valueNode) }
    if kind != .let {
      guard let settled = settled(id, declared, of: kind, named: syntax.name, at: valueNode.range) else {
        return .poison
      }
      id = settled
    }
    if kind == .advantage, let kept = selected(at: syntax.name.range) {
      id = only(id, where: kept, at: valueNode.range)
    }
    let reference = declare(
      syntax.name.text, kind, id, at: syntax.name.range, documentation: node.documentation, in: module)
    // A `let` that is a constant is that constant: conditions on it are decided now.
    if kind == .let, constantValue(id) != nil { return meaning }
    return .expression(reference)
  }

  /// A score at its boundary: where the response went over a limit it takes the low end of its range. Nil after a report.
  func settled(
    _ id: ExpressionID, _ declared: DeclaredType?, of kind: TypedDeclaration.Kind, named name: Name,
    at range: SourceRange
  ) -> ExpressionID? {
    let absence = type(of: id).absence
    guard !absence.isDisjoint(with: .limits) else { return id }
    let domain = declared?.value.domain ?? type(of: id).value.domain
    // What is only logged may say why it has no value.
    if kind == .metric || kind == .advantage && !absence.contains(.limit), !domain.low.isFinite { return id }
    guard domain.low.isFinite else {
      report(
        .unknownLimitValue, "`\(name.text)` has no low end to take when the response goes over a limit",
        at: range, notes: ["declare its range: `\(kind.rawValue) \(name.text): 0..1 = ...`"])
      return nil
    }
    var type = type(of: id)
    type.absence.subtract(.limits)
    return append(.settle(onLimit: domain.low), [id], type, at: range)
  }

  /// Adds a declaration and gives a reference to it.
  func declare(
    _ name: String, _ kind: TypedDeclaration.Kind, _ value: ExpressionID, at range: SourceRange,
    documentation: String, in module: Module
  ) -> ExpressionID {
    declarations.append(
      TypedDeclaration(
        name: qualified(name, in: module), kind: kind, value: value, type: type(of: value), range: range,
        documentation: documentation))
    return append(.reference(declarations.count - 1), [], type(of: value), at: range)
  }

  /// The name of a declaration as the main file reads it.
  func qualified(_ name: String, in module: Module) -> String {
    guard let alias = main.aliases.filter({ $0.value == module.id }).keys.min() else { return name }
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
          "\(kind == .reward ? "a reward" : "an advantage") is per rollout, turn or token, and this is per \(type.grain.name)",
          at: range, notes: [advice])
        return false
      }
    }
    return true
  }
}
