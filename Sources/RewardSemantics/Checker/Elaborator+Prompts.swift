import RewardSyntax

/// The prompt of a judge: a text with the values of names in it.
extension Elaborator {
  /// The pieces of a prompt and the values that they hold, each once; nil after a report.
  func prompt(
    _ syntax: PromptSyntax, asked grain: Grain, jointly over: Grain?, in scope: Scope
  ) -> (pieces: [TypedJudge.Piece], operands: [ExpressionID])? {
    var pieces: [TypedJudge.Piece] = []
    var operands: [ExpressionID] = []
    var places: [String: Int] = [:]
    var isGood = true
    for piece in syntax.pieces {
      switch piece {
      case .text(let bytes): pieces.append(.text(bytes))
      case .name(let name):
        if let place = places[name.text] {
          pieces.append(.value(place))
          // Tools know every place of a name.
          if recorder != nil { _ = meaning(ofPath: name, in: scope) }
          continue
        }
        guard let id = shown(name, asked: grain, in: scope) else {
          isGood = false
          continue
        }
        places[name.text] = operands.count
        pieces.append(.value(operands.count))
        operands.append(id)
      }
    }
    warnOfLookalikes(syntax, in: scope)
    guard isGood else { return nil }
    guard operands.contains(where: { readsInput($0) }) else {
      report(
        .idlePrompt, "this prompt holds nothing of a row, so every answer is to the same question", at: syntax.range,
        notes: ["name what is judged in braces: `{response}`; `{{response}}` is the text itself"])
      return nil
    }
    if let over, !operands.contains(where: { !over.refines(type(of: $0).grain) }) {
      report(
        .idlePrompt, "this prompt holds nothing of the \(grain.name)s that are judged together", at: syntax.range,
        notes: ["name what is compared in braces: `{\(grain == .rollout ? "response" : "criterion.text")}`"])
      return nil
    }
    let told = operands.map { type(of: $0).grain }.reduce(Grain.run) { $0.meet($1) ?? $0 }
    guard told.refines(grain) else {
      report(
        .idlePrompt, "each \(grain.name) is asked the same as the others of its \(told.name)", at: syntax.range,
        notes: ["nothing in the prompt has a value for each \(grain.name); ask per \(told.name)"])
      return nil
    }
    return (pieces, operands)
  }

  /// Braces that the model would see as they are written, with something in them that has a value here.
  private func warnOfLookalikes(_ syntax: PromptSyntax, in scope: Scope) {
    for braces in syntax.lookalikes {
      let isKnown = declared(braces.name, from: scope.module) != nil || braces.name == "other"
      guard isKnown || braces.isCall && registry[braces.name] != nil else { continue }
      report(
        .literalBraces, as: .warning,
        "this stays text: braces hold a value where a name stands in them, and nothing else",
        at: braces.range,
        notes: braces.isCall ? ["give it a name, and show that: `let shown = \(braces.content)`"] : [],
        fix: braces.isCall
          ? nil : .init("without the blanks", range: braces.range, replacement: "{\(braces.content)}"))
    }
  }

  /// The value that a name in a prompt stands for; nil after a report.
  private func shown(_ name: Name, asked grain: Grain, in scope: Scope) -> ExpressionID? {
    let id = expression(meaning(ofPath: name, in: scope), at: name.range)
    if isPoison(id) { return nil }
    let type = type(of: id)
    switch type.value.base {
    case .bool, .int, .real, .text, .json, .symbol, .list(.text), .list(.int), .list(.real): break
    default:
      report(
        .wrongType, "a prompt holds texts, numbers and lists of them, and this is \(describe(type.value))",
        at: name.range)
      return nil
    }
    guard grain.refines(type.grain) else {
      report(
        .mixedGrains, "`\(name.text)` has a value for each \(type.grain.name), and the prompt is per \(grain.name)",
        at: name.range,
        notes: ["make one text of them: `let all = join(collect(\(name.text) over \(grain.name)), \"\\n\")`"])
      return nil
    }
    guard !mayBeAbsent(id) else {
      report(
        .mayBeAbsent, "`\(name.text)` may be absent, and a prompt needs it", at: name.range,
        notes: type.value.base == .text
          ? ["say what stands there then: `let shown = \(name.text) ?? \"\"`"]
          : ["say what it is worth then, with `??`, under a name of its own"])
      return nil
    }
    return id
  }

  /// Whether there may be nothing to show. The other response of a pair may be too long to be shown, and is not asked about.
  private func mayBeAbsent(_ id: ExpressionID) -> Bool {
    if case .other = expressions[id].operation { return mayBeAbsent(expressions[id].operands[0]) }
    return type(of: id).absence.contains(.abstain)
  }

  /// What `response`, `other.response` or `common.clear` stands for, written as one name.
  func meaning(ofPath name: Name, in scope: Scope) -> Meaning {
    var parts: [Name] = []
    var start = name.range.start
    for text in name.text.split(separator: ".") {
      let end = start + text.utf8.count
      parts.append(Name(String(text), SourceRange(file: name.range.file, start: start, end: end)))
      start = end + 1
    }
    let first = parts[0]
    var rest = parts.dropFirst()
    var meaning: Meaning
    if let member = rest.first, first.text == "other" {
      note(first, Entity(.word, first.text))
      meaning = .expression(other(member, at: first.range.union(member.range), in: scope))
      rest = rest.dropFirst()
    } else if let member = rest.first, let id = scope.module.aliases[first.text] {
      note(alias: first, in: scope.module)
      guard let entry = modules[id].values[member.text] else {
        report(
          .unknownName, "`\(first.text)` has no declaration `\(member.text)`", at: member.range,
          fix: nearest(member.text, among: Array(modules[id].values.keys), at: member.range))
        return .poison
      }
      meaning = resolve(entry, named: member, in: modules[id])
      rest = rest.dropFirst()
    } else {
      meaning = lookUp(first, expecting: .value, in: scope)
    }
    for member in rest {
      let base = SourceRange(file: name.range.file, start: name.range.start, end: member.range.start - 1)
      meaning = self.member(member, ofMeaning: meaning, base, at: base.union(member.range), in: scope)
    }
    return meaning
  }

  /// Whether a value follows from what the rows say.
  private func readsInput(_ id: ExpressionID) -> Bool {
    let found: Void? = firstRead(from: id) { id in
      switch expressions[id].operation {
      case .input, .elements, .position, .state, .random, .ask: ()
      default: nil
      }
    }
    return found != nil
  }
}
