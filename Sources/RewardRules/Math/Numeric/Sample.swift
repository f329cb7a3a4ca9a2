import CFLINT

/// One place at which expressions are evaluated: a value for every variable, and a precision.
struct Sample {
  let point: Int
  let bits: Int
  let budget: MathBudget

  /// The value of an expression; nil where it has none that can be found here.
  func value(_ expression: Expression) throws(MathFailure) -> Ball? {
    try budget.spend(bits / 16)
    switch expression {
    case .number(let value, _): return Ball(value, bits: bits)
    case .symbol(let name): return variable(name)
    case .constant(let constant): return self.constant(constant)
    case .percent(let value):
      return try self.value(value)?.combined(Ball(Rational(100), bits: bits), bits: bits, flint.acb_div)
    case .sum(let parts): return try fold(parts, flint.acb_add)
    case .product(let parts): return try fold(parts, flint.acb_mul)
    case .power(let base, let exponent): return try power(base, exponent)
    case .function(let name, let arguments): return try function(name, arguments)
    case .matrix, .relation, .set, .tuple, .interval, .combination, .numbers: return nil
    }
  }

  private func fold(
    _ parts: [Expression],
    _ operation: (
      UnsafeMutablePointer<acb_struct>?, UnsafePointer<acb_struct>?, UnsafePointer<acb_struct>?, Int
    ) -> Void
  ) throws(MathFailure) -> Ball? {
    guard let first = parts.first, var result = try value(first) else { return nil }
    for part in parts.dropFirst() {
      guard let next = try value(part) else { return nil }
      result = result.combined(next, bits: bits, operation)
    }
    return finite(result)
  }

  private func finite(_ ball: Ball) -> Ball? { ball.isFinite ? ball : nil }

  /// Some fixed rational between -3 and 3 for each name and point.
  private func variable(_ name: String) -> Ball {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 &+ UInt64(point)
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 29
    hash = hash &* 0xbf58_476d_1ce4_e5b9
    hash ^= hash >> 32
    // At points 0 and 1 all are positive, where most functions are defined, and at point 2 none is.
    let size = Int(hash % 2_900) + 101
    let isNegative = point == 2 || (point > 2 && hash >> 40 & 1 == 1)
    return Ball(Rational(isNegative ? -size : size, over: 1009), bits: bits)
  }

  private func constant(_ constant: Constant) -> Ball? {
    let ball = Ball()
    switch constant {
    case .pi: flint.acb_const_pi(ball.pointer, bits)
    case .i: flint.acb_onei(ball.pointer)
    case .e: return Ball(Rational(1), bits: bits).applying(bits: bits, flint.acb_exp)
    case .gamma: flint.arb_const_euler(&ball.pointer.pointee.real, bits)
    case .infinity: return nil
    }
    return ball
  }

  private func power(_ base: Expression, _ exponent: Expression) throws(MathFailure) -> Ball? {
    guard let base = try value(base) else { return nil }
    if let whole = exponent.wholeNumber?.int {
      guard abs(whole) < 1 << 40, base.isWithin(power: 1 << 20) else { throw .overLimit }
      if whole < 0, base.containsZero { return nil }
      return finite(base.applying(bits: bits) { flint.acb_pow_si($0, $1, whole, $2) })
    }
    if let root = exponent.rational, !root.isInteger, let degree = root.denominator, degree <= 64, let times = root.top
    {
      // An odd root of a real number is real.
      var result = base
      if degree % 2 == 1, base.mayBeReal, base.sign == -1 {
        result = base.applying(bits: bits) { to, from, _ in flint.acb_neg(to, from) }
        result = result.applying(bits: bits) { flint.acb_root_ui($0, $1, UInt(degree), $2) }
        result = result.applying(bits: bits) { to, from, _ in flint.acb_neg(to, from) }
      } else {
        result = base.applying(bits: bits) { flint.acb_root_ui($0, $1, UInt(degree), $2) }
      }
      guard abs(times) < 1 << 20 else { throw .overLimit }
      return finite(result.applying(bits: bits) { flint.acb_pow_si($0, $1, times, $2) })
    }
    guard let exponent = try value(exponent) else { return nil }
    guard exponent.isWithin(power: 40), base.isWithin(power: 1 << 20) else { throw .overLimit }
    return finite(base.combined(exponent, bits: bits, flint.acb_pow))
  }

  private func function(_ name: String, _ arguments: [Expression]) throws(MathFailure) -> Ball? {
    if name.hasSuffix("()") || arguments.count != 1 {
      // A function that nothing is known of is a variable of its own for every argument.
      return variable(try Expression.function(name, arguments).key(budget))
    }
    guard let argument = try value(arguments[0]) else { return nil }
    guard argument.isWithin(power: 1000) else { throw .overLimit }
    if let function = Self.functions[name] {
      if name == "gamma" || name == "factorial", !argument.isWithin(power: 12) { throw .overLimit }
      return finite(function(argument, bits))
    }
    return variable(try Expression.function(name, arguments).key(budget))
  }

  private static let functions: [String: @Sendable (Ball, Int) -> Ball] = [
    "ln": { $0.applying(bits: $1, flint.acb_log) },
    "sin": { $0.applying(bits: $1, flint.acb_sin) },
    "cos": { $0.applying(bits: $1, flint.acb_cos) },
    "tan": { $0.applying(bits: $1, flint.acb_tan) },
    "cot": { $0.applying(bits: $1, flint.acb_cot) },
    "sec": { $0.applying(bits: $1, flint.acb_sec) },
    "csc": { $0.applying(bits: $1, flint.acb_csc) },
    "sinh": { $0.applying(bits: $1, flint.acb_sinh) },
    "cosh": { $0.applying(bits: $1, flint.acb_cosh) },
    "tanh": { $0.applying(bits: $1, flint.acb_tanh) },
    "asin": { $0.applying(bits: $1, flint.acb_asin) },
    "acos": { $0.applying(bits: $1, flint.acb_acos) },
    "atan": { $0.applying(bits: $1, flint.acb_atan) },
    "acot": { inverse($0, $1).applying(bits: $1, flint.acb_atan) },
    "asec": { inverse($0, $1).applying(bits: $1, flint.acb_acos) },
    "acsc": { inverse($0, $1).applying(bits: $1, flint.acb_asin) },
    "asinh": { $0.applying(bits: $1, flint.acb_asinh) },
    "acosh": { $0.applying(bits: $1, flint.acb_acosh) },
    "atanh": { $0.applying(bits: $1, flint.acb_atanh) },
    "abs": { absolute($0, $1) },
    "factorial": {
      $0.combined(Ball(Rational(1), bits: $1), bits: $1, flint.acb_add).applying(bits: $1, flint.acb_gamma)
    },
  ]

  private static func inverse(_ ball: Ball, _ bits: Int) -> Ball {
    Ball(Rational(1), bits: bits).combined(ball, bits: bits, flint.acb_div)
  }

  private static func absolute(_ ball: Ball, _ bits: Int) -> Ball {
    let result = Ball()
    flint.acb_abs(&result.pointer.pointee.real, ball.pointer, bits)
    return result
  }
}

extension Rational {
  /// The numerator where it fits.
  var top: Int? {
    flint.fmpz_fits_si(&pointer.pointee.num) != 0 ? flint.fmpz_get_si(&pointer.pointee.num) : nil
  }
}
