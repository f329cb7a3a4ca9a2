import RewardSyntax

/// The rubric of a spec: its criteria are a grain, whether the rows bring them or the spec writes them.
struct Rubric {
  /// One element for each criterion of a group.
  var grain: DerivedGrain
  /// The list of each part of the criteria, per group; read from the rows when first asked for.
  var lists: [TypedInput.CriterionPart: ExpressionID]
  /// The input that the rows bring them in; nil for criteria of the spec.
  var input: InputSyntax?
  /// The criteria of the spec in its source.
  var criteria: [SourceRange] = []
}

extension Elaborator {
  /// `criterion`, `verdict` as grains.
  func rubricGrain(_ name: Name) -> Meaning {
    guard let rubric = theRubric(at: name.range) else { return .poison }
    markRead(rubric)
    return .grain(name.text == "verdict" ? .product(.rollout, rubric.grain) : .derived(rubric.grain))
  }

  /// `criterion.weight` and the other parts.
  func criterion(_ member: Name, at range: SourceRange) -> Meaning {
    let parts: [String: TypedInput.CriterionPart] = [
      "text": .text, "id": .id, "weight": .weight, "tags": .tags, "instruction_id": .instruction, "kwargs": .arguments,
    ]
    guard let part = parts[member.text] else {
      report(
        .unknownMember, "a criterion has no `\(member.text)`", at: member.range,
        notes: ["it has: \(parts.keys.sorted().joined(separator: ", "))"],
        fix: nearest(member.text, among: Array(parts.keys), at: member.range))
      return .poison
    }
    guard let rubric = theRubric(at: range) else { return .poison }
    markRead(rubric)
    return .expression(item(rubric.grain, of: list(of: part, rubric), at: range))
  }

  /// The rubric of the spec; nil after a report where it has none.
  private func theRubric(at range: SourceRange) -> Rubric? {
    if let rubric { return rubric }
    for name in main.order {
      switch main.values[name] {
      case .rubric(let syntax): _ = resolve(.rubric(syntax), named: syntax.name, in: main)
      case .input(let syntax, let node) where isCriteria(syntax.type):
        _ = resolve(.input(syntax, node), named: syntax.name, in: main)
      default: continue
      }
      return rubric
    }
    report(
      .noCriteria, "the spec has no criteria", at: range,
      notes: ["rows bring them: `input rubric: list<criterion> per group`; or write a `rubric`"])
    return nil
  }

  private func markRead(_ rubric: Rubric) {
    for (name, entry) in main.values {
      switch entry {
      case .rubric: used.insert(Key(module: main.id, name: name))
      case .input(let input, _) where input.name.text == rubric.input?.name.text:
        used.insert(Key(module: main.id, name: name))
      default: continue
      }
    }
  }

  private func isCriteria(_ type: SyntaxNode?) -> Bool {
    guard let type, case .list(let element) = type.type, case .name(let name) = element.type else { return false }
    return name.text == "criterion"
  }

  /// `input rubric: list<criterion> per group`
  func criteria(_ syntax: InputSyntax, isOptional: Bool, in module: Module) -> Meaning {
    if let per = syntax.per, per.text != "group" {
      report(.wrongGrainOfScore, "criteria belong to a prompt: they are per group", at: per.range)
      return .poison
    }
    if let earlier = rubric {
      report(
        .duplicateInput, "a spec has one rubric", at: syntax.name.range,
        because: earlier.input.map { [.init($0.name.range, "the first")] } ?? [])
      return .poison
    }
    let list = criteriaList(.text, syntax)
    rubric = Rubric(
      grain: items(of: list, named: "criterion"), lists: [.text: list], input: syntax)
    return .criterion
  }

  private func criteriaList(_ part: TypedInput.CriterionPart, _ syntax: InputSyntax) -> ExpressionID {
    let value: ValueType
    switch part {
    case .text, .id, .instruction: value = ValueType(.list(.text))
    case .weight: value = ValueType(.list(.real))
    case .tags: value = ValueType(.list(.list(.text)))
    case .arguments: value = ValueType(.list(.json))
    }
    let path = syntax.from.map { $0.text.split(separator: ".").map(String.init) } ?? [syntax.name.text]
    let aliases = syntax.from == nil ? WellKnownFields.aliases(of: syntax.name.text) : []
    let id = declareInput(
      TypedInput(
        name: "\(syntax.name.text).\(part.rawValue)", type: ExpressionType(value, per: .group),
        source: .criteria(path: path, aliases: aliases, part: part), selects: nil, isOptional: false,
        range: syntax.name.range))
    return append(.input(id), [], inputs[id].type, at: syntax.name.range)
  }

