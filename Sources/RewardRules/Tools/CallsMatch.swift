import RewardSemantics

extension Builtin {
  static let callsMatch = Builtin(
    "calls_match",
    parameters: [Parameter("called", .calls), Parameter("accepted", .textOrJSON), Parameter("tools", .textOrJSON)],
    result: { _, _ in .bool }, absence: [.limit, .fail], cost: .scan,
    summary: "Whether the calls are those that a reference accepts, in any order.",
    details: """
      As the Berkeley Function-Calling Leaderboard compares calls in Python. `accepted` is a list with an object
      `{"name": {"argument": [value, ..]}}` for each call, the values being those that are right; an empty text among them
      says that the argument may be left out. `tools` describes the functions, by themselves or inside `function`.

      There must be as many calls as are accepted; each accepted one, in order, takes the first call left that fits. A
      call fits that has the name, all required arguments and none that is unknown, and whose values are of the
      parameter's type and right. A whole number fits `float`, `5.0` does not fit `integer`. Texts are compared without
      blanks and `,./-_*^`, in lower case, with `'` as `"`, also in lists; lists must have the same order; of an object
      each member is among the values listed for its name. Values of another type than the parameter's (`accepted` may
      give the name of a variable) are compared as they are. `true` equals 1 inside lists and objects.

      failed where `accepted` or `tools` is not of this form, or does not describe a tool that is wanted.
      """,
    examples: [
      Example(
        #"""
        calls_match(tool_calls("[f(city='St. Ives, UK', days=3)]"),
        "[{\"f\": {\"city\": [\"st ives uk\"], \"days\": [3], \"unit\": [\"\", \"C\"]}}]",
        "[{\"name\": \"f\", \"parameters\": {\"properties\": {\"city\": {\"type\": \"string\"},
        \"days\": {\"type\": \"integer\"}, \"unit\": {\"type\": \"string\"}}, \"required\": [\"city\"]}}]")
        """#.replacing("\n", with: " "), "true"),
      Example(
        #"""
        calls_match(tool_calls("[f(x=1.0)]"), "[{\"f\": {\"x\": [1]}}]",
        "{\"name\": \"f\", \"parameters\": {\"properties\": {\"x\": {\"type\": \"integer\"}}}}")
        """#.replacing("\n", with: " "), "false"),
      Example(
        #"""
        calls_match(tool_calls("[f(), g()]"), "[{\"g\": {}}, {\"f\": {}}]", "[{\"name\": \"f\"}, {\"name\": \"g\"}]")
        """#, "true"),
    ]
  ) { _ in
    { arguments in
      guard let accepted = ParsedJSON(arguments[1].text), let described = ParsedJSON(arguments[2].text),
        let tools = ToolDescription.all(in: described)
      else { return .missing(.badValue) }
      let wanted = accepted.kind(0) == .array ? Array(accepted.children(0)) : [0]
      var reference = AcceptedArguments(accepted: accepted)
      do throws(AcceptedArguments.Failure) {
        return .bool(try reference.areAccepted(arguments[0].texts, wanted, of: tools))
      } catch {
        return .missing(error == .tooMuchWork ? .stepLimit : .badValue)
      }
    }
  }
}

extension AcceptedArguments {
  /// Whether each of the wanted calls takes one of the others, and none is left.
  fileprivate mutating func areAccepted(
    _ texts: [UnsafeBufferPointer<UInt8>], _ wanted: [Int], of tools: [ToolDescription]
  ) throws(Failure) -> Bool {
    var toolsByName: [[UInt8]: ToolDescription] = [:]
    for tool in tools where toolsByName[tool.name] == nil { toolsByName[tool.name] = tool }
    var pairs: [(tool: ToolDescription, values: Int)] = []
    for call in wanted {
      guard let values = accepted.children(call).first(where: { _ in true }), accepted.kind(values) == .object,
        let tool = tools.count == 1 ? tools[0] : toolsByName[accepted.name(values)]
      else { throw .badReference }
      pairs.append((tool, values))
    }
    guard texts.count == pairs.count else { return false }
    var left: [[UInt8]: [Call]] = [:]
    for text in texts {
      guard let call = call(text) else { return false }
      left[call.name, default: []].append(call)
    }
    for name in left.keys { left[name]?.reverse() }
    for (tool, values) in pairs {
      var calls = left.removeValue(forKey: tool.name) ?? []
      var taken: Int?
      for place in calls.indices.reversed() where taken == nil {
        if try accepts(calls[place], of: tool, values) { taken = place }
      }
      guard let taken else { return false }
      calls.remove(at: taken)
      left[tool.name] = calls
    }
    return true
  }
}
