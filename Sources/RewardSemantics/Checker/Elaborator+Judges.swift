import RewardSyntax

/// `judge`: a model that is asked.
///
/// What comes out is an ``Operation/ask(_:)``, settled where the response itself spoilt its verdict, and closed where the
/// judge's condition is false.
extension Elaborator {
  func judge(_ syntax: JudgeSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    if hasErrors(in: node) { return .poison }
    let scope = Scope(module: module)
    guard isWhole(syntax, node), let prompt = syntax.prompt, let (answers, place) = syntax.answers,
      let fault = syntax.fault, let grain = judged(syntax, in: scope)
    else { return .poison }
    let declared = syntax.type.flatMap { declaredType($0, in: scope) }
    if syntax.type != nil, declared == nil { return .poison }
    // Each clause is looked at, whatever the others say.
    let read = answer(answers, declared, at: place)
    let said: TypedJudge.Fault? = choice(fault.action, of: "what happens without an answer")
    let known = (
      retries: fault.retries.map { wholeNumber($0, 1...10, "retries") } ?? 0, timeout: seconds(syntax.timeout),
      prompt: self.prompt(prompt, asked: grain, jointly: container(syntax, of: grain), in: scope)
    )
    guard let (answer, answered) = read, let (samples, reduction) = samples(syntax, of: answered), let action = said,
      let retries = known.retries, let timeout = known.timeout, let (pieces, operands) = known.prompt
    else { return .poison }
    if let swap = syntax.swap, grain != .pair {
      report(
        .badJudge, "only a pair is asked in both orders, and this is asked per \(grain.name)", at: swap.range,
        notes: ["`judge \(syntax.name.text) per pair { ... }`"])
      return .poison
    }
    let isMean =
      syntax.swap != nil || reduction == .mean || reduction == .median && samples.isMultiple(of: 2)
    guard let value = isMean ? mean(of: answered, declared, at: place) : answered else { return .poison }
    var absence: Absence = [.limit]
    if action == .drop { absence.insert(.fail) }
    if action == .abstain { absence.insert(.abstain) }
    for id in operands { absence.formUnion(type(of: id).absence) }
    var id = append(
      .ask(judges.count), operands, ExpressionType(value, per: grain, absence: absence), at: syntax.name.range)
    judges.append(
      TypedJudge(
        name: qualified(syntax.name.text, in: module), declaration: declarations.count, asked: id,
        model: syntax.model?.text ?? "judge", prompt: pieces, answer: answer, grain: grain,
        jointly: container(syntax, of: grain), samples: samples, reduction: reduction,
        asksBothOrders: syntax.swap != nil, retries: retries, fault: action, timeout: timeout > 0 ? timeout : nil,
        range: syntax.name.range))
    let judge = judges.count - 1
    guard let settled = settled(id, syntax, value, declared) else { return .poison }
    id = settled
    if let (conditionNode, otherwise) = syntax.given {
      let condition = condition(conditionNode, in: scope)
      if isPoison(condition) { return .poison }
      warnIfDecided(condition, "this condition", conditionNode)
      id = given(
        id, from: syntax.name.range, condition, conditionNode, otherwise, at: syntax.name.range, in: scope)
      if isPoison(id) { return .poison }
      let paid = if case .value(let node) = otherwise { node.range } else { conditionNode.range }
      if let declared, !fits(id, declared, of: "`\(syntax.name.text)`, closed where this is false,", at: paid) {
        return .poison
      }
      guard type(of: id).grain == grain else {
        report(
          .mixedGrains, "this is finer than what is asked", at: conditionNode.range,
          label: "one value for each \(type(of: condition).grain.name)", notes: ["the judge is per \(grain.name)"])
        return .poison
      }
    }
    warnOfOneOrder(syntax, grain)
    let reference = declare(
      syntax.name.text, .judge, id, at: syntax.name.range, documentation: node.documentation, in: module)
    judges[judge].declaration = declarations.count - 1
    return .expression(reference)
  }

