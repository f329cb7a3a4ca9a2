/// A tool as its users are told of it: `{"name": .., "parameters": {"properties": {..}, "required": [..]}}`, or that inside
/// `function` (OpenAI).
struct ToolDescription {
  struct Parameter {
    var type: String
    /// The type of the elements of a list.
    var items: String?
    var isList: Bool { type == "array" || type == "tuple" }
  }

  let name: [UInt8]
  /// The node of the schema of its arguments; nil where it takes none.
  let schema: Int?
  let required: [[UInt8]]
  private let parameters: [[UInt8]: Parameter]

  /// The tools that a JSON value describes: one, or a list of them; nil where it is no such thing.
  static func all(in json: ParsedJSON) -> [ToolDescription]? {
    let nodes = json.kind(0) == .array ? Array(json.children(0)) : [0]
    let tools = nodes.map { ToolDescription(json, $0) }
    return tools.contains { $0 == nil } ? nil : tools.compactMap { $0 }
  }

  private init?(_ json: ParsedJSON, _ node: Int) {
    let tool = json.member("function", of: node) ?? node
    guard let name = json.member("name", of: tool).flatMap(json.string) else { return nil }
    self.name = name
    schema = json.member("parameters", of: tool) ?? json.member("input_schema", of: tool)
    var parameters: [[UInt8]: Parameter] = [:]
    var required: [[UInt8]] = []
    if let schema {
      for property in json.member("properties", of: schema).map({ Array(json.children($0)) }) ?? [] {
        let items = json.member("items", of: property)
        parameters[json.name(property)] = Parameter(
          type: json.typeName(of: property) ?? "", items: items.flatMap(json.typeName))
      }
      if let names = json.member("required", of: schema) { required = json.children(names).compactMap(json.string) }
    }
    self.parameters = parameters
    self.required = required
  }

  func parameter(_ name: [UInt8]) -> Parameter? { parameters[name] }
}

extension ParsedJSON {
  fileprivate func typeName(of node: Int) -> String? {
    member("type", of: node).flatMap(string).map { String(decoding: $0, as: UTF8.self) }
  }
}
