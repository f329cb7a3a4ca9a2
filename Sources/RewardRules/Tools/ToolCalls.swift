import RewardSemantics

extension ValueType {
  static let toolCalls = ValueType(.list(.record(.toolCall)))
}

extension Builtin.Parameter {
  fileprivate static let form = Builtin.Parameter(
    "form", .symbol(ToolCallForm.allCases.map(\.rawValue)), isStatic: true, default: .symbol("any"))
}

extension Builtin {
  private static let formDetails = """
    `form` is how calls are written. `tags`: JSON objects in `<tool_call>` and `</tool_call>` (Hermes, Qwen), any number
    of both. `lines`: the first such block, one object on each line (ToolRL). `json`: the whole text is an object or a
    list of them, behind `<|python_tag|>` or not, with semicolons between (Llama 3). `pythonic`: the whole text is a list
    such as `[f(a=1), g.h(b="x")]`; arguments have names and are literals (Llama 4, BFCL). `mistral`: behind
    `[TOOL_CALLS]`, a list of objects or `name[ARGS]{..}`. `any`: the first of `tags`, `mistral`, `pythonic` and `json`
    that the text has a mark of.

    An object names the tool in `name` and has arguments in `arguments`, `parameters` or `input`, as an object or a text
    that is one; both may stand inside `function`. None are `{}`, but in `lines`, where they must be there.
    """

  private static func reader(
    _ name: String, result: ValueType, absence: Absence = [], summary: String, details: String, examples: [Example],
    give: @escaping @Sendable (ToolCallText) -> Outcome
  ) -> Builtin {
    Builtin(
      name, parameters: [.text, .form], result: { _, _ in result }, absence: absence, cost: .scan, summary: summary,
      details: details + "\n\n" + formDetails, examples: examples
    ) { statics throws(PreparationError) in
      let form = try StaticArguments(statics).symbol(1, parameter: "form", of: ToolCallForm.self)
      return { arguments in give(ToolCallText(arguments[0].text, form: form)) }
    }
  }

  static let toolCalls = reader(
    "tool_calls", result: .toolCalls, absence: .limit, summary: "The calls of tools that are written in a text.",
    details: "What cannot be read is left out, and counted by `malformed_calls`.",
    examples: [
      Example(
        #"tool_calls("<tool_call>{\"name\": \"f\", \"arguments\": {\"b\": 1, \"a\": 2}}</tool_call>")"#,
        #"["{\"name\":\"f\",\"arguments\":{\"a\":2,\"b\":1}}"]"#),
      Example(
        #"tool_calls("[f(a=[1, 2.50], b='x'), g()]", form: pythonic)"#,
        #"["{\"name\":\"f\",\"arguments\":{\"a\":[1,2.5],\"b\":\"x\"}}", "{\"name\":\"g\",\"arguments\":{}}"]"#),
      Example(#"tool_calls("The answer is 4.")"#, "[]"),
    ]
  ) { read in
    read.calls.reduce(0) { $0 + $1.count } > longestBuiltText ? .missing(.overLength) : .texts(read.calls)
  }

  static let malformedCalls = reader(
    "malformed_calls", result: .count(), summary: "How many calls of tools a text begins that cannot be read.",
    details: """
      A block that is not closed, empty or no JSON counts once, with all that follows its mistake; a value without a name
      or whose arguments are no object counts by itself; of a pythonic list the whole.
      """,
    examples: [
      Example(#"malformed_calls("<tool_call>{\"name\": \"f\"")"#, "1"),
      Example(#"malformed_calls("<tool_call>{\"name\": \"f\"}</tool_call><tool_call>{}</tool_call>")"#, "1"),
      Example(#"malformed_calls("The answer is 4.")"#, "0"),
    ]
  ) { .number(Double($0.malformed)) }
}
