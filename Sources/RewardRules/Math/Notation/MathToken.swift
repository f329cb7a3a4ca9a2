/// The smallest part of a formula.
struct MathToken: Equatable {
  enum Kind: Equatable {
    /// Digits with at most one point, and perhaps a power of ten: `1.5E-3`.
    case number(ArraySlice<UInt8>)
    case symbol(String)
    case constant(Constant)
    /// Takes one operand, or several in parentheses.
    case function(String)
    case fraction, root, binomial, choose, sum, limit, integral
    case matrix(MatrixForm)
    case endMatrix
    case nextColumn, nextRow
    case open(Bracket), close(Bracket)
    case bar, norm
    case plus, minus, plusMinus, times, dividedBy, modulo, power, index
    case factorial, percent, degree
    case comma, semicolon
    case relation(Relation)
    case approximately, element, notElement, subset, superset, arrow
    case union, intersection, difference
    case numbers(NumberSet)
    case emptySet
  }

  /// The pairs of brackets; round and square ones may be mixed, as in `[0, 1)`.
  enum Bracket: Equatable { case round, square, brace, setBrace, floor, ceiling, angle }

  /// What a grid of expressions stands for.
  enum MatrixForm: Equatable { case matrix, determinant }

  var kind: Kind
  /// The bytes it stands at.
  var place: Range<Int>
  /// Whether nothing lies between it and the token before.
  var isJoined: Bool

  /// Whether an operand can begin here.
  var startsOperand: Bool {
    switch kind {
    case .number, .symbol, .constant, .function, .fraction, .root, .binomial, .sum, .limit, .integral, .matrix, .open,
      .bar, .norm:
      true
    default: false
    }
  }
}
