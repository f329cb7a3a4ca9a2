/// A quotient of two polynomials, neither of them reduced.
struct RationalFunction {
  var top: Polynomial
  var bottom: Polynomial

  static func + (left: RationalFunction, right: RationalFunction) throws(MathFailure) -> RationalFunction {
    if let one = left.bottom.constant, let other = right.bottom.constant, one == other {
      return RationalFunction(top: try left.top + right.top, bottom: left.bottom)
    }
    return RationalFunction(
      top: try left.top * right.bottom + right.top * left.bottom, bottom: try left.bottom * right.bottom)
  }

  static func * (left: RationalFunction, right: RationalFunction) throws(MathFailure) -> RationalFunction {
    RationalFunction(top: try left.top * right.top, bottom: try left.bottom * right.bottom)
  }

  /// Unreadable for a power below 0 of 0.
  func raised(to exponent: Int) throws(MathFailure) -> RationalFunction {
    guard exponent != Int.min else { throw .overLimit }
    if exponent < 0 {
      guard !top.isZero else { throw .unreadable }
      return RationalFunction(top: try bottom.raised(to: -exponent), bottom: try top.raised(to: -exponent))
    }
    return RationalFunction(top: try top.raised(to: exponent), bottom: try bottom.raised(to: exponent))
  }

  /// `self` minus `other`, as a polynomial that is 0 exactly where the two are equal.
  func difference(from other: RationalFunction) throws(MathFailure) -> Polynomial {
    try top * other.bottom - other.top * bottom
  }
}

/// The variables of a comparison: names, and whatever is no polynomial of them (roots, functions, constants).
struct Generators {
  private(set) var places: [String: Int] = [:]
  /// Whether every one of them may take any value: then unequal polynomials are unequal expressions.
  private(set) var areFree = true
  private let budget: MathBudget

  init(of expressions: [Expression], budget: MathBudget) throws(MathFailure) {
    self.budget = budget
    for expression in expressions { try collect(expression) }
  }

  private mutating func collect(_ expression: Expression) throws(MathFailure) {
    try budget.spend(2)
    switch expression {
    case .number: break
    case .percent(let value): try collect(value)
    case .sum(let parts), .product(let parts): for part in parts { try collect(part) }
    case .power(let base, let exponent) where exponent.wholeNumber != nil: try collect(base)
    case .symbol(let name): try add(name)
    default:
      areFree = false
      try add(expression.key(budget))
    }
  }

  private mutating func add(_ key: String) throws(MathFailure) {
    guard places[key] == nil else { return }
    guard places.count < MathBudget.generators else { throw .overLimit }
    places[key] = places.count
  }

  func ring() -> PolynomialRing { PolynomialRing(width: places.count, budget: budget) }

  /// The expression as a quotient of polynomials of the generators.
  func function(_ expression: Expression, in ring: PolynomialRing) throws(MathFailure) -> RationalFunction {
    try budget.spend(2)
    func constant(_ value: Rational) -> RationalFunction {
      RationalFunction(top: Polynomial(value, in: ring), bottom: Polynomial(Rational(1), in: ring))
    }
    func generator(_ key: String) throws(MathFailure) -> RationalFunction {
      guard let place = places[key] else { throw .unreadable }
      return RationalFunction(top: Polynomial(variable: place, in: ring), bottom: Polynomial(Rational(1), in: ring))
    }
    switch expression {
    case .number(let value, _): return constant(value)
    case .percent(let value): return try function(value, in: ring) * constant(Rational(1, over: 100))
    case .sum(let parts):
      var sum = constant(Rational(0))
      for part in parts { sum = try sum + function(part, in: ring) }
      return sum
    case .product(let parts):
      var product = constant(Rational(1))
      for part in parts { product = try product * function(part, in: ring) }
      return product
    case .power(let base, let exponent) where exponent.wholeNumber != nil:
      guard let exponent = exponent.wholeNumber?.int else { throw .overLimit }
      return try function(base, in: ring).raised(to: exponent)
    case .symbol(let name): return try generator(name)
    default: return try generator(expression.key(budget))
    }
  }
}
