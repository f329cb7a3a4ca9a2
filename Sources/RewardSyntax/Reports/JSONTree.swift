/// A JSON document in memory, for reports: members keep their order.
public enum JSONTree: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case object([Member])
  case array([JSONTree])
  case text(String)
  case integer(Int)
  case bool(Bool)
  case null

  /// A key and its value.
  public struct Member: Sendable, Hashable {
    /// Not repeated inside one object.
    public var key: String
    /// What stands behind the colon.
    public var value: JSONTree
  }

  public init(stringLiteral text: String) { self = .text(text) }
  public init(integerLiteral number: Int) { self = .integer(number) }
  public init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
  public init(dictionaryLiteral members: (String, JSONTree)...) {
    self = .object(members.map { Member(key: $0.0, value: $0.1) })
  }

  /// The object with one more member behind the others; other values stay as they are.
  public func adding(_ key: String, _ value: JSONTree?) -> JSONTree {
    guard case .object(let members) = self, let value else { return self }
    return .object(members + [Member(key: key, value: value)])
  }

  /// Indented by two blanks, ending in a line break. Everything but ASCII letters and signs is escaped where JSON asks
  /// for it only.
  public var text: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int) {
    func lines<Item>(_ open: String, _ items: [Item], _ close: String, _ write: (Item, inout String) -> Void) {
      guard !items.isEmpty else {
        text += open + close
        return
      }
      text += open
      for (index, item) in items.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 2)
        write(item, &text)
      }
      text += "\n" + String(repeating: " ", count: indent) + close
    }
    switch self {
    case .object(let members):
      lines("{", members, "}") { member, text in
        JSONText.append(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent + 2)
      }
    case .array(let values): lines("[", values, "]") { $0.write(to: &$1, indent: indent + 2) }
    case .text(let value): JSONText.append(value, to: &text)
    case .integer(let value): text += String(value)
    case .bool(let value): text += value ? "true" : "false"
    case .null: text += "null"
    }
  }
}
