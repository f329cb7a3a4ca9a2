import RewardSyntax

extension Elaborator {
  /// What a plain name stands for: a parameter or local of the function that is being expanded, then the module's own
  /// declarations, then what it imports, then the standard library.
  func lookUp(_ name: Name, expecting expectation: Expectation, in scope: Scope) -> Meaning {
    if case .symbol(let set) = expectation, set.contains(name.text) {
      note(name, Entity(.symbol, name.text))
      return .symbol(name.text)
    }
    if let (bound, home) = local(name, in: scope) {
      // What is bound in a function has a type for each call.
      if let entity = home.entities[name.text] { note(name, entity, calls.isEmpty ? bound : nil) }
      return bound
    }
    if case .grain = expectation {
      if let owned = grainOfImport(name, in: scope) { return owned }
      if let grain = Grain(named: name.text) {
        note(name, Entity(.grain, name.text))
        return .grain(grain)
      }
      if ["others", "criterion", "verdict"].contains(name.text) {
        note(name, Entity(.grain, name.text))
        return name.text == "others" ? .others : rubricGrain(name)
      }
      if let found = declared(name.text, from: scope.module) {
        switch resolve(found.entry, named: name, in: found.module) {
        case .grain(let grain): return .grain(grain)
        case .request(let request, _): return .grain(.derived(requests[request].items))
        case .poison: return .poison
        default: break
        }
      }
      // A partition that could not be read is reported already.
      if scope.module.unreadable.contains(name.text) { return .poison }
      report(
        .unknownGrain, "`\(name.text)` is no grain", at: name.range,
        notes: ["the grains are \(Grain.named.map(\.name).joined(separator: ", ")); `others` follows `over`"],
        fix: nearest(name.text, among: Grain.named.map(\.name) + ["others"], at: name.range))
      return .poison
    }
    if let probed = scope.probed, let meaning = probedName(name, of: probed) { return meaning }
    if let found = declared(name.text, from: scope.module) {
      if refusesObjective(found.entry, name) { return .poison }
      return resolve(found.entry, named: name, in: found.module)
    }
    if name.text == "kept", !main.optimizations.isEmpty {
      note(name, Entity(.word, name.text))
      return selected(at: name.range).map { reread(.expression($0), at: name.range) } ?? .poison
    }
    if case .symbol(let set) = expectation {
      report(
        .unknownName, "`\(name.text)` is not one of \(set.map { "`\($0)`" }.joined(separator: ", "))", at: name.range,
        fix: nearest(name.text, among: set, at: name.range))
      return .poison
    }
    if let grain = Grain(named: name.text) {
      note(name, Entity(.grain, name.text))
      return name.text == "turn" ? .turn : .grain(grain)
    }
    if name.text == "criterion" {
      note(name, Entity(.grain, name.text))
      return .criterion
    }
    unknown(name, in: scope)
    return .poison
  }

  /// Whether a name stands for a grain of the spec's own.
  func isGrainOfOwn(_ name: String, in scope: Scope) -> Bool {
    if name == "criterion" || name == "verdict" { return true }
    switch declared(name, from: scope.module)?.entry {
    case .partition, .request, .hindsight: return true
    default: return false
    }
  }

  /// `common.bundle`: a partition that an import declares; nil for a name without a dot.
  private func grainOfImport(_ name: Name, in scope: Scope) -> Meaning? {
    let path = name.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.count > 1 else { return nil }
    if scope.module.unreadable.contains(path[0]) { return .poison }
    guard let id = scope.module.aliases[path[0]] else {
      report(
        .unknownGrain, "`\(name.text)` is no grain: no import is named `\(path[0])`", at: name.range,
        fix: nearest(path[0], among: Array(scope.module.aliases.keys), at: name.range).map { fix in
          let mended = ([fix.replacement] + path.dropFirst()).joined(separator: ".")
          return .init("did you mean `\(mended)`?", range: name.range, replacement: mended)
        })
      return .poison
    }
    let home = modules[id]
    let owner = SourceRange(
      file: name.range.file, start: name.range.start, end: name.range.start + path[0].utf8.count)
    note(alias: Name(path[0], owner), in: scope.module)
    if path.count == 2, home.unreadable.contains(path[1]) { return .poison }
    if path.count == 2, let entry = home.values[path[1]], case .partition = entry {
      return resolve(entry, named: name, in: home)
    }
    let known = home.order.filter { if case .partition = home.values[$0] { true } else { false } }
      .map { "\(path[0]).\($0)" }
    report(
      .unknownGrain, "`\(name.text)` is no grain", at: name.range,
      notes: known.isEmpty ? ["`\(path[0])` declares no partition"] : [],
      fix: nearest(name.text, among: known, at: name.range))
    return .poison
  }

