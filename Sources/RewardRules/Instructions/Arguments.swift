/// What a response is compared with, read from the data of its prompt.
enum Argument: Sendable {
  /// What a parameter takes.
  enum Kind: String, Sendable {
    /// A number, 0 or more.
    case number
    /// A whole number, 0 or more.
    case whole
    /// A whole number, 1 or more.
    case place
    /// A text that is not blank.
    case text
    /// Texts that are not blank, at least one.
    case texts
    /// `less than`, `at least`, `at most` or `around`.
    case relation
  }

  case number(Double)
  case text(Scalars)
  case texts([Scalars])
  case relation(CountRelation)
}

/// The arguments of an instruction, known to be what its parameters say.
struct Arguments: Sendable {
  private var values: [String: Argument] = [:]

  /// The longest text that an argument may be, in bytes of JSON.
  private static let longestText = 1024 * 1024
  /// How many texts a list may have.
  private static let longestList = 1000

  /// What an instruction upstream would draw at random, because it is not there, is a bad argument.
  init(_ parameters: KeyValuePairs<String, Argument.Kind>, in object: JSONValue) throws(Obstacle) {
    guard object.kind == .object || object.kind == .null else { throw .badArguments }
    for (name, kind) in parameters {
      guard case .value(let value) = JSONValue.find([Array(name.utf8)], in: object.bytes),
        let argument = Self.read(value, as: kind)
      else { throw .badArguments }
      values[name] = argument
    }
  }

  private static func read(_ value: JSONValue, as kind: Argument.Kind) -> Argument? {
    switch kind {
    case .number: return number(value).map { .number($0) }
    case .whole, .place:
      guard let number = number(value), number == number.rounded(), number < 1e15 else { return nil }
      return kind == .place && number < 1 ? nil : .number(number)
    case .text: return text(value).map { .text($0) }
    case .texts:
      guard let elements = value.elements, !elements.isEmpty, elements.count <= longestList else { return nil }
      let texts = elements.compactMap(text)
      return texts.count == elements.count ? .texts(texts) : nil
    case .relation:
      guard let text = text(value), let relation = CountRelation(rawValue: String(decoding: text.utf8, as: UTF8.self))
      else {
        return nil
      }
      return .relation(relation)
    }
  }

  private static func number(_ value: JSONValue) -> Double? {
    value.kind == .number ? value.number.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } : nil
  }

  private static func text(_ value: JSONValue) -> Scalars? {
    guard let string = value.string, string.source.count <= longestText else { return nil }
    let text = string.decoded.withUnsafeBufferPointer { Scalars(of: $0) }
    return text.isBlank ? nil : text
  }

  // MARK: By name

  /// Of a parameter that is a number of any kind.
  func number(_ name: String) -> Double { if case .number(let number) = values[name] { number } else { 0 } }
  /// Of a parameter that is a whole number.
  func whole(_ name: String) -> Int { Int(number(name)) }
  /// Of a parameter that is a text.
  func text(_ name: String) -> Scalars { if case .text(let text) = values[name] { text } else { [] } }
  /// Of a parameter that is a list of texts.
  func texts(_ name: String) -> [Scalars] { if case .texts(let texts) = values[name] { texts } else { [] } }
  /// Of a parameter that is a relation.
  func relation(_ name: String) -> CountRelation {
    if case .relation(let relation) = values[name] { relation } else { .atLeast }
  }
}
