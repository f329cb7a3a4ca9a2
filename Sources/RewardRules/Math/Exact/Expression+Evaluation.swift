import CFLINT

extension Expression {
  /// The expression with what can be worked out exactly in its place: functions of whole numbers, short sums and
  /// products, determinants, and arithmetic with matrices.
  func evaluated(_ budget: MathBudget) throws(MathFailure) -> Expression {
    try budget.spend(2)
    if case .function(let name, let parts) = self, name == "sum" || name == "prod" {
      return try Self.series(name, parts, budget) ?? self
    }
    let inner = try map { part throws(MathFailure) in try part.evaluated(budget) }
    switch inner {
    case .function(let name, let arguments): return try Self.function(name, arguments, budget) ?? inner
    case .sum(let parts) where parts.hasMatrix: return try Self.matrixSum(parts) ?? inner
    case .product(let parts) where parts.hasMatrix: return try Self.matrixProduct(parts, budget) ?? inner
    case .power(.matrix(let rows), .symbol("t")):
      return .matrix(rows[0].indices.map { column in rows.map { $0[column] } })
    default: return inner
    }
  }

  private static func function(_ name: String, _ arguments: [Expression], _ budget: MathBudget) throws(MathFailure)
    -> Expression?
  {
    let numbers = arguments.compactMap(\.wholeNumber)
    func exact(_ value: Rational) -> Expression { .number(value, isDecimal: false) }
    switch (name, arguments.count) {
    case ("factorial", 1):
      guard let count = numbers.first?.int, count >= 0 else { return nil }
      try budget.spend(count)
      return exact(try .factorial(count))
    case ("binomial", 2):
      guard numbers.count == 2, let count = numbers[0].int, let chosen = numbers[1].int, count >= 0, chosen >= 0 else {
        return symbolicBinomial(arguments[0], arguments[1])
      }
      let result = try Rational.binomial(count, chosen)
      try budget.spend(result.bits / 8)
      return exact(result)
    case ("gcd", 2...), ("lcm", 2...):
      guard numbers.count == arguments.count else { return nil }
      try budget.spend(numbers.reduce(0) { $0 + $1.bits })
      return exact(
        numbers.dropFirst().reduce(numbers[0]) { .ofIntegers($0, $1, name == "gcd" ? flint.fmpz_gcd : flint.fmpz_lcm) })
    case ("mod", 2):
      guard numbers.count == 2, !numbers[1].isZero else { return nil }
      return exact(.ofIntegers(numbers[0], numbers[1], flint.fmpz_fdiv_r))
    case ("abs", 1): return arguments[0].rational.map { exact($0.sign < 0 ? -$0 : $0) }
    case ("floor", 1), ("ceil", 1):
      if let value = arguments[0].rational { return exact(name == "floor" ? value.floor : value.ceiling) }
      guard arguments[0].isConstant, let ball = try Sample(point: 0, bits: 320, budget: budget).value(arguments[0]),
        let whole = ball.whole(name == "floor" ? flint.arb_floor : flint.arb_ceil, bits: 320)
      else { return nil }
      return exact(whole)
    case ("max", 1...), ("min", 1...):
      var best = arguments[0]
      for next in arguments.dropFirst() {
        guard let order = try Numerics.order(next, best, budget: budget) else { return nil }
        if order == (name == "max" ? 1 : -1) { best = next }
      }
      return best
    case ("det", 1), ("abs", 1):
      guard case .matrix(let rows) = arguments[0] else { return nil }
      return try determinant(rows, budget)
    case ("tr", 1):
      guard case .matrix(let rows) = arguments[0], rows.count == rows[0].count else { return nil }
      return .sum(rows.indices.map { rows[$0][$0] })
    default: return nil
    }
  }

  /// `n (n - 1) ... / k!`, or factorials where `k` is no small number.
  private static func symbolicBinomial(_ count: Expression, _ chosen: Expression) -> Expression {
    func factorial(_ value: Expression) -> Expression { .function("factorial", [value]) }
    guard let number = chosen.wholeNumber?.int, 1...12 ~= number, let divisor = try? Rational.factorial(number) else {
      let others = Expression.product([factorial(chosen), factorial(.sum([count, -chosen]))])
      return .product([factorial(count), .power(others, .integer(-1))])
    }
    let factors = (0..<number).map { Expression.sum([count, .integer(-$0)]) }
    return .product(factors + [.power(.number(divisor, isDecimal: false), .integer(-1))])
  }

  /// A sum or product with whole ends not far apart.
  private static func series(_ name: String, _ parts: [Expression], _ budget: MathBudget) throws(MathFailure)
    -> Expression?
  {
    guard parts.count == 3, case .relation(let terms, let relations) = parts[1], relations == [.equal],
      let variable = terms[0].variableName, let first = terms[1].wholeNumber?.int,
      let last = parts[2].wholeNumber?.int, last >= first, last - first < 1000
    else { return nil }
    var values: [Expression] = []
    for value in first...last {
      let replacement = [variable: Expression.integer(value)]
      values.append(try parts[0].replacing(replacement, budget: budget).evaluated(budget))
    }
    return name == "sum" ? .sum(values) : .product(values)
  }

  private static func determinant(_ rows: [[Expression]], _ budget: MathBudget) throws(MathFailure) -> Expression {
    guard rows.count == rows[0].count else { throw .unreadable }
    guard rows.count <= 6 else { throw .overLimit }
    try budget.spend(rows.count * rows.count)
    if rows.count == 1 { return rows[0][0] }
    var terms: [Expression] = []
    for column in rows.indices {
      let minor = rows.dropFirst().map { row in row.indices.filter { $0 != column }.map { row[$0] } }
      let term = Expression.product([rows[0][column], try determinant(minor, budget)])
      terms.append(column % 2 == 0 ? term : -term)
    }
    return .sum(terms)
  }

  private static func matrixSum(_ parts: [Expression]) throws(MathFailure) -> Expression? {
    var sum: [[Expression]]?
    for part in parts {
      guard case .matrix(let rows) = part else { return nil }
      guard let left = sum else {
        sum = rows
        continue
      }
      guard left.count == rows.count, left[0].count == rows[0].count else { throw .unreadable }
      sum = zip(left, rows).map { zip($0, $1).map { .sum([$0, $1]) } }
    }
    return sum.map { .matrix($0) }
  }

  private static func matrixProduct(_ parts: [Expression], _ budget: MathBudget) throws(MathFailure) -> Expression? {
    var factors: [Expression] = []
    var product: [[Expression]]?
    for part in parts {
      guard case .matrix(let rows) = part else {
        factors.append(part)
        continue
      }
      guard let left = product else {
        product = rows
        continue
      }
      guard left[0].count == rows.count else { throw .unreadable }
      try budget.spend(left.count * rows.count * rows[0].count * 4)
      product = left.map { row in
        rows[0].indices.map { column in .sum(row.indices.map { .product([row[$0], rows[$0][column]]) }) }
      }
    }
    guard let product else { return nil }
    return factors.isEmpty ? .matrix(product) : .matrix(product.map { $0.map { .product(factors + [$0]) } })
  }
}

extension [Expression] {
  fileprivate var hasMatrix: Bool { contains { if case .matrix = $0 { true } else { false } } }
}
