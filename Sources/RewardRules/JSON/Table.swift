import RewardSemantics

extension Builtin {
  private static let tableParameters = [Parameter("table", .textOrJSON), Parameter("key", .any)]
  private static let tableDetails = """
    The table is JSON source of an object, or of an array whose keys are its places. A number looks up the key that is its
    shortest text: 3 is `3`, 0.5 is `0.5`. Of equal keys the first counts. Abstains where the key is not there or has
    `null`, and where the text is not JSON; failed where it is JSON of another kind
    """

  /// What the table has under the key.
  private static func look(_ arguments: UnsafeBufferPointer<Operand>) -> (found: JSONValue.Found, isTable: Bool) {
    let table = arguments[0].text
    let start = table.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let key: [UInt8]
    switch arguments[1] {
    case .number(let number): key = shortestDecimal(number)
    case .text(let text): key = Array(text)
    default: return (.absent, false)
    }
    return (JSONValue.find([key], in: table), start == UInt8(ascii: "{") || start == UInt8(ascii: "["))
  }

  private static func lookUp(
    _ name: String, result: ValueType, summary: String, other: String, examples: [Example],
    read: @escaping @Sendable (JSONValue) -> Outcome
  ) -> Builtin {
    Builtin(
      name, parameters: tableParameters, result: { _, _ in result }, absence: [.abstain, .fail], cost: .scan,
      summary: summary, details: "\(tableDetails), or anything but \(other) is there.", examples: examples
    ) { _ in
      { arguments in
        switch look(arguments) {
        case (.notJSON, _): .missing(.noMatch)
        case (.absent, let isTable): .missing(isTable ? .noMatch : .badValue)
        case (.value(let value), _): read(value)
        }
      }
    }
  }

  static let tableNumber = lookUp(
    "table_number", result: .real, summary: "The number of a table under a key; also written `table[key]`.",
    other: "a number (`true` and `false` are 1 and 0)",
    examples: [
      Example(#"table_number("{\"a\": 2}", "a")"#, "2"),
      Example(#"table_number("{\"3\": 0.5}", 3)"#, "0.5"),
      Example(#"table_number("[7, 8]", 1)"#, "8"),
      Example(#"table_number("{\"a\": 2}", "b")"#, "missing"),
    ]
  ) { $0.asNumber }

  static let tableText = lookUp(
    "table_text", result: .text, summary: "The text of a table under a key; also written `table[key]`.",
    other: "a string",
    examples: [
      Example(#"table_text("{\"a\": \"x\"}", "a")"#, #""x""#),
      Example(#"table_text("[\"x\"]", 1)"#, "missing"),
    ]
  ) { $0.asText }

  static let tableNumbers = lookUp(
    "table_numbers", result: .numberList,
    summary: "The list of numbers of a table under a key; also written `table[key]`.", other: "an array of numbers",
    examples: [
      Example(#"table_numbers("{\"0\": [0, 1]}", 0)"#, "[0, 1]"),
      Example(#"table_numbers("[[0, 1], [2]]", 1)"#, "[2]"),
    ]
  ) { $0.asNumbers }

  static let tableTexts = lookUp(
    "table_texts", result: .textList, summary: "The list of texts of a table under a key; also written `table[key]`.",
    other: "an array of strings",
    examples: [
      Example(#"table_texts("{\"a\": [\"x\", \"y\"]}", "a")"#, #"["x", "y"]"#),
      Example(#"table_texts("{\"a\": \"x\"}", "a")"#, "missing"),
    ]
  ) { $0.asTexts }

  static let tableHas = Builtin(
    "table_has", parameters: tableParameters, result: { _, _ in .bool }, cost: .scan,
    summary: "Whether a table has a value under a key.",
    details: """
      The table is JSON source of an object, or of an array whose keys are its places; keys are looked up as by
      `table_number`. `null` is no value, and what is no table has none.
      """,
    examples: [
      Example(#"table_has("{\"a\": 2}", "a")"#, "true"),
      Example(#"table_has("{\"a\": null}", "a")"#, "false"),
      Example(#"table_has("[7]", 1)"#, "false"),
    ]
  ) { _ in
    { arguments in
      guard case .value(let value) = look(arguments).found else { return .bool(false) }
      return .bool(value.kind != .null)
    }
  }
}
