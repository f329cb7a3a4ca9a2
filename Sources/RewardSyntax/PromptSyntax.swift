/// A text with names in braces, which stand for values: `Answer: {response}`.
///
/// Only whole names, perhaps with dots, are replaced; other braces, as those of JSON, are plain text. `{{name}}` is the
/// text `{name}`.
public struct PromptSyntax: Sendable {
  /// What the text is made of.
  public enum Piece: Sendable {
    /// Bytes that stay.
    case text([UInt8])
    /// `response`, `other.response`; the range is that in the source, braces excluded.
    case name(Name)
  }
  /// In order; no two texts stand side by side.
  public var pieces: [Piece] = []
  /// Braces that stay text, though what is in them may have been meant: `{ response }`, `{trim(response)}`.
  public var lookalikes: [Lookalike] = []
  /// The whole text, quotes included.
  public var range: SourceRange

  /// Braces that hold more than a name.
  public struct Lookalike: Sendable {
    /// The name that stands first in them, without its members.
    public var name: String
    /// What is in them, without blanks around it.
    public var content: String
    /// A call, rather than a name with blanks around it.
    public var isCall: Bool
    /// With the braces.
    public var range: SourceRange
  }

  init(_ node: SyntaxNode) {
    range = node.range
    let literal = TextLiteral(node.tree.source.bytes[range.start..<range.end], isPlaced: true)
    let bytes = literal.value
    var text: [UInt8] = []
    // `}}` closes what `{{` opened, and is two braces of a text such as JSON elsewhere.
    var openPairs = 0
    var offset = 0
    while offset < bytes.count {
      if let end = Self.endOfName(in: bytes, from: offset) {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = []
        let place = SourceRange(file: range.file, start: literal.places[offset] + 1, end: literal.places[end - 1])
        pieces.append(.name(Name(String(decoding: bytes[(offset + 1)..<(end - 1)], as: UTF8.self), place)))
        offset = end
        continue
      }
      if openPairs == 0, let (content, end) = Self.lookalike(in: bytes, from: offset) {
        let place = SourceRange(file: range.file, start: literal.places[offset], end: literal.places[end - 1] + 1)
        lookalikes.append(Lookalike(content, at: place))
      }
      text.append(bytes[offset])
      let isPair = offset + 1 < bytes.count && bytes[offset + 1] == bytes[offset]
      switch bytes[offset] {
      case UInt8(ascii: "{") where isPair:
        openPairs += 1
        offset += 2
      case UInt8(ascii: "}") where isPair && openPairs > 0:
        openPairs -= 1
        offset += 2
      default: offset += 1
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
  }

  /// Behind the closing brace of a name in braces that begins at `start`; nil where none does.
  private static func endOfName(in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "{") else { return nil }
    var offset = start + 1
    var isInName = false
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        isInName = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): if !isInName { return nil }
      case UInt8(ascii: "."):
        if !isInName { return nil }
        isInName = false
      case UInt8(ascii: "}"): return isInName ? offset + 1 : nil
      default: return nil
      }
      offset += 1
    }
    return nil
  }

  /// What the braces that begin at `start` hold, and where they end, if that is a name with blanks around it, or a call;
  /// nil for anything else, such as JSON.
  private static func lookalike(in bytes: [UInt8], from start: Int) -> (content: String, end: Int)? {
    guard bytes[start] == UInt8(ascii: "{"), start == 0 || bytes[start - 1] != UInt8(ascii: "{") else { return nil }
    let rest = bytes[(start + 1)...].prefix(200)
    guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var content = rest[..<end].drop(while: isBlank)
    while let last = content.last, isBlank(last) { content.removeLast() }
    let name = content.prefix { isOfName($0) || $0 == UInt8(ascii: ".") }
    guard let first = name.first, isOfName(first), !(0x30...0x39).contains(first) else { return nil }
    let isName = name.count == content.count
    let isCall = content.dropFirst(name.count).first == UInt8(ascii: "(") && content.last == UInt8(ascii: ")")
    return isName || isCall ? (String(decoding: content, as: UTF8.self), end + 1) : nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// The names, in order.
  public var names: [Name] {
    pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }
}

extension PromptSyntax.Lookalike {
  fileprivate init(_ content: String, at range: SourceRange) {
    self.content = content
    self.range = range
    name = String(content.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    isCall = content.hasSuffix(")")
  }
}
