import RewardSyntax

/// `gate`: levels in the order in which they depend on one another (hierarchical reward modelling). A level opens where
/// all before it passed; the gate is worth what its open levels pay.
///
/// It is sugar: what comes out are conditions, `when` and sums, so that closed levels are not even computed.
extension Elaborator {
  func gate(_ syntax: GateSyntax, _ node: SyntaxNode, in module: Module) -> Meaning {
    let scope = Scope(module: module)
    let declared = syntax.type.flatMap { declaredType($0, in: scope) }
    if syntax.type != nil, declared == nil { return .poison }
    var levels: [Level] = []
    var isGood = true
    // What could not be read is reported already, and what follows from it is not.
    if hasErrors(in: node) { return .poison }
    if syntax.levels.isEmpty {
      report(
        .constantScore, "this gate has no level", at: syntax.name.range, notes: ["`level NAME = SCORE worth WEIGHT`"])
    }
    for level in syntax.levels {
      if let earlier = levels.first(where: { $0.name.text == level.name.text }) {
        report(
          .duplicateName, "two levels are named `\(level.name.text)`", at: level.name.range,
          because: [.init(earlier.name.range, "the first")])
        isGood = false
      }
      if ["reached", "score"].contains(level.name.text) {
        report(
          .duplicateName, "`\(syntax.name.text).\(level.name.text)` is a value of every gate", at: level.name.range)
        isGood = false
      }
      guard let level = self.level(level, of: syntax, in: scope) else {
        isGood = false
        continue
      }
      levels.append(level)
    }
    guard isGood, !levels.isEmpty, areGoodBands(levels, syntax) else { return .poison }
    let range = syntax.name.range
    guard let grain = meet(levels.map(\.score), at: range) else { return .poison }
    guard grain == .rollout || grain == .turn else {
      report(
        .wrongGrainOfScore, "a gate is per rollout or turn, and this is per \(grain.name)", at: range,
        notes: [
          Grain.rollout.refines(grain)
            ? "see its levels from each rollout: `(...) at rollout`" : "aggregate its levels: `all(... over rollout)`"
        ])
      return .poison
    }
    if let per = syntax.per {
      guard let written = self.grain(per, in: scope) else { return .poison }
      guard written == grain else {
        report(
          .wrongGrainOfScore, "`\(syntax.name.text)` is declared per \(written.name), and this is per \(grain.name)",
          at: per.range)
        return .poison
      }
    }
    var value = levels[0].band == nil ? paid(levels, at: range) : banded(levels, at: range)
    if let normalized = syntax.normalized { value = self.normalized(value, levels, at: normalized.range) }
    if isPoison(value) { return .poison }
    if let declared, !fits(value, declared, of: "`\(syntax.name.text)`", at: range) { return .poison }
    return declare(syntax, node, value, levels, declared, in: module)
  }

  /// A level with all that can be said of it.
  struct Level {
    var name: Name
    /// Its score; where it may be missing and the level says what then, that is settled in `passed` and `filled`.
    var score: ExpressionID
    var passed: ExpressionID
    /// The score, 0 where a missing one fails or is skipped.
    var filled: ExpressionID
    /// Whether a level that is missing is passed over: it pays nothing.
    var isSkipped: Bool
    var worth: ExpressionID?
    var isWorthIfPassed: Bool
    var otherwise: ExpressionID?
    var band: (low: Double, high: Double, range: SourceRange)?
  }

  private func level(_ syntax: GateSyntax.Level, of gate: GateSyntax, in scope: Scope) -> Level? {
    guard let node = syntax.value else { return nil }
    let score = expression(node, in: scope)
    if isPoison(score) { return nil }
    let type = type(of: score)
    guard type.value.base.isNumeric else {
      report(
        .wrongType, "a level is a number or a condition, and this is \(describe(type.value))", at: node.range)
      return nil
    }
    if type.value.domain.isSingle, calls.isEmpty {
      report(.constantScore, "this level cannot vary", at: node.range, label: "always \(type.value.domain.description)")
      return nil
    }
    let threshold = syntax.threshold.map { expression($0, in: scope) } ?? constant(1, .int, at: syntax.name.range)
    let worth = syntax.worth.map { expression($0, in: scope) }
    let otherwise = syntax.otherwise.map { expression($0, in: scope) }
    guard !([threshold, worth, otherwise].compactMap { $0 }).contains(where: isPoison),
      isInRange(threshold, of: score, syntax, node)
    else { return nil }
    if let limit = type.value.unit, constantNumber(threshold) != nil, self.type(of: threshold).value.unit == nil {
      report(.wrongUnit, "the threshold is in `\(limit)`", at: syntax.threshold?.range ?? node.range)
      return nil
    }
    var passed = arithmetic(.greaterOrEqual, [score, threshold], at: node.range)
    var filled = score
    switch syntax.missing?.text {
    case "fail", "skip":
      passed = coalesce(passed, truth(syntax.missing?.text == "skip", at: node.range), at: node.range)
      filled = coalesce(score, constant(0, .int, unit: type.value.unit, at: node.range), at: node.range)
    default:
      if type.absence.contains(.abstain) {
        report(
          .mayBeAbsent, "a level must have a value, and this may be absent", at: node.range,
          notes: ["say what a missing level does: `missing fail` or `missing skip`"])
        return nil
      }
    }
    return Level(
      name: syntax.name, score: score, passed: passed, filled: filled, isSkipped: syntax.missing?.text == "skip",
      worth: worth,
      isWorthIfPassed: syntax.worthIfPassed != nil, otherwise: otherwise, band: syntax.band)
  }

