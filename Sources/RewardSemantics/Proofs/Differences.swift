/// A sum of multiples of terms, and a constant: `0.5 * format + 1`. What is no sum itself is an atom.
struct LinearForm {
  var constant = 0.0
  var coefficients: [TermID: Double] = [:]

  static func + (a: LinearForm, b: LinearForm) -> LinearForm { a.adding(b, times: 1) }

  func adding(_ other: LinearForm, times factor: Double) -> LinearForm {
    guard factor != 0 else { return self }
    var result = self
    result.constant += factor * other.constant
    for (atom, coefficient) in other.coefficients {
      let sum = (result.coefficients[atom] ?? 0) + factor * coefficient
      result.coefficients[atom] = sum == 0 ? nil : sum
    }
    return result
  }
}

/// That a linear form is not below 0, or above it.
struct Constraint {
  var form: LinearForm
  /// Above 0.
  var isStrict: Bool
}

/// What is known of the sign of a difference.
struct Sign {
  var canBeNegative = true
  var canBeZero = true
  var canBePositive = true

  static let zero = Sign(canBeNegative: false, canBeZero: true, canBePositive: false)
  var isUnknown: Bool { canBeNegative && canBeZero && canBePositive }

  init(canBeNegative: Bool = true, canBeZero: Bool = true, canBePositive: Bool = true) {
    self.canBeNegative = canBeNegative
    self.canBeZero = canBeZero
    self.canBePositive = canBePositive
  }

  /// The outcome of a comparison of two numbers whose difference has this sign; nil where it is open.
  func decides(_ comparison: Arithmetic) -> Bool? {
    let canHold: Bool
    let canFail: Bool
    switch comparison {
    case .less: (canHold, canFail) = (canBeNegative, canBeZero || canBePositive)
    case .lessOrEqual: (canHold, canFail) = (canBeNegative || canBeZero, canBePositive)
    case .greater: (canHold, canFail) = (canBePositive, canBeZero || canBeNegative)
    case .greaterOrEqual: (canHold, canFail) = (canBePositive || canBeZero, canBeNegative)
    case .equal: (canHold, canFail) = (canBeZero, canBePositive || canBeNegative)
    default: (canHold, canFail) = (canBePositive || canBeNegative, canBeZero)
    }
    return canHold == canFail ? nil : canHold
  }

  /// Of a difference of what a monotone function gives: its sign, or 0 where the function may be flat.
  func mapped(isStrict: Bool) -> Sign {
    Sign(canBeNegative: canBeNegative, canBeZero: canBeZero || !isStrict, canBePositive: canBePositive)
  }
  var negated: Sign { Sign(canBeNegative: canBePositive, canBeZero: canBeZero, canBePositive: canBeNegative) }
  func intersection(_ other: Sign) -> Sign {
    Sign(
      canBeNegative: canBeNegative && other.canBeNegative, canBeZero: canBeZero && other.canBeZero,
      canBePositive: canBePositive && other.canBePositive)
  }
}

extension Arithmetic {
  /// The comparison of two numbers that this is, if it is one.
  var comparison: Arithmetic? {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: self
    default: nil
    }
  }
}

extension CaseEvaluation {
  /// The sign of `a - b` where both have a value: from what they share, from their sums, from the constraints.
  mutating func difference(_ a: TermID, _ b: TermID) -> Sign {
    if a == b { return .zero }
    let form = linear(a).adding(linear(b), times: -1)
    var sign = self.sign(of: form)
    if sign.isUnknown || !constraints.isEmpty { sign = sign.intersection(structural(a, b)) }
    return sign
  }

  private mutating func sign(of form: LinearForm) -> Sign {
    let range = range(of: form)
    var sign = Sign(
      canBeNegative: range.low < 0, canBeZero: range.low <= 0 && range.high >= 0, canBePositive: range.high > 0)
    if sign.canBeNegative || sign.canBeZero { sign = sign.intersection(paired(form)) }
    if sign.canBePositive || sign.canBeZero {
      sign = sign.intersection(paired(LinearForm().adding(form, times: -1)).negated)
    }
    guard !constraints.isEmpty, !isWithinConstraint else { return sign }
    isWithinConstraint = true
    defer { isWithinConstraint = false }
    // The difference less multiples of what is known not to be negative.
    if sign.canBeNegative || sign.canBeZero {
      let (low, isStrict) = strongest(form)
      if low >= 0 { sign.canBeNegative = false }
      if low > 0 || low == 0 && isStrict { sign.canBeZero = false }
    }
    if sign.canBePositive || sign.canBeZero {
      let (low, isStrict) = strongest(LinearForm().adding(form, times: -1))
      if low >= 0 { sign.canBePositive = false }
      if low > 0 || low == 0 && isStrict { sign.canBeZero = false }
    }
    return sign
  }

