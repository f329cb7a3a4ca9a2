/// Reads tokens as one formula: a value, a relation, a set, or a list of them.
///
/// As in Math-Verify, a list without brackets is a set (`1, 2`), `(a, b)` is an interval where `a < b` can be, and
/// `x = 1, 2` says what `x` is. All recursion is bounded by ``MathBudget/depth``.
struct MathParser {
  let tokens: [MathToken]
  let budget: MathBudget
  /// The place of the closing bracket for each opening one, and -1.
  let closings: [Int]
  var index = 0
  private var depth = 0
  /// How many `|` are open.
  var openBars = 0
  /// How many operations on sets there are.
  var combinations = 0

  static func parse(_ bytes: ArraySlice<UInt8>, budget: MathBudget) throws(MathFailure) -> Expression {
    var tokens = try MathTokenizer.tokens(bytes, budget: budget)
    if let number = try groupedNumber(tokens) { return number }
    // A comma or a semicolon at the end belongs to the sentence, and so does a sign at the start that only says "is".
    while let last = tokens.last?.kind, last == .comma || last == .semicolon { tokens.removeLast() }
    if let first = tokens.first?.kind, first == .relation(.equal) || first == .approximately { tokens.removeFirst() }
    do throws(MathFailure) {
      return try whole(tokens, budget: budget)
    } catch .unreadable {
      // Of a chain of equations the last part may still be read.
      let equals = tokens.indices.filter { tokens[$0].kind == .relation(.equal) }
      guard equals.count > 1, !tokens.contains(where: { $0.kind == .comma || $0.kind == .semicolon }) else {
        throw .unreadable
      }
      return try whole(Array(tokens[(equals[equals.count - 1] + 1)...]), budget: budget)
    }
  }

  private static func whole(_ tokens: [MathToken], budget: MathBudget) throws(MathFailure) -> Expression {
    guard !tokens.isEmpty else { throw .unreadable }
    try budget.spend(4 * tokens.count)
    var parser = MathParser(tokens: tokens, budget: budget, closings: try closings(tokens))
    if let assignment = try parser.assignment() { return assignment }
    parser.index = 0
    if parser.hasSetOperators { return try parser.setRelation() }
    let elements = try parser.elements(until: tokens.count)
    return Expression(listing: elements)
  }

  private init(tokens: [MathToken], budget: MathBudget, closings: [Int]) {
    self.tokens = tokens
    self.budget = budget
    self.closings = closings
  }

  /// A number whose digits commas part in threes, and nothing else.
  private static func groupedNumber(_ tokens: [MathToken]) throws(MathFailure) -> Expression? {
    var rest = tokens[...]
    let isNegative = rest.first?.kind == .minus
    if isNegative { rest.removeFirst() }
    guard rest.count >= 3, case .number(var digits)? = rest.first?.kind, digits.count <= 3 else { return nil }
    rest.removeFirst()
    while let comma = rest.popFirst() {
      guard comma.kind == .comma, comma.isJoined, let next = rest.popFirst(), next.isJoined,
        case .number(let group) = next.kind, !digits.contains(UInt8(ascii: ".")),
        group.prefix(while: \.isDigit).count == 3
      else { return nil }
      digits += group
    }
    let value = try Rational(digits: digits)
    return .number(isNegative ? -value : value, isDecimal: digits.contains(UInt8(ascii: ".")))
  }

  /// The matching of brackets; unreadable where they do not match.
  private static func closings(_ tokens: [MathToken]) throws(MathFailure) -> [Int] {
    var closings = Array(repeating: -1, count: tokens.count)
    var open: [(index: Int, bracket: MathToken.Bracket)] = []
    for (index, token) in tokens.enumerated() {
      if case .open(let bracket) = token.kind {
        guard open.count < MathBudget.depth else { throw .overLimit }
        open.append((index, bracket))
      } else if case .close(let bracket) = token.kind {
        guard let last = open.popLast(), last.bracket.closes(with: bracket) else { throw .unreadable }
        closings[last.index] = index
      }
    }
    guard open.isEmpty else { throw .unreadable }
    return closings
  }

  // MARK: Moving on

  func kind(_ offset: Int = 0) -> MathToken.Kind? {
    index + offset < tokens.count ? tokens[index + offset].kind : nil
  }

  mutating func skip(_ kind: MathToken.Kind) -> Bool {
    guard self.kind() == kind else { return false }
    index += 1
    return true
  }

  mutating func expect(_ kind: MathToken.Kind) throws(MathFailure) {
    guard skip(kind) else { throw .unreadable }
  }

