/// A set of real numbers: intervals that do not touch, in ascending order. A point is an interval of one number.
struct RealSet {
  private(set) var parts: [Interval]
  private let budget: MathBudget

  private static var whole: Interval {
    Interval(low: -.constant(.infinity), high: .constant(.infinity), isLowOpen: true, isHighOpen: true)
  }

  /// Nil for what is no set of real numbers between known ends.
  init?(_ expression: Expression, budget: MathBudget) throws(MathFailure) {
    switch expression {
    case .interval(let interval): try self.init([interval], budget: budget)
    case .numbers(.reals): try self.init([Self.whole], budget: budget)
    case .set(let elements):
      guard elements.allSatisfy({ !$0.isCollection && !$0.isRelation }) else { return nil }
      let points = elements.map { Interval(low: $0, high: $0, isLowOpen: false, isHighOpen: false) }
      try self.init(points, budget: budget)
    case .combination(let operation, let left, let right):
      guard let left = try RealSet(left, budget: budget), let right = try RealSet(right, budget: budget) else {
        return nil
      }
      switch operation {
      case .union: try self.init(left.parts + right.parts, budget: budget)
      case .intersection: try self.init(left.common(with: right.parts), budget: budget)
      case .difference:
        guard let rest = try right.complement() else { return nil }
        try self.init(left.common(with: rest), budget: budget)
      }
    default: return nil
    }
  }

  /// Sorted and put together; nil where the order of the ends is not known.
  private init?(_ intervals: [Interval]?, budget: MathBudget) throws(MathFailure) {
    guard let intervals, intervals.count <= 64 else { return nil }
    self.budget = budget
    parts = []
    for interval in intervals {
      guard let order = try Numerics.order(interval.low, interval.high, budget: budget) else { return nil }
      if order > 0 || (order == 0 && (interval.isLowOpen || interval.isHighOpen)) { continue }
      var place = parts.count
      while place > 0 {
        guard let order = try Numerics.order(interval.low, parts[place - 1].low, budget: budget) else { return nil }
        if order > 0 || (order == 0 && interval.isLowOpen) { break }
        place -= 1
      }
      parts.insert(interval, at: place)
    }
    var merged: [Interval] = []
    for part in parts {
      guard let last = merged.last else {
        merged.append(part)
        continue
      }
      guard let gap = try Numerics.order(part.low, last.high, budget: budget),
        let reach = try Numerics.order(part.high, last.high, budget: budget)
      else { return nil }
      if gap > 0 || (gap == 0 && part.isLowOpen && last.isHighOpen) {
        merged.append(part)
      } else if reach > 0 {
        merged[merged.count - 1].high = part.high
        merged[merged.count - 1].isHighOpen = part.isHighOpen
      } else if reach == 0, !part.isHighOpen {
        merged[merged.count - 1].isHighOpen = false
      }
    }
    parts = merged
  }

  private func common(with others: [Interval]) throws(MathFailure) -> [Interval]? {
    var common: [Interval] = []
    for one in parts {
      for other in others {
        guard let low = try Numerics.order(one.low, other.low, budget: budget),
          let high = try Numerics.order(one.high, other.high, budget: budget)
        else { return nil }
        common.append(
          Interval(
            low: low > 0 ? one.low : other.low, high: high < 0 ? one.high : other.high,
            isLowOpen: low > 0 ? one.isLowOpen : low < 0 ? other.isLowOpen : one.isLowOpen || other.isLowOpen,
            isHighOpen: high < 0 ? one.isHighOpen : high > 0 ? other.isHighOpen : one.isHighOpen || other.isHighOpen))
      }
    }
    return common
  }

  private func complement() throws(MathFailure) -> [Interval]? {
    var rest: [Interval] = []
    var next = Self.whole
    for part in parts {
      next.high = part.low
      next.isHighOpen = !part.isLowOpen
      rest.append(next)
      next = Interval(low: part.high, high: .constant(.infinity), isLowOpen: !part.isHighOpen, isHighOpen: true)
    }
    return rest + [next]
  }

  func isEqual(to expression: Expression, by comparison: MathComparison) throws(MathFailure) -> Bool {
    guard let other = try RealSet(expression, budget: budget), parts.count == other.parts.count else { return false }
    for (one, other) in zip(parts, other.parts) {
      // An infinite end is open, however it is written.
      guard one.isLowOpen == other.isLowOpen || one.low.signOfInfinity != 0,
        one.isHighOpen == other.isHighOpen || one.high.signOfInfinity != 0,
        try comparison.agree(one.low, other.low), try comparison.agree(one.high, other.high)
      else { return false }
    }
    return true
  }
}

