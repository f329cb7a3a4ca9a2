/// What the terms may be in one case. Each is computed when it is asked for, once.
struct CaseEvaluation {
  let terms: [Term]
  let variables: [Bounds]
  /// Differences that are known not to be below 0 in this case.
  var constraints: [Constraint] = []
  /// What a constraint speaks of is looked at without constraints: it may itself depend on what is asked for now.
  var isWithinConstraint = false
  private var known: [Bounds?]
  /// How many terms were computed.
  private(set) var work = 0

  init(_ terms: [Term], _ variables: [Bounds]) {
    self.terms = terms
    self.variables = variables
    known = Array(repeating: nil, count: terms.count)
  }

  /// Takes a condition for true or false, whatever it is made of.
  mutating func take(_ id: TermID, for isTrue: Bool) { known[id] = .number(isTrue ? 1 : 0) }

  /// Takes a term for missing, in whichever way it may be.
  mutating func takeAsMissing(_ id: TermID) {
    let bounds = bounds(of: id)
    known[id] = Bounds(numbers: nil, mayBeMissing: bounds.mayBeMissing, mayBeLimited: bounds.mayBeLimited)
  }

  mutating func bounds(of id: TermID) -> Bounds {
    if let known = known[id] { return known }
    work += 1
    let bounds = compute(terms[id])
    known[id] = bounds
    return bounds
  }

  private mutating func compute(_ term: Term) -> Bounds {
    switch term {
    case .variable(let variable): return variables[variable]
    case .constant(let number): return .number(number)
    case .missing: return Bounds(numbers: nil, mayBeMissing: true)
    case .arithmetic(let operation, let operands): return arithmetic(operation, operands)
    case .not(let operand):
      let bounds = bounds(of: operand)
      return Bounds(canBeTrue: bounds.canBeFalse, canBeFalse: bounds.canBeTrue).alsoMissing(as: bounds)
    case .and(let a, let b): return kleene([a, b], decidedBy: false)
    case .or(let a, let b): return kleene([a, b], decidedBy: true)
    case .when(let parts): return when(parts)
    case .given(let value, let condition, let otherwise): return given(value, condition, otherwise)
    case .coalesce(let a, let b):
      let first = bounds(of: a)
      guard first.mayBeMissing else { return first }
      return Bounds(numbers: first.numbers, mayBeLimited: first.mayBeLimited).union(bounds(of: b))
    case .isPresent(let operand):
      let bounds = bounds(of: operand)
      return Bounds(canBeTrue: bounds.numbers != nil, canBeFalse: bounds.canLackValue)
    case .settle(let operand, let onLimit):
      let bounds = bounds(of: operand)
      guard bounds.mayBeLimited else { return bounds }
      return Bounds(numbers: bounds.numbers, mayBeMissing: bounds.mayBeMissing).union(.number(onLimit))
    case .joined(let a, let b):
      let second = bounds(of: b)
      return second.numbers == nil
        ? Bounds.nothing.alsoMissing(as: second) : bounds(of: a).alsoMissing(as: second)
    case .reduce(let reduction, let operands): return reduce(reduction, operands)
    }
  }

  private mutating func arithmetic(_ operation: Arithmetic, _ operands: [TermID]) -> Bounds {
    var result = Bounds.nothing
    var domains: [Domain] = []
    for operand in operands {
      let bounds = bounds(of: operand)
      result = result.alsoMissing(as: bounds)
      if let numbers = bounds.numbers { domains.append(numbers) }
    }
    guard domains.count == operands.count else { return result }
    if let comparison = operation.comparison {
      let sign = difference(operands[0], operands[1])
      result.numbers =
        sign.decides(comparison).map { .constant($0 ? 1 : 0) } ?? Domain.result(of: operation, domains)
      if result.numbers == .boolean, comparison == .equal || comparison == .notEqual,
        let a = domains[0].values, let b = domains[1].values, !a.contains(where: b.contains)
      {
        result.numbers = .constant(comparison == .equal ? 0 : 1)
      }
      return result
    }
    result.numbers = Domain.result(of: operation, domains)
    return result
  }