  /// Runs `body` one level deeper.
  mutating func deeper<T>(_ body: (inout MathParser) throws(MathFailure) -> T) throws(MathFailure) -> T {
    guard depth < 2 * MathBudget.depth else { throw .overLimit }
    try budget.spend(2)
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  // MARK: Lists

  /// `x = ...` and `x \in ...`, where what follows holds no relation.
  private mutating func assignment() throws(MathFailure) -> Expression? {
    guard let left = try? names() else { return nil }
    guard kind() == .relation(.equal) || kind() == .element else { return nil }
    index += 1
    let rest = tokens[index...]
    guard !rest.isEmpty, !contains(\.relates, in: rest.indices), !isSetOperation(in: rest.indices) else { return nil }
    let elements = try elements(until: tokens.count)
    return .relation([left, Expression(listing: elements)], [.equal])
  }

  /// A variable, or a list of them in parentheses.
  private mutating func names() throws(MathFailure) -> Expression {
    guard skip(.open(.round)) else { return try name() }
    var all = [try name()]
    while skip(.comma) { all.append(try name()) }
    try expect(.close(.round))
    return all.count == 1 ? all[0] : .tuple(all)
  }

  private mutating func name() throws(MathFailure) -> Expression {
    guard case .symbol? = kind() else { throw .unreadable }
    return try postfix()
  }

  /// Lists parted by semicolons of lists parted by commas, as far as `end`.
  mutating func elements(until end: Int) throws(MathFailure) -> [[Expression]] {
    var lists: [[Expression]] = [[]]
    while true {
      lists[lists.count - 1] += try element(until: end)
      if index == end { return lists }
      if skip(.semicolon) { lists.append([]) } else { try expect(.comma) }
    }
  }

  private mutating func element(until end: Int) throws(MathFailure) -> [Expression] {
    try budget.spend(5)
    if skip(.plusMinus) {
      let value = try expression()
      return [-value, value]
    }
    if case .open? = kind(), let close = closing(), close < end, isElementEnd(close + 1, end: end),
      !isChoice(until: close),
      let element = try bracketed(until: close)
    {
      return [element]
    }
    let first = try expression()
    if skip(.plusMinus) {
      let second = try expression()
      return [.sum([first, second]), .sum([first, -second])]
    }
    return [try relation(after: first)]
  }

  func closing() -> Int? { closings[index] >= 0 ? closings[index] : nil }

  /// Whether the braces here hold `n \choose k`.
  private func isChoice(until close: Int) -> Bool {
    kind() == .open(.brace) && tokens[index..<close].contains { $0.kind == .choose }
  }

  private func isElementEnd(_ index: Int, end: Int) -> Bool {
    index == end || tokens[index].kind == .comma || tokens[index].kind == .semicolon
  }

  /// What a chain of relations says from its second term on.
  mutating func relation(after first: Expression) throws(MathFailure) -> Expression {
    var terms = [first]
    var relations: [Relation] = []
    while true {
      if skip(.approximately) {
        // `x \approx 3` says what x is; of two values the exact one counts.
        let value = try expression()
        if relations.isEmpty, first.isOnlySymbols { terms = [value] }
        continue
      }
      guard case .relation(let relation)? = kind() else { break }
      index += 1
      terms.append(try expression())
      relations.append(relation)
    }
    return relations.isEmpty ? terms[0] : .relation(terms, relations)
  }
}

extension MathToken.Bracket {
  /// Round and square brackets may be mixed.
  fileprivate func closes(with other: MathToken.Bracket) -> Bool {
    self == other || (self == .round && other == .square) || (self == .square && other == .round)
  }
}

extension MathToken.Kind {
  /// Whether a relation stands here, which no list of values holds.
  fileprivate var relates: Bool {
    switch self {
    case .relation, .approximately, .element, .notElement, .subset, .superset: true
    default: false
    }
  }
}

extension Expression {
  /// One value, or a set: of values, or of tuples where semicolons part lists.
  init(listing lists: [[Expression]]) {
    if lists.count == 1 {
      self = lists[0].count == 1 ? lists[0][0] : .set(lists[0])
    } else if lists.allSatisfy({ $0.count == 1 }) {
      self = .set(lists.map { $0[0] })
    } else {
      self = .set(lists.map { .tuple($0) })
    }
  }

  /// Whether it has names and no numbers: what an equation may say the value of.
  var isOnlySymbols: Bool {
    switch self {
    case .symbol: true
    case .power(let base, let exponent):
      exponent.wholeNumber?.int == -1 ? base.isOnlySymbols : exponent.isOnlySymbols && base.isOnlySymbols
    default: !children.isEmpty && children.allSatisfy(\.isOnlySymbols)
    }
  }
}
