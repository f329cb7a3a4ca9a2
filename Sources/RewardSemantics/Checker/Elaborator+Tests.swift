import RewardSyntax

/// `test` blocks: their rows become literal values, their expectations conditions at run grain.
extension Elaborator {
  func test(_ syntax: TestSyntax, in module: Module) -> TypedTest? {
    let scope = Scope(module: module)
    var rows: [TypedTest.Row] = []
    var shared: [InputID: Value] = [:]
    var stubs: [DeclarationID: Value] = [:]
    var conditions: [SyntaxNode] = []
    var groups = 0
    var given: Set<String> = []
    var stubbed: Set<String> = []
    var isGood = true
    for item in syntax.items {
      switch item {
      case .with(let name, let value):
        isGood = isFirst(name, among: &given) && isGood
        isGood = bind(name, value, into: &shared, in: scope) && isGood
      case .stub(let name, let value):
        isGood = isFirst(name, among: &stubbed) && isGood
        guard let stub = stub(name, value, in: scope) else {
          isGood = false
          continue
        }
        stubs[stub.declaration] = stub.value
      case .group(let bindings, let members, let range):
        var common: [InputID: Value] = [:]
        for binding in bindings { isGood = bind(binding.name, binding.value, into: &common, in: scope) && isGood }
        if !members.contains(where: { $0.request == nil }) {
          report(.badTest, "a group needs one rollout at least", at: range)
          isGood = false
        }
        for member in members where member.request == nil {
          if rows.contains(where: { $0.label == member.name.text }) {
            report(.badTest, "two rollouts are named `\(member.name.text)`", at: member.name.range)
            isGood = false
          }
          introduce(member.name, .rollout, in: scope)
          var own = common
          if let response = member.response {
            isGood = bind(Name("response", member.name.range), response, into: &own, in: scope) && isGood
          }
          var row = TypedTest.Row(label: member.name.text, group: groups, inputs: own)
          for field in member.fields { isGood = bind(field.name, field.value, into: &row, in: scope) && isGood }
          rows.append(row)
        }
        for member in members {
          guard let request = member.request else { continue }
          isGood = bindAnswer(member, to: request, group: groups, into: &rows, in: scope) && isGood
        }
        groups += 1
      case .expect(let condition):
        conditions.append(condition)
      }
    }
    if conditions.isEmpty, isGood {
      report(.noExpectation, "this test expects nothing", at: syntax.title.range, notes: ["add `expect ...`"])
      return nil
    }
    if rows.isEmpty { rows = [TypedTest.Row(label: nil, group: 0, inputs: [:])] }
    for index in rows.indices {
      rows[index].inputs.merge(shared) { own, _ in own }
      fillCriteria(&rows[index].inputs)
    }
    fillChosen(&rows)
    scope.probed = ProbedRollouts(labels: rows.map(\.label), readers: .test)
    var expectations: [ExpressionID] = []
    for node in conditions {
      let id = condition(node, in: scope)
      if isPoison(id) {
        isGood = false
      } else if type(of: id).grain != .run {
        report(
          .badTest, "an expectation is one condition, and this has one for each \(type(of: id).grain.name)",
          at: node.range)
        isGood = false
      } else if !readsProbe(id) {
        report(.constantExpectation, "this expectation depends on nothing the spec computes", at: node.range)
        isGood = false
      } else {
        expectations.append(id)
      }
    }
    guard isGood else { return nil }
    return TypedTest(
      title: syntax.title.text, range: syntax.title.range, rows: rows, stubs: stubs, expectations: expectations)
  }

  /// `stub persuasive = 0.5`: what a declaration is worth; nil after a report.
  private func stub(_ name: Name, _ node: SyntaxNode, in scope: Scope) -> (declaration: DeclarationID, value: Value)? {
    let id = expression(meaning(ofPath: name, in: scope), at: name.range)
    guard !isPoison(id), let constant = literal(node, in: scope) else { return nil }
    guard case .reference(let declaration) = expressions[id].operation else {
      report(.badTest, "`\(name.text)` is no rule, judge, reward, metric or let", at: name.range)
      return nil
    }
    guard fits(constant, declarations[declaration].type.value.base) else {
      report(.badTest, "`\(name.text)` is \(describe(declarations[declaration].type.value))", at: node.range)
      return nil
    }
    if let judge = judges.first(where: { $0.declaration == declaration }),
      let answers = judge.answers(in: expressions), !answers.contains(constant.number)
    {
      report(
        .badTest, "`\(name.text)` answers \(answers.description), and never \(constant.description)", at: node.range)
      return nil
    }
    return (declaration, constant)
  }