  /// Whether a judge says all that it must; reported where not.
  private func isWhole(_ syntax: JudgeSyntax, _ node: SyntaxNode) -> Bool {
    var missing: [(clause: String, note: String)] = []
    if syntax.prompt == nil { missing.append(("prompt", "`prompt \"\"\" ... {response} ... \"\"\"`: what is asked")) }
    if syntax.answers == nil {
      missing.append(("answers", "`answers 1..5`, `yes_no` or `label(good: 1, poor: 0)`: how the answer is read"))
    }
    if syntax.fault == nil {
      missing.append(
        ("fault", "`fault retry 2 then drop`: what happens when no answer comes; or `abstain`, or `stop`"))
    }
    guard !missing.isEmpty else { return true }
    let clauses = missing.map { "`\($0.clause)`" }
    let all = clauses.dropLast().joined(separator: ", ")
    report(
      .incompleteJudge,
      "the judge `\(syntax.name.text)` has no \(all.isEmpty ? "" : all + " and no ")\(clauses[clauses.count - 1])",
      at: syntax.name.range, notes: missing.map(\.note))
    return false
  }

  /// What the elements lie in that are judged together; nil where each is judged by itself.
  private func container(_ syntax: JudgeSyntax, of grain: Grain) -> Grain? {
    syntax.jointly == nil ? nil : grain == .rollout ? .group : .rollout
  }

  /// The grain that a judge is asked per; nil after a report.
  private func judged(_ syntax: JudgeSyntax, in scope: Scope) -> Grain? {
    guard let grain = syntax.per.map({ self.grain($0, in: scope) }) ?? .rollout else { return nil }
    if grain == .token || grain == .run {
      report(
        .badJudge, "a judge is not asked per \(grain.name)", at: syntax.per?.range ?? syntax.name.range,
        notes: ["it is asked per rollout, turn, verdict, pair, group or batch"])
      return nil
    }
    if let jointly = syntax.jointly {
      guard let over = self.grain(jointly, in: scope) else { return nil }
      let isOfItems = if case .product(.rollout, _) = grain { true } else { false }
      guard grain == .rollout && over == .group || (isOfItems || grain == .turn) && over == .rollout else {
        report(
          .badJudge, "these are not judged together", at: jointly.range,
          notes: [
            "the rollouts of a group are (`per rollout jointly over group`), the criteria of a rollout "
              + "(`per verdict jointly over rollout`), and its turns (`per turn jointly over rollout`)"
          ])
        return nil
      }
    }
    return grain
  }

  // MARK: Answers

  /// How an answer is read, and the type that it makes; nil after a report.
  private func answer(
    _ answers: JudgeSyntax.Answers, _ declared: DeclaredType?, at place: SourceRange
  ) -> (TypedJudge.Answer, ValueType)? {
    if let declared, declared.isOptional || declared.special != .none || declared.bound != nil {
      report(
        .wrongType, "a judge answers with a number, a text or JSON", at: declared.range,
        notes: ["whether it may be absent follows from `fault`"])
      return nil
    }
    switch answers {
    case .scale(let low, let high, let isExpectation):
      return scale(low, high, isExpectation, declared, at: place)
    case .labels(let labels): return self.labels(labels, declared, at: place)
    case .word(let word, let isExpectation, let schema):
      if let schema, word.text != "json" || isExpectation {
        report(.badJudge, "only `json` is answered by a schema", at: schema.range)
        return nil
      }
      if isExpectation, word.text != "yes_no" {
        report(
          .badJudge, "an expectation is over a scale or yes and no", at: word.range,
          notes: ["`expectation 1..5` or `expectation yes_no`"])
        return nil
      }
      switch word.text {
      case "yes_no": return yesNo(isExpectation, declared, at: place)
      case "endpoint":
        guard let value = number(declared, otherwise: .real, at: place) else { return nil }
        return (.endpoint, value)
      case "text", "json":
        let value = word.text == "text" ? ValueType.text : ValueType(.json)
        if let declared, declared.value.base != value.base {
          report(
            .wrongType, "the answer is \(describe(value)), and the judge \(describe(declared.value))", at: place,
            because: [.init(declared.range, "declared here")])
          return nil
        }
        if let schema, !isSchema(schema) { return nil }
        return (word.text == "text" ? .text : .json(schema: schema.map { Array($0.text.utf8) }), value)
      default:
        let known = ["yes_no", "label", "expectation", "endpoint", "text", "json"]
        report(
          .badJudge, "`\(word.text)` is no way to read an answer", at: word.range,
          notes: ["a scale such as `1..5`, or one of \(known.map { "`\($0)`" }.joined(separator: ", "))"],
          fix: nearest(word.text, among: known, at: word.range))
        return nil
      }
    }
  }

