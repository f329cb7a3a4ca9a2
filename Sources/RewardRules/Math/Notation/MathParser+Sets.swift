/// Sets, intervals and tuples.
extension MathParser {
  /// Whether set operators stand outside all brackets.
  var hasSetOperators: Bool { isSetOperation(in: tokens.indices) }

  func isSetOperation(in range: Range<Int>) -> Bool { contains(\.isOfSets, in: range) }

  /// Whether a token of a kind stands in `range` outside the brackets that begin there.
  func contains(_ isSought: (MathToken.Kind) -> Bool, in range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      if isSought(tokens[index].kind) { return true }
      if case .open = tokens[index].kind { index = closings[index] }
      index += 1
    }
    return false
  }

  /// What the brackets up to `close` hold as one element of a list; nil where they are plain grouping.
  mutating func bracketed(until close: Int) throws(MathFailure) -> Expression? {
    guard case .open(let opening)? = kind(), case .close(let closing) = tokens[close].kind else { return nil }
    switch opening {
    case .floor, .ceiling, .angle: return nil
    default: break
    }
    let start = index
    return try deeper { parser throws(MathFailure) in
      parser.index = start + 1
      if parser.index == close {
        parser.index = close + 1
        return .set([])
      }
      let lists = try parser.elements(until: close)
      parser.index = close + 1
      let all = lists.flatMap { $0 }
      if opening == .brace || opening == .setBrace { return .set(all) }
      let isMixed = (opening == .round) != (closing == .round)
      // `[1]` and `(1)` are 1.
      if all.count == 1, !isMixed { return all[0] }
      if lists.count == 1, all.count == 2, !all[0].isCollection, !all[1].isCollection {
        return try Expression(
          from: all[0], to: all[1], isLowOpen: opening == .round, isHighOpen: closing == .round, budget: parser.budget)
      }
      guard !isMixed else { throw .unreadable }
      return .tuple(all)
    }
  }

  /// `x \in A`, `A \subseteq B`, or a set.
  mutating func setRelation() throws(MathFailure) -> Expression {
    let start = index
    if case .symbol? = kind(), let name = try? postfix() {
      if kind() == .element || kind() == .relation(.equal) {
        index += 1
        return .relation([name, try setDifference()], [.equal])
      }
      if kind() == .notElement {
        index += 1
        return .relation([name, .combination(.difference, .numbers(.reals), try setDifference())], [.equal])
      }
    }
    index = start
    let left = try setDifference()
    switch kind() {
    case nil: return left
    case .subset?:
      index += 1
      return .function("subset", [left, try setDifference()])
    case .superset?:
      index += 1
      return .function("subset", [try setDifference(), left])
    default: throw .unreadable
    }
  }

  private mutating func setDifference() throws(MathFailure) -> Expression {
    var left = try setUnion()
    while skip(.difference) { left = try combined(.difference, left, try setUnion()) }
    return left
  }

  private mutating func setUnion() throws(MathFailure) -> Expression {
    var left = try setIntersection()
    while skip(.union) { left = try combined(.union, left, try setIntersection()) }
    return left
  }

  private mutating func setIntersection() throws(MathFailure) -> Expression {
    var left = try setAtom()
    while skip(.intersection) { left = try combined(.intersection, left, try setAtom()) }
    return left
  }

  /// A set of two; chains of them make a deep tree.
  private mutating func combined(_ operation: SetOperation, _ left: Expression, _ right: Expression)
    throws(MathFailure) -> Expression
  {
    combinations += 1
    guard combinations <= MathBudget.depth else { throw .overLimit }
    return .combination(operation, left, right)
  }

  private mutating func setAtom() throws(MathFailure) -> Expression {
    try budget.spend(10)
    switch kind() {
    case .numbers(let set)?:
      index += 1
      return .numbers(set)
    case .emptySet?:
      index += 1
      return .set([])
    case .symbol?:
      // A set that has a name, such as an event.
      return try postfix()
    case .open?:
      guard let close = closing() else { throw .unreadable }
      if kind() == .open(.round), isSetOperation(in: index + 1..<close) {
        return try deeper { parser throws(MathFailure) in
          parser.index += 1
          let inner = try parser.setDifference()
          try parser.expect(.close(.round))
          return inner
        }
      }
      guard let set = try bracketed(until: close) else { throw .unreadable }
      if case .tuple(let elements) = set { return .set(elements) }
      return set
    default: throw .unreadable
    }
  }
}

extension MathToken.Kind {
  /// Whether only sets have it.
  fileprivate var isOfSets: Bool {
    switch self {
    case .union, .intersection, .difference, .subset, .superset, .notElement, .element, .numbers, .emptySet: true
    default: false
    }
  }
}

extension Expression {
  /// An interval; a tuple where its ends are in no order for one.
  init(from low: Expression, to high: Expression, isLowOpen: Bool, isHighOpen: Bool, budget: MathBudget)
    throws(MathFailure)
  {
    let order = try Numerics.order(low, high, budget: budget)
    if let order, isLowOpen == isHighOpen, order > 0 || (order == 0 && isLowOpen) {
      self = .tuple([low, high])
    } else {
      self = .interval(Interval(low: low, high: high, isLowOpen: isLowOpen, isHighOpen: isHighOpen))
    }
  }
}