  /// A field of a rollout: an input, or a declaration that has this value for it.
  func bind(_ name: Name, _ node: SyntaxNode, into row: inout TypedTest.Row, in scope: Scope) -> Bool {
    switch scope.module.values[name.text] {
    case .value, .gate, .judge:
      guard let stub = stub(name, node, in: scope) else { return false }
      let grain = declarations[stub.declaration].type.grain
      guard grain == .rollout else {
        report(
          .badTest, "`\(name.text)` has one value for each \(grain.name), not for each rollout", at: name.range,
          notes: ["`stub \(name.text) = ...` gives it one value everywhere"])
        return false
      }
      row.stubs[stub.declaration] = stub.value
      return true
    default: return bind(name, node, into: &row.inputs, in: scope)
    }
  }

  private func isFirst(_ name: Name, among earlier: inout Set<String>) -> Bool {
    if earlier.insert(name.text).inserted { return true }
    report(.badTest, "`\(name.text)` is given twice", at: name.range)
    return false
  }

  func bind(_ name: Name, _ node: SyntaxNode, into row: inout [InputID: Value], in scope: Scope) -> Bool {
    if let bound = bindPart(name, node, into: &row, in: scope) { return bound }
    if let bound = bindTurn(name, node, into: &row, in: scope) { return bound }
    if name.text == "turn_index", let id = inputs.firstIndex(where: { $0.source == .turnNumber }) {
      guard let value = literal(node, in: scope) else { return false }
      guard case .list = value.payload, fits(value, .list(.int)) else {
        report(.badTest, "`turn_index` is a list with the place of the turn of each token", at: node.range)
        return false
      }
      row[id] = value
      return true
    }
    if let bound = bindSlot(name, node, into: &row, in: scope) { return bound }
    guard case .input(let syntax, _) = scope.module.values[name.text] else {
      let known = scope.module.values.values.compactMap { entry in
        if case .input(let input, _) = entry { return input.name.text }
        return nil
      }
      report(
        .badTest, "the spec has no input `\(name.text)`", at: name.range,
        fix: nearest(name.text, among: known, at: name.range))
      return false
    }
    _ = lookUp(Name(syntax.name.text, name.range), expecting: .value, in: scope)
    if let rubric, rubric.input?.name.text == syntax.name.text {
      return bindCriteria(node, rubric, into: &row, in: scope)
    }
    if let both = bindItems(syntax.name.text, node, into: &row, in: scope) { return both }
    guard let id = inputs.firstIndex(where: { $0.name == syntax.name.text }) else { return false }
    let wanted = inputs[id].type
    if case .symbol(let set) = wanted.value.base, case .name = node.expression, wanted.grain != .turn,
      wanted.grain != .token
    {
      guard let name = symbol(node, of: set, in: scope) else { return false }
      row[id] = Value(text: name)
      return true
    }
    guard let value = literal(node, in: scope) else { return false }
    if let unit = wanted.value.unit, wanted.grain != .token, wanted.grain != .turn, case .number = value.payload {
      let type = DeclaredType(value: ValueType(.real, unit: unit), range: syntax.name.range)
      guard self.fits(expression(node, in: scope), type, of: "`\(name.text)`", at: node.range) else { return false }
    }
    let isSequence = wanted.grain == .token || wanted.grain == .turn
    let fits: Bool
    switch (wanted.value.base, value.payload) {
    case (_, .list(let values)) where isSequence: fits = values.allSatisfy { self.fits($0, wanted.value.base) }
    case (let base, _) where !isSequence: fits = self.fits(value, base)
    default: fits = false
    }
    guard fits else {
      let many = isSequence ? " for each \(wanted.grain.name), as a list" : ""
      report(.badTest, "`\(name.text)` is \(describe(wanted.value))\(many)", at: node.range)
      return false
    }
    row[id] = value
    return true
  }

  /// The criteria of a test: their texts. What else they say is given by name: `with rubric.weight = [2, -1]`.
  private func bindCriteria(_ node: SyntaxNode, _ rubric: Rubric, into row: inout [InputID: Value], in scope: Scope)
    -> Bool
  {
    guard let value = literal(node, in: scope) else { return false }
    guard case .list = value.payload, fits(value, .list(.text)) else {
      report(.badTest, "criteria of a test are a list of texts", at: node.range)
      return false
    }
    guard let list = rubric.lists[.text], case .input(let id) = expressions[list].operation else { return true }
    row[id] = value
    return true
  }

  /// What a row does not say of its criteria is as if the data said nothing of it.
  private func fillCriteria(_ row: inout [InputID: Value]) {
    guard let rubric, rubric.input != nil, let texts = rubric.lists[.text],
      case .input(let id) = expressions[texts].operation, let criteria = row[id]?.list
    else { return }
    for (part, list) in rubric.lists {
      guard case .input(let id) = expressions[list].operation, row[id] == nil else { continue }
      row[id] = Value(
        list: criteria.indices.map { index in
          switch part {
          case .text: criteria[index]
          case .id: Value(text: "\(index)")
          case .weight: Value(1)
          case .tags: Value(list: [])
          case .instruction: Value(text: "")
          case .arguments: Value(text: "{}")
          }
        })
    }
  }