  /// `1..5`: the scale of the answer is mapped onto the range of the judge, without which it is 0 to 1.
  private func scale(
    _ low: Double, _ high: Double, _ isExpectation: Bool, _ declared: DeclaredType?, at place: SourceRange
  ) -> (TypedJudge.Answer, ValueType)? {
    guard low < high else {
      report(
        .badJudge, "a scale ascends: \(Value(low).description) is not below \(Value(high).description)", at: place)
      return nil
    }
    if isExpectation, low != low.rounded() || high != high.rounded() || low < 0 || high > 9 {
      report(
        .badJudge, "an expectation is over whole numbers of one digit, 0 to 9", at: place,
        notes: ["it reads the probabilities of one token, and models write longer numbers in several"])
      return nil
    }
    let range = ValueType(.real, domain: Domain(low: 0, high: 1))
    guard let value = number(declared, otherwise: range, at: place) else { return nil }
    guard value.domain.values == nil || value.domain.isSingle else {
      report(
        .wrongType, "a number on a scale may be any of a range, and the judge is one of a set", at: place,
        because: declared.map { [.init($0.range, "declared here")] } ?? [],
        notes: ["declare the range: `\(Value(value.domain.low).description)..\(Value(value.domain.high).description)`"])
      return nil
    }
    guard value.domain.low.isFinite, value.domain.high.isFinite, value.domain.low < value.domain.high else {
      report(
        .wrongType, "the scale is mapped onto the range of the judge, and this has none", at: place,
        because: declared.map { [.init($0.range, "declared here")] } ?? [],
        notes: [
          "declare it: `0..1`, or `\(Value(low).description)..\(Value(high).description)` for the numbers as they are answered"
        ])
      return nil
    }
    return (.scale(low: low, high: high, isExpectation: isExpectation), value)
  }

  private func yesNo(
    _ isExpectation: Bool, _ declared: DeclaredType?, at place: SourceRange
  ) -> (TypedJudge.Answer, ValueType)? {
    let usual = isExpectation ? ValueType(.real, domain: Domain(low: 0, high: 1)) : .bool
    guard let value = number(declared, otherwise: usual, at: place) else { return nil }
    if isExpectation, value.domain.values != nil {
      report(
        .wrongType, "a probability may be any of a range, and the judge is one of a set", at: place,
        because: declared.map { [.init($0.range, "declared here")] } ?? [],
        notes: ["declare the range: `\(Value(value.domain.low).description)..\(Value(value.domain.high).description)`"])
      return nil
    }
    let ends = value.domain
    guard ends.low.isFinite, ends.high.isFinite, ends.low < ends.high else {
      report(
        .wrongType, "yes is the high end of the judge's range and no the low end, and this has none", at: place,
        because: declared.map { [.init($0.range, "declared here")] } ?? [], notes: ["declare it: `{0, 1}`"])
      return nil
    }
    if isExpectation { return (.yesNo(isExpectation: true), value) }
    return (
      .yesNo(isExpectation: false),
      ValueType(value.base, domain: Domain(values: [ends.low, ends.high]), unit: value.unit)
    )
  }

