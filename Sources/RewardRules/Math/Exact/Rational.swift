import CFLINT

/// An exact rational number.
///
/// Operations that could make a number long check its size first and go over the limit beyond ``MathBudget/bits``.
final class Rational {
  /// To be taken from named values only: one without a name may be gone before a function reads it.
  let pointer: UnsafeMutablePointer<fmpq>

  init() {
    pointer = .allocate(capacity: 1)
    flint.fmpq_init(pointer)
  }

  convenience init(_ value: Int, over divisor: UInt = 1) {
    self.init()
    flint.fmpq_set_si(pointer, value, divisor)
  }

  /// Decimal digits with at most one point, and perhaps a power of ten: `1.5E-3`.
  convenience init(digits: ArraySlice<UInt8>) throws(MathFailure) {
    self.init()
    let parts = digits.split(separator: UInt8(ascii: "E"), maxSplits: 1)
    guard let mantissa = parts.first else { throw .unreadable }
    let point = mantissa.firstIndex(of: UInt8(ascii: "."))
    let places = point.map { mantissa.endIndex - $0 - 1 } ?? 0
    let whole = mantissa.filter { $0 != UInt8(ascii: ".") }.map { CChar(bitPattern: $0) }
    guard whole.count < MathBudget.bits / 4 else { throw .overLimit }
    guard flint.fmpq_set_str(pointer, whole + [0], 10) == 0 else { throw .unreadable }
    var power = -places
    if parts.count > 1 {
      guard let exponent = Int(String(decoding: parts[1], as: UTF8.self)), abs(exponent) < MathBudget.bits / 4 else {
        throw .overLimit
      }
      power += exponent
    }
    if power != 0 {
      let scale = Rational(10)
      flint.fmpq_pow_si(scale.pointer, scale.pointer, power)
      flint.fmpq_mul(pointer, pointer, scale.pointer)
    }
  }

  deinit {
    flint.fmpq_clear(pointer)
    pointer.deallocate()
  }

  var sign: Int { Int(flint.fmpq_sgn(pointer)) }
  var isZero: Bool { sign == 0 }
  var isInteger: Bool { flint.fmpz_is_one(&pointer.pointee.den) != 0 }
  /// Bits of the longer of numerator and denominator.
  var bits: Int { Int(flint.fmpq_height_bits(pointer)) }
  /// The value where it is a whole number that fits.
  var int: Int? {
    isInteger && flint.fmpz_fits_si(&pointer.pointee.num) != 0 ? flint.fmpz_get_si(&pointer.pointee.num) : nil
  }
  /// The denominator where it fits.
  var denominator: Int? {
    flint.fmpz_fits_si(&pointer.pointee.den) != 0 ? flint.fmpz_get_si(&pointer.pointee.den) : nil
  }

  /// `a/b` in lowest terms.
  var text: String {
    guard let source = flint.fmpq_get_str(nil, 10, pointer) else { return "" }
    defer { flint.flint_free(source) }
    return String(cString: source)
  }

  static func + (left: Rational, right: Rational) throws(MathFailure) -> Rational {
    try combined(left, right, flint.fmpq_add)
  }
  static func - (left: Rational, right: Rational) throws(MathFailure) -> Rational {
    try combined(left, right, flint.fmpq_sub)
  }
  static func * (left: Rational, right: Rational) throws(MathFailure) -> Rational {
    try combined(left, right, flint.fmpq_mul)
  }
  /// Unreadable where `right` is 0.
  static func / (left: Rational, right: Rational) throws(MathFailure) -> Rational {
    guard !right.isZero else { throw .unreadable }
    return try combined(left, right, flint.fmpq_div)
  }
  static prefix func - (value: Rational) -> Rational {
    let result = Rational()
    flint.fmpq_neg(result.pointer, value.pointer)
    return result
  }

  private static func combined(
    _ left: Rational, _ right: Rational,
    _ operation: (UnsafeMutablePointer<fmpq>?, UnsafePointer<fmpq>?, UnsafePointer<fmpq>?) -> Void
  ) throws(MathFailure) -> Rational {
    guard left.bits + right.bits < MathBudget.bits else { throw .overLimit }
    let result = Rational()
    operation(result.pointer, left.pointer, right.pointer)
    return result
  }

  /// Unreadable for a power below 0 of 0.
  func raised(to exponent: Int) throws(MathFailure) -> Rational {
    if isZero && exponent < 0 { throw .unreadable }
    if exponent == 0 { return Rational(1) }
    // 0, 1 and -1 stay short.
    if bits <= 1 { return exponent % 2 == 0 ? try self * self : self }
    let (length, isOver) = bits.multipliedReportingOverflow(by: abs(exponent))
    guard !isOver, length < MathBudget.bits else { throw .overLimit }
    let result = Rational()
    flint.fmpq_pow_si(result.pointer, pointer, exponent)
    return result
  }

  /// The number as a multiple of 10^-`places`, halves to the even neighbour.
  func rounded(places: Int) throws(MathFailure) -> Rational {
    let scaled = try self * Rational(10).raised(to: places)
    let half = Rational(1, over: 2)
    let raised = try scaled + half
    let upper = raised.floor
    let isTie = upper == raised
    return isTie && flint.fmpz_is_even(&upper.pointer.pointee.num) == 0 ? try upper - Rational(1) : upper
  }

  var floor: Rational { rounded(by: flint.fmpz_fdiv_q) }
  var ceiling: Rational { rounded(by: flint.fmpz_cdiv_q) }

  private func rounded(
    by division: (UnsafeMutablePointer<fmpz>?, UnsafePointer<fmpz>?, UnsafePointer<fmpz>?) -> Void
  ) -> Rational {
    let result = Rational(1)
    division(&result.pointer.pointee.num, &pointer.pointee.num, &pointer.pointee.den)
    return result
  }

  /// A function of two whole numbers, such as the greatest common divisor.
  static func ofIntegers(
    _ left: Rational, _ right: Rational,
    _ function: (UnsafeMutablePointer<fmpz>?, UnsafePointer<fmpz>?, UnsafePointer<fmpz>?) -> Void
  ) -> Rational {
    let result = Rational(1)
    function(&result.pointer.pointee.num, &left.pointer.pointee.num, &right.pointer.pointee.num)
    return result
  }

  static func factorial(_ count: Int) throws(MathFailure) -> Rational {
    guard count <= 5000 else { throw .overLimit }
    let result = Rational(1)
    flint.fmpz_fac_ui(&result.pointer.pointee.num, UInt(count))
    return result
  }

  static func binomial(_ count: Int, _ chosen: Int) throws(MathFailure) -> Rational {
    guard chosen <= count else { return Rational(0) }
    guard min(chosen, count - chosen) <= 2000, count < 1 << 32 else { throw .overLimit }
    let result = Rational(1)
    flint.fmpz_bin_uiui(&result.pointer.pointee.num, UInt(count), UInt(min(chosen, count - chosen)))
    return result
  }
}

extension Rational: Comparable {
  static func == (left: Rational, right: Rational) -> Bool { flint.fmpq_equal(left.pointer, right.pointer) != 0 }
  static func < (left: Rational, right: Rational) -> Bool { flint.fmpq_cmp(left.pointer, right.pointer) < 0 }
}
