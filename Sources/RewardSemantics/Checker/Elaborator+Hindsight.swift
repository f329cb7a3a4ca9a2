import RewardSyntax

/// `hindsight`: the best rollouts of a group that fell short are revised, and revisions take the places of others. It is a
/// request and functions of `std.hindsight`.
extension Elaborator {
  /// What the parts of a hindsight are made of, each at rollout grain or coarser.
  private struct Hindsight {
    var name: Name
    var score: ExpressionID
    /// How many criteria are satisfied; 0 where that does not matter.
    var met: ExpressionID
    var request: RequestID
    /// The score of what came back, per answer.
    var revised: ExpressionID
    var module: Module
  }

  func hindsight(_ syntax: HindsightSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    if hasErrors(in: node) { return .poison }
    let range = syntax.name.range
    guard let scoreNode = syntax.score, let prompt = syntax.prompt else {
      var missing: [String] = []
      if syntax.score == nil { missing.append("`score`") }
      if syntax.prompt == nil { missing.append("`prompt`") }
      report(
        .badHindsight, "the hindsight `\(syntax.name.text)` has no \(missing.joined(separator: " and no "))", at: range,
        notes: [
          "`score NAME` says what a revision is to raise, `prompt \"\"\" ... {response} ... \"\"\"` what is asked"
        ])
      return .poison
    }
    let scope = Scope(module: module)
    guard let score = revisedScore(scoreNode, in: scope), let answers = answerCount(syntax.answers, in: scope),
      let open = openGroups(syntax, score, scoreNode, in: scope)
    else { return .poison }
    var met = lifted(constant(0, at: range), to: .rollout, at: range)
    if let verdicts = verdicts(of: syntax, in: scope) {
      guard !isPoison(verdicts) else { return .poison }
      let isSatisfied = library("criterion_satisfied", ["met": verdicts], at: range)
      let isUnmet = not(isSatisfied, at: range)
      for (name, condition) in [("satisfied", isSatisfied), ("unmet", isUnmet)] {
        scope.bindings[name] = .meaning(.expression(library("criteria_listed", ["open": condition], at: range)))
        scope.entities[name] = Entity(.word, name)
      }
      if syntax.candidates?.mostMetFirst == true { met = library("criteria_met", ["met": verdicts], at: range) }
    } else if let candidates = syntax.candidates, candidates.mostMetFirst {
      report(
        .badHindsight, "nothing says how many criteria a rollout meets", at: candidates.range,
        notes: ["name the verdicts: `verdicts met`, of `input met: bool per verdict` or a judge per verdict"])
      return .poison
    }
    guard let limit = number(syntax.candidates?.limit, or: 16, "the number of candidates", in: scope) else {
      return .poison
    }
    let isCandidate = library(
      "hindsight_candidate", ["score": score, "met": met, "open": open, "limit": limit], at: range)
    guard !isPoison(isCandidate),
      let request = ask(syntax.name, prompt, where: isCandidate, per: .rollout, answers: answers, in: scope),
      let revised = answerReaders[request].read(score, named: source(scoreNode.range), at: scoreNode.range)
    else { return .poison }
    return members(
      of: Hindsight(
        name: syntax.name, score: score, met: met, request: request, revised: revised, module: module),
      syntax, in: scope)
  }

  // MARK: Clauses

  /// `score followed`; nil after a report.
  private func revisedScore(_ node: SyntaxNode, in scope: Scope) -> ExpressionID? {
    let score = expression(node, in: scope)
    if isPoison(score) { return nil }
    let type = type(of: score)
    if type.value.base.isNumeric, type.grain == .rollout { return score }
    report(
      .badHindsight,
      "a revision raises a number per rollout, and this is \(describe(type.value)) per \(type.grain.name)",
      at: node.range)
    return nil
  }

