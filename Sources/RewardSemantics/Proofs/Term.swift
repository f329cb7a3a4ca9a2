/// A term of a ``TermTable`` by its place; operands stand before their users.
typealias TermID = Int
/// A variable of a ``TermTable`` by its place.
typealias VariableID = Int

/// What a number or condition of a spec is made of, as the prover sees it. Everything that is not followed is a variable.
enum Term: Hashable {
  case variable(VariableID)
  case constant(Double)
  /// Missing everywhere.
  case missing
  case arithmetic(Arithmetic, [TermID])
  case not(TermID)
  case and(TermID, TermID)
  case or(TermID, TermID)
  /// Conditions and values by turns, the `else` last.
  case when([TermID])
  /// Without `otherwise` missing where the condition is false.
  case given(TermID, condition: TermID, otherwise: TermID?)
  case coalesce(TermID, TermID)
  case isPresent(TermID)
  /// A score at its boundary: what is limited is `onLimit`.
  case settle(TermID, onLimit: Double)
  /// The first, missing where the second is.
  case joined(TermID, TermID)
  case reduce(Reduction, [TermID])

  /// In order.
  var operands: [TermID] {
    switch self {
    case .variable, .constant, .missing: []
    case .arithmetic(_, let operands), .when(let operands), .reduce(_, let operands): operands
    case .not(let a), .isPresent(let a), .settle(let a, _): [a]
    case .and(let a, let b), .or(let a, let b), .coalesce(let a, let b), .joined(let a, let b): [a, b]
    case .given(let value, let condition, let otherwise): [value, condition] + (otherwise.map { [$0] } ?? [])
    }
  }
}

/// What the prover lets vary: an expression that it does not look into, at one rollout or for all of them.
struct Variable {
  /// What it can be.
  var bounds: Bounds
  /// Whether it is a whole number.
  var isWhole: Bool
  /// The rollout it belongs to; nil for what the rollouts share.
  var rollout: Int?
  /// The spec's expressions that it stands for, all of one meaning; of each spec.
  var expressions: [Occurrence]
  /// Whether it follows from the other rollouts, as the mean of a group does: it is no choice of its own.
  var isDependent: Bool
  /// Of a symbol, the names that its numbers stand for.
  var symbols: [String]?

  struct Occurrence: Hashable {
    var spec: Int
    var expression: ExpressionID
    /// Whether it is true where the variable is false.
    var isNegated: Bool
  }
}

/// What a term may be: numbers, or missing in one of two ways.
struct Bounds {
  /// Nil where it never has a value.
  var numbers: Domain?
  /// May be abstained or failed.
  var mayBeMissing = false
  /// May be limited.
  var mayBeLimited = false

  static let nothing = Bounds(numbers: nil)
  static func number(_ value: Double) -> Bounds { Bounds(numbers: .constant(value)) }

  /// A condition by what it may be.
  init(canBeTrue: Bool, canBeFalse: Bool, mayBeMissing: Bool = false, mayBeLimited: Bool = false) {
    numbers =
      canBeTrue ? (canBeFalse ? .boolean : .constant(1)) : (canBeFalse ? .constant(0) : nil)
    self.mayBeMissing = mayBeMissing
    self.mayBeLimited = mayBeLimited
  }

  init(numbers: Domain?, mayBeMissing: Bool = false, mayBeLimited: Bool = false) {
    self.numbers = numbers
    self.mayBeMissing = mayBeMissing
    self.mayBeLimited = mayBeLimited
  }

  var canBeTrue: Bool { numbers.map { $0.low != 0 || $0.high != 0 } ?? false }
  var canBeFalse: Bool { numbers?.contains(0) ?? false }
  /// Whether it can have no value.
  var canLackValue: Bool { mayBeMissing || mayBeLimited }
  /// Whether it cannot be anything: the case that led here does not exist.
  var isImpossible: Bool { numbers == nil && !canLackValue }
  /// The one number that it is, if that is certain.
  var single: Double? { numbers.flatMap { $0.isSingle && !canLackValue ? $0.low : nil } }

  /// Either of the two.
  func union(_ other: Bounds) -> Bounds {
    let both = numbers.map { mine in other.numbers.map { mine.union($0) } ?? mine } ?? other.numbers
    return Bounds(
      numbers: both, mayBeMissing: mayBeMissing || other.mayBeMissing, mayBeLimited: mayBeLimited || other.mayBeLimited)
  }

  /// Both of the two; missing where either may be.
  func intersection(_ other: Bounds) -> Bounds {
    var both = numbers
    if let mine = numbers, let theirs = other.numbers {
      if let values = mine.values ?? theirs.values {
        let kept = values.filter { mine.contains($0) && theirs.contains($0) }
        both = kept.isEmpty ? nil : Domain(values: kept)
      } else {
        both = mine.clipped(theirs.low, theirs.high)
      }
    }
    return Bounds(
      numbers: both, mayBeMissing: mayBeMissing || other.mayBeMissing, mayBeLimited: mayBeLimited || other.mayBeLimited)
  }

  /// The same, missing in the ways that `other` may be, too.
  func alsoMissing(as other: Bounds) -> Bounds {
    Bounds(
      numbers: numbers, mayBeMissing: mayBeMissing || other.mayBeMissing,
      mayBeLimited: mayBeLimited || other.mayBeLimited)
  }
}
