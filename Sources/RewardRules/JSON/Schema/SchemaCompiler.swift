import RewardSemantics

/// Compiles the schemas of a document, those that are referred to with them.
struct SchemaCompiler {
  /// How many schemas and patterns one document may have.
  private static let schemaLimit = 20_000
  private static let patternLimit = 500

  let json: ParsedJSON
  private let assertsFormats: Bool
  private let hasPythonTypes: Bool
  private var references: SchemaReferences
  /// By node, the place of its schema in ``subschemas``.
  private var places: [Int: Int] = [:]
  private var uncompiled: [Int] = []
  private var patternCount = 0
  private let nodeClasses: [Int]
  let classes: JSONClasses
  private(set) var subschemas: [JSONSchema.Subschema] = []
  private(set) var compiledAnchors: [Int: [[UInt8]: Int]] = [:]

  init(_ json: ParsedJSON, assertsFormats: Bool, hasPythonTypes: Bool) {
    self.json = json
    self.assertsFormats = assertsFormats
    self.hasPythonTypes = hasPythonTypes
    var classes = JSONClasses()
    nodeClasses = classes.classes(of: json)
    self.classes = classes
    references = SchemaReferences(json, root: 0)
  }

  mutating func compile(_ root: Int) throws(JSONSchema.Problem) {
    references = SchemaReferences(json, root: root)
    _ = try place(of: root)
    while let node = uncompiled.popLast() {
      let schema = try compiled(node)
      subschemas[places[node] ?? 0] = schema
      // What a dynamic reference may mean.
      if uncompiled.isEmpty {
        for (home, anchors) in references.dynamicAnchors {
          let resource = try place(of: home)
          for (name, target) in anchors { compiledAnchors[resource, default: [:]][name] = try place(of: target) }
        }
      }
    }
  }

  func problem(_ message: String, at node: Int) -> JSONSchema.Problem {
    JSONSchema.Problem(message: message, offset: json.nodes[node].place.lowerBound)
  }

  /// The place of the schema that a node is, which is compiled in its turn.
  private mutating func place(of node: Int) throws(JSONSchema.Problem) -> Int {
    if let known = places[node] { return known }
    guard json.kind(node) == .object || json.kind(node) == .bool else {
      throw problem("a schema is an object, true or false", at: node)
    }
    guard subschemas.count < Self.schemaLimit else { throw problem("too many schemas", at: node) }
    places[node] = subschemas.count
    subschemas.append(JSONSchema.Subschema())
    uncompiled.append(node)
    return subschemas.count - 1
  }

  private mutating func compiled(_ node: Int) throws(JSONSchema.Problem) -> JSONSchema.Subschema {
    var schema = JSONSchema.Subschema()
    guard json.kind(node) == .object else {
      schema.always = json.source(node).first == UInt8(ascii: "t")
      return schema
    }
    schema.resource = try place(of: references.resource(of: node))
    var seen: Set<String> = []
    for member in json.children(node) {
      let keyword = String(decoding: json.name(member), as: UTF8.self)
      guard seen.insert(keyword).inserted else { continue }
      try add(keyword, member, of: node, to: &schema)
    }
    return schema
  }

  private mutating func add(
    _ keyword: String, _ value: Int, of node: Int, to schema: inout JSONSchema.Subschema
  ) throws(JSONSchema.Problem) {
    switch keyword {
    case "type": schema.types = try types(value)
    case "enum":
      guard json.kind(value) == .array else { throw problem("`enum` is a list of values", at: value) }
      schema.choices = Set(json.children(value).map { nodeClasses[$0] })
    case "const": schema.constant = nodeClasses[value]
    case "minimum": schema.minimum = try number(value)
    case "exclusiveMinimum": schema.exclusiveMinimum = try number(value)
    case "maximum": schema.maximum = try number(value)
    case "exclusiveMaximum": schema.exclusiveMaximum = try number(value)
    case "multipleOf":
      let divisor = try number(value)
      guard !divisor.isNegative, !divisor.digits.isEmpty, divisor.digits.count <= 18 else {
        throw problem("`multipleOf` is a number above 0 of at most 18 digits", at: value)
      }
      schema.multipleOf = divisor
    case "minLength": schema.lengths.least = try count(value)
    case "maxLength": schema.lengths.most = try count(value)
    case "pattern": schema.pattern = try pattern(json.string(value), value)
    case "format" where assertsFormats:
      schema.format = json.string(value).flatMap { SchemaFormat(rawValue: String(decoding: $0, as: UTF8.self)) }
    case "minItems": schema.itemCounts.least = try count(value)
    case "maxItems": schema.itemCounts.most = try count(value)
    case "uniqueItems": schema.hasUniqueItems = json.source(value).first == UInt8(ascii: "t")
    case "prefixItems": schema.prefixItems = try list(value)
    case "items": schema.items = try place(of: value)
    case "contains": schema.contains = try place(of: value)
    case "minContains": schema.containsCounts.least = try count(value)
    case "maxContains": schema.containsCounts.most = try count(value)
    case "unevaluatedItems": schema.unevaluatedItems = try place(of: value)
    case "minProperties": schema.memberCounts.least = try count(value)
    case "maxProperties": schema.memberCounts.most = try count(value)
    case "required": schema.required = try names(value)
    case "dependentRequired":
      for member in try members(value) { schema.dependentRequired.append((json.name(member), try names(member))) }
    case "properties":
      for member in try members(value) where schema.properties[json.name(member)] == nil {
        schema.properties[json.name(member)] = try place(of: member)
      }
    case "patternProperties":
      for member in try members(value) {
        schema.patternProperties.append((try pattern(json.name(member), member), try place(of: member)))
      }
    case "additionalProperties": schema.additionalProperties = try place(of: value)
    case "propertyNames": schema.propertyNames = try place(of: value)
    case "dependentSchemas":
      for member in try members(value) { schema.dependentSchemas.append((json.name(member), try place(of: member))) }
    case "unevaluatedProperties": schema.unevaluatedProperties = try place(of: value)
    case "allOf": schema.allOf = try list(value)
    case "anyOf": schema.anyOf = try list(value)
    case "oneOf": schema.oneOf = try list(value)
    case "not": schema.not = try place(of: value)
    case "if":
      var branches: [Int?] = []
      for branch in ["then", "else"] {
        if let branch = json.member(branch, of: node) {
          branches.append(try place(of: branch))
        } else {
          branches.append(nil)
        }
      }
      schema.condition = (try place(of: value), branches[0], branches[1])
    case "$ref": schema.reference = try target(value, of: node).target
    case "$dynamicRef": schema.dynamicReference = try target(value, of: node)
    default: break
    }
    if keyword == "contains", json.member("minContains", of: node) == nil { schema.containsCounts.least = 1 }
  }

