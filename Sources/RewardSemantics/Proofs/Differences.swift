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
  ///
  /// - Parameter isClaimed: whether this is what a claim says, which is about real numbers. Elsewhere a comparison decides
  ///   what is computed, as floating point does: sums that are equal up to rounding may come out either way.
  mutating func difference(_ a: TermID, _ b: TermID, isClaimed: Bool = false) -> Sign {
    if a == b { return .zero }
    let (left, right) = (linear(a), linear(b))
    let form = left - right
    let room = isClaimed ? 0 : room(of: left, right)
    return sign(of: form, room: room).intersection(structural(a, b, isClaimed: isClaimed))
  }

  /// How far rounding can move the two sides of a comparison that is computed.
  mutating func room(of a: LinearForm, _ b: LinearForm) -> Double {
    if a.isPlain, b.isPlain { return 0 }
    let ends = [range(of: a), range(of: b)].flatMap { [abs($0.low), abs($0.high)] }
    return (ends.max() ?? 0) * 0x1p-40
  }

  private mutating func sign(of form: LinearForm, room: Double) -> Sign {
    func sign(_ low: Double, _ high: Double, isStrict: Bool = false) -> Sign {
      Sign(
        canBeNegative: low < room || low <= room && room > 0,
        canBeZero: (low < room || low == room && !(isStrict && room == 0)) && high >= -room,
        canBePositive: high > -room || high >= -room && room > 0)
    }
    let own = range(of: form)
    var result = sign(own.low, own.high)
    if result.canBeNegative || result.canBeZero {
      let (low, isStrict) = paired(form)
      result = result.intersection(sign(low, .infinity, isStrict: isStrict))
    }
    if result.canBePositive || result.canBeZero {
      let (low, isStrict) = paired(-form)
      result = result.intersection(sign(low, .infinity, isStrict: isStrict).negated)
    }
    guard !constraints.isEmpty, !isWithinConstraint else { return result }
    isWithinConstraint = true
    defer { isWithinConstraint = false }
    // The difference less multiples of what is known not to be negative.
    if result.canBeNegative || result.canBeZero {
      let (low, isStrict) = strongest(form)
      result = result.intersection(sign(low, .infinity, isStrict: isStrict))
    }
    if result.canBePositive || result.canBeZero {
      let (low, isStrict) = strongest(-form)
      result = result.intersection(sign(low, .infinity, isStrict: isStrict).negated)
    }
    return result
  }

  /// A lower bound of a form from differences of two of its atoms, `c * a - c * b`, that are not below 0.
  private mutating func paired(_ form: LinearForm) -> (low: Double, isStrict: Bool) {
    var rest = form
    var isStrict = false
    for (atom, _) in form.coefficients {
      guard let factor = rest.exactFactor(of: atom), factor > 0 else { continue }
      let partner = rest.coefficients.first {
        rest.exactFactor(of: $0.atom) == -factor && isSameFunction(atom, $0.atom)
      }
      guard let partner else { continue }
      let sign = structural(atom, partner.atom, isClaimed: true)
      guard !sign.canBeNegative else { continue }
      isStrict = isStrict || !sign.canBeZero
      rest = rest.without(atom).without(partner.atom)
    }
    guard rest.coefficients.count < form.coefficients.count else { return (-.infinity, false) }
    return (range(of: rest).low, isStrict)
  }

  private func isSameFunction(_ a: TermID, _ b: TermID) -> Bool {
    if case .arithmetic(let one, _) = terms[a], case .arithmetic(let other, _) = terms[b] { return one == other }
    return false
  }

  /// The same outermost function of two values is as far apart as those, if all else is shared and it is monotone.
  private mutating func structural(_ a: TermID, _ b: TermID, isClaimed: Bool) -> Sign {
    switch (terms[a], terms[b]) {
    case (.arithmetic(let operation, let left), .arithmetic(let other, let right))
    where operation == other && left.dropFirst() == right.dropFirst():
      return monotone(operation, left, right, isClaimed: isClaimed)
    case (.arithmetic(.multiply, let left), .arithmetic(.multiply, let right)) where left[0] == right[0]:
      return monotone(.multiply, [left[1], left[0]], [right[1], right[0]], isClaimed: isClaimed)
    case (.settle(let left, let low), .settle(let right, let otherLow)) where low == otherLow:
      guard !bounds(of: left).mayBeLimited, !bounds(of: right).mayBeLimited else { return Sign() }
      return difference(left, right, isClaimed: isClaimed)
    default: return Sign()
    }
  }

  private mutating func monotone(_ operation: Arithmetic, _ left: [TermID], _ right: [TermID], isClaimed: Bool) -> Sign
  {
    // In floating point different arguments may give the same result.
    func inner(_ table: inout CaseEvaluation) -> Sign {
      table.difference(left[0], right[0], isClaimed: isClaimed).mapped(isStrict: isClaimed)
    }
    switch operation {
    case .exponential, .squareRoot, .logarithm, .sigmoid, .softplus, .logSigmoid: return inner(&self)
    case .floor, .round, .sign, .clamp, .minimum, .maximum: return inner(&self).mapped(isStrict: false)
    case .multiply, .divide, .divideOr:
      guard let factor = bounds(of: left[1]).numbers else { return Sign() }
      if factor.low > 0 { return inner(&self) }
      if factor.high < 0 { return inner(&self).negated }
      if factor.low >= 0, operation == .multiply { return inner(&self).mapped(isStrict: false) }
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
    case .arithmetic(.subtract, let operands): return linear(operands[0]) - linear(operands[1])
    case .arithmetic(.negate, let operands): return -linear(operands[0])
    case .arithmetic(.multiply, let operands):
      for (factor, other) in [(operands[0], operands[1]), (operands[1], operands[0])] {
        if let number = bounds(of: factor).single { return linear(other).multiplied(by: .init(value: number)) }
      }
    case .arithmetic(.divide, let operands), .arithmetic(.divideOr, let operands):
      if let number = bounds(of: operands[1]).single, number != 0 {
        return linear(operands[0]).multiplied(by: .reciprocal(number))
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
      return sum.multiplied(by: .reciprocal(Double(operands.count)))
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

  private func atom(_ id: TermID) -> LinearForm { LinearForm(atom: id) }

  /// The sign of a difference from the ranges alone.
  private mutating func decided(_ a: TermID, _ b: TermID) -> Sign {
    guard let left = bounds(of: a).numbers, let right = bounds(of: b).numbers else { return Sign() }
    return Sign(
      canBeNegative: left.low < right.high, canBeZero: left.low <= right.high && right.low <= left.high,
      canBePositive: left.high > right.low)
  }

  mutating func range(of form: LinearForm) -> (low: Double, high: Double) {
    var low = form.constant
    var high = form.constant
    for (atom, factor) in form.coefficients {
      guard let numbers = bounds(of: atom).numbers else { return (-.infinity, .infinity) }
      let ends = [numbers.low, numbers.high].map { factor.multiplied(by: .init(value: $0)) }
      let ascending = ends[0].value <= ends[1].value ? ends : [ends[1], ends[0]]
      low = low.adding(ascending[0])
      high = high.adding(ascending[1])
    }
    let least = low.value - low.error
    let most = high.value + high.error
    return (least.isNaN ? -.infinity : least, most.isNaN ? .infinity : most)
  }

  /// The best lower bound of a form: of it less non-negative multiples of the constraints. Strict where one of these is.
  private mutating func strongest(_ form: LinearForm) -> (low: Double, isStrict: Bool) {
    var best = (low: range(of: form).low, isStrict: false)
    var current = form
    var isStrict = false
    // A constraint after the other, each with the multiple that helps most: one that makes an atom cancel.
    for _ in 0..<2 {
      for constraint in constraints {
        var chosen: (factor: Double, low: Double)?
        for (atom, theirs) in constraint.form.coefficients {
          guard let own = current.factor(of: atom), own.value / theirs.value > 0 else { continue }
          let factor = own.value / theirs.value
          let low = range(of: current.adding(constraint.form, times: .init(value: -factor))).low
          let isBetter = low > (chosen?.low ?? best.low)
          let isStricter = low == best.low && chosen == nil && constraint.isStrict && !best.isStrict
          if isBetter || isStricter { chosen = (factor, low) }
        }
        guard let chosen else { continue }
        current = current.adding(constraint.form, times: .init(value: -chosen.factor))
        isStrict = isStrict || constraint.isStrict
        best = (chosen.low, isStrict)
      }
    }
    return best
  }
}
