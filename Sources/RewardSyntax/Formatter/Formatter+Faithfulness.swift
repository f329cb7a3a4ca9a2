extension Formatter {
  /// Whether a formatted file says the same as the one it was made from: the same tokens, and the same comments up to
  /// blanks at their ends, in the same order. The formatter promises it; whoever overwrites a file may ask again.
  public static func isFaithful(_ formatted: [UInt8], to tree: SyntaxTree) -> Bool {
    let other = SyntaxTree.parse(SourceFile(name: tree.source.name, bytes: formatted), as: tree.file)
    return other.words(where: { !$0.isTrivia }).elementsEqual(tree.words(where: { !$0.isTrivia }))
      && other.words(where: \.isComment).elementsEqual(tree.words(where: \.isComment))
  }
}

extension SyntaxTree {
  /// The tokens of some kinds, each with its bytes up to blanks at its end.
  fileprivate func words(where isMeant: @escaping (TokenKind) -> Bool) -> some Sequence<ArraySlice<UInt8>> {
    tokens.lazy.filter { isMeant($0.kind) }.map { token in self.source.bytes[token.start..<self.contentEnd(of: token)] }
  }

  /// The end of a token without the blanks that end a comment.
  func contentEnd(of token: Token) -> Int {
    var end = token.end
    guard token.kind.isComment else { return end }
    while end > token.start, [9, 13, 32].contains(source.bytes[end - 1]) { end -= 1 }
    return end
  }
}