  /// `when max(followed over group) < 1`, the default where the score has a high end. Nil after a report.
  private func openGroups(
    _ syntax: HindsightSyntax, _ score: ExpressionID, _ scoreNode: SyntaxNode, in scope: Scope
  ) -> ExpressionID? {
    let domain = type(of: score).value.domain
    guard let node = syntax.condition else {
      guard domain.high.isFinite else {
        report(
          .badHindsight, "`\(source(scoreNode.range))` has no high end, so nothing says which groups fell short",
          at: scoreNode.range, notes: ["say it: `when max(\(source(scoreNode.range)) over group) < 0.9`"])
        return nil
      }
      let range = syntax.name.range
      let best = library("hindsight_best_of_group", ["score": score], at: range)
      return arithmetic(.less, [best, constant(domain.high, at: range)], at: range)
    }
    let condition = condition(node, in: scope)
    if isPoison(condition) { return nil }
    guard Grain.group.refines(type(of: condition).grain) else {
      report(
        .badHindsight, "`when` chooses groups, and this is one condition for each \(type(of: condition).grain.name)",
        at: node.range, notes: ["`max(\(source(scoreNode.range)) over group) < 1`, `not any(... over group)`"])
      return nil
    }
    return isOpen(condition, domain, node) ? condition : nil
  }

  /// Whether groups differ in a condition: the best score may be compared with what it never reaches, or always. Reported
  /// where not.
  private func isOpen(_ condition: ExpressionID, _ domain: Domain, _ node: SyntaxNode) -> Bool {
    guard type(of: condition).value.domain.isSingle else { return true }
    report(
      .thresholdOutside, "this condition is the same for every group", at: node.range,
      label: "always \(type(of: condition).value.domain.low == 0 ? "false" : "true")",
      notes: ["the score ranges over \(domain.description)"])
    return false
  }

  /// The verdicts that tell which criteria are satisfied: those named, or the only ones of the spec; nil where there are
  /// none, and wrong ones after a report.
  private func verdicts(of syntax: HindsightSyntax, in scope: Scope) -> ExpressionID? {
    func isVerdict(_ id: ExpressionID) -> Bool {
      guard let rubric else { return false }
      return type(of: id).grain == .product(.rollout, rubric.grain) && type(of: id).value.base.isNumeric
    }
    if let node = syntax.verdicts {
      let id = expression(node, in: scope)
      if isPoison(id) || isVerdict(id) { return id }
      report(
        .badHindsight,
        "verdicts have one value for each criterion and rollout, and this is per \(type(of: id).grain.name)",
        at: node.range)
      return poison(at: node.range)
    }
    var found: [(name: String, value: ExpressionID)] = []
    for name in scope.module.order {
      switch scope.module.values[name] {
      case .input(let input, _) where input.per?.text == "verdict": break
      case .judge(let judge, _) where judge.per?.text == "verdict": break
      default: continue
      }
      guard let entry = scope.module.values[name] else { continue }
      let meaning = resolve(entry, named: Name(name, syntax.name.range), in: scope.module, isRead: false)
      if case .expression(let id) = meaning, isVerdict(id) { found.append((name, id)) }
    }
    guard found.count > 1 else { return found.first?.value }
    report(
      .badHindsight, "several declarations have a verdict for each criterion", at: syntax.name.range,
      notes: ["say which one is meant: " + found.map { "`verdicts \($0.name)`" }.joined(separator: " or ")])
    return poison(at: syntax.name.range)
  }

  /// A whole number of a clause, or its default; nil after a report.
  private func number(_ node: SyntaxNode?, or value: Double, _ what: String, in scope: Scope) -> ExpressionID? {
    guard let node else { return constant(value, .int, at: main.tree.root.range) }
    let id = expression(node, in: scope)
    if isPoison(id) { return nil }
    guard let number = constantNumber(id), number >= 1, number == number.rounded() else {
      report(.outOfRange, "\(what) is a whole number, 1 at least, known before the run", at: node.range)
      return nil
    }
    return id
  }

  // MARK: Members

