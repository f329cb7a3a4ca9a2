import CFLINT

/// Polynomials with rational coefficients in a fixed number of variables.
final class PolynomialRing {
  let pointer: UnsafeMutablePointer<fmpq_mpoly_ctx_struct>
  let width: Int
  let budget: MathBudget

  init(width: Int, budget: MathBudget) {
    self.width = width
    self.budget = budget
    pointer = .allocate(capacity: 1)
    flint.fmpq_mpoly_ctx_init(pointer, max(width, 1), ORD_LEX)
  }

  deinit {
    flint.fmpq_mpoly_ctx_clear(pointer)
    pointer.deallocate()
  }
}

/// A polynomial of one ring.
final class Polynomial {
  let ring: PolynomialRing
  /// As that of a ``Rational``: of named values only.
  let pointer: UnsafeMutablePointer<fmpq_mpoly_struct>

  init(in ring: PolynomialRing) {
    self.ring = ring
    pointer = .allocate(capacity: 1)
    flint.fmpq_mpoly_init(pointer, ring.pointer)
  }

  convenience init(_ value: Rational, in ring: PolynomialRing) {
    self.init(in: ring)
    flint.fmpq_mpoly_set_fmpq(pointer, value.pointer, ring.pointer)
  }

  convenience init(variable: Int, in ring: PolynomialRing) {
    self.init(in: ring)
    flint.fmpq_mpoly_gen(pointer, variable, ring.pointer)
  }

  deinit {
    flint.fmpq_mpoly_clear(pointer, ring.pointer)
    pointer.deallocate()
  }

  var isZero: Bool { flint.fmpq_mpoly_is_zero(pointer, ring.pointer) != 0 }
  var length: Int { flint.fmpq_mpoly_length(pointer, ring.pointer) }
  /// The value of a polynomial without variables.
  var constant: Rational? {
    guard flint.fmpq_mpoly_is_fmpq(pointer, ring.pointer) != 0 else { return nil }
    let value = Rational()
    flint.fmpq_mpoly_get_fmpq(value.pointer, pointer, ring.pointer)
    return value
  }

  func degree(in variable: Int) -> Int { flint.fmpq_mpoly_degree_si(pointer, variable, ring.pointer) }

  /// The coefficient of a term; terms stand in falling order.
  func coefficient(_ term: Int) -> Rational {
    let value = Rational()
    flint.fmpq_mpoly_get_term_coeff_fmpq(value.pointer, pointer, term, ring.pointer)
    return value
  }

  /// The powers of the variables in a term.
  func exponents(_ term: Int) -> [UInt] {
    var exponents = [UInt](repeating: 0, count: max(ring.width, 1))
    flint.fmpq_mpoly_get_term_exp_ui(&exponents, pointer, term, ring.pointer)
    return exponents
  }

  static func + (left: Polynomial, right: Polynomial) throws(MathFailure) -> Polynomial {
    try left.ring.budget.spend(left.length + right.length)
    guard left.length + right.length <= MathBudget.terms else { throw .overLimit }
    let result = Polynomial(in: left.ring)
    flint.fmpq_mpoly_add(result.pointer, left.pointer, right.pointer, left.ring.pointer)
    return result
  }

  static func - (left: Polynomial, right: Polynomial) throws(MathFailure) -> Polynomial {
    try left + right.scaled(by: Rational(-1))
  }

  static func * (left: Polynomial, right: Polynomial) throws(MathFailure) -> Polynomial {
    let ring = left.ring
    let work = left.length * right.length
    guard work <= 16 * MathBudget.terms else { throw .overLimit }
    try ring.budget.spend(work + left.bits * right.bits / 4096)
    for variable in 0..<ring.width {
      guard left.degree(in: variable) + right.degree(in: variable) <= MathBudget.degree else { throw .overLimit }
    }
    guard left.bits + right.bits < MathBudget.bits else { throw .overLimit }
    let result = Polynomial(in: ring)
    flint.fmpq_mpoly_mul(result.pointer, left.pointer, right.pointer, ring.pointer)
    guard result.length <= MathBudget.terms else { throw .overLimit }
    return result
  }

  func scaled(by factor: Rational) -> Polynomial {
    let result = Polynomial(in: ring)
    flint.fmpq_mpoly_scalar_mul_fmpq(result.pointer, pointer, factor.pointer, ring.pointer)
    return result
  }

  /// A power, by repeated squaring.
  func raised(to exponent: Int) throws(MathFailure) -> Polynomial {
    guard exponent <= MathBudget.degree else { throw .overLimit }
    var result = Polynomial(Rational(1), in: ring)
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = try result * square }
      rest >>= 1
      if rest > 0 { square = try square * square }
    }
    return result
  }

  /// An upper bound of the bits of the coefficients.
  private var bits: Int {
    var most = Int(flint.fmpq_height_bits(&pointer.pointee.content))
    for term in 0..<min(length, 8) { most = max(most, coefficient(term).bits) }
    return most
  }
}
