import RewardSemantics

extension Builtin {
  static let bareCalls = Builtin(
    "bare_calls", parameters: [Parameter("called", .calls)], result: { _, _ in .toolCalls }, cost: .scan,
    summary: "The calls with the names that the tools have on their server: `search` for `mcp__shop__search`.",
    details: """
      Agents that reach tools by the Model Context Protocol put `mcp__`, the name of the server and `__` in front. Names of
      another form stay as they are. What a text says of its name alone is `std.tools.bare_name`.
      """,
    examples: [
      Example(
        #"bare_calls(tool_calls("[mcp__shop__find_all(a=1)]"))"#,
        #"["{\"name\":\"find_all\",\"arguments\":{\"a\":1}}"]"#),
      Example(#"bare_calls(tool_calls("[find()]"))"#, #"["{\"name\":\"find\",\"arguments\":{}}"]"#),
    ]
  ) { _ in
    { arguments in
      .texts(arguments[0].texts.map { withoutServer($0) })
    }
  }

  private static func withoutServer(_ call: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let json = ParsedJSON(call), let node = json.member("name", of: 0), let name = json.string(node),
      name.starts(with: "mcp__".utf8)
    else { return Array(call) }
    // The server has a name of one character at least.
    let marker = Array("__".utf8)
    let end = name.withUnsafeBufferPointer { $0.firstRange(of: marker, from: 6)?.upperBound }
    guard let end, end < name.count else { return Array(call) }
    var record = JSONSource()
    record.bytes = Array(call[..<json.nodes[node].place.lowerBound])
    record.append(string: name[end...])
    record.bytes += call[json.nodes[node].place.upperBound...]
    return record.bytes
  }
}