  /// Whether a text is a JSON Schema; reported where not.
  private func isSchema(_ schema: Name) -> Bool {
    guard let builtin = registry["json_valid"] else { return true }
    do throws(PreparationError) {
      _ = try builtin.prepare([nil, .text(Array(schema.text.utf8)), .symbol("annotate")])
      return true
    } catch {
      report(.badJudge, "this is no JSON Schema: \(error.message)", at: schema.range)
      return false
    }
  }

  private func labels(
    _ labels: [(label: Name, worth: Double)], _ declared: DeclaredType?, at place: SourceRange
  ) -> (TypedJudge.Answer, ValueType)? {
    guard labels.count > 1 else {
      report(
        .badJudge, "a model has the choice of two labels at least", at: place,
        notes: ["`answers label(good: 1, poor: 0)`"])
      return nil
    }
    var seen: [String: Name] = [:]
    for (label, worth) in labels {
      if let earlier = seen.updateValue(label, forKey: label.text.lowercased()) {
        report(
          .badJudge, "two labels are `\(label.text)`", at: label.range, because: [.init(earlier.range, "the first")])
        return nil
      }
      if let declared, !declared.value.domain.contains(worth) {
        report(
          .outOfRange, "`\(label.text)` is worth \(Value(worth).description), outside the range of the judge",
          at: label.range, because: [.init(declared.range, "declared here")])
        return nil
      }
    }
    let domain = Domain(values: labels.map(\.worth))
    guard !domain.isSingle else {
      report(.constantScore, "every label is worth the same, so the judge cannot vary", at: place)
      return nil
    }
    guard let value = number(declared, otherwise: ValueType(.real, domain: domain), at: place) else { return nil }
    return (
      .labels(labels.map { .init(name: $0.label.text, worth: $0.worth) }),
      ValueType(value.base, domain: domain, unit: value.unit)
    )
  }

  /// The declared type of a judge that answers with a number; nil after a report.
  private func number(_ declared: DeclaredType?, otherwise: ValueType, at place: SourceRange) -> ValueType? {
    guard let declared else { return otherwise }
    guard declared.value.base.isNumeric else {
      report(
        .wrongType, "the answer is a number, and the judge \(describe(declared.value))", at: place,
        because: [.init(declared.range, "declared here")])
      return nil
    }
    return declared.value
  }

  /// What the mean of several answers may be; nil after a report.
  private func mean(of value: ValueType, _ declared: DeclaredType?, at place: SourceRange) -> ValueType? {
    guard value.base.isNumeric else { return value }
    if let declared, declared.value.domain.values != nil {
      let ends = [value.domain.low, value.domain.high].map { Value($0).description }
      report(
        .wrongType, "the mean of several answers lies between them, and the judge is one of a set", at: place,
        because: [.init(declared.range, "declared here")], notes: ["declare the range: `\(ends[0])..\(ends[1])`"])
      return nil
    }
    return ValueType(
      .real, domain: Domain(low: value.domain.low, high: value.domain.high), unit: value.unit)
  }

  // MARK: Clauses

  /// `samples 3 reduce median`; once where nothing is said. Nil after a report.
  private func samples(_ syntax: JudgeSyntax, of value: ValueType) -> (Int, TypedJudge.Reduction?)? {
    guard let (written, reduce) = syntax.samples else { return (1, nil) }
    guard let count = wholeNumber(written, 1...100, "samples") else { return nil }
    guard let reduce else {
      if count == 1 { return (1, nil) }
      report(
        .badJudge, "say how \(count) answers become one", at: written.range,
        fix: .init(
          "write `\(count) reduce median`", range: written.range, replacement: "\(written.text) reduce median"))
      return nil
    }
    guard let reduction: TypedJudge.Reduction = choice(reduce, of: "how answers become one") else { return nil }
    guard value.base.isNumeric || reduction == .majority else {
      report(
        .badJudge, "only numbers have a \(reduction.rawValue), and the answer is \(describe(value))", at: reduce.range)
      return nil
    }
    return (count, count == 1 ? nil : reduction)
  }

