/// Why a text gives no mathematics, or a comparison no answer.
enum MathFailure: Error {
  /// Not in a notation that is known.
  case unreadable
  /// More work than one comparison may do.
  case overLimit
}

/// The work that one comparison may do. It is counted, not timed, so that the same texts always get the same answer.
final class MathBudget {
  /// In units of about a tenth of a microsecond.
  private(set) var remaining: Int

  /// Bytes of one answer; those of the text around it do not count.
  static let answerBytes = 60_000
  /// Bytes at the end of a text in which its answer is looked for.
  static let textBytes = 1 << 18
  /// How often the word `answer` is looked behind, from the end.
  static let answerWords = 200
  /// Brackets inside brackets, and what else makes a tree deep.
  static let depth = 60
  /// Bits of the numerator or the denominator of a number that is kept exactly.
  static let bits = 1 << 17
  /// Terms of a polynomial.
  static let terms = 4096
  /// Highest power of a variable, or of a polynomial.
  static let degree = 1 << 20
  /// Different variables and functions of one comparison.
  static let generators = 24

  init(_ work: Int = 600_000) { remaining = work }

  func spend(_ work: Int) throws(MathFailure) {
    remaining -= work
    if remaining < 0 { throw .overLimit }
  }
}
