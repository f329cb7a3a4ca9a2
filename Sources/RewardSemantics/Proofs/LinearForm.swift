/// A sum of multiples of terms, and a constant: `0.5 * format + 1`. What is no sum itself is an atom.
///
/// Every number is known up to an error that was really made: nothing is lost where all operations were exact, so that what
/// cancels is exactly 0.
struct LinearForm {
  /// A number and how far it may be from what it stands for.
  struct Approximation {
    var value: Double
    var error = 0.0

    /// The sum of two, with the error of the addition (Knuth's TwoSum).
    func adding(_ other: Approximation) -> Approximation {
      let sum = value + other.value
      let part = sum - value
      let lost = (value - (sum - part)) + (other.value - part)
      return Approximation(value: sum, error: Self.above(error + other.error + (lost.isFinite ? abs(lost) : 0)))
    }

    /// The product of two, with the error of the multiplication.
    func multiplied(by other: Approximation) -> Approximation {
      let product = value * other.value
      let lost = (-product).addingProduct(value, other.value)
      let inherited = abs(value) * other.error + error * (abs(other.value) + other.error)
      return Approximation(value: product, error: Self.above(inherited + (lost.isFinite ? abs(lost) : 0)))
    }

    /// One over a number that is not 0.
    static func reciprocal(_ number: Double) -> Approximation {
      let quotient = 1 / number
      let lost = (-1.0).addingProduct(quotient, number) / number
      return Approximation(value: quotient, error: above(lost.isFinite ? abs(lost) : 0))
    }

    /// Errors are added up in floating point themselves.
    private static func above(_ error: Double) -> Double { error == 0 ? 0 : error * (1 + 0x1p-40) }
  }

  var constant = Approximation(value: 0)
  /// In the order of the terms, so that sums are always made in the same order.
  private(set) var coefficients: [(atom: TermID, factor: Approximation)] = []

  init(constant: Double = 0) { self.constant.value = constant }
  init(atom: TermID) { coefficients = [(atom, Approximation(value: 1))] }

  static func + (a: LinearForm, b: LinearForm) -> LinearForm { a.adding(b, times: Approximation(value: 1)) }
  static func - (a: LinearForm, b: LinearForm) -> LinearForm { a.adding(b, times: Approximation(value: -1)) }
  static prefix func - (a: LinearForm) -> LinearForm { LinearForm() - a }

  func multiplied(by factor: Approximation) -> LinearForm { LinearForm().adding(self, times: factor) }

  func adding(_ other: LinearForm, times factor: Approximation) -> LinearForm {
    var result = self
    result.constant = constant.adding(other.constant.multiplied(by: factor))
    for (atom, coefficient) in other.coefficients {
      let part = coefficient.multiplied(by: factor)
      let place = result.coefficients.firstIndex { $0.atom >= atom } ?? result.coefficients.count
      guard place < result.coefficients.count, result.coefficients[place].atom == atom else {
        result.coefficients.insert((atom, part), at: place)
        continue
      }
      let sum = result.coefficients[place].factor.adding(part)
      if sum.value == 0, sum.error == 0 {
        result.coefficients.remove(at: place)
      } else {
        result.coefficients[place].factor = sum
      }
    }
    return result
  }

  func without(_ atom: TermID) -> LinearForm {
    var result = self
    result.coefficients.removeAll { $0.atom == atom }
    return result
  }

  /// The factor of an atom; nil where it is not in the sum.
  func factor(of atom: TermID) -> Approximation? { coefficients.first { $0.atom == atom }?.factor }

  /// The factor of an atom, if it is known exactly and not 0.
  func exactFactor(of atom: TermID) -> Double? {
    factor(of: atom).flatMap { $0.error == 0 && $0.value != 0 ? $0.value : nil }
  }

  /// One term, or one number: nothing was computed.
  var isPlain: Bool {
    coefficients.isEmpty
      || coefficients.count == 1 && constant.value == 0 && constant.error == 0
        && coefficients[0].factor.value == 1 && coefficients[0].factor.error == 0
  }
}