  /// The time of `timeout 30 s`, 0 where nothing is said; nil after a report.
  private func seconds(_ timeout: (value: Double, number: Name, unit: Name?)?) -> Double? {
    guard let (value, number, unit) = timeout else { return 0 }
    let factors = ["ms": 0.001, "s": 1, "min": 60, "h": 3600]
    guard let unit, let factor = factors[unit.text] else {
      report(
        .wrongUnit, "a timeout is a time", at: unit?.range ?? number.range,
        fix: unit == nil
          ? .init("write `\(number.text) s`", range: number.range, replacement: "\(number.text) s") : nil)
      return nil
    }
    if value > 0 { return value * factor }
    report(.outOfRange, "a timeout is longer than nothing", at: number.range)
    return nil
  }

  private func wholeNumber(_ name: Name, _ range: ClosedRange<Int>, _ what: String) -> Int? {
    if let number = Int(name.text), range.contains(number) { return number }
    report(
      .outOfRange, "the number of \(what) is a whole number from \(range.lowerBound) to \(range.upperBound)",
      at: name.range)
    return nil
  }

  /// One of a closed set of words; nil after a report.
  private func choice<T: RawRepresentable & CaseIterable>(_ name: Name, of what: String) -> T?
  where T.RawValue == String {
    if let found = T(rawValue: name.text) { return found }
    let known = T.allCases.map(\.rawValue)
    report(
      .badJudge, "`\(name.text)` does not say \(what)", at: name.range,
      notes: ["one of \(known.map { "`\($0)`" }.joined(separator: ", "))"],
      fix: nearest(name.text, among: known, at: name.range))
    return nil
  }

  /// The verdict where the response itself spoilt it: `on_limit`, or the low end of the range. Nil after a report.
  private func settled(
    _ id: ExpressionID, _ syntax: JudgeSyntax, _ value: ValueType, _ declared: DeclaredType?
  ) -> ExpressionID? {
    guard value.base.isNumeric else {
      guard let onLimit = syntax.onLimit else { return id }
      report(.badJudge, "only a number has an `on_limit`, and the answer is \(describe(value))", at: onLimit.range)
      return nil
    }
    let low: Double
    if let onLimit = syntax.onLimit {
      let range = declared?.value.domain ?? Domain(low: value.domain.low, high: value.domain.high)
      guard range.contains(onLimit.value) else {
        report(
          .outOfRange, "\(Value(onLimit.value).description) is outside the range of the judge", at: onLimit.range,
          notes: ["it ranges over \(range.description)"])
        return nil
      }
      low = onLimit.value
    } else if value.domain.low.isFinite {
      low = value.domain.low
    } else {
      report(
        .unknownLimitValue, "`\(syntax.name.text)` has no low end to take when a verdict stays unreadable",
        at: syntax.name.range,
        notes: ["declare its range: `judge \(syntax.name.text): -10..10`, or say it: `on_limit -5`"])
      return nil
    }
    var type = type(of: id)
    type.absence.subtract(.limits)
    if let values = type.value.domain.values, !values.contains(low) {
      type.value.domain = Domain(values: values + [low])
    }
    return append(.settle(onLimit: low), [id], type, at: syntax.name.range)
  }

  /// A pair that is shown in one order only: models prefer the first or the last answer for its place.
  private func warnOfOneOrder(_ syntax: JudgeSyntax, _ grain: Grain) {
    guard grain == .pair, syntax.swap == nil else { return }
    report(
      .oneOrder, as: .warning, "`\(syntax.name.text)` sees each pair in one order", at: syntax.name.range,
      notes: ["models prefer an answer for its place; `swap` asks both orders and takes the mean"])
  }
}
