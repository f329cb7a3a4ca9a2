import RewardSyntax

/// An expression as its view says it, every operation in parentheses: `a + b * c` is `(a + (b * c))`.
func outline(_ node: SyntaxNode) -> String {
  switch node.expression {
  case .number(let value, let isInteger, let unit):
    (isInteger ? "\(Int(value))" : "\(value)") + (unit.map { " \($0.text)" } ?? "")
  case .text(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
  case .regex(let pattern, let flags, _):
    "/\(String(decoding: pattern, as: UTF8.self))/\(String(decoding: flags, as: UTF8.self))"
  case .boolean(let value): "\(value)"
  case .name(let name): name.text
  case .member(let operand, let name): "\(outline(operand)).\(name.text)"
  case .index(let operand, let index): "\(outline(operand))[\(outline(index))]"
  case .call(let callee, let call): "\(outline(callee))(\(arguments(of: call)))"
  case .list(let items): "[\(items.map { outline($0) }.joined(separator: ", "))]"
  case .tuple(let items): "tuple(\(items.map { outline($0) }.joined(separator: ", ")))"
  case .parenthesized(let inner): outline(inner)
  case .negate(let operand): "(-\(outline(operand)))"
  case .not(let operand): "(not \(outline(operand)))"
  case .binary(let meaning, let left, let right, _): "(\(outline(left)) \(meaning.rawValue) \(outline(right)))"
  case .given(let value, let condition, let otherwise):
    switch otherwise {
    case .zero: "(\(outline(value)) given \(outline(condition)))"
    case .abstain: "(\(outline(value)) given \(outline(condition)) else abstain)"
    case .value(let other): "(\(outline(value)) given \(outline(condition)) else \(outline(other)))"
    }
  case .at(let operand, let grain): "(\(outline(operand)) at \(grain.text))"
  case .when(let arms, let otherwise):
    "when{"
      + (arms.map { "\(outline($0.condition)) -> \(outline($0.value)); " }.joined())
      + (otherwise.map { "else -> \(outline($0))}" } ?? "}")
  case .comprehension(let element, let variable, let source, let condition):
    "[\(outline(element)) for \(variable.text) in \(outline(source))\(suffix(" where ", condition))]"
  case .lambda(let name, let body): "\(name.text) => \(outline(body))"
  case .error: "<error>"
  }
}

/// ` word expression`, or nothing.
func suffix(_ word: String, _ node: SyntaxNode?) -> String { node.map { word + outline($0) } ?? "" }

private func arguments(of call: CallSyntax) -> String {
  var parts = call.arguments.map { ($0.label.map { "\($0.text): " } ?? "") + outline($0.value) }
  if let over = call.over, !parts.isEmpty {
    parts[0] += " over \(over.isOther ? "other " : "")\(over.grain.text)"
    if let by = over.by { parts[0] += " by \(outline(by))" }
    if let condition = over.condition { parts[0] += " where \(outline(condition))" }
  }
  if let (variable, source, condition) = call.comprehension, !parts.isEmpty {
    parts[0] += " for \(variable.text) in \(outline(source))\(suffix(" where ", condition))"
  }
  return parts.joined(separator: ", ")
}

/// The outline of `text` as the value of a declaration.
func expression(_ text: String) -> String {
  guard case .value(let declaration)? = declarations("let x = \(text)").first, let value = declaration.value else {
    return "<none>"
  }
  return outline(value)
}

/// A type as its view says it.
func outline(type node: SyntaxNode) -> String {
  func suffix(_ unit: Name?) -> String { unit.map { " \($0.text)" } ?? "" }
  return switch node.type {
  case .name(let name): name.text
  case .range(let low, let high, let unit): "\(low)..\(high)\(suffix(unit))"
  case .numbers(let numbers): "{\(numbers.map { "\($0)" }.joined(separator: ", "))}"
  case .symbols(let symbols): "{\(symbols.map(\.text).joined(separator: ", "))}"
  case .list(let element): "list<\(outline(type: element))>"
  case .table(let element): "table<\(outline(type: element))>"
  case .unit(let inner, let unit): "(\(outline(type: inner)) \(unit.text))"
  case .bounded(let inner, let limit, let unit): "(\(outline(type: inner)) <= \(limit)\(suffix(unit)))"
  case .optional(let inner): "(\(outline(type: inner))?)"
  case .error: "<error>"
  }
}

/// The outline of `text` as the type of an input.
func type(_ text: String) -> String {
  guard case .input(let input)? = declarations("input x: \(text)").first, let type = input.type else { return "<none>" }
  return outline(type: type)
}
