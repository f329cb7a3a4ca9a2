/// What came of a claim.
enum ProofOutcome<Witness> {
  /// It holds for all that the variables can be, in real arithmetic.
  case proved
  /// It does not hold here: replayed by the interpreter.
  case refuted(Witness)
  /// Neither was found within the budget.
  case undecided
}

/// Proves that a condition is never false where another is true, or finds where it is.
///
/// The space of all cases is cut until each part is impossible by interval arithmetic, by the signs of differences and by
/// sums of what is assumed: first the variables with few values, one by one, then open comparisons, then intervals in
/// halves. Points of the parts that remain are tried out, and `replay` has the last word on whether one is a
/// counterexample: the proof need not be exact there.
struct Prover<Witness> {
  private(set) var table: TermTable
  /// Runs a choice for every variable; nil where the claim holds there after all.
  let replay: ([Value?]) -> Witness?
  private let hypothesis: TermID?
  private let conclusion: TermID

  /// Terms that may still be computed.
  private var budget: Int
  /// Points that may still be replayed.
  private var replays = 200
  private var random = RandomNumbers()
  private var witness: Witness?

  /// How often an interval is cut in half, in one another.
  private static var depthLimit: Int { 14 }
  /// As many values of a variable are tried one by one.
  private static var valueLimit: Int { 12 }

  init(
    _ table: TermTable, hypothesis: TermID? = nil, conclusion: TermID, budget: Int = 150_000,
    replay: @escaping ([Value?]) -> Witness?
  ) {
    self.table = table
    self.hypothesis = hypothesis
    self.conclusion = conclusion
    self.budget = budget
    self.replay = replay
  }

  /// Whether the conclusion is never false where the hypothesis is true.
  mutating func decide() -> ProofOutcome<Witness> {
    var start = Case(variables: table.variables.map(\.bounds))
    if let hypothesis { start.suppose(hypothesis, true, isClaimed: true, in: table.terms) }
    start.suppose(conclusion, false, isClaimed: true, in: table.terms)
    var open = [start]
    var isProved = true
    while let next = open.popLast() {
      guard budget > 0 else {
        isProved = false
        break
      }
      var current = next
      guard var evaluation = propagate(&current) else { continue }
      if findWitness(in: current) { break }
      let parts = cut(current, &evaluation)
      budget -= evaluation.work
      // A part that cannot be cut any more stays open.
      if parts.isEmpty { isProved = false }
      open += parts.reversed()
    }
    if let witness { return .refuted(witness) }
    return isProved ? .proved : .undecided
  }

  // MARK: What follows

  /// Draws what follows from the assumptions of a case into it; nil where they contradict each other.
  private mutating func propagate(_ current: inout Case) -> CaseEvaluation? {
    for _ in 0..<6 {
      for variable in table.variables.indices where table.variables[variable].isWhole {
        current.variables[variable].numbers = current.variables[variable].numbers?.whole
      }
      if current.isEmpty { return nil }
      var evaluation = self.evaluation(of: current)
      let constraints = current.assumptions.map { constraint($0, &evaluation) }
      for index in current.assumptions.indices {
        var others = self.evaluation(of: current, without: index)
        others.constraints = constraints.indices.filter { $0 != index }.compactMap { constraints[$0] }
        let isAllowed = others.allows(current.assumptions[index])
        budget -= others.work
        guard isAllowed else { return nil }
      }
      evaluation.constraints = constraints.compactMap { $0 }
      var isChanged = false
      for constraint in evaluation.constraints {
        guard let change = contract(&current, by: constraint, &evaluation) else { return nil }
        isChanged = isChanged || change
      }
      let count = current.assumptions.count
      for assumption in current.assumptions {
        for (term, isTrue) in implied(by: assumption, &evaluation) {
          current.suppose(term, isTrue, isClaimed: assumption.isClaimed, in: table.terms)
        }
      }
      budget -= evaluation.work
      if !isChanged, current.assumptions.count == count { break }
    }
    if current.isEmpty { return nil }
    var final = evaluation(of: current)
    final.constraints = current.assumptions.compactMap { constraint($0, &final) }
    return final
  }

