import RewardSemantics

extension Builtin {
  private static let jsonDetails = """
    RFC 8259, strictly: no comments, trailing commas, `NaN`, single quotes or code fences around it. Blanks may stand at
    the ends. Values nested more than 1000 deep are not accepted.
    """

  static let isJSON = Builtin(
    "is_json", parameters: [.text], result: { _, _ in .bool }, cost: .scan,
    summary: "Whether the whole text is one JSON value.", details: jsonDetails,
    examples: [
      Example(#"is_json("[1, 2.5e3, null]")"#, "true"),
      Example(#"is_json("[1, 2,]")"#, "false"),
      Example(#"is_json("")"#, "false"),
    ]
  ) { _ in { arguments in .bool(JSONValue(arguments[0].text) != nil) } }

  static let isJSONObject = Builtin(
    "is_json_object", parameters: [.text], result: { _, _ in .bool }, cost: .scan,
    summary: "Whether the whole text is one JSON object.", details: jsonDetails,
    examples: [
      Example(#"is_json_object("{\"a\": 1}")"#, "true"),
      Example(#"is_json_object("[1]")"#, "false"),
      Example(#"is_json_object("{\"a\": 1} done")"#, "false"),
    ]
  ) { _ in { arguments in .bool(JSONValue(arguments[0].text)?.kind == .object) } }
}