  /// The sign of a form from differences of two of its atoms, `c * a - c * b`, that are not below 0.
  private mutating func paired(_ form: LinearForm) -> Sign {
    var rest = form
    var isStrict = false
    for (atom, coefficient) in form.coefficients.sorted(by: { $0.key < $1.key }) where coefficient > 0 {
      let partner = rest.coefficients.first { other, factor in factor == -coefficient && isSameFunction(atom, other) }
      guard let partner, rest.coefficients[atom] != nil else { continue }
      let sign = structural(atom, partner.key)
      guard !sign.canBeNegative else { continue }
      isStrict = isStrict || !sign.canBeZero
      rest.coefficients[atom] = nil
      rest.coefficients[partner.key] = nil
    }
    guard rest.coefficients.count < form.coefficients.count else { return Sign() }
    let low = range(of: rest).low
    return Sign(canBeNegative: low < 0, canBeZero: low < 0 || low == 0 && !isStrict)
  }

  private func isSameFunction(_ a: TermID, _ b: TermID) -> Bool {
    if case .arithmetic(let one, _) = terms[a], case .arithmetic(let other, _) = terms[b] { return one == other }
    return false
  }

  /// The same outermost function of two values is as far apart as those, if all else is shared and it is monotone.
  private mutating func structural(_ a: TermID, _ b: TermID) -> Sign {
    switch (terms[a], terms[b]) {
    case (.arithmetic(let operation, let left), .arithmetic(let other, let right))
    where operation == other && left.dropFirst() == right.dropFirst():
      return monotone(operation, left, right)
    case (.arithmetic(.multiply, let left), .arithmetic(.multiply, let right)) where left[0] == right[0]:
      return monotone(.multiply, [left[1], left[0]], [right[1], right[0]])
    case (.settle(let left, let low), .settle(let right, let otherLow)) where low == otherLow:
      guard !bounds(of: left).mayBeLimited, !bounds(of: right).mayBeLimited else { return Sign() }
      return difference(left, right)
    default: return Sign()
    }
  }

  private mutating func monotone(_ operation: Arithmetic, _ left: [TermID], _ right: [TermID]) -> Sign {
    switch operation {
    case .exponential, .squareRoot, .logarithm, .sigmoid, .softplus, .logSigmoid:
      return difference(left[0], right[0])
    case .floor, .round, .sign, .clamp, .minimum, .maximum:
      return difference(left[0], right[0]).mapped(isStrict: false)
    case .multiply, .divide, .divideOr:
      guard let factor = bounds(of: left[1]).numbers else { return Sign() }
      if factor.low > 0 { return difference(left[0], right[0]) }
      if factor.high < 0 { return difference(left[0], right[0]).negated }
      if factor.low >= 0, operation == .multiply { return difference(left[0], right[0]).mapped(isStrict: false) }
      return Sign()
    default: return Sign()
    }
  }

  // MARK: Linear forms