  private func members(of hindsight: Hindsight, _ syntax: HindsightSyntax, in scope: Scope) -> Meaning {
    let range = hindsight.name.range
    var bonus = constant(0, at: range)
    if let node = syntax.bonus {
      bonus = expression(node, in: scope)
      if isPoison(bonus) { return .poison }
      guard type(of: bonus).value.base.isNumeric, Grain.group.refines(type(of: bonus).grain) else {
        report(.badHindsight, "the bonus is a number, one for all rollouts of a group", at: node.range)
        return .poison
      }
    }
    let best = library("hindsight_best_revision", ["revised": hindsight.revised], at: range)
    let shaped = part(
      hindsight, "shaped",
      library(
        "hindsight_shaped", ["score": hindsight.score, "best_revision": best, "bonus": bonus], at: range))
    guard let mix = syntax.mix else {
      return .request(
        hindsight.request,
        members: [
          "asked": .expression(answerReaders[hindsight.request].asked), "shaped": .expression(shaped),
          "reward": .expression(shaped),
        ])
    }
    guard let top = number(mix.count, or: 1, "the number of slots", in: scope) else { return .poison }
    let draw = slotDraw(hindsight.name)
    let slot = library("hindsight_slot", ["draw": draw], at: range)
    let answers = Grain.derived(requests[hindsight.request].items)
    func filled(guided: ExpressionID, copied: ExpressionID, own: ExpressionID) -> ExpressionID {
      library(
        "slotted",
        [
          "score": hindsight.score, "met": hindsight.met, "revised": hindsight.revised, "slot": slot, "top": top,
          "guided": guided, "copied": copied, "own": own,
        ], ["answers": .grain(answers), "copies": .symbol(mix.copiesBest ? "best" : "none")], at: range)
    }
    func code(_ value: Double, per grain: Grain) -> ExpressionID {
      lifted(constant(value, .int, at: range), to: grain, at: range)
    }
    let reward = part(
      hindsight, "reward", filled(guided: hindsight.revised, copied: shaped, own: shaped))
    let content = filled(
      guided: code(1, per: answers), copied: code(2, per: .rollout), own: code(0, per: .rollout))
    let kind = part(hindsight, "kind", slotKind(content, at: range))
    let place = append(.position, [], ExpressionType(ValueType(.int, domain: .count), per: .rollout), at: range)
    let nothing = append(
      .constant(Value(missing: .noElement)), [],
      ExpressionType(ValueType(.int, domain: .count), per: .run, absence: .abstain), at: range)
    let source = part(
      hindsight, "source",
      filled(
        guided: lifted(place, to: answers, at: range), copied: place, own: lifted(nothing, to: .rollout, at: range)))
    emitSlots(
      hindsight, where: arithmetic(.notEqual, [content, constant(0, .int, at: range)], at: range),
      [("slot", slot), ("kind", kind), ("source", source)], slot: slot, top: top)
    mixes.append((hindsight.name, declaration(reward)))
    return .request(
      hindsight.request,
      members: [
        "asked": .expression(answerReaders[hindsight.request].asked), "shaped": .expression(shaped),
        "reward": .expression(reward), "kind": .expression(kind),
        "source": .expression(source),
      ])
  }

  private func part(_ hindsight: Hindsight, _ name: String, _ value: ExpressionID) -> ExpressionID {
    if isPoison(value) { return value }
    return declare(
      "\(hindsight.name.text).\(name)", .let, value, at: hindsight.name.range, documentation: "", in: hindsight.module)
  }

  func declaration(_ reference: ExpressionID) -> DeclarationID? {
    if case .reference(let declaration) = expressions[reference].operation { declaration } else { nil }
  }

  /// What orders the slots: a number of the run for each rollout, or the column `NAME_slot` of the rows.
  private func slotDraw(_ name: Name) -> ExpressionID {
    let value = ValueType(.real, domain: Domain(low: 0, high: 1))
    let draw = append(.random("\(name.text).slot"), [], ExpressionType(value, per: .rollout), at: name.range)
    let column = "\(name.text)_slot"
    let given = declareInput(
      TypedInput(
        name: column, type: ExpressionType(ValueType(.real), per: .rollout, absence: .abstain),
        source: .field(path: [column], aliases: []), selects: nil, isOptional: true, range: name.range))
    return coalesce(append(.input(given), [], inputs[given].type, at: name.range), draw, at: name.range)
  }

