/// How tightly operators bind, loosest first.
enum Precedence: Int, Comparable {
  case or, and, not, comparison, coalesce, additive, multiplicative, power

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

  var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .power }
}

/// Where an expression stands whose declaration wants some words for itself.
enum ExpressionHost {
  case plain
  /// In a level: `in` is its band, `if passed` a part of its clause.
  case level
  /// In the head of an `emit`: `at most` is its limit.
  case emitHead
  /// The key of a state: `=` ends it.
  case stateKey
}

/// Operators, loosest first: `given`, `or`, `and`, `not`, comparisons, `??`, `+ - ++`, `* /`, unary `-`, `^`.
extension Parser {
  /// Appends one expression node.
  mutating func parseExpression() {
    let start = mark()
    guard enter() else { return finish(.errorExpression, start) }
    defer { leave() }
    parseBinary(.or)
    if !isPanicking, kind == .question || (word == .if && !(host == .level && nextWord == .passed)) {
      parseForeignConditional(start)
    }
    var count = 0
    while !isPanicking, word == .given {
      advance()
      parseBinary(.or)
      let hasElse = !isPanicking && word == .else && nextKind != .arrow
      if hasElse {
        advance()
        if word == .abstain { advance() } else { parseExpression() }
      }
      count += 1
      if !isPanicking, count > Self.chainLimit { failTooLong() }
      finish(.givenExpression, start)
      if hasElse { break }
    }
  }

  /// An operand and the operators behind it that bind at least as tightly as `minimum`.
  mutating func parseBinary(_ minimum: Precedence) {
    let start = mark()
    parsePrefix(minimum)
    var count = 0
    var compared: Mark?
    while !isPanicking, let precedence = operatorPrecedence, precedence >= minimum {
      count += 1
      guard count <= Self.chainLimit else { return failTooLong() }
      switch precedence {
      case .coalesce: parseCoalesce(start)
      case .power:
        reportForeignOperator()
        advance()
        guard enter() else { return }
        parseBinary(.power)
        leave()
        finish(.binaryExpression, start)
      default:
        if precedence == .comparison, let middle = compared { reportChained(middle) }
        reportForeignOperator()
        advance()
        let right = mark()
        parseBinary(precedence.next)
        finish(.binaryExpression, start)
        compared = precedence == .comparison ? right : nil
      }
    }
  }

  /// `a ?? b ?? c` groups to the right; read as a chain, so that a long one does not nest.
  private mutating func parseCoalesce(_ start: Mark) {
    var operands = [start]
    while !isPanicking, kind == .coalesce {
      guard operands.count <= Self.chainLimit else {
        failTooLong()
        break
      }
      advance()
      operands.append(mark())
      parseBinary(.additive)
    }
    for operand in operands.dropLast().reversed() { finish(.binaryExpression, operand) }
  }

  private mutating func parsePrefix(_ minimum: Precedence) {
    let start = mark()
    switch kind {
    case .minus:
      guard enter() else { return finish(.errorExpression, start) }
      advance()
      parseBinary(.power)
      leave()
      finish(.negateExpression, start)
    case .foreignNot:
      let written = range(from: position, to: position + 1)
      report(
        .foreignSpelling, "`!` is written `not`", at: written, "written `not` here",
        fix: .init("write `not`", range: written, replacement: "not "))
      parseNot(start, operand: .power)
    case .identifier where word == .not && nextKind != .doubleArrow:
      if minimum > .not {
        report(
          .expectedExpression, "`not` binds more loosely than the operator before it",
          at: range(from: position, to: position + 1), "expected an operand",
          notes: ["put it in parentheses: `(not ...)`"])
      }
      parseNot(start, operand: .not)
    default: parsePostfix()
    }
  }

  private mutating func parseNot(_ start: Mark, operand: Precedence) {
    guard enter() else { return finish(.errorExpression, start) }
    advance()
    parseBinary(operand)
    leave()
    finish(.notExpression, start)
  }

  private var operatorPrecedence: Precedence? {
    switch kind {
    case .foreignOr: return .or
    case .foreignAnd: return .and
    case .equals, .foreignAssignment: return host == .stateKey ? nil : .comparison
    case .coalesce: return .coalesce
    case .plus, .minus, .concatenate: return .additive
    case .star, .slash: return .multiplicative
    case .caret, .foreignPower: return .power
    case .identifier:
      switch word {
      case .or, .upperOr: return .or
      case .and, .upperAnd: return .and
      case .in: return host == .level ? nil : .comparison
      case .matches, .contains: return .comparison
      default: return nil
      }
    default: return kind.isComparison ? .comparison : nil
    }
  }

  private mutating func reportForeignOperator() {
    let written = range(from: position, to: position + 1)
    switch kind {
    case .foreignAnd: reportForeign("`&&` is written `and`", at: written, write: "and")
    case .foreignPower: reportForeign("`**` is written `^`", at: written, write: "^")
    case .foreignOr: reportForeign("`||` is written `or`", at: written, write: "or")
    case .identifier where word == .upperAnd: reportForeign("operators are lower case", at: written, write: "and")
    case .identifier where word == .upperOr: reportForeign("operators are lower case", at: written, write: "or")
    case .equals: reportForeign("values are compared with `==`", at: written, write: "==")
    case .foreignAssignment: reportForeign("nothing is assigned inside an expression", at: written, write: "==")
    default: break
    }
  }

  /// `a < b < c`, at the second operator. `middle` is where `b` begins.
  private mutating func reportChained(_ middle: Mark) {
    let written = range(from: position, to: position + 1)
    let shared = source.text(in: range(from: middle.position, to: position))
    let mended = "and \(shared) \(source.text(in: written))"
    report(
      .chainedComparison, "comparisons do not chain", at: written, "a second comparison",
      fix: .init("compare twice", range: written, replacement: mended))
  }

  mutating func failTooLong() {
    fail(
      .nestedTooDeeply, "this chain of operators is too long", at: range(from: position, to: position + 1),
      "more than \(Self.chainLimit) operators", notes: ["use a list and `sum`, or name parts of it with `let`"])
  }

  /// Reports what stands where an expression should have ended.
  mutating func failBehindExpression(_ expected: String) {
    let here = range(from: position, to: position + 1)
    let written = source.text(in: here)
    var notes: [String] = []
    var fix: Diagnostic.Fix?
    switch word {
    case .over: notes = ["`over` stands inside the parentheses of an aggregate: `mean(x over group)`"]
    case .by, .where: notes = ["`\(written)` follows `over` inside the parentheses of an aggregate"]
    case .else: notes = ["`else` belongs to a `given` or a `when` before it"]
    case .per: notes = ["`per` stands before `=`: `let x per turn = ...`"]
    case .some(let unit) where unit.isUnit && position > 0 && stream.kinds[position - 1] == .number:
      notes = ["a unit stands right behind its number, at most one blank away"]
      let gap = SourceRange(file: file, start: previousEnd, end: here.start)
      fix = .init("move the unit to its number", range: gap, replacement: " ")
    default:
      switch kind {
      case .arrow: notes = ["`->` follows a condition inside `when { ... }`"]
      case .doubleArrow: notes = ["a function `x => ...` stands only as an argument"]
      case .range: notes = ["`..` makes a type; a value is tested with `x >= 0 and x <= 1`"]
      default: break
      }
    }
    fail(
      .unexpectedToken, "expected an operator or \(expected), found \(found)", at: here, "not expected here",
      notes: notes, fix: fix)
  }
}