  private func list(of part: TypedInput.CriterionPart, _ rubric: Rubric) -> ExpressionID {
    if let known = rubric.lists[part] { return known }
    guard let syntax = rubric.input else { return rubric.lists[.text] ?? 0 }
    let list = criteriaList(part, syntax)
    self.rubric?.lists[part] = list
    return list
  }

  /// `rubric NAME { criterion "..." weight 2 }`
  func rubric(_ syntax: RubricSyntax) -> Meaning {
    if rubric != nil {
      report(.duplicateInput, "a spec has one rubric", at: syntax.name.range)
      return .poison
    }
    let scope = Scope(module: main)
    let range = syntax.name.range
    guard !syntax.criteria.isEmpty else {
      report(.noCriteria, "this rubric has no criteria", at: range)
      return .poison
    }
    var texts: [Value] = [], ids: [Value] = [], weights: [Value] = [], tags: [Value] = []
    for (index, criterion) in syntax.criteria.enumerated() {
      texts.append(Value(text: criterion.text.text))
      ids.append(Value(text: criterion.id?.text ?? "\(index)"))
      var weight = 1.0
      if let node = criterion.weight {
        let id = expression(node, in: scope)
        if isPoison(id) { return .poison }
        guard let number = constantNumber(id) else {
          report(.notConstant, "a criterion's weight must be known before the run", at: node.range)
          return .poison
        }
        weight = number
      }
      weights.append(Value(weight))
      var list = Value(list: [])
      if let node = criterion.tags {
        let id = expression(node, in: scope)
        if isPoison(id) { return .poison }
        guard let value = constantValue(id), case .list = value.payload, type(of: id).value.base == .list(.text) else {
          report(.wrongType, "tags are a list of texts", at: node.range)
          return .poison
        }
        list = value
      }
      tags.append(list)
    }
    func constants(_ values: [Value], _ element: BaseType, _ domain: Domain = .all) -> ExpressionID {
      let type = ExpressionType(ValueType(.list(element), domain: domain), per: .run)
      let list = append(.constant(Value(list: values)), [], type, at: range)
      // Criteria belong to a prompt, wherever they are written.
      return append(.lift, [list], ExpressionType(type.value, per: .group), at: range)
    }
    let blank = texts.map { _ in Value(text: "") }
    let lists: [TypedInput.CriterionPart: ExpressionID] = [
      .text: constants(texts, .text), .id: constants(ids, .text),
      .weight: constants(weights, .real, Domain(values: weights.map(\.number))),
      .tags: constants(tags, .list(.text)), .instruction: constants(blank, .text),
      .arguments: constants(texts.map { _ in Value(text: "{}") }, .json),
    ]
    rubric = Rubric(
      grain: items(of: lists[.text] ?? 0, named: "criterion"), lists: lists, input: nil,
      criteria: syntax.criteria.map(\.text.range))
    return .criterion
  }

  /// `input met: bool per verdict`: a list with one value for each criterion, in which a null is a missing value. Nobody
  /// knows which criteria a list of another length is about: all its values fail.
  func perCriterion(_ syntax: InputSyntax, _ declared: DeclaredType, _ grain: Grain) -> Meaning {
    guard let rubric, [.bool, .int, .real, .text].contains(declared.value.base) else {
      report(
        .wrongType, "a value per \(grain.name) is a condition, a number or a text",
        at: syntax.type?.range ?? syntax.name.range)
      return .poison
    }
    let container: Grain = grain == .derived(rubric.grain) ? .group : .rollout
    let list = itemList(syntax, declared, per: container)
    func item(_ list: ExpressionID, _ value: ValueType) -> ExpressionID {
      append(
        .item, [list], ExpressionType(value, per: grain, absence: type(of: list).absence.union(.fail)),
        at: syntax.name.range)
    }
    let count = callBuiltin("list_count", [derivedGrains[rubric.grain.id]], at: syntax.name.range)
    let presence = ofLength(count, list.presence, at: syntax.name.range)
    let value = item(list.values, list.item)
    if container == .rollout, declared.value.base == .bool { verdicts.append(value) }
    return .expression(
      present(value, where: item(presence, .bool), syntax, declared, at: syntax.name.range))
  }
}