  /// The grain that an expression names; nil after a report.
  func grain(_ node: SyntaxNode, in scope: Scope) -> Grain? {
    if case .member(let base, let member) = node.expression, case .name(let owner) = base.expression,
      !isLocal(owner.text, in: scope), scope.module.aliases[owner.text] != nil
    {
      return grain(Name("\(owner.text).\(member.text)", node.range), in: scope)
    }
    return grain(meaning(node, expecting: .grain, in: scope), at: node.range)
  }

  /// The grain that a name stands for where `others` is none; nil after a report.
  func grain(_ name: Name, in scope: Scope) -> Grain? {
    grain(lookUp(name, expecting: .grain, in: scope), at: name.range)
  }

  private func grain(_ meaning: Meaning, at range: SourceRange) -> Grain? {
    switch meaning {
    case .grain(let grain): return grain
    case .poison: break
    default: report(.unknownGrain, "a grain is needed here", at: range)
    }
    return nil
  }

  /// One of a set of symbols; nil after a report.
  func symbol(_ node: SyntaxNode, of set: [String], in scope: Scope) -> String? {
    switch meaning(node, expecting: .symbol(set), in: scope) {
    case .symbol(let name) where set.contains(name): return name
    case .poison: break
    default:
      report(.wrongType, "one of \(set.map { "`\($0)`" }.joined(separator: ", ")) is needed here", at: node.range)
    }
    return nil
  }

  func isLocal(_ name: String, in scope: Scope) -> Bool {
    var current: Scope? = scope
    while let here = current {
      if here.bindings[name] != nil { return true }
      current = here.outer
    }
    return false
  }

  /// A binding of the function that is being expanded, and the scope that it stands in.
  private func local(_ name: Name, in scope: Scope) -> (Meaning, Scope)? {
    var current: Scope? = scope
    while let here = current {
      switch here.bindings[name.text] {
      case .meaning(let meaning):
        return (meaning, here)
      case .deferred(let node, let type, let home):
        here.bindings[name.text] = .resolving
        let meaning = argument(node, as: type, in: home)
        here.bindings[name.text] = .meaning(meaning)
        return (meaning, here)
      case .resolving:
        report(.cycle, "`\(name.text)` reads itself", at: name.range, label: "read here while it is being defined")
        return (.poison, here)
      case nil:
        current = here.outer
      }
    }
    return nil
  }

  /// The declaration a name refers to, seen from `module`.
  func declared(_ name: String, from module: Module) -> (entry: Module.Entry, module: Module)? {
    if let entry = module.values[name] { return (entry, module) }
    for id in module.open { if let entry = modules[id].values[name] { return (entry, modules[id]) } }
    return nil
  }

  /// `a.b`: a member of an import, of `other`, of `turn`, of a bundle's part, or of a test's rollout.
  func member(_ member: Name, of base: SyntaxNode, at range: SourceRange, in scope: Scope) -> Meaning {
    if case .name(let owner) = base.expression, scope.bindings[owner.text] == nil {
      if let probed = scope.probed, let row = probed.labels.firstIndex(of: owner.text),
        scope.module.aliases[owner.text] == nil
      {
        if let entity = scope.entities[owner.text] { note(owner, entity) }
        return probe(row: row, member, of: probed, at: range)
      }
      if owner.text == "other" {
        note(owner, Entity(.word, owner.text))
        return .expression(other(member, at: range, in: scope))
      }
      if let id = scope.module.aliases[owner.text] {
        note(alias: owner, in: scope.module)
        if let entry = modules[id].values[member.text] {
          if refusesObjective(entry, member) { return .poison }
          return resolve(entry, named: member, in: modules[id])
        }
        let known = Array(modules[id].values.keys)
        report(
          .unknownName, "`\(owner.text)` has no declaration `\(member.text)`", at: member.range,
          fix: nearest(member.text, among: known, at: member.range))
        return .poison
      }
    }
    let owner = meaning(base, expecting: .value, in: scope)
    let found = self.member(member, ofMeaning: owner, base.range, at: range, in: scope)
    if case .poison = found { return found }
    note(member: member, of: base, found, in: scope)
    return found
  }