  /// Where a row is a pair, the first rollout of a group is the chosen one, unless a test says another.
  private func fillChosen(_ rows: inout [TypedTest.Row]) {
    guard let id = inputs.firstIndex(where: { $0.source == .chosen }) else { return }
    for index in rows.indices where rows[index].inputs[id] == nil {
      rows[index].inputs[id] = Value(index == 0 || rows[index - 1].group != rows[index].group)
    }
  }

  /// `turn.calls = [["search"], []]`: a list with a value for each turn; nil where the name is no part of a turn.
  private func bindTurn(_ name: Name, _ node: SyntaxNode, into row: inout [InputID: Value], in scope: Scope) -> Bool? {
    guard name.text.hasPrefix("turn."), scope.module.values["turn"] == nil else { return nil }
    let member = Name(String(name.text.dropFirst("turn.".count)), name.range)
    guard case .expression(let id) = turn(member, at: name.range), case .input(let input) = expressions[id].operation
    else { return false }
    guard let value = literal(node, in: scope) else { return false }
    guard case .list(let turns) = value.payload, turns.allSatisfy({ fits($0, inputs[input].type.value.base) }) else {
      report(
        .badTest, "`\(name.text)` is a list with \(describe(inputs[input].type.value)) for each turn", at: node.range)
      return false
    }
    row[input] = value
    return true
  }

  /// `rubric.weight = [2, -1]`; nil where the name is no part of the rubric.
  private func bindPart(_ name: Name, _ node: SyntaxNode, into row: inout [InputID: Value], in scope: Scope) -> Bool? {
    guard let rubric, let input = rubric.input, name.text.hasPrefix("\(input.name.text).") else { return nil }
    let start = name.range.start
    let owner = SourceRange(file: name.range.file, start: start, end: start + input.name.text.utf8.count)
    note(Name(input.name.text, owner), Entity(.input, input.name.text, at: input.name.range))
    let parts: [String: TypedInput.CriterionPart] = ["id": .id, "weight": .weight, "tags": .tags]
    guard let part = parts[String(name.text.dropFirst(input.name.text.utf8.count + 1))] else {
      report(.badTest, "a test gives criteria their `weight`, `tags` and `id`", at: name.range)
      return false
    }
    // A part that nothing reads has no column.
    guard let list = rubric.lists[part], case .input(let id) = expressions[list].operation else { return true }
    guard let value = literal(node, in: scope) else { return false }
    guard fits(value, inputs[id].type.value.base) else {
      report(.badTest, "`\(name.text)` is \(describe(inputs[id].type.value))", at: node.range)
      return false
    }
    row[id] = value
    return true
  }

  /// A list with one value for each criterion, `none` where there is none; nil where the input is none of these.
  private func bindItems(_ name: String, _ node: SyntaxNode, into row: inout [InputID: Value], in scope: Scope) -> Bool?
  {
    var items: InputID?
    var presence: InputID?
    for (id, input) in inputs.enumerated() where input.name == name {
      if case .items = input.source { items = id }
      if case .presence = input.source { presence = id }
    }
    guard let items else { return nil }
    guard case .list(let element) = inputs[items].type.value.base, case .list(let nodes) = node.expression else {
      report(.badTest, "`\(name)` is a list with one value for each criterion", at: node.range)
      return false
    }
    var values: [Value] = []
    var isThere: [Value] = []
    for node in nodes {
      var value: Value?
      if case .name(let word) = node.expression, word.text == "none", scope.module.values["none"] == nil {
        note(word, Entity(.word, word.text))
        value = element.isNumeric ? Value(0) : Value(text: "")
        isThere.append(Value(false))
      } else {
        value = literal(node, in: scope)
        isThere.append(Value(true))
      }
      guard let value else { return false }
      guard fits(value, element) else {
        report(.badTest, "`\(name)` has a value of another kind here", at: node.range)
        return false
      }
      values.append(value)
    }
    row[items] = Value(list: values)
    if let presence { row[presence] = Value(list: isThere) }
    return true
  }

  private func fits(_ value: Value, _ base: BaseType) -> Bool {
    switch value.payload {
    case .number: base.isNumeric
    case .text: base == .text || base == .json || base.isSymbol || base.isTable || base.isRecord
    case .list(let values):
      if case .list(let element) = base { values.allSatisfy { fits($0, element) } } else { false }
    case .none: false
    }
  }

  func literal(_ node: SyntaxNode, in scope: Scope) -> Value? {
    let id = expression(node, in: scope)
    if isPoison(id) { return nil }
    guard let value = constantValue(id) else {
      report(.badTest, "a test's values are literals", at: node.range)
      return nil
    }
    return value
  }
}
