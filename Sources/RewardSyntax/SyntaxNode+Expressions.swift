extension SyntaxNode {
  /// What an expression says, one level deep. `error` where it could not be read, which is reported.
  public var expression: ExpressionSyntax {
    let parts = children.filter { $0.kind != .skipped }
    switch kind {
    case .numberExpression: return number
    case .textExpression: return .text(tree.textValue(at: range))
    case .regexExpression: return regex
    case .booleanExpression: return .boolean(text == "true" || text == "True")
    case .nameExpression: return .name(Name(text, range))
    case .parenthesizedExpression: return parts.first.map { .parenthesized($0) } ?? .error
    case .tupleExpression: return .tuple(parts)
    case .listExpression: return .list(parts)
    case .negateExpression: return parts.first.map { .negate($0) } ?? .error
    case .notExpression: return parts.first.map { .not($0) } ?? .error
    case .memberExpression, .atExpression: return named(parts)
    case .indexExpression: return parts.count == 2 ? .index(parts[0], parts[1]) : .error
    case .callExpression: return call(parts)
    case .binaryExpression: return binary(parts)
    case .givenExpression: return given(parts)
    case .whenExpression: return when(parts)
    case .lambdaExpression:
      var own = OwnTokens(self)
      guard let name = own.take(.identifier), let body = parts.first else { return .error }
      return .lambda(name, body)
    case .comprehensionExpression:
      guard let element = parts.first, let source = parts.last?.comprehension else { return .error }
      return .comprehension(
        element, variable: source.variable, source: source.source, condition: source.condition)
    default: return .error
    }
  }

  private var number: ExpressionSyntax {
    var own = OwnTokens(self)
    guard let token = own.take(.number) else { return .error }
    guard let literal = NumberLiteral(token.text) else { return .error }
    return .number(literal.value, isInteger: literal.isInteger, unit: own.take(.identifier))
  }

  private var regex: ExpressionSyntax {
    let range = range
    let bytes = tree.source.bytes[range.start..<range.end]
    guard let end = bytes.lastIndex(of: UInt8(ascii: "/")), end > range.start else { return .error }
    return .regex(
      pattern: Array(bytes[range.start + 1..<end]), flags: Array(bytes[(end + 1)...]), patternStart: range.start + 1)
  }

  /// `a.b`, `a at b`
  private func named(_ parts: [SyntaxNode]) -> ExpressionSyntax {
    var own = OwnTokens(self)
    _ = own.takeAny()
    guard let operand = parts.first, let name = own.takeDottedName() else { return .error }
    return kind == .memberExpression ? .member(operand, name) : .at(operand, name)
  }

  private func binary(_ parts: [SyntaxNode]) -> ExpressionSyntax {
    var own = OwnTokens(self)
    guard parts.count == 2, let token = own.takeAny(), let meaning = BinaryOperator(spelling: token.text) else {
      return .error
    }
    return .binary(meaning, parts[0], parts[1], operator: token)
  }

  private func given(_ parts: [SyntaxNode]) -> ExpressionSyntax {
    guard parts.count >= 2 else { return .error }
    var own = OwnTokens(self)
    _ = own.take(.given)
    var otherwise = ExpressionSyntax.Otherwise.zero
    if own.take(.else) != nil {
      if parts.count > 2 {
        otherwise = .value(parts[2])
      } else if let abstain = own.take(.abstain) {
        otherwise = .abstain(abstain)
      }
    }
    return .given(parts[0], condition: parts[1], otherwise: otherwise)
  }

  private func when(_ parts: [SyntaxNode]) -> ExpressionSyntax {
    var arms: [WhenArm] = []
    var otherwise: SyntaxNode?
    for part in parts {
      let inner = part.children.filter(\.kind.isExpression)
      if part.kind == .whenArm, inner.count == 2 {
        arms.append(WhenArm(condition: inner[0], value: inner[1]))
      } else if part.kind == .elseArm {
        otherwise = inner.first
      }
    }
    return .when(arms, otherwise: otherwise)
  }

  // MARK: Calls

  private func call(_ parts: [SyntaxNode]) -> ExpressionSyntax {
    guard let callee = parts.first else { return .error }
    var call = CallSyntax(arguments: [], over: nil, comprehension: nil)
    for part in parts.dropFirst() {
      switch part.kind {
      case .argument:
        guard let value = part.child(where: \.isExpression) else { continue }
        var own = OwnTokens(part)
        call.arguments.append(.init(label: own.take(.identifier), value: value))
      case .overClause: call.over = part.over
      case .forClause: call.comprehension = part.comprehension
      default: break
      }
    }
    return .call(callee: callee, call)
  }

  /// What a `for` says.
  private var comprehension: ComprehensionSyntax? {
    guard kind == .forClause else { return nil }
    var own = OwnTokens(self)
    _ = own.take(.for)
    guard let variable = own.take(.identifier), let source = child(where: \.isExpression) else { return nil }
    return (variable, source, clauseValue(.where))
  }

  private var over: OverSyntax? {
    var own = OwnTokens(self)
    _ = own.take(.over)
    guard var grain = own.takeDottedName() else { return nil }
    var isOther = false
    if grain.text == Word.other.rawValue {
      // `other` alone would be a grain of that name; `by` and `where` are no grains.
      var ahead = own
      if ahead.take(.by) == nil, ahead.take(.where) == nil, let sibling = ahead.takeDottedName() {
        own = ahead
        grain = sibling
        isOther = true
      }
    }
    var over = OverSyntax(grain: grain, isOther: isOther, by: nil, condition: nil)
    for clause in children where clause.kind.isExpression {
      if own.take(.by) != nil {
        over.by = clause
      } else if own.take(.where) != nil {
        over.condition = clause
      }
    }
    return over
  }
}

extension BinaryOperator {
  /// The operator as it is written here, or as another language writes it.
  init?(spelling: String) {
    switch spelling {
    case "&&", "AND": self = .and
    case "||", "OR": self = .or
    case "**": self = .power
    case "=", ":=", "===": self = .equal
    case "!==": self = .notEqual
    default: self.init(rawValue: spelling)
    }
  }
}