  /// The terms of a case, with what is assumed of them; all but one assumption where that is to be held against the rest.
  private func evaluation(of current: Case, without excluded: Int? = nil) -> CaseEvaluation {
    var evaluation = CaseEvaluation(table.terms, current.variables)
    for (index, assumption) in current.assumptions.enumerated() where index != excluded {
      evaluation.take(assumption.term, for: assumption.isTrue)
      if case .isPresent(let inner) = table.terms[assumption.term], !assumption.isTrue {
        evaluation.takeAsMissing(inner)
      }
    }
    return evaluation
  }

  /// An assumed comparison as a linear form that is not below 0. One that the spec computes holds up to rounding only.
  private func constraint(_ assumption: Assumption, _ evaluation: inout CaseEvaluation) -> Constraint? {
    guard case .arithmetic(let operation, let operands) = table.terms[assumption.term] else { return nil }
    let isReversed: Bool
    let isStrict: Bool
    switch (operation, assumption.isTrue) {
    case (.greater, true), (.lessOrEqual, false): (isReversed, isStrict) = (false, true)
    case (.greaterOrEqual, true), (.less, false): (isReversed, isStrict) = (false, false)
    case (.less, true), (.greaterOrEqual, false): (isReversed, isStrict) = (true, true)
    case (.lessOrEqual, true), (.greater, false): (isReversed, isStrict) = (true, false)
    default: return nil
    }
    let (a, b) = isReversed ? (operands[1], operands[0]) : (operands[0], operands[1])
    let (left, right) = (evaluation.linear(a), evaluation.linear(b))
    let room = assumption.isClaimed ? 0 : evaluation.room(of: left, right)
    guard room > 0 else { return Constraint(form: left - right, isStrict: isStrict) }
    return room.isFinite ? Constraint(form: left - right + LinearForm(constant: room), isStrict: false) : nil
  }

  /// Narrows the variables of a constraint; nil where it cannot hold, else whether something changed.
  private func contract(_ current: inout Case, by constraint: Constraint, _ evaluation: inout CaseEvaluation) -> Bool? {
    let form = constraint.form
    let range = evaluation.range(of: form)
    if range.high < 0 || range.high == 0 && constraint.isStrict { return nil }
    var isChanged = false
    for (atom, factor) in form.coefficients {
      guard case .variable(let variable) = table.terms[atom], let numbers = current.variables[variable].numbers,
        factor.value != 0
      else { continue }
      let rest = form.without(atom)
      // What its factor may be off is taken for part of the rest.
      let lost = factor.error == 0 ? 0 : factor.error * max(abs(numbers.low), abs(numbers.high))
      let high = evaluation.range(of: rest).high + lost
      guard high.isFinite else { continue }
      let limit = -high / factor.value
      // What stands alone and unscaled is exact; elsewhere there is a little room for the rounding of the division.
      let isAlone =
        rest.coefficients.isEmpty && abs(factor.value) == 1 && factor.error == 0 && rest.constant.error == 0
      let room = isAlone ? 0 : abs(limit) * 0x1p-40 + 0x1p-40
      let isOpen = isAlone && constraint.isStrict
      let narrowed =
        factor.value > 0
        ? numbers.clipped(isOpen ? limit.nextUp : limit - room, .infinity)
        : numbers.clipped(-.infinity, isOpen ? limit.nextDown : limit + room)
      guard let narrowed else { return nil }
      if narrowed != numbers {
        // Small steps would go on for ever.
        let gain = (numbers.high - numbers.low) - (narrowed.high - narrowed.low)
        isChanged = isChanged || !gain.isFinite || gain > 1e-3 * (numbers.high - numbers.low)
        current.variables[variable].numbers = narrowed
      }
    }
    return isChanged
  }

