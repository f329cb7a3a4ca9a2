/// Numbers for JSON values, the same for equal values and different for others, in any number of texts.
///
/// Numbers are compared by value, exactly, however they are written; objects as sets of members, of which the first of
/// a name counts; strings by their characters. It takes time in proportion to the texts, and does not call itself.
struct JSONClasses {
  /// Whether `true` and `false` are the numbers 1 and 0, as Python has it.
  let hasNumericConditions: Bool
  private var known: [Key: Int] = [:]

  init(hasNumericConditions: Bool = false) { self.hasNumericConditions = hasNumericConditions }

  private enum Key: Hashable {
    case null
    case bool(Bool)
    case number(Decimal)
    /// Beyond the exponents that can be compared.
    case vast([UInt8])
    case string([UInt8])
    case array([Int])
    case object([Member])
  }

  private struct Member: Hashable {
    /// The class of the name as a string.
    var name: Int
    var value: Int
  }

  private mutating func number(of key: Key) -> Int {
    if let known = known[key] { return known }
    known[key] = known.count
    return known.count - 1
  }

  /// The class of a text as a JSON string.
  mutating func string(_ text: [UInt8]) -> Int { number(of: .string(text)) }
  /// The class of an array of values of these classes.
  mutating func array(_ elements: [Int]) -> Int { number(of: .array(elements)) }

  /// The class of every node.
  mutating func classes(of json: ParsedJSON) -> [Int] {
    var classes = [Int](repeating: 0, count: json.nodes.count)
    // What is in a value follows it.
    for node in json.nodes.indices.reversed() {
      let key: Key
      switch json.kind(node) {
      case .null: key = .null
      case .bool:
        let isTrue = json.source(node).first == UInt8(ascii: "t")
        key = hasNumericConditions ? .number(isTrue ? .one : .zero) : .bool(isTrue)
      case .number: key = Decimal(json.source(node)).map { .number($0) } ?? .vast(Array(json.source(node)))
      case .string: key = .string(json.string(node) ?? [])
      case .array: key = .array(json.children(node).map { classes[$0] })
      case .object:
        var members: [Int: Int] = [:]
        for child in json.children(node) {
          let name = number(of: .string(json.name(child)))
          if members[name] == nil { members[name] = classes[child] }
        }
        key = .object(members.map { Member(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name })
      }
      classes[node] = number(of: key)
    }
    return classes
  }
}

extension Decimal {
  fileprivate static let zero = Decimal()
  fileprivate static let one = Decimal(digits: [1], exponent: 1)
}