  /// Whether a threshold can decide anything; reported where not.
  private func isInRange(
    _ threshold: ExpressionID, of score: ExpressionID, _ syntax: GateSyntax.Level, _ node: SyntaxNode
  ) -> Bool {
    guard let limit = constantNumber(threshold) else { return true }
    let domain = type(of: score).value.domain
    let range = syntax.threshold?.range ?? node.range
    guard limit > domain.high || limit <= domain.low else { return true }
    let what = limit > domain.high ? "this level can never pass" : "this level always passes"
    report(
      .thresholdOutside, what, at: range, label: "the threshold is \(Value(limit).description)",
      because: syntax.threshold == nil ? [] : [.init(node.range, "ranges over \(domain.description)")],
      notes: syntax.threshold == nil ? ["it ranges over \(domain.description); say what passes: `passes at ...`"] : [])
    return false
  }

  // MARK: Worth

  /// What the open levels pay, from the last: `pay_1 + when { passed_1 -> pay_2 + ..  else -> 0 }`.
  private func paid(_ levels: [Level], at range: SourceRange) -> ExpressionID {
    var total: ExpressionID?
    for level in levels.reversed() {
      let place = level.name.range
      var sum = pay(level, at: place)
      if let rest = total {
        let deeper = select([level.passed, rest, constant(0, .int, at: place)], at: place)
        sum = sum.map { arithmetic(.add, [$0, deeper], at: range) } ?? deeper
      }
      total = sum ?? total
    }
    guard let total else {
      report(.constantScore, "no level of this gate pays anything", at: range, notes: ["give a level a `worth`"])
      return poison(at: range)
    }
    return total
  }

  /// What one open level pays; nil for nothing.
  private func pay(_ level: Level, at range: SourceRange) -> ExpressionID? {
    let pay = payIfThere(level, at: range)
    guard let pay, level.isSkipped, !type(of: level.score).absence.isEmpty else { return pay }
    let isThere = append(
      .isPresent, [level.score], ExpressionType(.bool, per: type(of: level.score).grain), at: range)
    return select([isThere, pay, constant(0, .int, at: range)], at: range)
  }

  private func payIfThere(_ level: Level, at range: SourceRange) -> ExpressionID? {
    guard let worth = level.worth else {
      return level.otherwise.map { select([level.passed, constant(0, .int, at: range), $0], at: range) }
    }
    if level.isWorthIfPassed {
      return select([level.passed, worth, level.otherwise ?? constant(0, .int, at: range)], at: range)
    }
    let scaled = arithmetic(.multiply, [worth, level.filled], at: range)
    return level.otherwise.map { select([level.passed, scaled, $0], at: range) } ?? scaled
  }

  private func normalized(_ value: ExpressionID, _ levels: [Level], at range: SourceRange) -> ExpressionID {
    if let band = levels[0].band {
      report(.wrongType, "bands need no `normalized`: they say what the levels are worth", at: band.range)
      return poison(at: range)
    }
    let weights = levels.compactMap(\.worth)
    guard var sum = weights.first else { return value }
    for weight in weights.dropFirst() { sum = arithmetic(.add, [sum, weight], at: range) }
    guard !type(of: sum).value.domain.contains(0) else {
      report(
        .divisionByZero, "the weights of this gate may add up to 0", at: range,
        label: "their sum ranges over \(type(of: sum).value.domain.description)")
      return poison(at: range)
    }
    return divide([value, sum], at: range)
  }

  // MARK: Bands

  /// The band of the deepest open level, with that level's score mapped into it.
  private func banded(_ levels: [Level], at range: SourceRange) -> ExpressionID {
    var value: ExpressionID?
    for level in levels.reversed() {
      let mapped = mapped(level, at: level.name.range)
      value = value.map { select([level.passed, $0, mapped], at: level.name.range) } ?? mapped
    }
    return value ?? poison(at: range)
  }

