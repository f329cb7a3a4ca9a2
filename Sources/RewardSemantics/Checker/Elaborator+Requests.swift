import RewardSyntax

/// `request`: what a run asks of whoever samples, and what is read of the answers.
extension Elaborator {
  /// `request NAME per rollout where c { prompt "..." answers n }`
  func request(_ syntax: RequestSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    if hasErrors(in: node) { return .poison }
    let scope = Scope(module: module)
    var grain = Grain.rollout
    if let per = syntax.per {
      guard let written = self.grain(per, in: scope) else { return .poison }
      guard written == .rollout || written == .group else {
        report(
          .badRequest, "new rollouts are asked for per rollout or group, not per \(written.name)", at: per.range)
        return .poison
      }
      grain = written
    }
    guard let prompt = syntax.prompt else {
      report(
        .badRequest, "the request `\(syntax.name.text)` has no `prompt`", at: syntax.name.range,
        notes: ["`prompt \"\"\" ... {response} ... \"\"\"`: what is asked"])
      return .poison
    }
    let condition = syntax.condition.map { self.condition($0, in: scope) } ?? truth(true, at: syntax.name.range)
    guard let answers = answerCount(syntax.answers, in: scope), !isPoison(condition),
      let request = ask(syntax.name, prompt, where: condition, per: grain, answers: answers, in: scope)
    else { return .poison }
    return .request(request, members: ["asked": .expression(answerReaders[request].asked)])
  }

  /// How many answers are wanted; one where nothing is said. Nil after a report.
  func answerCount(_ node: SyntaxNode?, in scope: Scope) -> Int? {
    guard let node else { return 1 }
    let id = expression(node, in: scope)
    if isPoison(id) { return nil }
    if let count = constantNumber(id).flatMap({ Int(exactly: $0) }), (1...1000).contains(count) { return count }
    report(.outOfRange, "the number of answers is a whole number from 1 to 1000, known before the run", at: node.range)
    return nil
  }

  /// Declares a request; nil after a report.
  func ask(
    _ name: Name, _ syntax: PromptSyntax, where condition: ExpressionID, per grain: Grain, answers: Int,
    in scope: Scope
  ) -> RequestID? {
    let range = name.range
    guard grain.refines(type(of: condition).grain) else {
      report(
        .mixedGrains, "there is one request for each \(grain.name), and this is finer",
        at: expressions[condition].range, label: "one value for each \(type(of: condition).grain.name)")
      return nil
    }
    guard let (pieces, operands) = prompt(syntax, asked: grain, jointly: nil, in: scope) else { return nil }
    var open = condition
    // An unknown condition does not act.
    if !type(of: open).absence.isEmpty { open = coalesce(open, truth(false, at: range), at: range) }
    open = declare(
      "\(name.text).asked", .let, lifted(open, to: grain, at: range), at: range, documentation: "", in: scope.module)
    let text = lifted(promptText(pieces, operands, at: syntax.range), to: grain, at: range)
    let asked = declare(
      "\(name.text).prompt", .emit, only(text, where: open, at: range), at: range, documentation: "", in: scope.module)
    let id = requests.count
    let list = append(
      .answers(id, .row), [open, asked], ExpressionType(ValueType(.list(.text)), per: grain, absence: .abstain),
      at: range)
    requests.append(
      TypedRequest(
        name: qualified(name.text, in: scope.module), grain: grain,
        items: items(of: list, named: name.text, areAnswers: true),
        prompt: declarations.count - 1, answers: answers, range: range))
    answerReaders.append(AnswerReader(self, request: id, asked: open, prompt: asked))
    return id
  }

  /// The text of a prompt with its values in it.
  func promptText(_ pieces: [TypedJudge.Piece], _ operands: [ExpressionID], at range: SourceRange)
    -> ExpressionID
  {
    func constant(_ bytes: [UInt8]) -> ExpressionID {
      append(.constant(Value(text: bytes[...])), [], ExpressionType(.text, per: .run), at: range)
    }
    let texts = pieces.map { piece -> ExpressionID in
      switch piece {
      case .text(let bytes): return constant(bytes)
      case .value(let place): return shownText(operands[place], or: constant, at: range)
      }
    }
    guard texts.count > 1 else { return texts.first ?? constant([]) }
    let grain = texts.reduce(Grain.run) { $0.meet(type(of: $1).grain) ?? $0 }
    let absence = texts.reduce(into: Absence()) { $0.formUnion(type(of: $1).absence) }
    let list = append(.list, texts, ExpressionType(ValueType(.list(.text)), per: grain, absence: absence), at: range)
    return callBuiltin("join", [list, constant([])], at: range)
  }

  /// A value as a prompt shows it: numbers in digits, a list with an item a line.
  private func shownText(_ id: ExpressionID, or constant: ([UInt8]) -> ExpressionID, at range: SourceRange)
    -> ExpressionID
  {
    switch type(of: id).value.base {
    case .bool, .int, .real: return callBuiltin("text", [id], at: range)
    case .list(.text): return callBuiltin("join", [id, constant(Array("\n".utf8))], at: range)
    default: return id
    }
  }

  /// `NAME.f`: what the declaration or input `f` is worth for each answer.
  func answered(_ member: Name, of request: RequestID, at range: SourceRange, in scope: Scope) -> Meaning {
    let name = requests[request].name
    guard let (entry, home) = declared(member.text, from: scope.module) else {
      report(
        .unknownMember, "`\(name)` has no `\(member.text)`", at: member.range,
        notes: ["it has every declaration and input per rollout, as it is for what came back"],
        fix: nearest(member.text, among: Array(scope.module.values.keys), at: member.range))
      return .poison
    }
    return copy(resolve(entry, named: member, in: home), for: request, named: member.text, at: range)
  }

  private func copy(_ meaning: Meaning, for request: RequestID, named name: String, at range: SourceRange) -> Meaning {
    switch meaning {
    case .poison: return .poison
    case .compound(let value, let members):
      guard case .expression(let own) = copy(.expression(value), for: request, named: name, at: range) else {
        return .poison
      }
      return .compound(
        value: own, members: members.mapValues { copy($0, for: request, named: name, at: range) })
    default:
      let id = expression(meaning, at: range)
      if isPoison(id) { return .poison }
      let copy = answerReaders[request].read(id, named: name, at: range)
      return copy.map { .expression($0) } ?? .poison
    }
  }
}
