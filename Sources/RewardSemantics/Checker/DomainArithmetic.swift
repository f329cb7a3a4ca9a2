import RewardSyntax

/// Interval arithmetic over ``Domain``: what numbers an operation can give, from what its operands can be.
///
/// Finite sets are followed exactly while they stay small; everything else is an interval. Infinite bounds mean
/// "not bounded": `0 * inf` is taken as 0, since a value itself is never infinite.
extension Domain {
  /// Above this many combinations a finite set becomes an interval.
  private static let enumerationLimit = 256

  static func constant(_ value: Double) -> Domain { Domain(values: [value]) }

  /// Whether there is only one number in it.
  var isSingle: Bool { low == high }

  func mapped(_ apply: (Double) -> Double, monotone: Bool = true) -> Domain {
    if let values {
      let images = values.map(apply)
      if images.allSatisfy(\.isFinite) { return Domain(values: images) }
    }
    let first = apply(low)
    let last = apply(high)
    guard monotone, !first.isNaN, !last.isNaN else { return .all }
    return Domain(low: min(first, last), high: max(first, last))
  }

  private static func combined(_ a: Domain, _ b: Domain, _ apply: (Double, Double) -> Double) -> Domain? {
    guard let left = a.values, let right = b.values, left.count * right.count <= enumerationLimit else { return nil }
    let images = left.flatMap { x in right.map { apply(x, $0) } }
    return images.allSatisfy(\.isFinite) ? Domain(values: images) : nil
  }

  private static func corners(_ a: Domain, _ b: Domain, _ apply: (Double, Double) -> Double) -> Domain {
    let images = [apply(a.low, b.low), apply(a.low, b.high), apply(a.high, b.low), apply(a.high, b.high)]
    if images.contains(where: \.isNaN) { return .all }
    return Domain(low: images.min() ?? -.infinity, high: images.max() ?? .infinity)
  }

  static func + (a: Domain, b: Domain) -> Domain {
    combined(a, b, +) ?? Domain(low: a.low + b.low, high: a.high + b.high)
  }
  static func - (a: Domain, b: Domain) -> Domain {
    combined(a, b, -) ?? Domain(low: a.low - b.high, high: a.high - b.low)
  }
  static func * (a: Domain, b: Domain) -> Domain {
    func times(_ x: Double, _ y: Double) -> Double { x == 0 || y == 0 ? 0 : x * y }
    return combined(a, b, times) ?? corners(a, b, times)
  }
  static prefix func - (a: Domain) -> Domain { a.mapped { -$0 } }

  /// - Precondition: `divisor` does not contain 0 (the checker refuses that before).
  static func / (a: Domain, divisor: Domain) -> Domain {
    if let exact = combined(a, divisor, /) { return exact }
    guard divisor.low > 0 || divisor.high < 0 else { return .all }
    return corners(a, divisor) { x, y in y.isInfinite ? 0 : x / y }
  }

  static func minimum(_ a: Domain, _ b: Domain) -> Domain {
    combined(a, b) { Swift.min($0, $1) } ?? Domain(low: Swift.min(a.low, b.low), high: Swift.min(a.high, b.high))
  }
  static func maximum(_ a: Domain, _ b: Domain) -> Domain {
    combined(a, b) { Swift.max($0, $1) } ?? Domain(low: Swift.max(a.low, b.low), high: Swift.max(a.high, b.high))
  }

  /// Either of the two.
  func union(_ other: Domain) -> Domain {
    if let mine = values, let theirs = other.values, mine.count + theirs.count <= Domain.enumerationLimit {
      return Domain(values: mine + theirs)
    }
    return Domain(low: Swift.min(low, other.low), high: Swift.max(high, other.high))
  }

  /// Whole-number powers and non-negative bases are followed; everything else is unbounded.
  static func power(_ base: Domain, _ exponent: Domain) -> Domain {
    if let exact = combined(base, exponent, { Scalar.power($0, $1) }) { return exact }
    if base.low >= 0 {
      return exponent.low >= 0 ? corners(base, exponent, { Scalar.power($0, $1) }) : Domain(low: 0, high: .infinity)
    }
    if let powers = exponent.values, powers.allSatisfy({ $0 == 2 }) {
      let top = Swift.max(abs(base.low), abs(base.high))
      return Domain(
        low: base.low <= 0 && base.high >= 0 ? 0 : Swift.min(base.low * base.low, base.high * base.high),
        high: top * top)
    }
    return .all
  }

  var absolute: Domain {
    if let values { return Domain(values: values.map { abs($0) }) }
    let top = Swift.max(abs(low), abs(high))
    return Domain(low: low <= 0 && high >= 0 ? 0 : Swift.min(abs(low), abs(high)), high: top)
  }

  /// What an operation gives, from what its operands can be.
  ///
  /// Bounds are computed with the operation itself. Rounding to nearest is monotone, so they also bound what the same
  /// operation gives in floating point.
  static func result(of operation: Arithmetic, _ operands: [Domain]) -> Domain {
    let first = operands[0]
    switch operation {
    case .add: return first + operands[1]
    case .subtract: return first - operands[1]
    case .multiply: return first * operands[1]
    case .divide: return first / operands[1]
    case .power: return .power(first, operands[1])
    case .negate: return -first
    case .minimum: return .minimum(first, operands[1])
    case .maximum: return .maximum(first, operands[1])
    case .clamp: return .minimum(.maximum(first, operands[1]), operands[2])
    case .absolute: return first.absolute
    case .sign, .floor, .round, .squareRoot, .exponential, .logarithm, .sigmoid, .softplus, .logSigmoid:
      return first.mapped { operation.apply($0) }
    case .divideOr: return operands[1].contains(0) ? .all : first / operands[1]
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .sameText, .differentText:
      return .comparison(operation, first, operands[1])
    }
  }

  /// A comparison is a constant where the ranges decide it.
  private static func comparison(_ operation: Arithmetic, _ a: Domain, _ b: Domain) -> Domain {
    switch operation {
    case .less where a.high < b.low, .lessOrEqual where a.high <= b.low, .greater where a.low > b.high,
      .greaterOrEqual where a.low >= b.high:
      .constant(1)
    case .less where a.low >= b.high, .lessOrEqual where a.low > b.high, .greater where a.high <= b.low,
      .greaterOrEqual where a.high < b.low:
      .constant(0)
    default: .boolean
    }
  }

  /// As people read it: `0..1`, `{0, 0.5, 1}`, `any number`.
  var description: String {
    func show(_ value: Double) -> String {
      value.isInfinite
        ? (value < 0 ? "-∞" : "∞")
        : value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
    if let values, values.count <= 8 {
      return values.count == 1 ? show(values[0]) : "{" + values.map(show).joined(separator: ", ") + "}"
    }
    if isSingle { return show(low) }
    return low == -.infinity && high == .infinity ? "any number" : "\(show(low))..\(show(high))"
  }
}