  /// A term as a sum, with the branches that are certain in this case.
  mutating func linear(_ id: TermID) -> LinearForm {
    if let number = bounds(of: id).single { return LinearForm(constant: number) }
    switch terms[id] {
    case .arithmetic(.add, let operands): return linear(operands[0]) + linear(operands[1])
    case .arithmetic(.subtract, let operands): return linear(operands[0]).adding(linear(operands[1]), times: -1)
    case .arithmetic(.negate, let operands): return LinearForm().adding(linear(operands[0]), times: -1)
    case .arithmetic(.multiply, let operands):
      for (factor, other) in [(operands[0], operands[1]), (operands[1], operands[0])] {
        if let number = bounds(of: factor).single { return LinearForm().adding(linear(other), times: number) }
      }
    case .arithmetic(.divide, let operands), .arithmetic(.divideOr, let operands):
      if let number = bounds(of: operands[1]).single, number != 0 {
        return LinearForm().adding(linear(operands[0]), times: 1 / number)
      }
    case .arithmetic(.minimum, let operands), .arithmetic(.maximum, let operands):
      let sign = decided(operands[0], operands[1])
      if !sign.canBePositive || !sign.canBeNegative {
        let isFirstSmaller = !sign.canBePositive
        let isMinimum = terms[id] == .arithmetic(.minimum, operands)
        return linear(operands[isFirstSmaller == isMinimum ? 0 : 1])
      }
    case .arithmetic(.clamp, let operands):
      if let inner = bounds(of: operands[0]).numbers, let low = bounds(of: operands[1]).numbers,
        let high = bounds(of: operands[2]).numbers, inner.low >= low.high, inner.high <= high.low
      {
        return linear(operands[0])
      }
    case .reduce(.sum, let operands): return operands.reduce(LinearForm()) { $0 + linear($1) }
    case .reduce(.mean, let operands) where !operands.contains { bounds(of: $0).canLackValue }:
      let sum = operands.reduce(LinearForm()) { $0 + linear($1) }
      return LinearForm().adding(sum, times: 1 / Double(operands.count))
    case .when(let parts):
      for arm in stride(from: 0, to: parts.count - 1, by: 2) {
        let condition = bounds(of: parts[arm])
        if condition.canBeTrue, condition.canBeFalse { return atom(id) }
        if condition.canBeTrue { return linear(parts[arm + 1]) }
      }
      return linear(parts[parts.count - 1])
    case .given(let value, let condition, let otherwise):
      let open = bounds(of: condition)
      if open.canBeTrue, !open.canBeFalse { return linear(value) }
      if !open.canBeTrue, let otherwise { return linear(otherwise) }
    case .coalesce(let a, let b):
      let first = bounds(of: a)
      if !first.mayBeMissing { return linear(a) }
      if first.numbers == nil, !first.mayBeLimited { return linear(b) }
    case .settle(let operand, _) where !bounds(of: operand).mayBeLimited: return linear(operand)
    case .joined(let a, _): return linear(a)
    default: break
    }
    return atom(id)
  }

  private func atom(_ id: TermID) -> LinearForm { LinearForm(coefficients: [id: 1]) }

  /// The sign of a difference from the ranges alone.
  private mutating func decided(_ a: TermID, _ b: TermID) -> Sign {
    guard let left = bounds(of: a).numbers, let right = bounds(of: b).numbers else { return Sign() }
    return Sign(
      canBeNegative: left.low < right.high, canBeZero: left.low <= right.high && right.low <= left.high,
      canBePositive: left.high > right.low)
  }

  mutating func range(of form: LinearForm) -> (low: Double, high: Double) {
    var (low, high) = (form.constant, form.constant)
    for (atom, coefficient) in form.coefficients {
      guard let numbers = bounds(of: atom).numbers else { return (-.infinity, .infinity) }
      let ends = [coefficient * numbers.low, coefficient * numbers.high]
      low += ends.min() ?? 0
      high += ends.max() ?? 0
    }
    return (low.isNaN ? -.infinity : low, high.isNaN ? .infinity : high)
  }

  /// The best lower bound of a form: of it less non-negative multiples of the constraints. Strict where one of these is.
  mutating func strongest(_ form: LinearForm) -> (low: Double, isStrict: Bool) {
    var best = (low: range(of: form).low, isStrict: false)
    var current = form
    var isStrict = false
    // A constraint after the other, each with the multiple that helps most: one that makes an atom cancel.
    for _ in 0..<2 {
      for constraint in constraints {
        var chosen: (factor: Double, low: Double)?
        for (atom, coefficient) in constraint.form.coefficients {
          guard let own = current.coefficients[atom], own / coefficient > 0 else { continue }
          let factor = own / coefficient
          let low = range(of: current.adding(constraint.form, times: -factor)).low
          if low > (chosen?.low ?? best.low)
            || (low == best.low && chosen == nil && constraint.isStrict && !best.isStrict)
          {
            chosen = (factor, low)
          }
        }
        guard let chosen else { continue }
        current = current.adding(constraint.form, times: -chosen.factor)
        isStrict = isStrict || constraint.isStrict
        best = (chosen.low, isStrict)
      }
    }
    return best
  }
}
