import RewardSemantics

extension ValueType {
  /// A whole number, 0 or more.
  static func count(unit: String? = nil) -> ValueType { ValueType(.int, domain: .count, unit: unit) }
  /// A share from 0 to 1.
  static let share = ValueType(.real, domain: Domain(low: 0, high: 1))
  static let textList = ValueType(.list(.text))
  static let numberList = ValueType(.list(.real))

  /// The type of a list that holds elements of both lists.
  ///
  /// The literal `[]` is a list of texts to the checker, so beside a list of numbers a list of texts counts as empty.
  static func listOfBoth(_ a: ValueType?, _ b: ValueType?) -> ValueType {
    guard let a, let b, case .list(let first) = a.base, case .list(let second) = b.base else { return .poison }
    switch (first, second) {
    case (.list, .list):
      var items = listOfBoth(
        ValueType(first, domain: a.domain, unit: a.unit), ValueType(second, domain: b.domain, unit: b.unit))
      items.base = .list(items.base)
      return items
    case (.list, _): return a
    case (_, .list): return b
    default: break
    }
    switch (first.isNumeric, second.isNumeric) {
    case (true, false): return a
    case (false, true): return b
    case (false, false): return first == second ? a : .textList
    case (true, true):
      let isReal = first == .real || second == .real
      let base: BaseType = first == second ? first : isReal ? .real : .int
      return ValueType(.list(base), domain: a.domain.hull(b.domain), unit: a.unit == b.unit ? a.unit : nil)
    }
  }
}

extension Domain {
  /// Either of the two; the exact set where both have a small one.
  func hull(_ other: Domain) -> Domain {
    if let mine = values, let theirs = other.values, mine.count + theirs.count <= 256 {
      return Domain(values: mine + theirs)
    }
    return Domain(low: min(low, other.low), high: max(high, other.high))
  }
}

extension Builtin.Parameter {
  static let text = Builtin.Parameter("text", .text)
  static let pattern = Builtin.Parameter("pattern", .pattern, isStatic: true)
  static let list = Builtin.Parameter("list", .textList)
  static let anyList = Builtin.Parameter("list", .anyList)
}

extension Outcome {
  /// The number, or failed where it is not finite.
  static func finite(_ number: Double) -> Outcome { number.isFinite ? .number(number) : .missing(.notFinite) }
  /// The numbers, or failed where one of them is not finite.
  static func finite(_ numbers: [Double]) -> Outcome {
    numbers.allSatisfy(\.isFinite) ? .numbers(numbers) : .missing(.notFinite)
  }
}

/// How long a text a builtin may build, in bytes. A longer one is ``Status/overLength``: the texts of one row must not
/// be able to multiply.
let longestBuiltText = 16 * 1024 * 1024
/// How many elements a list that a builtin builds may have.
let longestBuiltList = 1_000_000
