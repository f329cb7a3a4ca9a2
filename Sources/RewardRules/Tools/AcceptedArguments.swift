/// Whether calls are among those that a reference accepts, value by value, as the Berkeley Function-Calling Leaderboard
/// (BFCL) compares syntax trees for Python.
struct AcceptedArguments {
  /// Why there is no verdict.
  enum Failure: Error {
    /// The reference or the tools are not of their form.
    case badReference
    case tooMuchWork
  }

  /// A call as JSON of the one form, with the class of every value.
  struct Call {
    let json: ParsedJSON
    let classes: [Int]
    let name: [UInt8]
    let arguments: Int
  }

  /// The kinds of value of Python that JSON has.
  private enum Kind { case string, int, float, bool, list, dict, none }

  /// How many values may be compared, a few tenths of a second.
  private static let workLimit = 4_000_000

  let accepted: ParsedJSON
  private let acceptedClasses: [Int]
  private var classes = JSONClasses(hasNumericConditions: true)
  /// By the class of a text, that of its plain form.
  private var plainClasses: [Int: Int] = [:]
  private var work = 0

  init(accepted: ParsedJSON) {
    self.accepted = accepted
    acceptedClasses = classes.classes(of: accepted)
  }

  mutating func call(_ text: UnsafeBufferPointer<UInt8>) -> Call? {
    guard let json = ParsedJSON(text), let name = json.member("name", of: 0).flatMap(json.string),
      let arguments = json.member("arguments", of: 0)
    else { return nil }
    return Call(json: json, classes: classes.classes(of: json), name: name, arguments: arguments)
  }

  /// Whether a call is one of `tool`, with all it requires and arguments that `wanted`, an object of lists of accepted
  /// values, has.
  mutating func accepts(_ call: Call, of tool: ToolDescription, _ wanted: Int) throws(Failure) -> Bool {
    guard call.name == tool.name, call.json.kind(call.arguments) == .object else { return false }
    try spend(1 + tool.required.count)
    for name in tool.required where call.json.member(name, of: call.arguments) == nil { return false }
    for argument in call.json.children(call.arguments) {
      let name = call.json.name(argument)
      guard let parameter = tool.parameter(name), let values = accepted.member(name, of: wanted) else { return false }
      guard try isAccepted(call, argument, parameter, values) else { return false }
    }
    for values in accepted.children(wanted)
    where call.json.member(accepted.name(values), of: call.arguments) == nil {
      guard accepted.children(values).contains(where: isEmptyText) else { return false }
    }
    return true
  }

  private mutating func spend(_ amount: Int) throws(Failure) {
    work += amount
    if work > Self.workLimit { throw .tooMuchWork }
  }

  // MARK: Arguments

  /// Whether the value of an argument is of its parameter's type and among the accepted ones.
  private mutating func isAccepted(
    _ call: Call, _ value: Int, _ parameter: ToolDescription.Parameter, _ values: Int
  ) throws(Failure) -> Bool {
    guard accepted.kind(values) == .array else { throw .badReference }
    let expected = try Self.kind(ofType: parameter.type)
    var kind = Self.kind(call.json, value)
    // Python takes a whole number for a float, not the other way round.
    if parameter.type == "float" || parameter.type == "number", kind == .int { kind = .float }
    // Where the accepted values are of another type than the parameter, they are names of variables: compared as they are.
    let writtenKind = accepted.children(values).first { !isEmptyText($0) }.map { Self.kind(accepted, $0) }
    var isVariable = writtenKind != nil && writtenKind != expected
    if kind == expected {
      if parameter.isList, let items = parameter.items {
        guard try hasItems(call, value, of: try Self.kind(ofType: items), values) else { return false }
      }
    } else {
      guard kind == writtenKind else { return false }
      isVariable = true
    }
    if !isVariable {
      switch expected {
      case .dict: return try isAcceptedDictionary(call, value, among: Array(accepted.children(values)))
      case .list where parameter.items.map({ $0 == "dict" || $0 == "object" }) ?? false:
        return try isAcceptedList(ofDictionaries: call, value, values)
      case .string, .list: return try isAcceptedPlainly(call, value, values)
      default: break
      }
    }
    try spend(accepted.nodes[values].end - values)
    return accepted.children(values).contains { acceptedClasses[$0] == call.classes[value] }
  }

