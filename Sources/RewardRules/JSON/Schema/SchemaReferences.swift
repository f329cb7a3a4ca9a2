/// Where the schemas of a document are: by the names that `$id`, `$anchor` and `$dynamicAnchor` give them, and by pointers.
struct SchemaReferences {
  private let json: ParsedJSON
  /// By name without a fragment.
  private var resources: [String: Int] = [:]
  /// By resource, then by anchor.
  private var anchors: [Int: [[UInt8]: Int]] = [:]
  private(set) var dynamicAnchors: [Int: [[UInt8]: Int]] = [:]
  /// By schema, the resource it stands in.
  private var homes: [Int: Int] = [:]
  private var names: [Int: SchemaURI] = [:]

  private enum Keywords {
    static let schemas: Set<String> = [
      "additionalProperties", "propertyNames", "items", "contains", "not", "if", "then", "else", "unevaluatedItems",
      "unevaluatedProperties", "contentSchema",
    ]
    static let lists: Set<String> = ["prefixItems", "allOf", "anyOf", "oneOf"]
    static let tables: Set<String> = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]
  }

  init(_ json: ParsedJSON, root: Int) {
    self.json = json
    let name = SchemaURI("")
    names[root] = name
    resources[name.resource] = root
    index(root, in: root)
  }

  /// The resource that a schema stands in.
  func resource(of node: Int) -> Int { homes[node] ?? 0 }

  /// Notes the names of a schema and of all in it.
  private mutating func index(_ root: Int, in home: Int) {
    var open = [(node: root, home: home)]
    while let (node, outer) = open.popLast() {
      var home = outer
      guard json.kind(node) == .object else {
        homes[node] = home
        continue
      }
      if let id = text("$id", of: node) {
        let name = (names[home] ?? SchemaURI("")).resolving(SchemaURI(id))
        names[node] = name
        resources[name.resource] = node
        home = node
      }
      homes[node] = home
      if let anchor = json.member("$anchor", of: node).flatMap(json.string) {
        anchors[home, default: [:]][anchor] = node
      }
      if let anchor = json.member("$dynamicAnchor", of: node).flatMap(json.string) {
        anchors[home, default: [:]][anchor] = node
        dynamicAnchors[home, default: [:]][anchor] = node
      }
      for member in json.children(node) {
        let keyword = String(decoding: json.name(member), as: UTF8.self)
        if Keywords.schemas.contains(keyword) {
          open.append((member, home))
        } else if Keywords.lists.contains(keyword) && json.kind(member) == .array
          || Keywords.tables.contains(keyword) && json.kind(member) == .object
        {
          for child in json.children(member) { open.append((child, home)) }
        }
      }
    }
  }

  private func text(_ keyword: String, of node: Int) -> String? {
    json.member(keyword, of: node).flatMap(json.string).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The schema that a reference beside a schema means; nil where the document has none.
  mutating func target(of reference: String, from node: Int) -> (node: Int, dynamicAnchor: [UInt8]?)? {
    let home = resource(of: node)
    let name = (names[home] ?? SchemaURI("")).resolving(SchemaURI(reference))
    guard let resource = resources[name.resource] else { return nil }
    if name.fragment.isEmpty { return (resource, nil) }
    if name.fragment.first == UInt8(ascii: "/") { return pointed(name.fragment, from: resource).map { ($0, nil) } }
    guard let found = anchors[resource]?[name.fragment] else { return nil }
    return (found, dynamicAnchors[resource]?[name.fragment] == found ? name.fragment : nil)
  }

  /// The schema at a JSON pointer (RFC 6901).
  private mutating func pointed(_ pointer: [UInt8], from resource: Int) -> Int? {
    var node = resource
    var home = resource
    for part in pointer.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let known = homes[node] { home = known }
      let step = Self.unescaped(part)
      switch json.kind(node) {
      case .object:
        guard let member = json.member(step, of: node) else { return nil }
        node = member
      case .array:
        guard let place = Int(String(decoding: step, as: UTF8.self)), place >= 0,
          let element = json.children(node).dropFirst(place).first(where: { _ in true })
        else { return nil }
        node = element
      default: return nil
      }
    }
    // It may stand where no keyword would have it.
    if homes[node] == nil { index(node, in: home) }
    return node
  }

  private static func unescaped(_ part: ArraySlice<UInt8>) -> [UInt8] {
    var found: [UInt8] = []
    var isEscaped = false
    for byte in part {
      if isEscaped {
        found.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
        isEscaped = false
      } else if byte == UInt8(ascii: "~") {
        isEscaped = true
      } else {
        found.append(byte)
      }
    }
    return found
  }
}