  /// `policy`, `guided` or `copy`, by a number from 0.
  private func slotKind(_ code: ExpressionID, at range: SourceRange) -> ExpressionID {
    let value = ValueType(.symbol(["policy", "guided", "copy"]))
    func symbol(_ name: String) -> ExpressionID {
      append(.constant(Value(text: name)), [], ExpressionType(value, per: .run), at: range)
    }
    func isCode(_ number: Double) -> ExpressionID {
      arithmetic(.equal, [code, constant(number, .int, at: range)], at: range)
    }
    return append(
      .when, [isCode(1), symbol("guided"), isCode(2), symbol("copy"), symbol("policy")],
      ExpressionType(value, per: .rollout, absence: type(of: code).absence), at: range)
  }

  /// The records of the slots that no longer hold what the policy wrote to the prompt, with what a trainer puts there.
  private func emitSlots(
    _ hindsight: Hindsight, where isFilled: ExpressionID, _ fields: [(String, ExpressionID)], slot: ExpressionID,
    top: ExpressionID
  ) {
    let range = hindsight.name.range
    let request = requests[hindsight.request]
    let answers = Grain.derived(request.items)
    func text(_ guided: ExpressionID) -> ExpressionID {
      library(
        "slotted_text",
        [
          "score": hindsight.score, "revised": hindsight.revised, "slot": slot, "top": top,
          "guided": lifted(guided, to: answers, at: range),
        ], at: range)
    }
    let condition = coalesce(isFilled, truth(false, at: range), at: range)
    var fields = fields
    let answer = text(item(request.items, of: derivedGrains[request.items.id], at: range))
    if !isPoison(answer) { expressions[answer].type.value = ValueType(.json) }
    fields.append(("answer", answer))
    fields.append(
      (
        "prompt",
        text(
          append(
            .reference(request.prompt), [], declarations[request.prompt].type, at: range))
      ))
    if case .input = main.values["response"] {
      if case .expression(let response) = answered(
        Name("response", range), of: hindsight.request, at: range, in: Scope(module: main)),
        type(of: response).value.base == .text
      {
        fields.append(("response", text(response)))
      }
    }
    guard !isPoison(condition), !fields.contains(where: { isPoison($0.1) }) else { return }
    let name = Name("\(hindsight.name.text).slots", range)
    emissions.append(
      TypedEmission(
        name: name.text, grain: .rollout, namesRollout: true,
        condition: part(name, "where", condition, in: hindsight.module),
        fields: fields.map { field, value in
          (field, part(name, field, only(value, where: condition, at: range), in: hindsight.module))
        }, range: range))
  }

  /// A mix whose rewards nothing trains on changes nothing.
  func warnOfUnreadMixes(_ read: Set<DeclarationID>) {
    for (name, reward) in mixes {
      guard let reward, !read.contains(reward) else { continue }
      report(
        .unreadMix, as: .warning, "nothing that is trained on reads `\(name.text).reward`", at: name.range,
        notes: ["revisions take the places of rollouts there: `advantage = grpo(\(name.text).reward)`"])
    }
  }

  // MARK: Library

  /// A function of `std.hindsight` with these arguments.
  private func library(
    _ name: String, _ values: [String: ExpressionID], _ others: [String: Meaning] = [:], at range: SourceRange
  ) -> ExpressionID {
    guard let module = modules.first(where: { $0.isLibrary && $0.name == "std.hindsight" }),
      let function = module.functions[name], let body = function.body
    else { return poison(at: range) }
    let scope = Scope(module: module)
    for (parameter, value) in values { scope.bindings[parameter] = .meaning(.expression(value)) }
    for (parameter, meaning) in others { scope.bindings[parameter] = .meaning(meaning) }
    for parameter in function.parameters {
      if let type = parameter.type, case .symbols(let set) = type.type {
        scope.symbolSets[parameter.name.text] = set.map(\.text)
      }
      if scope.bindings[parameter.name.text] == nil, let value = parameter.defaultValue {
        scope.bindings[parameter.name.text] = .deferred(value, nil, scope)
      }
    }
    for local in function.locals { scope.bindings[local.name.text] = .deferred(local.value, nil, scope) }
    calls.append((function, range, true))
    defer { calls.removeLast() }
    return expression(body, in: scope)
  }
}
