import RewardSemantics

extension Builtin {
  static let callValid = Builtin(
    "call_valid", parameters: [Parameter("call", .textOrJSON), Parameter("tools", .textOrJSON)],
    result: { _, _ in .bool }, absence: [.limit, .fail], cost: .scan,
    summary: "Whether a call is of a tool that is described, with arguments that are valid by its JSON Schema.",
    details: """
      `tools` is a list of descriptions, or one: `name` and `parameters` (or `input_schema`), by themselves or inside
      `function`. A tool without a schema takes any arguments. `dict`, `float`, `tuple` and `any` are types, too. Of tools
      with one name the first counts. False where the call is none.

      failed where `tools` is not of this form or a schema in it cannot be used; see `json_valid`.
      """,
    examples: [
      Example(
        #"""
        call_valid("{\"name\": \"f\", \"arguments\": {\"a\": 1}}",
        "[{\"name\": \"f\", \"parameters\": {\"required\": [\"a\"]}}]")
        """#.replacing("\n", with: " "), "true"),
      Example(
        #"""
        call_valid("{\"name\": \"f\", \"arguments\": {\"a\": \"1\"}}",
        "{\"name\": \"f\", \"parameters\": {\"properties\": {\"a\": {\"type\": \"integer\"}}}}")
        """#.replacing("\n", with: " "), "false"),
      Example(#"call_valid("{\"name\": \"g\"}", "[{\"name\": \"f\"}]")"#, "false"),
    ]
  ) { _ in
    let known = CompiledOnce<[[UInt8]: ToolSchema]>()
    return { arguments in
      guard let tools = known.value(of: arguments[1].text, make: ToolSchema.all) else { return .missing(.badValue) }
      guard let call = ParsedJSON(arguments[0].text), let name = call.member("name", of: 0).flatMap(call.string),
        let tool = tools[name]
      else { return .bool(false) }
      guard case .object(let schema) = tool else { return .bool(true) }
      guard let values = call.member("arguments", of: 0) else { return .bool(false) }
      return Outcome(call, node: values, validBy: schema)
    }
  }
}

/// What a tool asks of its arguments.
private enum ToolSchema: Sendable {
  case anything
  case object(JSONSchema)

  /// By name, those of the tools that a text describes; nil where it does not, or a schema cannot be used.
  @Sendable static func all(of source: UnsafeBufferPointer<UInt8>) -> [[UInt8]: ToolSchema]? {
    guard let json = ParsedJSON(source), let tools = ToolDescription.all(in: json) else { return nil }
    var schemas: [[UInt8]: ToolSchema] = [:]
    for tool in tools where schemas[tool.name] == nil {
      guard let root = tool.schema else {
        schemas[tool.name] = .anything
        continue
      }
      guard let schema = try? JSONSchema(json, root: root, hasPythonTypes: true) else { return nil }
      schemas[tool.name] = .object(schema)
    }
    return schemas
  }
}
