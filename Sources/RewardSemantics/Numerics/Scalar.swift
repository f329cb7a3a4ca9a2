import Glibc

/// The scalar functions of the language on doubles, as every evaluator must compute them.
///
/// They are total: where a result does not exist they return infinity or NaN, and the caller makes that
/// ``Status/notFinite``. Arguments are finite.
public enum Scalar {
  /// The smaller one; the first argument where they are equal.
  @inlinable public static func minimum(_ a: Double, _ b: Double) -> Double { b < a ? b : a }

  /// The larger one; the first argument where they are equal.
  @inlinable public static func maximum(_ a: Double, _ b: Double) -> Double { b > a ? b : a }

  /// `x` moved into `low...high`. Where the bounds are crossed, `low` wins below it and `high` elsewhere.
  @inlinable public static func clamp(_ x: Double, _ low: Double, _ high: Double) -> Double {
    x < low ? low : x > high ? high : x
  }

  /// -1, 0 or 1.
  @inlinable public static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }

  /// The nearest integer; halves go to the even one.
  @inlinable public static func round(_ x: Double) -> Double { x.rounded(.toNearestOrEven) }

  /// `base ^ exponent`; `0 ^ 0` is 1.
  @inlinable public static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// `1 / (1 + exp(-x))` without overflow.
  @inlinable public static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let small = exp(x)
    return small / (1 + small)
  }

  /// `log(1 + exp(x))` without overflow.
  @inlinable public static func softplus(_ x: Double) -> Double { (x > 0 ? x : 0) + log1p(exp(-abs(x))) }

  /// `log(sigmoid(x))` without overflow.
  @inlinable public static func logSigmoid(_ x: Double) -> Double { (x < 0 ? x : 0) - log1p(exp(-abs(x))) }

  /// `a / b`, and `fallback` where `b` is exactly 0.
  @inlinable public static func divide(_ a: Double, _ b: Double, or fallback: Double) -> Double {
    b == 0 ? fallback : a / b
  }
}
