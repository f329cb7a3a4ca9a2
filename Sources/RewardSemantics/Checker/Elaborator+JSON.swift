import RewardSyntax

/// Values inside JSON and tables: `info.a.b`, `info.items[0]`, `weights[key]`, `number(info.a)`.
extension Elaborator {
  /// `info.a`: a value inside a JSON value; a path grows with each step.
  func path(_ base: ExpressionID, adding step: String, at range: SourceRange) -> ExpressionID {
    let (root, path) = jsonPath(of: base)
    return read("json_at", root, path.isEmpty ? step : "\(path).\(step)", at: range)
  }

  /// `info[0]`, `info["a"]`: the step must be known now; a key of the rows needs a table.
  func path(_ base: ExpressionID, adding place: ExpressionID, at range: SourceRange) -> ExpressionID {
    switch constantValue(place)?.payload {
    case .number(let number) where number >= 0 && number == number.rounded() && number < 1e9:
      return path(base, adding: "\(Int(number))", at: range)
    case .text(let bytes) where !bytes.isEmpty && !bytes.contains(UInt8(ascii: ".")):
      return path(base, adding: String(decoding: bytes, as: UTF8.self), at: range)
    default:
      report(
        .notConstant, "a place in a JSON value must be known before the run", at: expressions[place].range,
        notes: ["a key that the rows give looks up a `table<real>`, `table<text>` or a table of lists"])
      return poison(at: range)
    }
  }

  /// `number(info.a)`, `text(info.a)`, `numbers(..)`, `texts(..)`, `bool(..)`, `list(..)`, `count(..)`: a JSON value as one
  /// of the language; nil where `name` reads none.
  func jsonReader(_ name: String, _ value: ExpressionID, at range: SourceRange) -> ExpressionID? {
    let readers = [
      "number": "json_number", "text": "json_text", "bool": "json_bool", "numbers": "json_numbers",
      "texts": "json_texts", "list": "json_list", "count": "json_count",
    ]
    guard type(of: value).value.base == .json, let builtin = readers[name] else { return nil }
    let (root, path) = jsonPath(of: value)
    return read(builtin, root, path.isEmpty ? nil : path, at: range)
  }

  /// `call.name`, `message.content`: a member of a record.
  func member(_ member: Name, of record: RecordType, _ id: ExpressionID, at range: SourceRange) -> ExpressionID {
    guard let (_, kind) = record.members.first(where: { $0.name == member.text }) else {
      let known = record.members.map(\.name)
      report(
        .unknownMember, "\(describe(ValueType(.record(record)))) has no `\(member.text)`", at: member.range,
        notes: ["it has: \(known.joined(separator: ", "))"], fix: nearest(member.text, among: known, at: member.range))
      return poison(at: range)
    }
    let reader: String
    switch kind {
    case .text, .optionalText: reader = "json_text"
    case .json: reader = "json_at"
    case .calls: reader = "json_list"
    case .count, .optionalShare: reader = "json_number"
    case .bool: reader = "json_bool"
    }
    let value = read(reader, id, member.text, at: range)
    if isPoison(value) { return value }
    // The reader saw to it that the member is there.
    switch kind {
    case .optionalText: break
    case .optionalShare: expressions[value].type.absence = type(of: id).absence.union(.abstain)
    default: expressions[value].type.absence = type(of: id).absence
    }
    switch kind {
    case .calls: expressions[value].type.value = ValueType(.list(.record(.toolCall)))
    case .count: expressions[value].type.value = ValueType(.int, domain: .count)
    case .optionalShare: expressions[value].type.value = ValueType(.real, domain: Domain(low: 0, high: 1))
    case .text, .optionalText, .json, .bool: break
    }
    return value
  }

  /// The JSON value that a chain of steps begins at, and the steps.
  private func jsonPath(of id: ExpressionID) -> (root: ExpressionID, path: String) {
    if case .call(let builtin, let statics, _) = expressions[id].operation, builtins[builtin].name == "json_at",
      case .text(let path)? = statics.compactMap({ $0 }).first
    {
      return (expressions[id].operands[0], String(decoding: path, as: UTF8.self))
    }
    return (id, "")
  }

  private func read(_ name: String, _ root: ExpressionID, _ path: String?, at range: SourceRange) -> ExpressionID {
    guard let builtin = registry[name] else { return poison(at: range) }
    var slots: [Slot] = [.dynamic([root])]
    slots.append(path.map { .constant(.text(Array($0.utf8))) } ?? .absent)
    return finish(builtin, slots, at: range)
  }

  /// `table[key]`
  func lookUp(_ table: ExpressionID, _ key: ExpressionID, _ element: BaseType, at range: SourceRange) -> ExpressionID {
    switch type(of: key).value.base {
    case .bool, .int, .real, .text, .symbol: break
    default:
      report(
        .wrongType, "a table is looked up by a text or a number, and this is \(describe(type(of: key).value))",
        at: expressions[key].range)
      return poison(at: range)
    }
    let name: String
    switch element {
    case .bool, .int, .real: name = "table_number"
    case .list(let inner): name = inner.isNumeric ? "table_numbers" : "table_texts"
    default: name = "table_text"
    }
    return callBuiltin(name, [table, key], at: range)
  }
}