  func member(
    _ member: Name, ofMeaning owner: Meaning, _ base: SourceRange, at range: SourceRange, in scope: Scope
  ) -> Meaning {
    switch owner {
    case .part(let part):
      switch member.text {
      case "value": return .expression(part.value)
      case "weight": return .expression(part.weight)
      default:
        report(
          .unknownMember, "a part of a bundle has no `\(member.text)`", at: member.range,
          notes: ["it has `value` and `weight`"])
        return .poison
      }
    case .turn: return turn(member, at: range)
    case .criterion: return criterion(member, at: range)
    case .resample(let members):
      if let found = members[member.text] { return reread(found, at: range) }
      report(
        .unknownMember, "`\(source(base))` has no `\(member.text)`", at: member.range,
        notes: ["it has: \(members.keys.sorted().joined(separator: ", "))"],
        fix: nearest(member.text, among: Array(members.keys), at: member.range))
      return .poison
    case .request(let request, let members):
      if let found = members[member.text] { return reread(found, at: range) }
      return answered(member, of: request, at: range, in: scope)
    case .compound(let value, let members):
      if let found = members[member.text] { return reread(found, at: range) }
      if let found = self.member(member, ofValue: value, at: range, in: scope) { return found }
      let name = source(base)
      if members.isEmpty, member.text == "after" {
        report(
          .cycle, "what `\(name)` is after the step cannot depend on itself", at: range,
          notes: ["inside its update `\(name)` is the value at the start of the step"])
        return .poison
      }
      report(
        .unknownMember, "`\(name)` has no `\(member.text)`", at: member.range,
        notes: ["it has: \(members.keys.sorted().joined(separator: ", "))"],
        fix: nearest(member.text, among: Array(members.keys), at: member.range))
      return .poison
    case .expression(let id):
      if isPoison(id) { return .poison }
      if let found = self.member(member, ofValue: id, at: range, in: scope) { return found }
      report(
        .unknownMember, "\(describe(type(of: id).value)) has no member `\(member.text)`", at: member.range,
        notes: ["a field of the row is bound by an input: `input \(member.text): text from \"a.b\"`"])
      return .poison
    case .poison:
      return .poison
    default:
      report(.unknownMember, "`\(source(base))` has no member `\(member.text)`", at: member.range)
      return .poison
    }
  }

  /// `xs.count`, `info.a`: a member of a list or of a JSON value; nil for any other.
  private func member(_ member: Name, ofValue id: ExpressionID, at range: SourceRange, in scope: Scope) -> Meaning? {
    switch type(of: id).value.base {
    case .list where Elaborator.listMethods.contains(member.text):
      .expression(listMethod(member, of: id, [], at: range, in: scope))
    case .json: .expression(path(id, adding: member.text, at: range))
    case .record(let record): .expression(self.member(member, of: record, id, at: range))
    default: nil
    }
  }