  // MARK: Values of keywords

  private mutating func target(_ value: Int, of node: Int) throws(JSONSchema.Problem) -> (target: Int, anchor: [UInt8]?)
  {
    guard let reference = json.string(value) else { throw problem("a reference is a text", at: value) }
    let text = String(decoding: reference, as: UTF8.self)
    guard let (target, anchor) = references.target(of: text, from: node) else {
      throw problem("`\(text)` is no schema of the document, and others are not looked up", at: value)
    }
    return (try place(of: target), anchor)
  }

  private func types(_ value: Int) throws(JSONSchema.Problem) -> JSONSchema.Types? {
    var types: JSONSchema.Types = []
    for node in json.kind(value) == .array ? Array(json.children(value)) : [value] {
      switch json.string(node).map({ String(decoding: $0, as: UTF8.self) }) {
      case "null": types.insert(.null)
      case "boolean": types.insert(.boolean)
      case "object": types.insert(.object)
      case "array": types.insert(.array)
      case "number": types.insert(.number)
      case "integer": types.insert(.integer)
      case "string": types.insert(.string)
      case "dict" where hasPythonTypes: types.insert(.object)
      case "float" where hasPythonTypes: types.insert(.number)
      case "tuple" where hasPythonTypes: types.insert(.array)
      case "any" where hasPythonTypes: return nil
      default:
        throw problem("`type` is null, boolean, object, array, number, integer or string, or a list of these", at: node)
      }
    }
    return types
  }

  private func number(_ value: Int) throws(JSONSchema.Problem) -> Decimal {
    guard json.kind(value) == .number, let number = Decimal(json.source(value)) else {
      throw problem("a number is needed", at: value)
    }
    return number
  }

  private func count(_ value: Int) throws(JSONSchema.Problem) -> Int {
    let number = try number(value).real ?? .infinity
    guard number >= 0, number == number.rounded() else {
      throw problem("a whole number of at least 0 is needed", at: value)
    }
    return Int(exactly: number) ?? .max
  }

  private func names(_ value: Int) throws(JSONSchema.Problem) -> [[UInt8]] {
    let names = json.children(value).map { json.string($0) }
    guard json.kind(value) == .array, !names.contains(nil) else {
      throw problem("a list of texts is needed", at: value)
    }
    return names.compactMap { $0 }
  }

  private mutating func list(_ value: Int) throws(JSONSchema.Problem) -> [Int] {
    guard json.kind(value) == .array else { throw problem("a list of schemas is needed", at: value) }
    var schemas: [Int] = []
    for child in json.children(value) { schemas.append(try place(of: child)) }
    return schemas
  }

  private func members(_ value: Int) throws(JSONSchema.Problem) -> ParsedJSON.Children {
    guard json.kind(value) == .object else { throw problem("an object is needed", at: value) }
    return json.children(value)
  }

  private mutating func pattern(_ source: [UInt8]?, _ value: Int) throws(JSONSchema.Problem) -> Pattern {
    guard let source else { throw problem("a pattern is a text", at: value) }
    patternCount += 1
    guard patternCount <= Self.patternLimit else { throw problem("too many patterns", at: value) }
    do throws(PreparationError) {
      let pattern = try Pattern(StaticValue.Pattern(bytes: SchemaPattern.translated(source), flags: []))
      guard pattern.metered != nil else { throw PreparationError("the pattern is too long", parameter: "pattern") }
      return pattern
    } catch {
      throw problem("a pattern cannot be used: \(error.message)", at: value)
    }
  }
}
