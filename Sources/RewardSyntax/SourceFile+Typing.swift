/// What a reader of lines asks of text that is being typed.
extension SourceFile {
  /// Whether more must follow before the text can be read: a bracket or a text block is open, the last token asks for an
  /// operand, or there is documentation of something that is still to come.
  public var isUnfinished: Bool {
    let tokens = Lexer.tokens(of: self, as: FileID(0)).tokens
    guard let last = tokens.last(where: { !$0.kind.isTrivia && $0.kind != .endOfFile }) else {
      return tokens.contains { $0.kind == .documentation }
    }
    if last.kind == .error { return bytes[last.start...].starts(with: "\"\"\"".utf8) }
    let stream = TokenStream(tokens, in: self)
    return stream.isOpenAtEnd || stream.isLeftOpen(before: stream.kinds.count - 1)
  }

  /// Whether the text begins like a declaration; otherwise it can only be an expression.
  public var isDeclaration: Bool {
    let stream = TokenStream(Lexer.tokens(of: self, as: FileID(0)).tokens, in: self)
    if stream.beginsDeclaration(0, inBrackets: false) { return true }
    // Those of other languages, which the parser names.
    let foreign: [Word] = [.def, .function, .fn, .var, .const]
    return stream.kinds.count > 2 && stream.kinds[1] == .identifier && stream.words[0].map(foreign.contains) ?? false
  }

  /// Whether there is nothing but blanks and comments.
  public var isBlank: Bool {
    Lexer.tokens(of: self, as: FileID(0)).tokens.allSatisfy { $0.kind.isTrivia || $0.kind == .endOfFile }
  }

  /// The name at the beginning that has `=` behind it, as other languages write what is `let` here.
  public var assignedName: String? {
    let tokens = Lexer.tokens(of: self, as: FileID(0)).tokens.filter { !$0.kind.isTrivia }
    guard tokens.count > 2, tokens[0].kind == .identifier, tokens[1].kind == .equals, !isDeclaration else { return nil }
    return text(in: SourceRange(file: FileID(0), start: tokens[0].start, end: tokens[0].end))
  }
}