  private func mapped(_ level: Level, at range: SourceRange) -> ExpressionID {
    guard let band = level.band else { return poison(at: range) }
    let domain = type(of: level.score).value.domain
    guard domain.low.isFinite, domain.high.isFinite, domain.low < domain.high else {
      report(
        .outOfRange,
        "a score is mapped into a band from a range of its own, and this ranges over \(domain.description)",
        at: expressions[level.score].range, notes: ["`clamp(x, low, high)` gives it one"])
      return poison(at: range)
    }
    func number(_ value: Double) -> ExpressionID { constant(value, at: range) }
    // A score in a unit is mapped to a plain number.
    var share = arithmetic(
      .subtract, [level.filled, constant(domain.low, unit: type(of: level.score).value.unit, at: range)], at: range)
    share = arithmetic(
      .divide, [share, constant(domain.high - domain.low, unit: type(of: level.score).value.unit, at: range)], at: range
    )
    share = arithmetic(.clamp, [share, number(0), number(1)], at: range)
    let height = arithmetic(.multiply, [share, number(band.high - band.low)], at: range)
    return arithmetic(
      .clamp, [arithmetic(.add, [number(band.low), height], at: range), number(band.low), number(band.high)], at: range)
  }

  /// Whether all levels have bands that touch and ascend, or none has one; reported where not.
  private func areGoodBands(_ levels: [Level], _ syntax: GateSyntax) -> Bool {
    guard let first = levels.first(where: { $0.band != nil }), let firstBand = first.band else { return true }
    var top: (Double, SourceRange)?
    for level in levels {
      guard let band = level.band else {
        report(
          .badBand, "every level takes a band, or none does", at: level.name.range,
          because: [.init(firstBand.range, "a band")])
        return false
      }
      if level.worth != nil || level.otherwise != nil {
        report(.badBand, "a level has a band or a worth, not both", at: band.range)
        return false
      }
      guard band.low < band.high else {
        report(
          .badBand, "a band ascends: \(Value(band.low).description) is not below \(Value(band.high).description)",
          at: band.range)
        return false
      }
      if let (end, place) = top, end != band.low {
        let what =
          band.low < end ? "this band begins below the end of the one before" : "there is a gap before this band"
        report(
          .badBand, what, at: band.range, because: [.init(place, "ends at \(Value(end).description)")],
          notes: ["bands touch and ascend, so that a deeper rollout never earns less"])
        return false
      }
      top = (band.high, band.range)
    }
    return true
  }

  // MARK: Members

  /// The gate as a score, and its levels' scores and states as values.
  private func declare(
    _ syntax: GateSyntax, _ node: SyntaxNode, _ value: ExpressionID, _ levels: [Level], _ declared: DeclaredType?,
    in module: Module
  ) -> Meaning {
    let name = syntax.name
    guard let score = settled(value, declared, of: .gate, named: name, at: name.range) else { return .poison }
    let gate = declare(name.text, .gate, score, at: name.range, documentation: node.documentation, in: module)
    var members: [String: Meaning] = [:]
    var open = truth(true, at: name.range)
    var reached: ExpressionID?
    var opened: [DeclarationID] = []
    for level in levels {
      let place = level.name.range
      let path = "\(name.text).\(level.name.text)"
      let isOpen = declare("\(path).open", .let, open, at: place, documentation: "", in: module)
      opened.append(declaration(of: isOpen))
      let seen = constantNumber(open) != nil ? level.score : closed(level.score, unless: open, at: place)
      let score = declare(path, .let, seen, at: place, documentation: "", in: module)
      members[level.name.text] = .compound(
        value: score, members: ["open": .expression(isOpen), "score": .expression(score)])
      let passed = logic(true, open, level.passed, at: place)
      let counted = select([passed, constant(1, .int, at: place), constant(0, .int, at: place)], at: place)
      reached = reached.map { arithmetic(.add, [$0, counted], at: place) } ?? counted
      open = passed
    }
    if let reached {
      members["reached"] = .expression(
        declare("\(name.text).reached", .let, reached, at: name.range, documentation: "", in: module))
    }
    members["score"] = .expression(gate)
    if !module.isLibrary {
      gates.append(TypedGate(name: name.text, score: declaration(of: gate), open: opened, range: name.range))
    }
    note([score] + [reached].compactMap(\.self), levels: levels, of: name)
    return .compound(value: gate, members: members)
  }

  /// The declaration that an expression reads.
  private func declaration(of id: ExpressionID) -> DeclarationID {
    guard case .reference(let declaration) = expressions[id].operation else {
      preconditionFailure("a gate and its members are declarations")
    }
    return declaration
  }

  /// A level's score where the level is open; elsewhere it abstains and is not computed.
  private func closed(_ score: ExpressionID, unless open: ExpressionID, at range: SourceRange) -> ExpressionID {
    guard let grain = meet([score, open], at: range) else { return poison(at: range) }
    let absence = type(of: score).absence.union(type(of: open).absence).union(.abstain)
    return append(
      .given(hasElse: false), [score, open], ExpressionType(type(of: score).value, per: grain, absence: absence),
      at: range)
  }
}