  /// What an assumption says of its parts, where only one of them is open.
  private func implied(by assumption: Assumption, _ evaluation: inout CaseEvaluation) -> [(
    TermID, Bool
  )] {
    func lastOpen(_ operands: [TermID], _ wanted: Bool) -> [(TermID, Bool)] {
      let open = operands.filter { evaluation.allows($0, wanted) }
      return open.count == 1 ? [(open[0], wanted)] : []
    }
    switch (table.terms[assumption.term], assumption.isTrue) {
    case (.and(let a, let b), false): return lastOpen([a, b], false)
    case (.or(let a, let b), true): return lastOpen([a, b], true)
    case (.reduce(.all, let operands), false): return lastOpen(operands, false)
    case (.reduce(.any, let operands), true): return lastOpen(operands, true)
    case (.reduce(.all, let operands), true): return operands.map { ($0, true) }
    case (.reduce(.any, let operands), false): return operands.map { ($0, false) }
    case (.when(let parts), let isTrue):
      for arm in stride(from: 0, to: parts.count - 1, by: 2) {
        let condition = evaluation.bounds(of: parts[arm])
        if condition.canBeTrue, condition.canBeFalse || condition.canLackValue { return [] }
        if condition.canBeTrue { return [(parts[arm + 1], isTrue)] }
      }
      return [(parts[parts.count - 1], isTrue)]
    case (.coalesce(let a, let b), let isTrue):
      let first = evaluation.bounds(of: a)
      if !first.mayBeMissing { return [(a, isTrue)] }
      if first.numbers == nil || !evaluation.allows(a, isTrue) { return [(b, isTrue)] }
      return []
    case (.settle(let operand, _), let isTrue):
      return evaluation.bounds(of: operand).mayBeLimited ? [] : [(operand, isTrue)]
    default: return []
    }
  }

  // MARK: Cutting

  /// A case in parts that together are all of it; none where it cannot be cut.
  private mutating func cut(_ current: Case, _ evaluation: inout CaseEvaluation) -> [Case] {
    var search = OpenTerms(table: table)
    for assumption in current.assumptions { search.visit(assumption.term, isRoot: true, &evaluation) }
    if let branch = search.branches.first { return bothWays(branch, current, &evaluation) }
    if let variable = search.variables.filter({ hasFewValues(current.variables[$0]) }).min(by: {
      (values(current.variables[$0]), $0) < (values(current.variables[$1]), $1)
    }) {
      return each(of: variable, in: current)
    }
    if let condition = search.conditions.first { return bothWays(table.intern(condition), current, &evaluation) }
    guard current.depth < Self.depthLimit else { return [] }
    func width(_ variable: VariableID) -> Double {
      current.variables[variable].numbers.map { min($0.high - $0.low, 1e9) } ?? 0
    }
    guard let widest = search.variables.max(by: { (width($0), $1) < (width($1), $0) }), width(widest) > 1e-9 else {
      return []
    }
    return halves(of: widest, in: current)
  }

  /// A case with a condition true, false, and unknown.
  private mutating func bothWays(_ term: TermID, _ current: Case, _ evaluation: inout CaseEvaluation) -> [Case] {
    var parts = [true, false].map { isTrue in
      var part = current
      part.suppose(term, isTrue, in: table.terms)
      return part
    }
    if evaluation.bounds(ofNew: term, table.terms).canLackValue {
      var part = current
      part.suppose(table.intern(.isPresent(term)), false, in: table.terms)
      parts.append(part)
    }
    return parts
  }

  private func values(_ bounds: Bounds) -> Int { bounds.numbers.map { $0.values?.count ?? 1 } ?? 0 }

  private func hasFewValues(_ bounds: Bounds) -> Bool {
    guard bounds.single == nil else { return false }
    if bounds.canLackValue { return true }
    return bounds.numbers?.values.map { $0.count <= Self.valueLimit } ?? false
  }

