/// The lossless syntax tree of one file, in flat arrays.
///
/// Every byte of the file belongs to exactly one token (blanks, comments and errors included), and the tokens are in
/// file order, so that the tokens' texts put together are the file. Nodes are stored in postorder: a node follows its
/// children, and wrapping a finished node in a new one (as binary operators need) is one append.
public final class SyntaxTree: Sendable {
  /// A token: what it is, and its bytes.
  public struct Token: Sendable {
    /// What it is.
    public var kind: TokenKind
    /// Byte offset of its first byte.
    public var start: Int
    /// Byte offset after its last byte.
    public var end: Int
  }

  struct Record: Sendable {
    var kind: SyntaxKind
    /// Tokens `firstToken..<endToken` are under this node.
    var firstToken: Int32
    var endToken: Int32
    /// The nodes `subtreeStart..<self` are its descendants.
    var subtreeStart: Int32
  }

  /// The id that ranges of this tree carry.
  public let file: FileID
  /// The file that was parsed.
  public let source: SourceFile
  /// Every token in file order, the empty end of the file last.
  public let tokens: [Token]
  let records: [Record]
  /// What the lexer and the parser found.
  public let diagnostics: [Diagnostic]

  init(file: FileID, source: SourceFile, tokens: [Token], records: [Record], diagnostics: [Diagnostic]) {
    self.file = file
    self.source = source
    self.tokens = tokens
    self.records = records
    self.diagnostics = diagnostics
  }

  /// The whole file.
  public var root: SyntaxNode { SyntaxNode(tree: self, index: records.count - 1) }
}

/// A place in a ``SyntaxTree``: a value, cheap to copy.
public struct SyntaxNode: Sendable {
  /// The tree it is a place in.
  public let tree: SyntaxTree
  let index: Int

  /// What it is.
  public var kind: SyntaxKind { tree.records[index].kind }

  /// The child nodes, in file order.
  public var children: [SyntaxNode] {
    let start = Int(tree.records[index].subtreeStart)
    var found: [SyntaxNode] = []
    var child = index - 1
    while child >= start {
      found.append(SyntaxNode(tree: tree, index: child))
      child = Int(tree.records[child].subtreeStart) - 1
    }
    found.reverse()
    return found
  }

  /// Indices of the tokens that belong to this node and to none of its children.
  public var ownTokens: [Int] {
    var found: [Int] = []
    var next = Int(tree.records[index].firstToken)
    for child in children {
      let record = tree.records[child.index]
      found.append(contentsOf: next..<Int(record.firstToken))
      next = Int(record.endToken)
    }
    found.append(contentsOf: next..<Int(tree.records[index].endToken))
    return found
  }

  /// From the first to the last token that is no blank and no comment.
  public var range: SourceRange {
    let record = tree.records[index]
    var first = Int(record.firstToken)
    var last = Int(record.endToken) - 1
    while first < last, tree.tokens[first].kind.isTrivia { first += 1 }
    while last > first, tree.tokens[last].kind.isTrivia { last -= 1 }
    guard first <= last else {
      let offset = first < tree.tokens.count ? tree.tokens[first].start : tree.source.bytes.count
      return SourceRange(file: tree.file, start: offset, end: offset)
    }
    return SourceRange(file: tree.file, start: tree.tokens[first].start, end: tree.tokens[last].end)
  }

  /// The source of ``range``.
  public var text: String { tree.source.text(in: range) }
}
