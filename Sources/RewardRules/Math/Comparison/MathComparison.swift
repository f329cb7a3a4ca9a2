import CFLINT

/// Whether an answer says the same as the truth.
///
/// Not symmetric: what the truth is (a value, an equation, a set) decides how the candidate is taken.
struct MathComparison {
  /// Places after the point to which numbers written with one are compared.
  var places = 6
  /// Whether variables must have the same names.
  var namesCount = true
  /// Whether a candidate's inequality is taken as its set of solutions where the truth is a set.
  var solvesCandidate = false
  let budget: MathBudget

  func areEqual(truth: Expression, candidate: Expression) throws(MathFailure) -> Bool {
    // What is too long to be worked out may still be the same as it stands.
    let truth = (try? truth.evaluated(MathBudget())) ?? truth
    var candidate = try candidate.evaluated(budget)
    if !namesCount {
      let names = (truth.names, candidate.names)
      if names.0.count == names.1.count {
        let renamed = Dictionary(uniqueKeysWithValues: zip(names.1, names.0.map { Expression.symbol($0) }))
        candidate = try candidate.replacing(renamed, budget: budget)
      }
    }
    return try agree(truth, candidate, solvesCandidate: solvesCandidate)
  }

  func agree(_ truth: Expression, _ candidate: Expression, solvesCandidate: Bool = false) throws(MathFailure) -> Bool {
    try budget.spend(10)
    var truth = truth.shortened
    var candidate = candidate.shortened
    let isAssignment = truth.isAssignment
    if candidate.isEquation, !truth.isEquation {
      candidate = candidate.lastTerm
    } else if isAssignment, !candidate.isEquation {
      truth = truth.lastTerm
    }
    if truth.isRelation, candidate.isSet, let solutions = try RealSet(solving: truth, budget: budget) {
      return try solutions.isEqual(to: candidate, by: self)
    }
    if solvesCandidate, candidate.isRelation, truth.isSet,
      let solutions = try RealSet(solving: candidate, budget: budget)
    {
      return try solutions.isEqual(to: truth, by: self)
    }
    if truth.isRelation, candidate.isRelation { return try agreeAsRelations(truth, candidate) }
    if truth.isRelation || candidate.isRelation { return false }
    if truth.isCollection || candidate.isCollection { return try agreeAsSets(truth, candidate) }
    if case .matrix(let left) = truth {
      guard case .matrix(let right) = candidate else { return false }
      return try agreeAsLists(left.map(Expression.tuple), right.map(Expression.tuple))
    }
    if let names = (truth.spelling, candidate.spelling) as? (String, String), truth.isName || candidate.isName {
      return names.0 == names.1
    }
    return try agreeAsValues(truth, candidate)
  }

  /// Pair by pair.
  func agreeAsLists(_ left: [Expression], _ right: [Expression]) throws(MathFailure) -> Bool {
    guard left.count == right.count else { return false }
    for (one, other) in zip(left, right) where try !agree(one, other) { return false }
    return true
  }

  private func agreeAsValues(_ truth: Expression, _ candidate: Expression) throws(MathFailure) -> Bool {
    let plain = (truth.plainNumber, candidate.plainNumber)
    if let one = plain.0, let other = plain.1, one.isWhole, other.isWhole {
      // 28% and 28 are the same answer, to which the question gave the unit.
      return one.value == other.value
    }
    if plain.0?.isDecimal == true || plain.1?.isDecimal == true,
      try agreeAsDecimals(truth, candidate, wholes: plain.0?.isWhole == true || plain.1?.isWhole == true)
    {
      return true
    }
    return try Numerics.areSame(truth, candidate, budget: budget)
  }

  /// Whether two numbers, one of which is written with a point, are the same after rounding. A whole number is exact.
  private func agreeAsDecimals(_ left: Expression, _ right: Expression, wholes: Bool) throws(MathFailure) -> Bool {
    guard !wholes, let left = try rounded(left), let right = try rounded(right) else { return false }
    return left == right
  }

  private func rounded(_ expression: Expression) throws(MathFailure) -> Rational? {
    if let number = expression.plainNumber { return try number.exact.rounded(places: places) }
    guard expression.isConstant else { return nil }
    let scale = Expression.number(try Rational(10).raised(to: places), isDecimal: false)
    let scaled = Expression.sum([.product([expression, scale]), .number(Rational(1, over: 2), isDecimal: false)])
    guard let ball = try Sample(point: 0, bits: 320, budget: budget).value(scaled), ball.mayBeReal else { return nil }
    return ball.whole(flint.arb_floor, bits: 320)
  }
}

extension Expression {
  /// A number or a number of percent, as it is written.
  fileprivate struct PlainNumber {
    var value: Rational
    var isDecimal: Bool
    var exact: Rational
    var isWhole: Bool { !isDecimal && value.isInteger }
  }

  fileprivate var plainNumber: PlainNumber? {
    switch self {
    case .number(let value, let isDecimal): PlainNumber(value: value, isDecimal: isDecimal, exact: value)
    case .percent(.number(let value, let isDecimal)):
      (try? value / Rational(100)).map { PlainNumber(value: value, isDecimal: isDecimal, exact: $0) }
    default: nil
    }
  }

  /// The variables in the order in which they first stand there.
  fileprivate var names: [String] {
    var seen: Set<String> = []
    var names: [String] = []
    func visit(_ expression: Expression) {
      if case .symbol(let name) = expression, seen.insert(name).inserted { names.append(name) }
      for child in expression.children { visit(child) }
    }
    visit(self)
    return names
  }

  // MARK: Names

  var isName: Bool { if case .symbol = self { true } else { false } }

  /// A name, or letters that may be meant as one: `$east$` is the product of its letters.
  fileprivate var spelling: String? {
    switch self {
    case .symbol(let name): return name
    case .constant(.e): return "e"
    case .constant(.i): return "i"
    case .product(let factors):
      var text = ""
      for factor in factors {
        switch factor {
        case .symbol(let name): text += name
        case .constant(.e): text += "e"
        case .constant(.i): text += "i"
        default: return nil
        }
      }
      return text
    default: return nil
    }
  }

  // MARK: Kinds

  var isRelation: Bool { if case .relation = self { true } else { false } }

  /// A chain of equations.
  var isEquation: Bool {
    if case .relation(_, let relations) = self { relations.allSatisfy { $0 == .equal } } else { false }
  }

  /// An equation that says what a name stands for.
  var isAssignment: Bool {
    if case .relation(let terms, _) = self { isEquation && terms[0].isOnlySymbols } else { false }
  }

  var lastTerm: Expression { if case .relation(let terms, _) = self { terms[terms.count - 1] } else { self } }

  /// Of `x = 1 + 1 = 2`, `x = 2`.
  fileprivate var shortened: Expression {
    guard isAssignment, case .relation(let terms, let relations) = self, relations.count > 1 else { return self }
    return .relation([terms[0], terms[terms.count - 1]], [.equal])
  }

  var isSet: Bool {
    switch self {
    case .set, .interval, .combination, .numbers: true
    default: false
    }
  }

  var isTuple: Bool { if case .tuple = self { true } else { false } }
  var isCollection: Bool { isSet || isTuple }
}
