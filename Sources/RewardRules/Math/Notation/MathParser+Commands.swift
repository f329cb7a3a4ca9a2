/// Single values: numbers, names, brackets, and what commands make of their arguments.
extension MathParser {
  mutating func operand() throws(MathFailure) -> Expression {
    guard let kind = kind() else { throw .unreadable }
    index += 1
    switch kind {
    case .number(let digits):
      try budget.spend(digits.count)
      return .number(try Rational(digits: digits), isDecimal: digits.contains(UInt8(ascii: ".")))
    case .constant(let constant): return .constant(constant)
    case .symbol(let name): return try symbol(name)
    case .open(let bracket): return try group(bracket)
    case .bar: return try bars(.bar)
    case .norm: return try bars(.norm)
    case .fraction: return try fraction()
    case .root: return try root()
    case .binomial: return .function("binomial", [try argument(), try argument()])
    case .matrix(let form): return try matrix(form)
    case .function(let name): return try function(name)
    case .sum: return try summation("sum")
    case .limit: return try limit()
    case .integral: return try integral()
    default: throw .unreadable
    }
  }

  private mutating func group(_ bracket: MathToken.Bracket) throws(MathFailure) -> Expression {
    index -= 1
    guard let close = closing() else { throw .unreadable }
    index += 1
    let value = try apart { parser throws(MathFailure) in
      let value = try parser.expression()
      guard parser.skip(.choose) else { return value }
      return Expression.function("binomial", [value, try parser.expression()])
    }
    guard index == close else { throw .unreadable }
    index += 1
    switch bracket {
    case .floor: return .function("floor", [value])
    case .ceiling: return .function("ceil", [value])
    case .angle: throw .unreadable
    default: return value
    }
  }

  private mutating func bars(_ bar: MathToken.Kind) throws(MathFailure) -> Expression {
    openBars += 1
    defer { openBars -= 1 }
    let value = try expression()
    try expect(bar)
    return .function(bar == .bar ? "abs" : "norm", [value])
  }

  /// A name with its index; a function where its arguments follow in parentheses.
  private mutating func symbol(_ name: String) throws(MathFailure) -> Expression {
    var name = name
    if kind() == .index { name += "_" + (try indexText()) }
    guard kind() == .open(.round), let close = closing() else { return .symbol(name) }
    let inner = tokens[index + 1..<close]
    let isList = inner.contains { $0.kind == .comma } && !inner.contains { $0.kind == .semicolon }
    let base = name.prefix { $0 != "_" }
    let isApplied = ["f", "g", "h", "p", "q", "phi", "psi"].contains(base) && inner.count == 1
    guard isList || isApplied else { return .symbol(name) }
    index += 1
    var arguments: [Expression] = []
    try deeper { parser throws(MathFailure) in
      while parser.index < close {
        arguments.append(try parser.apart { parser throws(MathFailure) in try parser.expression() })
        if parser.index < close { try parser.expect(.comma) }
      }
    }
    index = close + 1
    return .function(name + "()", arguments)
  }

  // MARK: Fractions and roots

  /// `\frac12` takes single digits, `\frac{1}{2}` what is in the braces.
  private mutating func fraction() throws(MathFailure) -> Expression {
    if case .number(let digits)? = kind(), digits.count > 1, !digits.contains(UInt8(ascii: ".")) {
      index += 1
      let top = Expression.number(try Rational(digits: digits.prefix(1)), isDecimal: false)
      return try .quotient(top, .number(try Rational(digits: digits.dropFirst()), isDecimal: false))
    }
    let top = try argument()
    return try .quotient(top, try argument())
  }

  private mutating func root() throws(MathFailure) -> Expression {
    var degree = Expression.integer(2)
    if skip(.open(.square)) {
      degree = try apart { parser throws(MathFailure) in try parser.expression() }
      try expect(.close(.square))
    }
    let half = try Expression.quotient(.integer(1), degree)
    if case .number(let digits)? = kind(), digits.count > 1, !digits.contains(UInt8(ascii: ".")) {
      // `\sqrt32` is the root of 3, times 2.
      index += 1
      let first = Expression.number(try Rational(digits: digits.prefix(1)), isDecimal: false)
      let rest = Expression.number(try Rational(digits: digits.dropFirst()), isDecimal: false)
      return .product([.power(first, half), rest])
    }
    return .power(try argument(), half)
  }

  private mutating func matrix(_ form: MathToken.MatrixForm) throws(MathFailure) -> Expression {
    var rows: [[Expression]] = [[]]
    while true {
      if skip(.endMatrix) { break }
      rows[rows.count - 1].append(
        try deeper { parser throws(MathFailure) in
          try parser.apart { parser throws(MathFailure) in try parser.expression() }
        })
      if skip(.nextColumn) { continue }
      if skip(.nextRow) {
        if kind() != .endMatrix { rows.append([]) }
      } else {
        guard kind() == .endMatrix else { throw .unreadable }
      }
    }
    guard let width = rows.first?.count, width > 0, rows.allSatisfy({ $0.count == width }) else { throw .unreadable }
    return form == .matrix ? .matrix(rows) : .function("det", [.matrix(rows)])
  }

  // MARK: Functions

