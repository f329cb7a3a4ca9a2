/// Tool calls in the one form that records have: `{"id":"..","name":"..","arguments":{..}}`, the members of arguments in the
/// order of their names, so that equal calls are equal texts.
extension ParsedJSON {
  /// The call that a value is: `{"name": .., "arguments": {..}}`, or that inside `function`.
  ///
  /// Arguments stand under `arguments`, `parameters` or `input`, as an object or as a text that is one; none are `{}`,
  /// unless they are needed. Nil where no tool is named, or the arguments are no object.
  func toolCall(_ node: Int, needsArguments: Bool = false) -> [UInt8]? {
    let outer = member("function", of: node).flatMap { kind($0) == .object ? $0 : nil }
    let call = outer ?? node
    guard let name = member("name", of: call).flatMap(string), !name.isEmpty else { return nil }
    let written = ["arguments", "parameters", "input"].lazy.compactMap { member($0, of: call) }.first {
      kind($0) != .null
    }
    if needsArguments, written == nil { return nil }
    guard let arguments = written.map(arguments) ?? Array("{}".utf8) else { return nil }
    var record = JSONSource()
    record.append("{")
    if let id = (member("id", of: node) ?? member("call_id", of: node)).flatMap(string) {
      record.append("\"id\":")
      record.append(string: id)
      record.append(",")
    }
    record.append("\"name\":")
    record.append(string: name)
    record.append(",\"arguments\":")
    record.bytes += arguments
    record.append("}")
    return record.bytes
  }

  /// The source of an object, or of the object that a text is; nil where it is none.
  private func arguments(_ node: Int) -> [UInt8]? {
    switch kind(node) {
    case .object:
      var source = JSONSource()
      source.append(sorted: node, of: self)
      return source.bytes
    case .string:
      let text = string(node) ?? []
      return text.withUnsafeBufferPointer { text in
        if text.isBlank(0..<text.count) { return Array("{}".utf8) }
        guard let json = ParsedJSON(text), json.kind(0) == .object else { return nil }
        return json.arguments(0)
      }
    default: return nil
    }
  }
}
