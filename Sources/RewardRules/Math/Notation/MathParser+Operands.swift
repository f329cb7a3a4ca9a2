/// Sums, products and powers, down to single values.
extension MathParser {
  mutating func expression() throws(MathFailure) -> Expression {
    try deeper { parser throws(MathFailure) in
      var terms = [try parser.term()]
      while parser.kind() == .plus || parser.kind() == .minus {
        let isMinus = parser.kind() == .minus
        parser.index += 1
        let term = try parser.term()
        terms.append(isMinus ? -term : term)
      }
      return terms.count == 1 ? terms[0] : .sum(terms)
    }
  }

  /// Factors with signs of multiplication and division between them, from the left.
  private mutating func term() throws(MathFailure) -> Expression {
    var factors = try signed().factors
    while true {
      switch kind() {
      case .times?:
        index += 1
        factors += try signed().factors
      case .dividedBy?:
        index += 1
        let divisor = try signed()
        if factors.count == 1 {
          factors = try Expression.quotient(factors[0], divisor).factors
        } else {
          factors.append(.power(divisor, .integer(-1)))
        }
      case .modulo?:
        index += 1
        factors = [
          .function(
            "mod", [Expression(factors: factors), try deeper { parser throws(MathFailure) in try parser.term() }])
        ]
      default: return Expression(factors: factors)
      }
    }
  }

  private mutating func signed() throws(MathFailure) -> Expression {
    var isNegative = false
    while kind() == .plus || kind() == .minus {
      if kind() == .minus { isNegative.toggle() }
      index += 1
    }
    let value = try juxtaposition()
    return isNegative ? -value : value
  }

  /// Operands side by side are multiplied; a whole number before a fraction is a mixed number.
  private mutating func juxtaposition() throws(MathFailure) -> Expression {
    var operands: [Expression] = []
    repeat {
      try budget.spend(4)
      let isNumber = kind().isNumber
      let isFraction = kind() == .fraction
      let follows = index > 0 && tokens[index - 1].kind.isDigits && !operands.isEmpty
      if isNumber, follows {
        guard let mixed = try mixedNumber(after: operands[operands.count - 1]) else { throw .unreadable }
        operands[operands.count - 1] = mixed
        continue
      }
      let operand = try postfix()
      if isFraction, follows, let whole = operands.last?.wholeNumber, let part = operand.rational, part.sign > 0 {
        operands[operands.count - 1] = .number(try whole + part, isDecimal: false)
      } else {
        operands.append(operand)
      }
    } while continuesProduct
    return operands.count == 1 ? operands[0] : .product(operands.flatMap(\.factors))
  }

  /// `2 1/2`, and `12 000` for twelve thousand; nil for other numbers side by side.
  private mutating func mixedNumber(after whole: Expression) throws(MathFailure) -> Expression? {
    guard let value = whole.wholeNumber, case .number(let digits)? = kind() else { return nil }
    if kind(1) == .dividedBy, case .number(let bottom)? = kind(2) {
      index += 3
      let part = try Rational(digits: digits) / Rational(digits: bottom)
      return .number(try value + part, isDecimal: false)
    }
    let whole = digits.prefix(while: \.isDigit)
    guard whole.count == 3, value.sign > 0 else { return nil }
    index += 1
    return .number(try value * Rational(1000) + Rational(digits: digits), isDecimal: whole.count < digits.count)
  }

  private var continuesProduct: Bool {
    guard index < tokens.count, tokens[index].startsOperand else { return false }
    // A bar after an operand closes an absolute value that is open.
    return !((tokens[index].kind == .bar || tokens[index].kind == .norm) && openBars > 0)
  }

  // MARK: Powers

  /// An operand with what stands after it: powers, `!`, degrees, percent.
  mutating func postfix() throws(MathFailure) -> Expression {
    var value = try operand()
    var count = 0
    while true {
      count += 1
      guard count <= MathBudget.depth / 2 else { throw .overLimit }
      switch kind() {
      case .power?:
        index += 1
        if let exponent = try exponent() { value = .power(value, exponent) }
      case .index?:
        // The index of a number or a group is its base, which does not change its value here.
        _ = try indexText()
      case .factorial?:
        index += 1
        value = .function("factorial", [value])
      case .percent?:
        index += 1
        value = .percent(value)
      case .degree?: index += 1
      default: return value
      }
    }
  }

  /// Nil for a degree sign.
  private mutating func exponent() throws(MathFailure) -> Expression? {
    if skip(.degree) { return nil }
    if kind() == .open(.brace), kind(1) == .degree, kind(2) == .close(.brace) {
      index += 3
      return nil
    }
    let value = try argument()
    // Powers of powers are read from the right.
    guard skip(.power) else { return value }
    return try deeper { parser throws(MathFailure) in try parser.exponent().map { .power(value, $0) } ?? value }
  }

  /// What a command takes: braces, or one sign or number.
  mutating func argument() throws(MathFailure) -> Expression {
    if skip(.open(.brace)) {
      return try deeper { parser throws(MathFailure) in
        let value = try parser.apart { parser throws(MathFailure) in try parser.expression() }
        try parser.expect(.close(.brace))
        return value
      }
    }
    if kind() == .minus {
      index += 1
      return -(try argument())
    }
    return try deeper { parser throws(MathFailure) in try parser.operand() }
  }

  /// Bars outside a pair of brackets do not close those inside.
  mutating func apart<T>(_ body: (inout MathParser) throws(MathFailure) -> T) throws(MathFailure) -> T {
    let outer = openBars
    openBars = 0
    defer { openBars = outer }
    return try body(&self)
  }

  /// The text of an index, which is a part of the name it stands at.
  mutating func indexText() throws(MathFailure) -> String {
    try expect(.index)
    guard let token = kind() else { throw .unreadable }
    guard case .open(.brace) = token, let close = closing() else {
      index += 1
      return tokens[index - 1].kind.name
    }
    let inner = tokens[index + 1..<close]
    index = close + 1
    try budget.spend(inner.count)
    return inner.map(\.kind.name).joined()
  }
}

extension MathToken.Kind? {
  fileprivate var isNumber: Bool { self?.isDigits ?? false }
}

extension MathToken.Kind {
  var isDigits: Bool { if case .number = self { true } else { false } }

  /// How an index is written.
  fileprivate var name: String {
    switch self {
    case .number(let digits): String(decoding: digits, as: UTF8.self)
    case .symbol(let name), .function(let name): name
    case .constant(let constant): String(constant.rawValue.dropFirst())
    case .plus: "+"
    case .minus: "-"
    case .comma: ","
    default: "\(self)"
    }
  }
}