  /// `other.x`: x at the other rollout of the pair, or at the other element of what the aggregate goes over.
  func other(_ member: Name, at range: SourceRange, in scope: Scope) -> ExpressionID {
    if member.text == "other" {
      report(.mixedGrains, "`other.other` has no meaning: a pair has two rollouts", at: range)
      return poison(at: range)
    }
    let id = expression(lookUp(member, expecting: .value, in: scope), at: member.range)
    if isPoison(id) { return id }
    let type = type(of: id)
    if let siblings { return sibling(id, siblings, at: range) }
    if Grain.group.refines(type.grain) { return id }
    guard type.grain == .rollout else {
      report(
        .mixedGrains, "`other.\(member.text)` would pair values per \(type.grain.name)", at: range,
        label: "one value for each \(type.grain.name)",
        notes: ["aggregate it first: `let x = mean(\(member.text) over rollout)`, then `other.x`"])
      return poison(at: range)
    }
    var absence = type.absence
    if !absence.isDisjoint(with: .limits) { absence = absence.subtracting(.limits).union([.abstain, .otherLimit]) }
    return append(.other, [id], ExpressionType(type.value, per: .pair, absence: absence), at: range)
  }

  /// What may follow `turn.`.
  static let turnMembers = ["text", "observation", "calls", "tool_calls", "arguments"]

  /// A part of a turn that the engine derives from `messages`.
  func turn(_ member: Name, at range: SourceRange) -> Meaning {
    switch member.text {
    case "text": return .expression(turnInput(.turnText, .text, named: "turn.text", at: range))
    case "observation": return .expression(turnInput(.turnObservation, .text, named: "turn.observation", at: range))
    case "calls":
      return .expression(turnInput(.turnCalls, ValueType(.list(.text)), named: "turn.calls", at: range))
    case "tool_calls":
      let calls = ValueType(.list(.record(.toolCall)))
      return .expression(turnInput(.turnToolCalls, calls, named: "turn.tool_calls", at: range))
    case "arguments":
      return .expression(turnInput(.turnArguments, ValueType(.list(.json)), named: "turn.arguments", at: range))
    default:
      report(
        .unknownMember, "a turn has no `\(member.text)`", at: member.range,
        notes: [
          "it has `text` (what the policy wrote), `observation` (what came back), `tool_calls`, and of these the names "
            + "(`calls`) and what the tools are called with (`arguments`)"
        ])
      return .poison
    }
  }

  /// An input that the engine derives from `messages`.
  private func turnInput(
    _ source: TypedInput.Source, _ value: ValueType, named name: String, at range: SourceRange
  ) -> ExpressionID {
    let type = ExpressionType(value, per: .turn)
    if let index = inputs.firstIndex(where: { $0.source == source }) {
      return append(.input(index), [], type, at: range)
    }
    inputs.append(
      TypedInput(name: name, type: type, source: source, selects: nil, isOptional: false, range: range))
    return append(.input(inputs.count - 1), [], type, at: range)
  }

  // MARK: Unknown names

  private func unknown(_ name: Name, in scope: Scope) {
    if scope.module.unreadable.contains(name.text) || scope.module.lacksOpenImport { return }
    // A misspelt declaration is one mistake, however often it is read.
    guard unknownNames.insert(Key(module: scope.module.id, name: name.text)).inserted else { return }
    var known = Array(scope.module.values.keys)
    for id in scope.module.open { known += modules[id].values.keys }
    var current: Scope? = scope
    while let here = current {
      known += here.names
      current = here.outer
    }
    let wellKnown = ["response", "prompt", "answer", "messages", "token_ids", "logp", "old_logp", "ref_logp"]
    let isFunction =
      scope.module.functions[name.text] != nil || CoreFunction.named(name.text) != nil
      || registry[name.text] != nil
    var notes: [String] = []
    if isFunction {
      notes = ["`\(name.text)` is a function: call it with `\(name.text)(...)`"]
    } else if wellKnown.contains(name.text) {
      notes = ["columns of the row are declared: `input \(name.text): text`"]
    }
    report(
      .unknownName, "nothing is named `\(name.text)`", at: name.range, label: "not declared", notes: notes,
      fix: isFunction ? nil : nearest(name.text, among: known, at: name.range))
  }

  /// A fix that puts the closest known name in the place of a wrong one, if one is close.
  func nearest(_ name: String, among known: [String], at range: SourceRange) -> Diagnostic.Fix? {
    RewardSemantics.nearest(to: name, among: known).map {
      Diagnostic.Fix("did you mean `\($0)`?", range: range, replacement: $0)
    }
  }
}
