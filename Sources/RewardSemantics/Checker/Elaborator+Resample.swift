import RewardSyntax

/// `resample`: a group is sampled again as a whole, with more of a hint each time. Every definition sees the last attempt.
extension Elaborator {
  func resample(_ syntax: ResampleSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    if hasErrors(in: node) { return .poison }
    let range = syntax.name.range
    let scope = Scope(module: module)
    guard resampling == nil else {
      report(.badResample, "a spec has one `resample`", at: range)
      return .poison
    }
    guard let conditionNode = syntax.condition, let rungsNode = syntax.rungs, let hintNode = syntax.hint,
      let prompt = syntax.prompt
    else {
      let clauses = [
        ("when", syntax.condition == nil), ("rungs", syntax.rungs == nil), ("of", syntax.hint == nil),
        ("prompt", syntax.prompt == nil),
      ]
      let missing = clauses.filter(\.1).map { "`\($0.0)`" }.joined(separator: " and no ")
      report(
        .badResample, "the resample `\(syntax.name.text)` has no \(missing)", at: range,
        notes: [
          "`when` says which groups are sampled again, `rungs [0.25, 0.5]` which shares of the text after `of` are shown, "
            + "`prompt \"\"\" ... {hint} ... \"\"\"` how"
        ])
      return .poison
    }
    let condition = condition(conditionNode, in: scope)
    guard !isPoison(condition), let rungs = rungs(rungsNode, in: scope), let hint = hintSource(hintNode, in: scope)
    else {
      return .poison
    }
    guard Grain.group.refines(type(of: condition).grain) else {
      report(
        .badResample,
        "whole groups are sampled again, and this is one condition for each \(type(of: condition).grain.name)",
        at: conditionNode.range, notes: ["aggregate it: `all(... over group)`"])
      return .poison
    }
    warnIfDecided(condition, "this condition", conditionNode)
    let attempt = append(
      .attempt, [], ExpressionType(ValueType(.int, domain: Domain(low: 0, high: Double(rungs.count))), per: .group),
      at: range)
    let rung = declare(
      "\(syntax.name.text).rung", .let, share(of: attempt, [0] + rungs, at: range), at: range, documentation: "",
      in: module)
    let next = declare(
      "\(syntax.name.text).next", .emit, share(of: attempt, rungs, at: range), at: range, documentation: "", in: module)
    let shown = declare(
      "\(syntax.name.text).text", .let, callBuiltin("beginning", [hint, rung], at: range), at: range,
      documentation: "", in: module)
    let remain = arithmetic(.less, [attempt, constant(Double(rungs.count), .int, at: range)], at: range)
    var open = logic(true, remain, condition, at: range)
    // An unknown condition does not act.
    if !type(of: open).absence.isEmpty { open = coalesce(open, truth(false, at: range), at: range) }
    open = lifted(open, to: .group, at: range)
    let asked = declare("\(syntax.name.text).asked", .let, open, at: range, documentation: "", in: module)
    scope.entities["hint"] = Entity(.word, "hint")
    scope.bindings["hint"] = .meaning(.expression(callBuiltin("beginning", [hint, next], at: range)))
    guard let (pieces, operands) = self.prompt(prompt, asked: .group, jointly: nil, in: scope) else { return .poison }
    let text = lifted(promptText(pieces, operands, at: prompt.range), to: .group, at: range)
    let question = declare(
      "\(syntax.name.text).prompt", .emit, only(text, where: asked, at: range), at: range, documentation: "", in: module
    )
    let parts = [asked, question, next].compactMap(declaration)
    guard parts.count == 3 else { return .poison }
    resampling = TypedResample(
      name: qualified(syntax.name.text, in: module), asked: parts[0], prompt: parts[1], next: parts[2],
      attempts: rungs.count, range: range)
    return .resample([
      "rung": .expression(rung), "text": .expression(shown), "asked": .expression(asked),
      "attempt": .expression(attempt),
    ])
  }

  /// What came back is whole groups or single answers, and not both in one spec.
  func reportMixedRequests() {
    guard let resampling, let request = requests.first else { return }
    report(
      .badResample, "a spec that samples groups again makes no other requests", at: resampling.range,
      because: [.init(request.range, "a request")])
  }

  /// `rungs [0.25, 0.5, 0.75]`; nil after a report.
  private func rungs(_ node: SyntaxNode, in scope: Scope) -> [Double]? {
    let id = expression(node, in: scope)
    if isPoison(id) { return nil }
    if let value = constantValue(id), case .list(let items) = value.payload {
      let rungs = items.map(\.number)
      if !rungs.isEmpty, rungs.allSatisfy({ $0 > 0 && $0 <= 1 }), zip(rungs, rungs.dropFirst()).allSatisfy({ $0 < $1 })
      {
        return rungs
      }
    }
    report(
      .badResample, "rungs are shares above 0 and up to 1 that ascend, known before the run", at: node.range,
      notes: ["`rungs [0.25, 0.5, 0.75]`"])
    return nil
  }

  /// `of solution`; nil after a report.
  private func hintSource(_ node: SyntaxNode, in scope: Scope) -> ExpressionID? {
    let id = expression(node, in: scope)
    if isPoison(id) { return nil }
    let type = type(of: id)
    if type.value.base == .text, Grain.group.refines(type.grain), !type.absence.contains(.abstain) { return id }
    report(
      .badResample,
      type.absence.contains(.abstain)
        ? "this may be absent, and a hint is the beginning of a text"
        : "a hint is the beginning of a text of the group, and this is \(describe(type.value)) per \(type.grain.name)",
      at: node.range)
    return nil
  }

  /// The share at an attempt; the last one beyond.
  private func share(of attempt: ExpressionID, _ shares: [Double], at range: SourceRange) -> ExpressionID {
    var operands: [ExpressionID] = []
    for (place, share) in shares.dropLast().enumerated() {
      operands.append(arithmetic(.equal, [attempt, constant(Double(place), .int, at: range)], at: range))
      operands.append(constant(share, at: range))
    }
    operands.append(constant(shares[shares.count - 1], at: range))
    let value = ValueType(.real, domain: Domain(values: shares))
    if operands.count == 1 { return lifted(operands[0], to: .group, at: range) }
    return append(.when, operands, ExpressionType(value, per: .group), at: range)
  }
}
