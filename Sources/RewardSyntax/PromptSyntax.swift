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
  /// The whole text, quotes included.
  public var range: SourceRange

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

  /// The names, in order.
  public var names: [Name] {
    pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }
}
