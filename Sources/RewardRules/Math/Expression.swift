/// A mathematical expression as it was written: a small tree, whose depth the parser bounds.
indirect enum Expression {
  /// `isDecimal`: written with a point, and so meant to be as exact as its digits.
  case number(Rational, isDecimal: Bool)
  case percent(Expression)
  /// A variable; names are in lower case.
  case symbol(String)
  case constant(Constant)
  case sum([Expression])
  /// In the order in which the factors were written.
  case product([Expression])
  case power(Expression, Expression)
  case function(String, [Expression])
  case matrix([[Expression]])
  /// `a < b <= c`: as many operators as there are terms after the first.
  case relation([Expression], [Relation])
  /// In the order in which the elements were written.
  case set([Expression])
  case tuple([Expression])
  case interval(Interval)
  case combination(SetOperation, Expression, Expression)
  case numbers(NumberSet)
}

/// Numbers that have a name.
enum Constant: String {
  case pi = "\\pi"
  case e = "\\e"
  case i = "\\i"
  case gamma = "\\gamma"
  case infinity = "\\infty"
}

/// How two terms are related.
enum Relation: String {
  case equal = "="
  case unequal = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="

  /// The relation read from the right.
  var flipped: Relation {
    switch self {
    case .equal, .unequal: self
    case .less: .greater
    case .atMost: .atLeast
    case .greater: .less
    case .atLeast: .atMost
    }
  }
}

/// What two sets make.
enum SetOperation: String { case union, intersection, difference }

/// Sets of numbers that have a name.
enum NumberSet: String { case naturals, integers, rationals, reals, complexes, primes }

/// All numbers between two ends.
struct Interval {
  var low: Expression
  var high: Expression
  var isLowOpen: Bool
  var isHighOpen: Bool
  var isOpen: Bool { isLowOpen && isHighOpen }
}

extension Expression {
  static func integer(_ value: Int) -> Expression { .number(Rational(value), isDecimal: false) }

  /// The number where the expression is nothing else.
  var rational: Rational? { if case .number(let value, _) = self { value } else { nil } }
  /// The whole number, written without a point.
  var wholeNumber: Rational? {
    if case .number(let value, isDecimal: false) = self, value.isInteger { value } else { nil }
  }

  static prefix func - (value: Expression) -> Expression {
    switch value {
    case .number(let number, let isDecimal): .number(-number, isDecimal: isDecimal)
    case .product(let factors): .product([.integer(-1)] + factors)
    case .percent(let value): .percent(-value)
    default: .product([.integer(-1), value])
    }
  }

  /// A quotient: of two whole numbers a number, of all else a product.
  static func quotient(_ top: Expression, _ bottom: Expression) throws(MathFailure) -> Expression {
    if let top = top.wholeNumber, let bottom = bottom.wholeNumber, !bottom.isZero {
      return .number(try top / bottom, isDecimal: false)
    }
    return .product(top.factors + [.power(bottom, .integer(-1))])
  }

  /// The factors of a product; everything else is its own.
  var factors: [Expression] { if case .product(let factors) = self { factors } else { [self] } }

  /// One factor, or a product of several.
  init(factors: [Expression]) { self = factors.count == 1 ? factors[0] : .product(factors) }

  /// The parts directly below.
  var children: [Expression] {
    switch self {
    case .number, .symbol, .constant, .numbers: []
    case .percent(let value): [value]
    case .sum(let parts), .product(let parts), .function(_, let parts), .set(let parts), .tuple(let parts): parts
    case .power(let base, let exponent): [base, exponent]
    case .matrix(let rows): rows.flatMap { $0 }
    case .relation(let terms, _): terms
    case .interval(let interval): [interval.low, interval.high]
    case .combination(_, let left, let right): [left, right]
    }
  }

  /// The same expression over other parts.
  func map(_ body: (Expression) throws(MathFailure) -> Expression) throws(MathFailure) -> Expression {
    func all(_ parts: [Expression]) throws(MathFailure) -> [Expression] {
      var mapped: [Expression] = []
      mapped.reserveCapacity(parts.count)
      for part in parts { mapped.append(try body(part)) }
      return mapped
    }
    switch self {
    case .number, .symbol, .constant, .numbers: return self
    case .percent(let value): return .percent(try body(value))
    case .sum(let parts): return .sum(try all(parts))
    case .product(let parts): return .product(try all(parts))
    case .function(let name, let parts): return .function(name, try all(parts))
    case .set(let parts): return .set(try all(parts))
    case .tuple(let parts): return .tuple(try all(parts))
    case .power(let base, let exponent): return .power(try body(base), try body(exponent))
    case .relation(let terms, let relations): return .relation(try all(terms), relations)
    case .interval(var interval):
      interval.low = try body(interval.low)
      interval.high = try body(interval.high)
      return .interval(interval)
    case .combination(let operation, let left, let right):
      return .combination(operation, try body(left), try body(right))
    case .matrix(let rows):
      var mapped: [[Expression]] = []
      for row in rows { mapped.append(try all(row)) }
      return .matrix(mapped)
    }
  }

  /// The name of a variable; `i` may be one, too.
  var variableName: String? {
    switch self {
    case .symbol(let name): name
    case .constant(.i): Constant.i.rawValue
    default: nil
    }
  }

  /// The expression with other expressions in the places of variables.
  func replacing(_ names: [String: Expression], budget: MathBudget) throws(MathFailure) -> Expression {
    try budget.spend(1)
    if let name = variableName, let value = names[name] { return value }
    return try map { part throws(MathFailure) in try part.replacing(names, budget: budget) }
  }
}
