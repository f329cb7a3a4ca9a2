extension TypedSpec: CustomStringConvertible {
  /// What `rewardc dump --stage typed` prints: every declaration with its type, and its expressions as a tree.
  public var description: String {
    var text = "spec \(name) \(version)\n"
    if rowGrain != .rollout { text += "rows per \(rowGrain.name)\n" }
    for input in inputs { text += "input \(input.name): \(input.type.description)\n" }
    for parameter in parameters { text += "param \(parameter.name) = \(parameter.value.description)\n" }
    var written: Set<ExpressionID> = []
    for declaration in declarations {
      text += "\n\(declaration.kind.rawValue) \(declaration.name): \(declaration.type.description)\n"
      write(declaration.value, depth: 1, written: &written, to: &text)
    }
    return text
  }

  /// One expression a line; what was written before is named by its number.
  private func write(_ id: ExpressionID, depth: Int, written: inout Set<ExpressionID>, to text: inout String) {
    let expression = expressions[id]
    text += String(repeating: "  ", count: depth) + "#\(id) "
    guard expression.operands.isEmpty || written.insert(id).inserted else {
      text += "(above)\n"
      return
    }
    text += "\(label(of: expression.operation)): \(expression.type.description)\n"
    for operand in expression.operands { write(operand, depth: depth + 1, written: &written, to: &text) }
  }

  /// An operation with the names it refers to.
  public func label(of operation: Operation) -> String {
    switch operation {
    case .constant(let value): value.description
    case .input(let id): "input \(inputs[id].name)"
    case .reference(let id): declarations[id].name
    case .call(let builtin, let statics, _):
      ([builtins[builtin].name] + statics.compactMap { $0?.description }).joined(separator: " ")
    case .arithmetic(let arithmetic): "\(arithmetic)"
    case .elements(let grain, let hasWhere): "elements of \(grain.name)\(hasWhere ? " where" : "")"
    case .aggregate(let aggregate):
      ["\(aggregate.reduction) over \(aggregate.over.name)"]
        .appending("by", if: aggregate.hasBy).appending("where", if: aggregate.hasWhere)
        .appending("weight", if: aggregate.hasWeight).appending(
          "order \(aggregate.orderKeys)", if: aggregate.orderKeys > 0
        )
        .joined(separator: " ")
    case .window(let window):
      ["\(window.kind) over \(window.over.name)"].appending("by", if: window.hasBy)
        .appending("where", if: window.hasWhere).joined(separator: " ")
    case .state(let id): "state \(states[id].name)"
    case .reduce(let reduction): "\(reduction) of operands"
    case .given(let hasElse): hasElse ? "given else" : "given"
    case .settle(let value): "settle on \(value)"
    case .probe(let row, let id): "row \(row) \(declarations[id].name)"
    default: "\(operation)"
    }
  }
}

extension [String] {
  fileprivate func appending(_ word: String, if condition: Bool) -> [String] { condition ? self + [word] : self }
}

extension ExpressionType: CustomStringConvertible {
  /// `0..1 tok per rollout, may abstain`
  public var description: String {
    var text = value.description + " per " + grain.name
    var ways: [String] = []
    if absence.contains(.abstain) { ways.append("abstain") }
    if !absence.isDisjoint(with: .limits) { ways.append("go over a limit") }
    if absence.contains(.fail) { ways.append("fail") }
    if !ways.isEmpty { text += ", may " + ways.joined(separator: " or ") }
    return text
  }
}

extension ValueType: CustomStringConvertible {
  public var description: String {
    let unit = unit.map { " \($0)" } ?? ""
    switch base {
    case .bool: return domain == .boolean ? "bool" : "bool \(domain.description)"
    case .int: return (domain == .all ? "int" : "int \(domain.description)") + unit
    case .real: return (domain == .all ? "real" : "real \(domain.description)") + unit
    case .text: return "text"
    case .json: return "json"
    case .symbol(let names): return "{" + names.joined(separator: ", ") + "}"
    case .list(let element): return "list<\(ValueType(element))>"
    case .table(let element): return "table<\(ValueType(element))>"
    case .record(let record): return record.rawValue
    case .pattern: return "pattern"
    case .poison: return "error"
    }
  }
}

extension Value: CustomStringConvertible {
  /// A literal of the language, or why there is no value. Long texts are cut in the middle.
  public var description: String {
    switch payload {
    case .none: return status.cause
    case .number(let number): return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .text(let bytes): return quoted(bytes)
    case .list(let values): return "[" + values.map(\.description).joined(separator: ", ") + "]"
    }
  }

  private func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let scalars = Array(text.unicodeScalars)
    let shown = scalars.count <= 60 ? scalars : Array(scalars[..<40]) + ["…"] + Array(scalars[(scalars.count - 16)...])
    var result = "\""
    for scalar in shown {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
          result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\"" + (scalars.count > 60 ? " (\(scalars.count) characters)" : "")
  }
}

extension StaticValue: CustomStringConvertible {
  public var description: String {
    switch self {
    case .number(let number): Value(number).description
    case .text(let bytes): Value(text: bytes[...]).description
    case .symbol(let name): name
    case .pattern(let pattern):
      "/" + String(decoding: pattern.bytes, as: UTF8.self) + "/" + String(decoding: pattern.flags, as: UTF8.self)
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    }
  }
}
