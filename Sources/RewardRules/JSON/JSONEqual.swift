import RewardSemantics

extension Builtin {
  static let jsonEqual = Builtin(
    "json_equal", parameters: [Parameter("a", .textOrJSON), Parameter("b", .textOrJSON)], result: { _, _ in .bool },
    cost: .scan, summary: "Whether two texts are JSON of the same value.",
    details: """
      Numbers are compared by value, exactly (`1`, `1.0` and `10e-1` are equal; `true` is no number), strings by their
      characters, however they are escaped, arrays in order, and objects as sets of members; of equal names the first
      counts. Not where one of the texts is no JSON (RFC 8259, strictly, nested at most 1000 deep).
      """,
    examples: [
      Example(#"json_equal("{\"a\": 1, \"b\": [2]}", "{\"b\": [2.0], \"a\": 1e0}")"#, "true"),
      Example(#"json_equal("[1, 2]", "[2, 1]")"#, "false"),
      Example(#"json_equal("{", "{")"#, "false"),
    ]
  ) { _ in
    { arguments in
      guard let a = ParsedJSON(arguments[0].text), let b = ParsedJSON(arguments[1].text) else { return .bool(false) }
      var classes = JSONClasses()
      return .bool(classes.classes(of: a)[0] == classes.classes(of: b)[0])
    }
  }

  static let jsonCanonical = Builtin(
    "json_canonical", parameters: [Parameter("json", .textOrJSON)], result: { _, _ in .text },
    absence: [.abstain, .limit],
    cost: .scan, summary: "JSON as a text of one form, so that equal values are equal texts.",
    details: """
      Without blanks, the members of objects in the order of the bytes of their names, of equal names the first, only what
      must be is escaped, and numbers with the fewest digits that read back as the same double (whole ones without a
      point keep all theirs). Abstains where the text is no JSON (RFC 8259, strictly, nested at most 1000 deep).
      """,
    examples: [
      Example(#"json_canonical("{ \"b\": 1.0, \"a\": [\"\\u0041\"] }")"#, #""{\"a\":[\"A\"],\"b\":1}""#),
      Example(#"json_canonical("{")"#, "missing"),
    ]
  ) { _ in
    { arguments in
      guard let json = ParsedJSON(arguments[0].text) else { return .missing(.noMatch) }
      var source = JSONSource()
      source.append(sorted: 0, of: json, byValue: true)
      return source.bytes.count > longestBuiltText ? .missing(.overLength) : .text(source.bytes)
    }
  }
}
