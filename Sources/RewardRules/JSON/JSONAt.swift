import RewardSemantics

/// A path into JSON: names and places with points between them.
private struct JSONPath {
  /// None: the value itself.
  let steps: [[UInt8]]

  init(_ statics: [StaticValue?]) throws(PreparationError) {
    guard statics.count > 1, statics[1] != nil else {
      steps = []
      return
    }
    let path = try StaticArguments(statics).text(1, parameter: "path")
    steps = path.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { Array($0) }
    guard steps.allSatisfy({ !$0.isEmpty }) else {
      throw PreparationError("a path is names and places with points between them, as in `a.b.0`", parameter: "path")
    }
  }
}

extension Builtin {
  private static let pathDetails = """
    `path` is the names of members and the places in arrays that lead to the value, with points between them: `a.b.0`.
    Without it, it is the whole. Of equal names the first counts. Abstains where nothing is there or `null` is, and where the
    text is not JSON (RFC 8259, strictly, nested at most 1000 deep);
    """

  private static func reader(
    _ name: String, result: ValueType, absence: Absence = [.abstain, .fail], summary: String, details: String,
    examples: [Example], read: @escaping @Sendable (JSONValue) -> Outcome
  ) -> Builtin {
    Builtin(
      name,
      parameters: [
        Parameter("json", .textOrJSON), Parameter("path", .text, isStatic: true, isOptional: true),
      ], result: { _, _ in result }, absence: absence, cost: .scan, summary: summary,
      details: "\(pathDetails) \(details)", examples: examples
    ) { statics throws(PreparationError) in
      let steps = try JSONPath(statics).steps
      return { arguments in
        guard case .value(let value) = JSONValue.find(steps, in: arguments[0].text), value.kind != .null else {
          return .missing(.noMatch)
        }
        return read(value)
      }
    }
  }

  static let jsonAt = reader(
    "json_at", result: ValueType(.json), absence: .abstain, summary: "The JSON value at a path, as JSON.",
    details: "also written `json.a.b`.",
    examples: [
      Example(#"json_at("{\"a\": {\"b\": [1, 2]}}", "a.b")"#, #""[1, 2]""#),
      Example(#"json_at("{\"a\": 1}", "b")"#, "missing"),
    ]
  ) { .slice(argument: 0, range: $0.place) }

  static let jsonNumber = reader(
    "json_number", result: .real, summary: "The number at a path of a JSON value.",
    details: "failed where anything but a number is. `true` and `false` are 1 and 0; rounded to the nearest double.",
    examples: [
      Example(#"json_number("{\"a\": [1.5, 2]}", "a.0")"#, "1.5"),
      Example(#"json_number("{\"a\": null}", "a")"#, "missing"),
      Example(#"json_number("42")"#, "42"),
    ]
  ) { $0.asNumber }

  static let jsonBool = reader(
    "json_bool", result: .bool, summary: "The condition at a path of a JSON value.",
    details: "failed where anything but `true`, `false`, 1 or 0 is.",
    examples: [
      Example(#"json_bool("{\"ok\": true}", "ok")"#, "true"),
      Example(#"json_bool("{\"ok\": 0}", "ok")"#, "false"),
      Example(#"json_bool("{\"ok\": \"yes\"}", "ok")"#, "missing"),
    ]
  ) { value in
    guard let number = value.number, number == 0 || number == 1 else { return .missing(.badValue) }
    return .number(number)
  }

  static let jsonText = reader(
    "json_text", result: .text, summary: "The text at a path of a JSON value.",
    details: "failed where anything but a string is.",
    examples: [
      Example(#"json_text("{\"a\": \"two\\nlines\"}", "a")"#, #""two\nlines""#),
      Example(#"json_text("{\"a\": 1}", "a")"#, "missing"),
    ]
  ) { $0.asText }

  static let jsonNumbers = reader(
    "json_numbers", result: .numberList, summary: "The numbers of the array at a path of a JSON value.",
    details: "failed where anything but an array of numbers is. An array that holds `null` abstains.",
    examples: [
      Example(#"json_numbers("{\"a\": [1, 2.5]}", "a")"#, "[1, 2.5]"),
      Example(#"json_numbers("[1, null]")"#, "missing"),
    ]
  ) { $0.asNumbers }

  static let jsonTexts = reader(
    "json_texts", result: .textList, summary: "The texts of the array at a path of a JSON value.",
    details: "failed where anything but an array of strings is. An array that holds `null` abstains.",
    examples: [
      Example(#"json_texts("{\"a\": [\"x\", \"y\"]}", "a")"#, #"["x", "y"]"#),
      Example(#"json_texts("[1]")"#, "missing"),
    ]
  ) { $0.asTexts }

  static let jsonList = reader(
    "json_list", result: ValueType(.list(.json)),
    summary: "The elements of the array at a path of a JSON value, as JSON.",
    details: "failed where anything but an array is; `null` elements are the text `null`.",
    examples: [
      Example(#"json_list("{\"a\": [1, {\"b\": 2}]}", "a")"#, #"["1", "{\"b\": 2}"]"#),
      Example(#"json_list("{}", "a")"#, "missing"),
    ]
  ) { value in
    value.elements.map { .slices(argument: 0, ranges: $0.map(\.place)) } ?? .missing(.badValue)
  }

  static let jsonCount = reader(
    "json_count", result: .count(),
    summary: "How many elements or members the array or object at a path of a JSON value has.",
    details: "failed where anything else is. Members of one name count once.",
    examples: [
      Example(#"json_count("{\"a\": [1, 2]}", "a")"#, "2"),
      Example(#"json_count("{\"a\": [1, 2]}")"#, "1"),
    ]
  ) { value in value.count.map { .number(Double($0)) } ?? .missing(.badValue) }
}
