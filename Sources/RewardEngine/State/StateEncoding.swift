import RewardSemantics

/// Values of states as JSON: numbers with all their digits, texts, and lists in lists.
enum StateEncoding {
  /// Nil for a value that is missing.
  static func json(_ value: Value) -> String? {
    if value.isMissing { return nil }
    var json = JSONWriter()
    write(value, to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// A text or a number. Equal keys have the same JSON, 0 and -0 too.
  static func json(key: Value.Payload) -> String {
    var json = JSONWriter()
    switch key {
    case .number(let number): json.number(number)
    case .text(let text): json.string(text)
    case .list(let values): write(Value(list: values), to: &json)
    case .none: json.null()
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ value: Value, to json: inout JSONWriter) {
    switch value.payload {
    case .number(let number) where !value.isMissing:
      // JSON has a minus zero, which the writer of rows does without.
      if number == 0, number.sign == .minus { json.raw("-0.0") } else { json.number(number) }
    case .text(let text) where !value.isMissing: json.string(text)
    case .list(let items) where !value.isMissing:
      json.beginArray()
      for item in items { write(item, to: &json) }
      json.endArray()
    default: json.null()
    }
  }

  /// The value that was written as `value`; nil where it is not one of `type`.
  static func value(_ value: JSONValue, as type: BaseType) -> Value? {
    switch type {
    case .bool, .int, .real, .poison, .pattern:
      return value.kind.isNumber ? value.number.map { Value($0) } : nil
    case .text, .json, .symbol, .table, .record:
      return value.kind == .string ? Value(text: Array(value.string)[...]) : nil
    case .list(let item):
      guard value.kind == .array else { return nil }
      var items: [Value] = []
      var isGood = true
      value.forEachElement { element in
        if element.kind == .null {
          items.append(Value(missing: .noValue))
        } else if let value = Self.value(element, as: item) {
          items.append(value)
        } else {
          isGood = false
        }
      }
      return isGood ? Value(list: items) : nil
    }
  }

  /// The key that was written as `value`; nil for what cannot be one.
  static func key(_ value: JSONValue) -> Value.Payload? {
    if value.kind.isNumber { return value.number.map { .number($0) } }
    return value.kind == .string ? .text(Array(value.string)[...]) : nil
  }
}