  private func each(of variable: VariableID, in current: Case) -> [Case] {
    let bounds = current.variables[variable]
    var parts: [Bounds] = []
    if let values = bounds.numbers?.values, values.count <= Self.valueLimit {
      parts = values.map { .number($0) }
    } else if let numbers = bounds.numbers {
      parts = [Bounds(numbers: numbers)]
    }
    if bounds.mayBeMissing { parts.append(Bounds(numbers: nil, mayBeMissing: true)) }
    if bounds.mayBeLimited { parts.append(Bounds(numbers: nil, mayBeLimited: true)) }
    return parts.map { part in
      var next = current
      next.variables[variable] = part
      return next
    }
  }

  private func halves(of variable: VariableID, in current: Case) -> [Case] {
    guard let numbers = current.variables[variable].numbers else { return [] }
    let low = max(numbers.low, -1e9)
    let high = min(numbers.high, 1e9)
    var middle = low + (high - low) / 2
    if table.variables[variable].isWhole { middle = middle.rounded(.down) }
    let next = table.variables[variable].isWhole ? middle + 1 : middle.nextUp
    return [numbers.clipped(-.infinity, middle), numbers.clipped(next, .infinity)].compactMap { half in
      guard let half else { return nil }
      var part = current
      part.variables[variable].numbers = half
      part.depth += 1
      return part
    }
  }

  // MARK: Counterexamples

  /// Tries some points of a case.
  private mutating func findWitness(in current: Case) -> Bool {
    let isDependent = table.variables.contains(where: \.isDependent)
    for attempt in 0..<(isDependent ? 3 : 6) {
      guard replays > 0 else { return false }
      let point = current.variables.indices.map { choice(table.variables[$0], current.variables[$0], attempt) }
      if !isDependent {
        var evaluation = CaseEvaluation(table.terms, point)
        defer { budget -= evaluation.work }
        if let hypothesis, evaluation.bounds(of: hypothesis).single.map({ $0 != 0 }) != true { continue }
        guard evaluation.bounds(of: conclusion).single == 0 else { continue }
      }
      replays -= 1
      if let found = replay(values(at: point)) {
        witness = simplified(found, at: point)
        return true
      }
    }
    return false
  }

  /// One thing that a variable may be: an end first, then any.
  private mutating func choice(_ variable: Variable, _ bounds: Bounds, _ attempt: Int) -> Bounds {
    guard let numbers = bounds.numbers else {
      return Bounds(numbers: nil, mayBeMissing: bounds.mayBeMissing, mayBeLimited: !bounds.mayBeMissing)
    }
    if let values = numbers.values {
      return .number(
        attempt == 0 ? values[0] : attempt == 1 ? values[values.count - 1] : values[random.below(values.count)])
    }
    // Of what has no end, first what a reader expects.
    let isOpenBelow = !numbers.low.isFinite
    let low = !isOpenBelow ? numbers.low : attempt < 5 && numbers.high >= 0 ? 0 : min(-4, numbers.high - 4)
    let high = numbers.high.isFinite ? numbers.high : max(4, low + 4)
    var number: Double
    switch attempt {
    case 0: number = low
    case 1: number = high
    default: number = random.below(3) == 0 ? (random.below(2) == 0 ? low : high) : low + (high - low) * random.share
    }
    // Few digits are easier to read.
    let short = variable.isWhole ? number.rounded() : (number * 1000).rounded() / 1000
    if attempt > 1, numbers.contains(short) { number = short }
    return .number(numbers.contains(number) ? number : low)
  }

  /// The value of each variable at a point.
  func values(at point: [Bounds]) -> [Value?] {
    zip(point, table.variables).map { bounds, variable in
      if let number = bounds.numbers?.low {
        return variable.symbols.map { Value(text: $0[Int(number)]) } ?? Value(number)
      }
      return Value(missing: bounds.mayBeLimited ? .stepLimit : .noMatch)
    }
  }
}

/// Numbers that look random and are the same in every run.
private struct RandomNumbers {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  private mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
  mutating func below(_ count: Int) -> Int { Int(next() >> 33) % max(count, 1) }
  /// In [0, 1).
  var share: Double { mutating get { Double(next() >> 11) * 0x1p-53 } }
}
