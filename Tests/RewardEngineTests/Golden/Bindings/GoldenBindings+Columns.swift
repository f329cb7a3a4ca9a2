/// What most bindings share: rows from columns, and outputs from scored rows.
extension GoldenBindings {
  /// One row for each element of the first of the columns that is there: `fields` names the row's field for each input.
  /// `shared` inputs stand in every row.
  static func rows(
    of golden: GoldenCase, _ fields: [(input: String, field: String)], shared: [(input: String, field: String)] = []
  ) -> [[String: JSONValue]] {
    let count = fields.lazy.compactMap { golden.inputs[$0.input]?.list.count }.first ?? 0
    return (0..<count).map { index in
      var row: [String: JSONValue] = [:]
      for (input, field) in fields {
        if let column = golden.inputs[input]?.list, index < column.count { row[field] = column[index] }
      }
      for (input, field) in shared { if let value = golden.inputs[input] { row[field] = value } }
      return row
    }
  }

  /// The parameters of a case under the spec's names; those without a name here keep their own, those named nil are left
  /// out.
  static func parameters(_ golden: GoldenCase, renamed: [String: String?] = [:]) -> [String: String] {
    var values: [String: String] = [:]
    for (name, value) in golden.params where value != .null {
      if let known = renamed[name] {
        if let known { values[known] = value.literal }
      } else {
        values[name] = value.literal
      }
    }
    return values
  }

  /// An id for a row, which must be its own, that holds a value as well: results name groups only by text.
  static func id(_ row: Int, holding value: JSONValue) -> JSONValue {
    .text("\(row) \(value.number == nil ? "text" : "number") \(value.literal)")
  }

  /// The value that the id of a scored row holds.
  static func held(by row: JSONValue) -> JSONValue {
    let parts = (row["id"]?.text ?? "").split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return .null }
    if parts[1] == "number", let number = Double(parts[2]) { return .number(number) }
    return .text(String(parts[2]))
  }

  static func score(_ name: String, of row: JSONValue) -> JSONValue { row["scores"]?[name] ?? .null }

  static func scores(_ name: String, _ scored: [JSONValue]) -> JSONValue { .list(scored.map { score(name, of: $0) }) }

  /// Conditions are written as 0 and 1.
  static func conditions(_ name: String, _ scored: [JSONValue]) -> JSONValue {
    .list(scored.map { condition(score(name, of: $0)) })
  }

  static func condition(_ value: JSONValue) -> JSONValue { value.number.map { .bool($0 != 0) } ?? value }

  /// The advantages, where golden files have 0 for a rollout, turn or token that is not trained.
  static func advantages(_ scored: [JSONValue]) -> JSONValue {
    .list(scored.map { zeroWhereMissing($0["advantage"] ?? .null) })
  }

  static func zeroWhereMissing(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null: .number(0)
    case .list(let values): .list(values.map(zeroWhereMissing))
    default: value
    }
  }

  /// The rows of each group, groups in order of first appearance.
  static func groups(_ scored: [JSONValue]) -> [[JSONValue]] {
    var order: [String] = []
    var members: [String: [JSONValue]] = [:]
    for row in scored {
      let name = row["group"]?.literal ?? ""
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(row)
    }
    return order.map { members[$0] ?? [] }
  }

  /// A score per group, once for each.
  static func groupScores(_ name: String, _ scored: [JSONValue]) -> JSONValue {
    .list(groups(scored).map { score(name, of: $0[0]) })
  }
}