  private mutating func function(_ name: String) throws(MathFailure) -> Expression {
    if name == "prod" { return try summation(name) }
    if name == "sqrt" { return .power(try argument(), .number(Rational(1, over: 2), isDecimal: false)) }
    var base: Expression?
    var exponent: Expression?
    while kind() == .index || kind() == .power {
      let isIndex = kind() == .index
      index += 1
      if isIndex { base = try logarithmBase() } else { exponent = try argument() }
    }
    var arguments: [Expression] = []
    if kind() == .open(.round), let close = closing() {
      index += 1
      arguments = try deeper { parser throws(MathFailure) in
        try parser.apart { parser throws(MathFailure) in try parser.elements(until: close).flatMap { $0 } }
      }
      index = close + 1
    } else if kind() == .open(.brace), let close = closing(),
      tokens[index..<close].contains(where: { $0.kind == .comma })
    {
      index += 1
      arguments = try deeper { parser throws(MathFailure) in try parser.elements(until: close).flatMap { $0 } }
      index = close + 1
    } else {
      arguments = [try deeper { parser throws(MathFailure) in try parser.openArgument() }]
    }
    guard !arguments.isEmpty else { throw .unreadable }
    return .applied(name, arguments, base: base, exponent: exponent)
  }

  /// `\log_2 8`; of `\log_28` the first digit is the base.
  private mutating func logarithmBase() throws(MathFailure) -> Expression {
    guard case .number(let digits)? = kind(), digits.count > 1, index + 1 < tokens.count else { return try argument() }
    if tokens[index + 1].startsOperand { return try argument() }
    throw .unreadable
  }

  /// An argument without parentheses: a product up to the next function.
  private mutating func openArgument() throws(MathFailure) -> Expression {
    func factor(_ parser: inout MathParser) throws(MathFailure) -> Expression {
      var isNegative = false
      while parser.kind() == .minus || parser.kind() == .plus {
        if parser.kind() == .minus { isNegative.toggle() }
        parser.index += 1
      }
      var factors = [try parser.postfix()]
      while parser.continuesOpenArgument { factors.append(try parser.postfix()) }
      let value: Expression = factors.count == 1 ? factors[0] : .product(factors)
      return isNegative ? -value : value
    }
    var value = try factor(&self)
    while kind() == .times || kind() == .dividedBy {
      let isTimes = kind() == .times
      if isTimes, case .function? = kind(1) { break }
      index += 1
      let next = try factor(&self)
      value = isTimes ? .product([value, next]) : try .quotient(value, next)
    }
    return value
  }

  private var continuesOpenArgument: Bool {
    guard index < tokens.count, tokens[index].startsOperand else { return false }
    switch tokens[index].kind {
    case .function, .sum, .limit, .integral: return false
    case .bar, .norm: return openBars == 0
    default: return true
    }
  }

  // MARK: Sums, limits and integrals

  /// `\sum_{k=1}^{n} body`, of which the variable and the ends may be missing.
  private mutating func summation(_ name: String) throws(MathFailure) -> Expression {
    var parts: [Expression] = []
    while kind() == .index || kind() == .power {
      let isIndex = kind() == .index
      index += 1
      if isIndex, kind() == .open(.brace), let close = closing() {
        index += 1
        let first = try expression()
        parts.append(try relation(after: first))
        guard index == close else { throw .unreadable }
        index += 1
      } else {
        parts.append(try argument())
      }
    }
    let body = try deeper { parser throws(MathFailure) in try parser.openTerm() }
    return .function(name, [body] + parts)
  }

  /// What a sum is of: a product.
  private mutating func openTerm() throws(MathFailure) -> Expression {
    var factors: [Expression] = []
    repeat {
      factors.append(try postfix())
    } while index < tokens.count && tokens[index].startsOperand
      && !((kind() == .bar || kind() == .norm) && openBars > 0)
    var value: Expression = factors.count == 1 ? factors[0] : .product(factors)
    while kind() == .times || kind() == .dividedBy {
      let isTimes = kind() == .times
      index += 1
      let next = try postfix()
      value = isTimes ? .product([value, next]) : try .quotient(value, next)
    }
    return value
  }

  private mutating func limit() throws(MathFailure) -> Expression {
    try expect(.index)
    guard let close = closing() else { throw .unreadable }
    index += 1
    let variable = try expression()
    try expect(.arrow)
    let target = try expression()
    guard index == close else { throw .unreadable }
    index += 1
    return .function("lim", [try deeper { parser throws(MathFailure) in try parser.openTerm() }, variable, target])
  }

  private mutating func integral() throws(MathFailure) -> Expression {
    var ends: [Expression] = []
    while kind() == .index || kind() == .power {
      index += 1
      ends.append(try argument())
    }
    return .function("int", [try expression()] + ends)
  }
}

extension Expression {
  /// A function of the library by any of its names, with the base of a logarithm and a power written before its argument.
  fileprivate static func applied(_ name: String, _ arguments: [Expression], base: Expression?, exponent: Expression?)
    -> Expression
  {
    var name = name
    var exponent = exponent
    if name.hasPrefix("arc") {
      name = "a" + name.dropFirst(3)
    } else if name.hasPrefix("ar"), name.hasSuffix("h") {
      name = "a" + name.dropFirst(2)
    }
    let inverses: Set = ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh"]
    if inverses.contains(name), exponent?.wholeNumber?.int == -1 {
      name = "a" + name
      exponent = nil
    }
    let value: Expression =
      switch name {
      case "exp": .power(.constant(.e), arguments[0])
      case "ln": .function("ln", arguments)
      case "log", "lg":
        .product([.function("ln", arguments), .power(.function("ln", [base ?? .integer(10)]), .integer(-1))])
      case "trace": .function("tr", arguments)
      default: .function(name, arguments)
      }
    return exponent.map { .power(value, $0) } ?? value
  }
}
