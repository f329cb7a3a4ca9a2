/// Cuts the bytes of a file into tokens that tile it.
///
/// The lexer knows no keywords. Its one decision that needs context is whether `/` begins a pattern: it does where an
/// operand is expected, which the token before it tells.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: FileID
  var tokens: [SyntaxTree.Token] = []
  var diagnostics: [Diagnostic] = []
  /// The first byte that belongs to no token yet.
  var offset = 0
  /// Bytes above 127 that begin no token are then known to be broken and reported already.
  private var encodingIsInvalid = false
  /// The last token that is no trivia.
  private var lastSignificant: SyntaxTree.Token?
  private var isBehindDot = false

  /// The tokens of a file, and what is wrong with them.
  static func tokens(
    of source: SourceFile, as file: FileID
  ) -> (tokens: [SyntaxTree.Token], diagnostics: [Diagnostic]) {
    source.bytes.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(bytes: bytes, file: file)
      lexer.run(validating: source.bytes.span)
      return (lexer.tokens, lexer.diagnostics)
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, file: FileID) {
    self.bytes = bytes
    self.file = file
    tokens.reserveCapacity(bytes.count / 3 + 2)
  }

  private mutating func run(validating span: Span<UInt8>) {
    do {
      _ = try UTF8Span(validating: span)
    } catch {
      encodingIsInvalid = true
      let place = error.byteOffsets
      report(
        .invalidEncoding, "the file is not valid UTF-8", place.lowerBound..<max(place.upperBound, place.lowerBound + 1),
        "this byte belongs to no character", notes: ["save the file as UTF-8"])
    }
    if byte(0) == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF { emit(.blank, length: 3) }
    while offset < bytes.count { next() }
    tokens.append(.init(kind: .endOfFile, start: offset, end: offset))
  }

  private mutating func next() {
    switch bytes[offset] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): emit(.blank, length: run { $0 == 0x20 || $0 == 0x09 })
    case UInt8(ascii: "\r"): emit(byte(1) == UInt8(ascii: "\n") ? .newline : .blank, length: byte(1) == 10 ? 2 : 1)
    case UInt8(ascii: "\n"): emit(.newline, length: 1)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): identifier()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "\""): text()
    case UInt8(ascii: "'"): singleQuotedText()
    case UInt8(ascii: "#"): foreignComment()
    case UInt8(ascii: "/"): slash()
    default: punctuation()
    }
  }

  // MARK: Words

  private mutating func identifier() {
    let length = run(Self.isWord)
    let quote = byte(length)
    if length == 1, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      [UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "b")].contains(bytes[offset])
    {
      let range = offset..<offset + 1
      report(
        .foreignSpelling, "a text has no prefix", range, "a plain text in quotes is meant",
        notes: ["texts are put together with `++`"], fix: ("remove the prefix", range, ""))
      emit(.foreign, length: 1)
      return
    }
    emit(.identifier, length: length)
  }

  // MARK: Comments and patterns

  private mutating func slash() {
    switch byte(1) {
    case UInt8(ascii: "/"):
      // Four slashes are a line drawn by hand, not documentation.
      let isDocumentation = byte(2) == UInt8(ascii: "/") && byte(3) != UInt8(ascii: "/")
      emit(isDocumentation ? .documentation : .comment, length: lengthOfLine())
    case UInt8(ascii: "*"): blockComment()
    default:
      if operandIsExpected { pattern() } else { emit(.slash, length: 1) }
    }
  }

  private mutating func blockComment() {
    var length = 2
    while offset + length < bytes.count, byte(length) != UInt8(ascii: "*") || byte(length + 1) != UInt8(ascii: "/") {
      length += 1
    }
    length = min(length + 2, bytes.count - offset)
    report(
      .foreignSpelling, "there are no block comments", offset..<offset + 2, "a comment begins with `//`",
      notes: ["every line of a comment begins with `//`, of documentation with `///`"])
    emit(.foreign, length: length)
  }

  private mutating func foreignComment() {
    let range = offset..<offset + 1
    report(
      .foreignSpelling, "a comment begins with `//`", range, "not with `#`", fix: ("write `//`", range, "//"))
    emit(.foreign, length: lengthOfLine())
  }

  /// A pattern ends at the first slash outside a character class. Letters right behind it are its flags.
  private mutating func pattern() {
    var length = 1
    var isInClass = false
    while offset + length < bytes.count {
      let current = byte(length)
      if current == UInt8(ascii: "\n") { break }
      if current == UInt8(ascii: "\\"), offset + length + 1 < bytes.count, byte(length + 1) != UInt8(ascii: "\n") {
        length += 2
        continue
      }
      if current == UInt8(ascii: "[") { isInClass = true }
      if current == UInt8(ascii: "]") { isInClass = false }
      length += 1
      if current == UInt8(ascii: "/"), !isInClass {
        while Self.isWord(byte(length)) { length += 1 }
        emit(.regex, length: length)
        return
      }
    }
    let range = offset..<offset + lengthOfLine()
    report(
      .unterminatedPattern, "this pattern has no closing `/` on its line", range, "the pattern begins here",
      notes: ["where an operand is expected `/` begins a pattern; a `/` inside one is written `\\/`"])
    emit(.error, length: range.count)
  }

  private var operandIsExpected: Bool {
    guard let last = lastSignificant else { return true }
    switch last.kind {
    case .identifier:
      guard let word = Word(token: bytes[last.start..<last.end]) else { return false }
      switch word {
      case _ where isBehindDot: return false
      case .and, .or, .not, .in, .matches, .contains, .given, .else, .by, .where, .expect: return true
      default: return false
      }
    case .number, .version, .text, .textBlock, .regex, .rightParenthesis, .rightBracket, .rightBrace, .dot, .question,
      .error:
      return false
    default: return true
    }
  }

  // MARK: Tools

  func byte(_ distance: Int) -> UInt8 { offset + distance < bytes.count ? bytes[offset + distance] : 0 }

  /// How many bytes from here on satisfy the condition.
  func run(_ condition: (UInt8) -> Bool) -> Int {
    var end = offset
    while end < bytes.count, condition(bytes[end]) { end += 1 }
    return end - offset
  }

  /// Up to the line break, which is left out.
  func lengthOfLine() -> Int {
    var length = run { $0 != UInt8(ascii: "\n") }
    if length > 0, offset + length < bytes.count, bytes[offset + length - 1] == UInt8(ascii: "\r") { length -= 1 }
    return length
  }

  mutating func emit(_ kind: TokenKind, length: Int) {
    let token = SyntaxTree.Token(kind: kind, start: offset, end: offset + length)
    tokens.append(token)
    if !kind.isTrivia {
      isBehindDot = lastSignificant?.kind == .dot
      lastSignificant = token
    }
    offset += length
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, _ label: String, notes: [String] = [],
    fix: (title: String, range: Range<Int>, replacement: String)? = nil
  ) {
    func place(_ range: Range<Int>) -> SourceRange {
      SourceRange(file: file, start: range.lowerBound, end: range.upperBound)
    }
    diagnostics.append(
      Diagnostic(
        code, .error, message, at: .init(place(range), label), notes: notes,
        fix: fix.map { .init($0.title, range: place($0.range), replacement: $0.replacement) }))
  }

  /// Reports what no token begins with, unless the whole file is known not to be text.
  mutating func unknown(length: Int, suggestion: String?) {
    let range = offset..<offset + length
    defer { emit(.error, length: length) }
    if encodingIsInvalid, bytes[offset] >= 0x80 { return }
    let text = String(decoding: bytes[range].prefix(40), as: UTF8.self)
    report(
      .unknownCharacter, "`\(text)` means nothing here", range, "unknown character",
      fix: suggestion.map { ("write `\($0)`", range, $0) })
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

extension Word {
  /// The word with these bytes, if it is one that means something.
  init?(token bytes: some Collection<UInt8>) {
    guard bytes.count <= Word.longest, let word = Word.byText[String(decoding: bytes, as: UTF8.self)] else {
      return nil
    }
    self = word
  }
}
