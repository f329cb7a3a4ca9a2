import CFLINT

/// What balls can tell of values: their order, and whether they are the same.
enum Numerics {
  /// Precisions that are tried in turn.
  private static let ladder = [96, 352, 1600]

  /// -1, 0 or 1 as `left` is below, at or above `right`; nil where they are no real constants or it cannot be told.
  static func order(_ left: Expression, _ right: Expression, budget: MathBudget) throws(MathFailure) -> Int? {
    if let left = left.rational, let right = right.rational { return left < right ? -1 : left == right ? 0 : 1 }
    let signs = (left.signOfInfinity, right.signOfInfinity)
    if signs != (0, 0) { return signs.0 == signs.1 ? 0 : signs.0 < signs.1 ? -1 : 1 }
    guard left.isConstant, right.isConstant else { return nil }
    let difference = Expression.sum([left, -right])
    for bits in ladder {
      guard let ball = try Sample(point: 0, bits: bits, budget: budget).value(difference) else { return nil }
      guard ball.mayBeReal else { return nil }
      if let sign = ball.sign { return sign }
      if ball.isWithin(power: -100) { return 0 }
    }
    return nil
  }

  /// Whether two values are the same: exactly for rational functions of variables, else at several places, where one that
  /// proves them different is enough.
  static func areSame(_ left: Expression, _ right: Expression, budget: MathBudget) throws(MathFailure) -> Bool {
    if let left = left.rational, let right = right.rational { return left == right }
    if left.signOfInfinity != 0 || right.signOfInfinity != 0 { return left.signOfInfinity == right.signOfInfinity }
    if let isSame = try areSameExactly(left, right, budget: budget) { return isSame }
    return try vanishes(isConstant: left.isConstant && right.isConstant, budget: budget) { sample throws(MathFailure) in
      guard let left = try sample.value(left), let right = try sample.value(right) else { return nil }
      return left.combined(right, bits: sample.bits, flint.acb_sub)
    }
  }

  /// Nil where polynomials cannot tell.
  private static func areSameExactly(_ left: Expression, _ right: Expression, budget: MathBudget) throws(MathFailure)
    -> Bool?
  {
    // A part of the budget: what is too long for polynomials may still be compared at some places.
    let share = MathBudget(budget.remaining / 2)
    defer { try? budget.spend(budget.remaining / 2 - share.remaining) }
    do throws(MathFailure) {
      let generators = try Generators(of: [left, right], budget: share)
      let ring = generators.ring()
      let functions = (try generators.function(left, in: ring), try generators.function(right, in: ring))
      guard !functions.0.bottom.isZero, !functions.1.bottom.isZero else { return false }
      let difference = try functions.0.difference(from: functions.1)
      if difference.isZero { return true }
      return generators.areFree || difference.constant != nil ? false : nil
    } catch .overLimit {
      return nil
    } catch .unreadable {
      // A division by 0 has no value.
      return false
    }
  }

  /// Whether `value` is 0 wherever it can be evaluated well enough, which must be somewhere.
  static func vanishes(
    isConstant: Bool, budget: MathBudget, _ value: (Sample) throws(MathFailure) -> Ball?
  ) throws(MathFailure) -> Bool {
    var zeros = 0
    var isUndecided = false
    // Where a value is very large its last digits are not seen: other points then tell.
    for point in isConstant ? 0..<1 : 0..<10 where zeros < 4 {
      for (rung, bits) in ladder.enumerated() {
        guard let ball = try value(Sample(point: point, bits: bits, budget: budget)) else { break }
        if !ball.containsZero { return false }
        if rung > 0, ball.isWithin(power: -100) {
          zeros += 1
          break
        }
        if rung == ladder.count - 1 { isUndecided = true }
      }
    }
    if zeros == 0, isUndecided { throw .overLimit }
    return zeros > 0
  }
}

extension Expression {
  /// 1 and -1 for the infinities, 0 for everything else.
  var signOfInfinity: Int {
    switch self {
    case .constant(.infinity): return 1
    case .product(let factors):
      var sign = 1
      for factor in factors {
        if case .constant(.infinity) = factor { continue }
        guard let value = factor.rational else { return 0 }
        sign *= value.sign
      }
      return factors.contains { if case .constant(.infinity) = $0 { true } else { false } } ? sign : 0
    default: return 0
    }
  }

  /// Whether no variable and no unknown function is in it.
  var isConstant: Bool {
    switch self {
    case .symbol: false
    case .function(let name, _) where name.hasSuffix("()"): false
    default: children.allSatisfy(\.isConstant)
    }
  }
}
