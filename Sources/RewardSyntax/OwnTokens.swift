/// The tokens of a node that are no trivia and belong to none of its children, read from first to last.
struct OwnTokens {
  private let tree: SyntaxTree
  private var indices: ArraySlice<Int>

  init(_ node: SyntaxNode) {
    let tokens = node.tree.tokens
    tree = node.tree
    indices = node.ownTokens.filter { !tokens[$0].kind.isTrivia }[...]
  }

  var isEmpty: Bool { indices.isEmpty }

  /// Whether `=` or a dot comes next, so that the word before was a name.
  var isAssignment: Bool {
    guard let first = indices.first else { return false }
    return tree.tokens[first].kind == .equals || tree.tokens[first].kind == .dot
  }

  /// The current token, if it has this kind.
  mutating func take(_ kind: TokenKind) -> Name? {
    guard let first = indices.first, tree.tokens[first].kind == kind else { return nil }
    indices.removeFirst()
    return tree.name(ofToken: first)
  }

  mutating func take(_ word: Word) -> Name? {
    guard let first = indices.first, tree.tokens[first].kind == .identifier,
      tree.name(ofToken: first).text == word.rawValue
    else { return nil }
    indices.removeFirst()
    return tree.name(ofToken: first)
  }

  /// Any token at all.
  mutating func takeAny() -> Name? {
    guard let first = indices.popFirst() else { return nil }
    return tree.name(ofToken: first)
  }

  /// A text token: what it says, at its place.
  mutating func takeText() -> Name? {
    guard let token = take(.text) else { return nil }
    return Name(String(decoding: tree.textValue(at: token.range), as: UTF8.self), token.range)
  }

  /// `a.b.c` as one name.
  mutating func takeDottedName() -> Name? {
    guard var name = take(.identifier) else { return nil }
    while take(.dot) != nil {
      guard let next = take(.identifier) else { break }
      name = Name(name.text + "." + next.text, name.range.union(next.range))
    }
    return name
  }

  /// `[-] number`
  mutating func takeNumber() -> Double? {
    let isNegative = take(.minus) != nil
    guard let token = take(.number) else { return nil }
    let value = NumberLiteral(token.text)?.value ?? Double.greatestFiniteMagnitude
    return isNegative ? -value : value
  }
}

extension SyntaxTree {
  func name(ofToken index: Int) -> Name {
    let range = SourceRange(file: file, start: tokens[index].start, end: tokens[index].end)
    return Name(source.text(in: range), range)
  }

  /// What the text token at `range` stands for.
  func textValue(at range: SourceRange) -> [UInt8] { TextLiteral(source.bytes[range.start..<range.end]).value }
}
