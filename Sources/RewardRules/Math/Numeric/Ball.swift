import CFLINT

/// A complex number that is known to lie within a radius: what is computed of it is right, whatever was rounded.
final class Ball {
  /// As that of a ``Rational``: of named values only.
  let pointer: UnsafeMutablePointer<acb_struct>

  init() {
    pointer = .allocate(capacity: 1)
    flint.acb_init(pointer)
  }

  convenience init(_ value: Rational, bits: Int) {
    self.init()
    flint.acb_set_fmpq(pointer, value.pointer, bits)
  }

  deinit {
    flint.acb_clear(pointer)
    pointer.deallocate()
  }

  var isFinite: Bool { flint.acb_is_finite(pointer) != 0 }
  var containsZero: Bool { flint.acb_contains_zero(pointer) != 0 }
  /// Whether the imaginary part may be 0.
  var mayBeReal: Bool { flint.arb_contains_zero(&pointer.pointee.imag) != 0 }
  /// The sign of the real part where it is known.
  var sign: Int? {
    if flint.arb_is_positive(&pointer.pointee.real) != 0 { return 1 }
    return flint.arb_is_negative(&pointer.pointee.real) != 0 ? -1 : nil
  }

  /// Whether everything in the ball is at most 2^exponent in size.
  func isWithin(power exponent: Int) -> Bool {
    var bound = mag_struct()
    flint.mag_init(&bound)
    defer { flint.mag_clear(&bound) }
    flint.acb_get_mag(&bound, pointer)
    return flint.mag_cmp_2exp_si(&bound, exponent) <= 0
  }

  /// The whole number in the real part's ball, of the part rounded by `function`; nil where more than one is possible.
  func whole(
    _ function: (UnsafeMutablePointer<arb_struct>?, UnsafePointer<arb_struct>?, Int) -> Void, bits: Int
  ) -> Rational? {
    let rounded = Ball()
    function(&rounded.pointer.pointee.real, &pointer.pointee.real, bits)
    let result = Rational(1)
    return flint.arb_get_unique_fmpz(&result.pointer.pointee.num, &rounded.pointer.pointee.real) != 0 ? result : nil
  }

  func combined(
    _ other: Ball, bits: Int,
    _ operation: (
      UnsafeMutablePointer<acb_struct>?, UnsafePointer<acb_struct>?, UnsafePointer<acb_struct>?, Int
    ) -> Void
  ) -> Ball {
    let result = Ball()
    operation(result.pointer, pointer, other.pointer, bits)
    return result
  }

  func applying(
    bits: Int, _ function: (UnsafeMutablePointer<acb_struct>?, UnsafePointer<acb_struct>?, Int) -> Void
  ) -> Ball {
    let result = Ball()
    function(result.pointer, pointer, bits)
    return result
  }
}
