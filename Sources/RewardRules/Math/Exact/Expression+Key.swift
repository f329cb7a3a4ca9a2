extension Expression {
  /// A text that is the same for expressions that differ only in the order of sums, products and sets.
  func key(_ budget: MathBudget) throws(MathFailure) -> String {
    var text = ""
    switch self {
    case .number(let value, _):
      try budget.spend(value.bits / 16)
      text = value.text
    case .symbol(let name): text = name
    case .constant(let constant): text = constant.rawValue
    case .numbers(let set): text = "\\\(set)"
    case .percent(let value): text = "%(\(try value.key(budget)))"
    case .sum(let parts): text = "+(\(try Self.keys(parts, budget).sorted().joined(separator: ",")))"
    case .product(let parts): text = "*(\(try Self.keys(parts, budget).sorted().joined(separator: ",")))"
    case .set(let parts): text = "{\(try Self.keys(parts, budget).sorted().joined(separator: ","))}"
    case .power(let base, let exponent): text = "^(\(try base.key(budget)),\(try exponent.key(budget)))"
    case .function(let name, let parts) where ["max", "min", "gcd", "lcm"].contains(name):
      text = "\(name)(\(try Self.keys(parts, budget).sorted().joined(separator: ",")))"
    case .function(let name, let parts): text = "\(name)(\(try Self.keys(parts, budget).joined(separator: ",")))"
    case .tuple(let parts): text = "(\(try Self.keys(parts, budget).joined(separator: ",")))"
    case .matrix(let rows):
      text = "["
      for row in rows { text += try Self.keys(row, budget).joined(separator: ",") + ";" }
      text += "]"
    case .relation(let terms, let relations):
      text = try Self.keys(terms, budget).joined(separator: ",") + relations.map(\.rawValue).joined()
    case .interval(let interval):
      text =
        "\(interval.isLowOpen)(\(try interval.low.key(budget)),\(try interval.high.key(budget)))\(interval.isHighOpen)"
    case .combination(let operation, let left, let right):
      text = "\(operation)(\(try left.key(budget)),\(try right.key(budget)))"
    }
    try budget.spend(4 + text.utf8.count / 8)
    return text
  }

  private static func keys(_ parts: [Expression], _ budget: MathBudget) throws(MathFailure) -> [String] {
    var keys: [String] = []
    for part in parts { keys.append(try part.key(budget)) }
    return keys
  }
}
