import RewardSyntax

/// Parameters of a spec: constants, and what `--set` makes of them.
extension Elaborator {
  func parameter(_ name: Name, _ typeNode: SyntaxNode?, _ valueNode: SyntaxNode?, in module: Module) -> Meaning {
    let scope = Scope(module: module)
    let declared = typeNode.flatMap { declaredType($0, in: scope) }
    if typeNode != nil, declared == nil { return .poison }
    if let declared, declared.special != .none {
      report(.wrongType, "a parameter of a spec cannot be of this type", at: declared.range)
      return .poison
    }
    if case .symbol(let set) = declared?.value.base {
      symbolSets[Key(module: module.id, name: name.text)] = set
    }
    guard let valueNode else { return .poison }
    var meaning = argument(valueNode, as: declared, in: scope)
    if let setting = module.settings[name.text] {
      meaning = argument(setting.value, as: declared, in: Scope(module: setting.importer))
    }
    // The command line has the last word.
    if let (written, text) = override(of: Key(module: module.id, name: name.text)) {
      meaning = override(Name(written, name.range), with: text, declared, default: meaning)
    }
    switch meaning {
    case .symbol(let symbol):
      parameters.append(
        TypedParameter(
          name: qualified(name.text, in: module), type: declared?.value ?? .poison, value: .symbol(symbol),
          range: name.range))
      return meaning
    case .expression(let id):
      if isPoison(id) { return .poison }
      guard let value = constantValue(id), let constant = StaticValue(value) else {
        report(
          .notConstant, "a parameter's value must be known before the run", at: valueNode.range,
          notes: ["`let` names a value of the rows"])
        return .poison
      }
      if let unit = declared?.value.unit { expressions[id].type.value.unit = unit }
      parameters.append(
        TypedParameter(
          name: qualified(name.text, in: module), type: declared?.value ?? type(of: id).value, value: constant,
          range: name.range))
      return meaning
    default:
      return .poison
    }
  }

  /// `--set name=text`: a number, a truth value, a symbol or a text, read as the parameter's type wants.
  private func override(_ name: Name, with text: String, _ declared: DeclaredType?, default meaning: Meaning) -> Meaning
  {
    let wanted: ValueType
    if let declared {
      wanted = declared.value
    } else if case .expression(let id) = meaning {
      wanted = type(of: id).value
    } else {
      return .poison
    }
    func bad(_ reason: String) -> Meaning {
      report(.badSetting, "`--set \(name.text)=\(text)`: \(reason)", at: name.range)
      return .poison
    }
    switch wanted.base {
    case .symbol(let set):
      return set.contains(text) ? .symbol(text) : bad("it is one of \(set.joined(separator: ", "))")
    case .text:
      return .expression(
        append(.constant(Value(text: text)), [], ExpressionType(.text, per: .run), at: name.range))
    case .bool, .int, .real:
      let truth: Double? = text == "true" ? 1 : text == "false" ? 0 : nil
      guard let number = truth ?? Double(withoutUnit(text, wanted.unit)), number.isFinite else {
        return bad("a number is needed\(wanted.unit.map { ", in `\($0)`" } ?? "")")
      }
      if wanted.base != .real, number != number.rounded() { return bad("a whole number is needed") }
      if declared?.hasDomain == true || wanted.base == .bool, !wanted.domain.contains(number) {
        return bad("it must lie in \(wanted.domain.description)")
      }
      return .expression(constant(number, wanted.base, unit: wanted.unit, at: name.range))
    default:
      return bad("a value of this type cannot be set from the command line")
    }
  }

  /// `20 tok` for a parameter in tokens is 20.
  private func withoutUnit(_ text: String, _ unit: String?) -> String {
    guard let unit, text.hasSuffix(" " + unit) else { return text }
    return String(text.dropLast(unit.count + 1))
  }
}
