import Glibc

extension Arithmetic {
  /// Number of operands.
  @inlinable public var operandCount: Int {
    switch self {
    case .negate, .absolute, .sign, .floor, .round, .squareRoot, .exponential, .logarithm, .sigmoid, .softplus,
      .logSigmoid:
      1
    case .clamp, .divideOr: 3
    default: 2
    }
  }

  /// The result on finite numbers; operands beyond ``operandCount`` are ignored.
  ///
  /// Comparisons give 1 or 0. The result may be infinite or NaN: the caller makes that ``Status/notFinite``.
  /// `sameText` and `differentText` compare numbers here, for symbols that are held as numbers; on texts the caller
  /// compares bytes.
  @inlinable public func apply(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: Scalar.power(a, b)
    case .negate: -a
    case .equal, .sameText: a == b ? 1 : 0
    case .notEqual, .differentText: a != b ? 1 : 0
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .minimum: Scalar.minimum(a, b)
    case .maximum: Scalar.maximum(a, b)
    case .clamp: Scalar.clamp(a, b, c)
    case .absolute: abs(a)
    case .sign: Scalar.sign(a)
    case .floor: a.rounded(.down)
    case .round: Scalar.round(a)
    case .squareRoot: a.squareRoot()
    case .exponential: exp(a)
    case .logarithm: log(a)
    case .sigmoid: Scalar.sigmoid(a)
    case .softplus: Scalar.softplus(a)
    case .logSigmoid: Scalar.logSigmoid(a)
    case .divideOr: Scalar.divide(a, b, or: c)
    }
  }
}