  /// One decisive operand decides; otherwise a missing one leaves the result unknown.
  private mutating func kleene(_ operands: [TermID], decidedBy decisive: Bool) -> Bounds {
    var result = Bounds(canBeTrue: !decisive, canBeFalse: decisive)
    var canBeDecided = false
    for operand in operands {
      let bounds = bounds(of: operand)
      let decides = decisive ? bounds.canBeTrue : bounds.canBeFalse
      let passes = decisive ? bounds.canBeFalse : bounds.canBeTrue
      if decides, !passes, !bounds.canLackValue { return Bounds(canBeTrue: decisive, canBeFalse: !decisive) }
      canBeDecided = canBeDecided || decides
      if !passes { result.numbers = nil }
      result = result.alsoMissing(as: bounds)
    }
    if canBeDecided { result = result.union(Bounds(canBeTrue: decisive, canBeFalse: !decisive)) }
    return result
  }

  private mutating func when(_ parts: [TermID]) -> Bounds {
    var result = Bounds.nothing
    for arm in stride(from: 0, to: parts.count - 1, by: 2) {
      let condition = bounds(of: parts[arm])
      if condition.canBeTrue { result = result.union(bounds(of: parts[arm + 1])) }
      result = result.alsoMissing(as: condition)
      if !condition.canBeFalse { return result }
    }
    return result.union(bounds(of: parts[parts.count - 1]))
  }

  private mutating func given(_ value: TermID, _ condition: TermID, _ otherwise: TermID?) -> Bounds {
    let open = bounds(of: condition)
    var result = Bounds.nothing.alsoMissing(as: open)
    if open.canBeTrue { result = result.union(bounds(of: value)) }
    if open.canBeFalse {
      result = result.union(otherwise.map { bounds(of: $0) } ?? Bounds(numbers: nil, mayBeMissing: true))
    }
    return result
  }

  private mutating func reduce(_ reduction: Reduction, _ operands: [TermID]) -> Bounds {
    switch reduction {
    case .any: return kleene(operands, decidedBy: true)
    case .all: return kleene(operands, decidedBy: false)
    default: break
    }
    let all = operands.map { bounds(of: $0) }
    var result = Bounds.nothing
    for bounds in all { result = result.alsoMissing(as: bounds) }
    let certain = all.filter { !$0.canLackValue }.compactMap(\.numbers)
    let possible = all.filter(\.canLackValue).compactMap(\.numbers)
    switch reduction {
    case .sum, .product:
      let domains = all.compactMap(\.numbers)
      guard domains.count == all.count else { return result }
      result.numbers = domains.reduce(.constant(reduction == .sum ? 0 : 1)) { reduction == .sum ? $0 + $1 : $0 * $1 }
      return result
    case .countTrue:
      let counts = all.map { bounds -> Domain in
        bounds.canBeTrue && (bounds.canBeFalse || bounds.canLackValue) ? .boolean : .constant(bounds.canBeTrue ? 1 : 0)
      }
      return Bounds(
        numbers: counts.reduce(.constant(0), +), mayBeLimited: result.mayBeLimited)
    case .minimum, .maximum:
      // What may be missing may be left out.
      let fold = reduction == .minimum ? Domain.minimum : Domain.maximum
      var numbers = certain.dropFirst().reduce(certain.first) { sum, next in sum.map { fold($0, next) } }
      for domain in possible { numbers = numbers.map { $0.union(fold($0, domain)) } ?? domain }
      if certain.isEmpty, possible.count > 1 { numbers = possible.dropFirst().reduce(possible[0]) { $0.union($1) } }
      result.numbers = numbers
    default:  // mean
      if possible.isEmpty, result.numbers == nil, !result.canLackValue {
        let sum = certain.reduce(Domain.constant(0), +)
        result.numbers = certain.isEmpty ? nil : sum / .constant(Double(certain.count))
      } else {
        let domains = certain + possible
        result.numbers =
          domains.isEmpty
          ? nil : Domain(low: domains.map(\.low).min() ?? 0, high: domains.map(\.high).max() ?? 0)
      }
    }
    // A statistic leaves missing elements out.
    if !certain.isEmpty { result.mayBeMissing = false }
    return result
  }
}

extension Bounds {
  /// Whether the prover knows what a reduction of the operands of one element gives.
  static func follows(_ reduction: Reduction) -> Bool {
    switch reduction {
    case .sum, .product, .mean, .minimum, .maximum, .any, .all, .countTrue: true
    default: false
    }
  }
}
