/// Whether a JSON value is valid by a schema, in bounded time and depth.
struct SchemaValidator {
  /// Why there is no verdict.
  enum Failure: Error {
    /// The schemas refer to one another without end.
    case endlessSchema
    case tooMuchWork
  }

  /// How many schemas, members and elements may be looked at, a few tenths of a second; and steps of patterns.
  private static let workLimit = 1_000_000
  private static let patternLimit = 5_000_000
  /// How many schemas may be asked inside one another, so that the depth of a value is not that of the stack.
  private static let depthLimit = 500

  let schema: JSONSchema
  let json: ParsedJSON
  /// By node, where values are compared.
  let classes: [Int]
  private var work = 0
  var patternSteps = Self.patternLimit
  /// The schemas that are being asked, with the value each is asked about.
  private var open: [Question] = []
  /// The resources of these schemas, outermost first, each where it is entered.
  private var scope: [Int] = []
  var objects: [Int: Members] = [:]

  private struct Question: Hashable {
    var schema: Int
    var node: Int
  }

  /// The members of an object, the first of each name.
  struct Members {
    var list: [(name: [UInt8], node: Int)] = []
    var byName: [[UInt8]: Int] = [:]
  }

  /// What has been looked at of the value that is asked about: its members or elements.
  typealias Evaluated = Set<Int>

  private init(_ json: ParsedJSON, _ schema: JSONSchema) {
    self.json = json
    self.schema = schema
    var known = schema.classes
    classes = schema.comparesValues ? known.classes(of: json) : []
  }

  /// Whether the value that a node is is valid.
  static func isValid(_ json: ParsedJSON, node: Int, by schema: JSONSchema) throws(Failure) -> Bool {
    var validator = SchemaValidator(json, schema)
    var evaluated: Evaluated = []
    return try validator.isValid(node, by: 0, &evaluated)
  }

  /// Whether a value of another document is valid by one of the schemas, at the same cost.
  mutating func isValid(another json: ParsedJSON, by place: Int) throws(Failure) -> Bool {
    var validator = SchemaValidator(json, schema)
    (validator.work, validator.patternSteps) = (work, patternSteps)
    (validator.open, validator.scope) = (open, scope)
    defer { (work, patternSteps) = (validator.work, validator.patternSteps) }
    var evaluated: Evaluated = []
    return try validator.isValid(0, by: place, &evaluated)
  }

  mutating func spend(_ amount: Int) throws(Failure) {
    work += amount
    if work > Self.workLimit { throw .tooMuchWork }
  }

  /// Whether a value is valid by one schema. What it looks at is added where it is.
  mutating func isValid(_ node: Int, by place: Int, _ evaluated: inout Evaluated) throws(Failure) -> Bool {
    try spend(1)
    if let always = schema.subschemas[place].always { return always }
    guard open.count < Self.depthLimit else {
      throw Set(open).count < open.count ? .endlessSchema : .tooMuchWork
    }
    open.append(Question(schema: place, node: node))
    defer { open.removeLast() }
    let resource = schema.subschemas[place].resource
    let isEntered = scope.last != resource
    if isEntered { scope.append(resource) }
    defer { if isEntered { scope.removeLast() } }

    guard try isValidAlone(node, by: place) else { return false }
    var own: Evaluated = []
    guard try areReferencesValid(node, place, &own), try areBranchesValid(node, place, &own) else { return false }
    switch json.kind(node) {
    case .object: guard try areMembersValid(node, place, &own) else { return false }
    case .array: guard try areElementsValid(node, place, &own) else { return false }
    default: break
    }
    evaluated.formUnion(own)
    return true
  }

  // MARK: Schemas beside one another

  private mutating func areReferencesValid(
    _ node: Int, _ place: Int, _ evaluated: inout Evaluated
  ) throws(Failure) -> Bool {
    if let target = schema.subschemas[place].reference {
      guard try isValid(node, by: target, &evaluated) else { return false }
    }
    if let (target, anchor) = schema.subschemas[place].dynamicReference {
      var found = target
      // The outermost resource that has the anchor decides.
      if let anchor, let outer = outermost(anchor) { found = outer }
      guard try isValid(node, by: found, &evaluated) else { return false }
    }
    return true
  }

  private func outermost(_ anchor: [UInt8]) -> Int? {
    for resource in scope {
      if let found = schema.dynamicAnchors[resource]?[anchor] { return found }
    }
    return nil
  }

  private mutating func areBranchesValid(
    _ node: Int, _ place: Int, _ evaluated: inout Evaluated
  ) throws(Failure) -> Bool {
    for part in schema.subschemas[place].allOf {
      guard try isValid(node, by: part, &evaluated) else { return false }
    }
    let anyOf = schema.subschemas[place].anyOf
    if !anyOf.isEmpty {
      var isOne = false
      // What the other valid ones look at counts, too.
      for part in anyOf where !isOne || schema.asksForUnevaluated {
        if try isValid(node, by: part, &evaluated) { isOne = true }
      }
      guard isOne else { return false }
    }
    let oneOf = schema.subschemas[place].oneOf
    if !oneOf.isEmpty {
      var count = 0
      for part in oneOf where count < 2 {
        if try isValid(node, by: part, &evaluated) { count += 1 }
      }
      guard count == 1 else { return false }
    }
    if let not = schema.subschemas[place].not {
      var ignored: Evaluated = []
      if try isValid(node, by: not, &ignored) { return false }
    }
    if let (condition, then, otherwise) = schema.subschemas[place].condition {
      let branch = try isValid(node, by: condition, &evaluated) ? then : otherwise
      if let branch {
        guard try isValid(node, by: branch, &evaluated) else { return false }
      }
    }
    guard json.kind(node) == .object else { return true }
    for (name, part) in schema.subschemas[place].dependentSchemas where members(node).byName[name] != nil {
      guard try isValid(node, by: part, &evaluated) else { return false }
    }
    return true
  }

  /// The members of an object.
  mutating func members(_ node: Int) -> Members {
    if let known = objects[node] { return known }
    var members = Members()
    for child in json.children(node) {
      let name = json.name(child)
      if members.byName.updateValue(child, forKey: name) == nil {
        members.list.append((name, child))
      } else {
        members.byName[name] = members.list.first { $0.name == name }?.node
      }
    }
    objects[node] = members
    return members
  }
}