extension RealSet {
  /// The solutions of a relation, or of a chain of them, in one variable; nil where they are not found.
  init?(solving expression: Expression, budget: MathBudget) throws(MathFailure) {
    guard case .relation(let terms, let relations) = expression else { return nil }
    var all: Expression?
    for (place, relation) in relations.enumerated() {
      guard let set = try Self.solutions(terms[place], relation, terms[place + 1], budget: budget) else { return nil }
      all = all.map { .combination(.intersection, $0, set) } ?? set
    }
    guard let all else { return nil }
    try self.init(all, budget: budget)
  }

  private static func solutions(_ left: Expression, _ relation: Relation, _ right: Expression, budget: MathBudget)
    throws(MathFailure) -> Expression?
  {
    // A name against a constant.
    if left.isVariable, right.isConstant { return .line(relation, right) }
    if right.isVariable, left.isConstant { return .line(relation.flipped, left) }
    // A polynomial of degree 1 or 2 against 0.
    let difference = Expression.sum([left, -right])
    let generators = try Generators(of: [difference], budget: budget)
    guard generators.areFree, generators.places.count == 1 else { return nil }
    let ring = generators.ring()
    let function = try generators.function(difference, in: ring)
    guard let divisor = function.bottom.constant, divisor.sign != 0 else { return nil }
    let polynomial = function.top.scaled(by: try Rational(1) / divisor)
    guard polynomial.degree(in: 0) <= 2 else { return nil }
    var coefficients = [Rational(0), Rational(0), Rational(0)]
    for term in 0..<polynomial.length {
      coefficients[Int(polynomial.exponents(term)[0])] = polynomial.coefficient(term)
    }
    let (c, b, a) = (coefficients[0], coefficients[1], coefficients[2])
    if a.isZero {
      guard !b.isZero else { return nil }
      return .line(b.sign > 0 ? relation : relation.flipped, .number(-(try c / b), isDecimal: false))
    }
    let discriminant = try b * b - Rational(4) * a * c
    guard discriminant.sign > 0 else { return nil }
    let root = Expression.power(
      .number(discriminant, isDecimal: false), .number(Rational(1, over: 2), isDecimal: false))
    let twice = Expression.number(try Rational(2) * (a.sign < 0 ? -a : a), isDecimal: false)
    let middle = Expression.number(a.sign < 0 ? b : -b, isDecimal: false)
    let ends = (
      try Expression.quotient(.sum([middle, -root]), twice), try Expression.quotient(.sum([middle, root]), twice)
    )
    func between(isOpen: Bool) -> Expression {
      .interval(Interval(low: ends.0, high: ends.1, isLowOpen: isOpen, isHighOpen: isOpen))
    }
    switch a.sign > 0 ? relation : relation.flipped {
    case .equal: return .set([ends.0, ends.1])
    case .unequal: return .combination(.difference, .numbers(.reals), .set([ends.0, ends.1]))
    case .less: return between(isOpen: true)
    case .atMost: return between(isOpen: false)
    case .greater: return .combination(.difference, .numbers(.reals), between(isOpen: false))
    case .atLeast: return .combination(.difference, .numbers(.reals), between(isOpen: true))
    }
  }
}

extension Expression {
  /// A name, or an unknown function of something.
  fileprivate var isVariable: Bool {
    switch self {
    case .symbol: true
    case .function(let name, _): name.hasSuffix("()")
    default: false
    }
  }

  /// The numbers that stand in a relation to `end`.
  fileprivate static func line(_ relation: Relation, _ end: Expression) -> Expression {
    let infinity = Expression.constant(.infinity)
    func below(isOpen: Bool) -> Expression {
      .interval(Interval(low: -infinity, high: end, isLowOpen: true, isHighOpen: isOpen))
    }
    func above(isOpen: Bool) -> Expression {
      .interval(Interval(low: end, high: infinity, isLowOpen: isOpen, isHighOpen: true))
    }
    return switch relation {
    case .equal: .set([end])
    case .unequal: .combination(.union, below(isOpen: true), above(isOpen: true))
    case .less: below(isOpen: true)
    case .atMost: below(isOpen: false)
    case .greater: above(isOpen: true)
    case .atLeast: above(isOpen: false)
    }
  }
}
