import RewardSyntax

/// `revise a: "a better text"` in the group of a test: what comes back for a request.
extension Elaborator {
  /// Gives an answer to the rollout that it is for; for a request per group, to the first of the group. False after a
  /// report.
  func bindAnswer(
    _ member: TestSyntax.Member, to name: Name, group: Int, into rows: inout [TypedTest.Row], in scope: Scope
  ) -> Bool {
    if let entry = declared(name.text, from: scope.module), case .resample = entry.entry {
      return bindAttempt(member, to: name, entry, group: group, into: &rows, in: scope)
    }
    guard let (entry, home) = declared(name.text, from: scope.module),
      let request = request(entry, named: name, in: home)
    else {
      report(
        .badTest, "the spec has no request `\(name.text)`", at: name.range,
        notes: ["a rollout is written `\(member.name.text): ...`; an answer `REQUEST ROLLOUT: ...`"])
      return false
    }
    if request < 0 { return false }
    let isOfGroup = requests[request].grain == .group
    note(member.name, Entity(isOfGroup ? .grain : .rollout, member.name.text, at: nil))
    let place = rows.firstIndex { row in
      row.group == group && (isOfGroup ? member.name.text == "group" : row.label == member.name.text)
    }
    guard let place else {
      report(
        .badTest,
        isOfGroup
          ? "`\(name.text)` asks about the group: write `\(name.text) group: ...`"
          : "the group has no rollout `\(member.name.text)`", at: member.name.range)
      return false
    }
    guard let answer = answer(member, group: group, in: scope) else { return false }
    if rows[place].answers[request, default: []].count == requests[request].answers {
      report(
        .badTest,
        "`\(name.text)` takes \(count(requests[request].answers, "answer")) for each \(requests[request].grain.name)",
        at: name.range)
      return false
    }
    rows[place].answers[request, default: []].append(answer)
    return true
  }

  /// `ladder a: "..."`: what rollout `a` is in the next attempt of its group.
  private func bindAttempt(
    _ member: TestSyntax.Member, to name: Name, _ found: (entry: Module.Entry, module: Module), group: Int,
    into rows: inout [TypedTest.Row], in scope: Scope
  ) -> Bool {
    guard case .resample = resolve(found.entry, named: name, in: found.module) else { return false }
    note(member.name, Entity(.rollout, member.name.text, at: nil))
    guard let place = rows.firstIndex(where: { $0.group == group && $0.label == member.name.text }) else {
      report(.badTest, "the group has no rollout `\(member.name.text)`", at: member.name.range)
      return false
    }
    guard let attempt = answer(member, group: group, in: scope) else { return false }
    rows[place].attempts.append(attempt)
    return true
  }

  /// The inputs and stubs of an answer; nil after a report.
  private func answer(_ member: TestSyntax.Member, group: Int, in scope: Scope) -> Rows.Answer? {
    var row = TypedTest.Row(label: nil, group: group, inputs: [:])
    var isGood = true
    if let response = member.response {
      isGood = bind(Name("response", member.name.range), response, into: &row.inputs, in: scope)
    }
    for field in member.fields { isGood = bind(field.name, field.value, into: &row, in: scope) && isGood }
    return isGood ? Rows.Answer(inputs: row.inputs, stubs: row.stubs) : nil
  }

  /// `revise_slot: 0`: which rollout's slot a hindsight fills first; nil where the name is no such column.
  func bindSlot(_ name: Name, _ node: SyntaxNode, into row: inout [InputID: Value], in scope: Scope) -> Bool? {
    guard name.text.hasSuffix("_slot"), let entry = scope.module.values[String(name.text.dropLast(5))],
      case .hindsight(let hindsight, _) = entry
    else { return nil }
    guard case .request = resolve(entry, named: hindsight.name, in: scope.module) else { return false }
    guard hindsight.mix != nil, let id = inputs.firstIndex(where: { $0.name == name.text }) else { return nil }
    note(name, Entity(.word, name.text))
    guard let value = literal(node, in: scope) else { return false }
    guard case .number = value.payload else {
      report(.badTest, "`\(name.text)` is a number", at: node.range)
      return false
    }
    row[id] = value
    return true
  }

  /// The request that a declaration is, below 0 for one that was reported; nil for anything else.
  private func request(_ entry: Module.Entry, named name: Name, in home: Module) -> RequestID? {
    switch entry {
    case .request, .hindsight: break
    default: return nil
    }
    switch resolve(entry, named: name, in: home) {
    case .request(let request, _): return request
    default: return -1
    }
  }
}
