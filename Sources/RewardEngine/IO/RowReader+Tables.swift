extension RowReader {
  /// Holds a table against its declaration: an object or a list whose values all have one form.
  static func check(
    table: JSONValue, of form: RowSchema.Form, place: () -> String,
    mismatch: (JSONValue, RowSchema.Form, String) -> RowFailure
  ) throws(RowFailure) {
    switch table.kind {
    case .object:
      try table.forEachMember { (key, value) throws(RowFailure) in
        try check(value, as: form, place: { "\(place()).\(String(decoding: key, as: UTF8.self))" }, mismatch: mismatch)
      }
    case .array:
      var index = 0
      try table.forEachElement { (value) throws(RowFailure) in
        try check(value, as: form, place: { "\(place())[\(index)]" }, mismatch: mismatch)
        index += 1
      }
    default: throw mismatch(table, .table(form), place())
    }
  }

  /// Null stands for a value that is missing.
  private static func check(
    _ value: JSONValue, as form: RowSchema.Form, place: () -> String,
    mismatch: (JSONValue, RowSchema.Form, String) -> RowFailure
  ) throws(RowFailure) {
    if value.kind == .null { return }
    let isGood =
      switch form {
      case .number, .isFirst, .turnNumber: value.number != nil
      case .bool: value.number == 0 || value.number == 1
      case .text: value.kind == .string
      case .json, .record: true
      case .list, .items, .presence: value.kind == .array
      case .table, .criteria: value.kind == .array || value.kind == .object
      }
    guard isGood else { throw mismatch(value, form, place()) }
    switch form {
    case .list(let item):
      var index = 0
      try value.forEachElement { (element) throws(RowFailure) in
        try check(element, as: item, place: { "\(place())[\(index)]" }, mismatch: mismatch)
        index += 1
      }
    case .table(let element): try check(table: value, of: element, place: place, mismatch: mismatch)
    default: break
    }
  }
}