  /// Whether the elements of a list are of the type of its items, or of that which one accepted list begins with.
  private mutating func hasItems(_ call: Call, _ value: Int, of items: Kind, _ values: Int) throws(Failure) -> Bool {
    let elements = call.json.children(value).map { Self.kind(call.json, $0) }
    for candidate in accepted.children(values) {
      try spend(1 + elements.count)
      guard accepted.kind(candidate) == .array else { return true }
      let written = accepted.children(candidate).first { !isEmptyText($0) }.map { Self.kind(accepted, $0) }
      if elements.allSatisfy({ $0 == items || $0 == written }) { return true }
    }
    return false
  }

  /// Whether a text, or a list of texts and other values, is accepted, texts by their plain form.
  private mutating func isAcceptedPlainly(_ call: Call, _ value: Int, _ values: Int) throws(Failure) -> Bool {
    let plain = try plainClass(call.json, call.classes, value)
    for candidate in accepted.children(values) {
      var theirs = try plainClass(accepted, acceptedClasses, candidate)
      // An argument that may be left out may be an empty list.
      if call.json.kind(value) == .array, isEmptyText(candidate) { theirs = classes.array([]) }
      if theirs == plain { return true }
    }
    return false
  }

  private mutating func isAcceptedList(ofDictionaries call: Call, _ value: Int, _ values: Int) throws(Failure) -> Bool {
    let elements = Array(call.json.children(value))
    for candidate in accepted.children(values) {
      let wanted = Array(accepted.children(candidate))
      try spend(1 + wanted.count)
      guard wanted.count == elements.count else { continue }
      var isGood = true
      for (element, dictionary) in zip(elements, wanted) where isGood {
        guard call.json.kind(element) == .object else { return false }
        isGood = try isAcceptedDictionary(call, element, among: [dictionary])
      }
      if isGood { return true }
    }
    return false
  }

  /// Whether each member of an object is among those that one of the dictionaries lists for its name, and none lacks.
  private mutating func isAcceptedDictionary(
    _ call: Call, _ value: Int, among dictionaries: [Int]
  ) throws(Failure) -> Bool {
    for dictionary in dictionaries where accepted.kind(dictionary) == .object {
      try spend(accepted.nodes[dictionary].end - dictionary)
      if try hasMembers(call, value, of: dictionary) { return true }
    }
    return false
  }

  private mutating func hasMembers(_ call: Call, _ value: Int, of dictionary: Int) throws(Failure) -> Bool {
    for member in call.json.children(value) {
      guard let values = accepted.member(call.json.name(member), of: dictionary) else { return false }
      try spend(accepted.nodes[values].end - values)
      let plain = try textClass(call.json, call.classes, member)
      var isFound = false
      for candidate in accepted.children(values) where !isFound {
        isFound = try textClass(accepted, acceptedClasses, candidate) == plain
      }
      guard isFound else { return false }
    }
    return accepted.children(dictionary).allSatisfy { values in
      call.json.member(accepted.name(values), of: value) != nil
        || accepted.children(values).contains(where: isEmptyText)
    }
  }

  // MARK: Values

  private func isEmptyText(_ node: Int) -> Bool { accepted.kind(node) == .string && accepted.source(node).count == 2 }

  /// The class of a value, of a text by its plain form and of a list by those of its texts.
  private mutating func plainClass(_ json: ParsedJSON, _ own: [Int], _ node: Int) throws(Failure) -> Int {
    guard json.kind(node) == .array else { return try textClass(json, own, node) }
    var elements: [Int] = []
    for element in json.children(node) { elements.append(try textClass(json, own, element)) }
    return classes.array(elements)
  }

  /// The class of a value, of a text by its plain form: in lower case, `'` as `"`, without blanks and `,./-_*^`.
  private mutating func textClass(_ json: ParsedJSON, _ own: [Int], _ node: Int) throws(Failure) -> Int {
    try spend(1)
    guard json.kind(node) == .string else { return own[node] }
    if let known = plainClasses[own[node]] { return known }
    let kept = (json.string(node) ?? []).filter { !" ,./-_*^".utf8.contains($0) }
    let lower = kept.withUnsafeBufferPointer { LetterCase.lower.mapped($0) }
    let plain = classes.string(lower.map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "\"") : $0 })
    plainClasses[own[node]] = plain
    return plain
  }

  private static func kind(_ json: ParsedJSON, _ node: Int) -> Kind {
    switch json.kind(node) {
    case .string: .string
    case .number: json.isWholeNumber(node) ? .int : .float
    case .bool: .bool
    case .array: .list
    case .object: .dict
    case .null: .none
    }
  }

  private static func kind(ofType name: String) throws(Failure) -> Kind {
    switch name {
    case "string", "any": .string
    case "integer": .int
    case "float", "number": .float
    case "boolean": .bool
    case "array", "tuple": .list
    case "dict", "object": .dict
    default: throw .badReference
    }
  }
}
