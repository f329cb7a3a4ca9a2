/// What a schema says of the members of an object and the elements of an array.
extension SchemaValidator {
  mutating func areMembersValid(_ node: Int, _ place: Int, _ evaluated: inout Evaluated) throws(Failure) -> Bool {
    let rules = schema.subschemas[place]
    let members = members(node)
    try spend(members.list.count + rules.required.count)
    guard rules.memberCounts.contain(members.list.count) else { return false }
    guard rules.required.allSatisfy({ members.byName[$0] != nil }) else { return false }
    for (name, required) in rules.dependentRequired where members.byName[name] != nil {
      guard required.allSatisfy({ members.byName[$0] != nil }) else { return false }
    }
    for (name, child) in members.list {
      if let names = rules.propertyNames {
        guard try isValid(name: name, by: names) else { return false }
      }
      guard try isMemberValid(name, child, rules, &evaluated) else { return false }
    }
    return true
  }

  private mutating func isMemberValid(
    _ name: [UInt8], _ child: Int, _ rules: JSONSchema.Subschema, _ evaluated: inout Evaluated
  ) throws(Failure) -> Bool {
    var isKnown = false
    var inner: Evaluated = []
    if let property = rules.properties[name] {
      guard try isValid(child, by: property, &inner) else { return false }
      isKnown = true
    }
    for (pattern, property) in rules.patternProperties {
      guard try finds(pattern, in: name) else { continue }
      guard try isValid(child, by: property, &inner) else { return false }
      isKnown = true
    }
    if !isKnown, let other = rules.additionalProperties {
      guard try isValid(child, by: other, &inner) else { return false }
      isKnown = true
    }
    if !isKnown, !evaluated.contains(child), let unevaluated = rules.unevaluatedProperties {
      guard try isValid(child, by: unevaluated, &inner) else { return false }
      isKnown = true
    }
    if isKnown, schema.asksForUnevaluated { evaluated.insert(child) }
    return true
  }

  /// Whether a name, as a text, is valid.
  private mutating func isValid(name: [UInt8], by names: Int) throws(Failure) -> Bool {
    var source = JSONSource()
    source.append(string: name)
    return try source.bytes.withUnsafeBufferPointer { bytes throws(Failure) in
      guard let json = ParsedJSON(bytes) else { return false }
      return try isValid(another: json, by: names)
    }
  }

  mutating func areElementsValid(_ node: Int, _ place: Int, _ evaluated: inout Evaluated) throws(Failure) -> Bool {
    let rules = schema.subschemas[place]
    let elements = Array(json.children(node))
    try spend(elements.count)
    guard rules.itemCounts.contain(elements.count) else { return false }
    if rules.hasUniqueItems, Set(elements.map { classes[$0] }).count < elements.count { return false }
    var inner: Evaluated = []
    var known = 0
    for (element, item) in zip(elements, rules.prefixItems) {
      guard try isValid(element, by: item, &inner) else { return false }
      known += 1
    }
    if let items = rules.items {
      for element in elements.dropFirst(known) {
        guard try isValid(element, by: items, &inner) else { return false }
      }
      known = elements.count
    }
    if schema.asksForUnevaluated { evaluated.formUnion(elements.prefix(known)) }
    if let contains = rules.contains {
      var count = 0
      for element in elements {
        guard try isValid(element, by: contains, &inner) else { continue }
        count += 1
        if schema.asksForUnevaluated { evaluated.insert(element) }
      }
      guard rules.containsCounts.contain(count) else { return false }
    }
    if let unevaluated = rules.unevaluatedItems {
      for element in elements where !evaluated.contains(element) {
        guard try isValid(element, by: unevaluated, &inner) else { return false }
        evaluated.insert(element)
      }
    }
    return true
  }
}
